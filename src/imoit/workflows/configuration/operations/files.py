"""A process as a file: taken elsewhere, or read into a draft."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.exchange import bpmn
from imoit.workflows.process.domain.packing import pack
from imoit.workflows.process.domain.packing import Packed
from imoit.workflows.process.domain.packing import unpack
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import from_xml
from imoit.workflows.process.storage import scratch
from imoit.workflows.process.storage import to_xml
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any


XML = "application/xml; charset=utf-8"


def exported(name: str, form: str | None) -> tuple[str, Any]:
    """Return type and content of the file: GenericSetup, a zip of it, BPMN, SVG."""
    draft = storage.draft(name)
    process = draft.process if draft else drafts.live(name)
    makers = {
        "gs": lambda: (XML, _xml(process).encode("utf-8")),
        "zip": lambda: ("application/zip", _zip(name, process)),
        "bpmn": lambda: (XML, bpmn(process)),
        "svg": lambda: ("image/svg+xml; charset=utf-8", svg(process, {}).encode()),
    }
    make = makers.get(form or "gs")
    if make is None:
        raise BadValue(
            _("This value is not known."), field="format", code="unknown_value"
        )
    return make()


def _xml(process: Process) -> str:
    return to_xml(scratch(process, facts.tool()))


def _zip(name: str, process: Process) -> bytes:
    chains = {kind: chain for kind, chain in facts.chains().items() if name in chain}
    return pack(Packed(name, _xml(process), process.roles, chains))


def take_xml(name: str, text: str, by: Actor) -> None:
    """Read a definition into the draft; the roles that are managed stay."""
    found = from_xml(text, facts.tool(), drafts.live(name).roles)
    drafts.change(name, lambda _process: found._replace(id=name), by)


def take_zip(name: str, content: bytes, by: Actor) -> dict[str, tuple[str, ...]]:
    """Read a definition with its managed roles into the draft.

    Returns the chains that the file names and this site has otherwise: types are bound
    by an act of their own, which says where their things go.
    """
    packed = unpack(content)
    found = from_xml(packed.xml, facts.tool(), packed.roles)
    drafts.change(name, lambda _process: found._replace(id=name), by)
    here = facts.chains()
    wanted = {
        kind: tuple(name if one == packed.name else one for one in chain)
        for kind, chain in packed.chains.items()
    }
    return {kind: chain for kind, chain in wanted.items() if here.get(kind) != chain}
