"""A process and its bindings in one zip, laid out as a profile of GenericSetup is."""

from collections.abc import Mapping
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from io import BytesIO
from lxml import etree
from typing import NamedTuple
from zipfile import BadZipFile
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo

import json
import re


BINDINGS = "workflows.xml"
DEFINITION = re.compile(r"workflows/([^/]+)/definition\.xml")
# What GenericSetup does not carry: the local roles that a process manages.
ROLES = "workflows/{}/roles.json"
LARGEST = 2_000_000
MOST = 50
# Zip knows no earlier day; without a moment of its own the same is packed the same.
NO_DAY = (1980, 1, 1, 0, 0, 0)


class Packed(NamedTuple):
    """What a zip holds: one definition, its managed roles, the chain of each type."""

    name: str
    xml: str
    roles: tuple[str, ...] | None
    chains: Mapping[str, tuple[str, ...]]


def pack(found: Packed) -> bytes:
    """Return the zip of one process."""
    files = {
        BINDINGS: _bindings(found),
        f"workflows/{found.name}/definition.xml": found.xml.encode("utf-8"),
        ROLES.format(found.name): json.dumps(found.roles, ensure_ascii=False).encode(),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(ZipInfo(path, NO_DAY), data, ZIP_DEFLATED)
    return content.getvalue()


def _bindings(found: Packed) -> bytes:
    root = etree.Element("object", name="portal_workflow")
    root.set("meta_type", "Plone Workflow Tool")
    etree.SubElement(root, "object", name=found.name, meta_type="Workflow")
    bindings = etree.SubElement(root, "bindings")
    for kind, chain in sorted(found.chains.items()):
        bound = etree.SubElement(bindings, "type", type_id=kind)
        for name in chain:
            etree.SubElement(bound, "bound-workflow", workflow_id=name)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=1)


def unpack(content: bytes) -> Packed:
    """Return what a zip holds; refuse with 422 what is none or holds no definition."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _read(archive)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _refused("not_zip", _("This is no zip file.")) from problem
    except (ValueError, etree.XMLSyntaxError) as problem:
        raise _refused("not_a_process", _("The zip holds no process.")) from problem


def _refused(code: str, sentence: Sentence) -> BadValue:
    return BadValue(sentence, field="zip", code=code)


def _read(archive: ZipFile) -> Packed:
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) > MOST or any(i.file_size > LARGEST for i in infos.values()):
        raise _refused("too_large", _("The file is too large."))
    named = [(path, m[1]) for path in infos if (m := DEFINITION.fullmatch(path))]
    if len(named) != 1:
        raise _refused("not_a_process", _("The zip holds no process."))
    path, name = named[0]
    roles = ROLES.format(name)
    return Packed(
        name,
        archive.read(path).decode("utf-8"),
        _roles(archive.read(roles)) if roles in infos else None,
        _chains(archive.read(BINDINGS)) if BINDINGS in infos else {},
    )


def _roles(content: bytes) -> tuple[str, ...] | None:
    found = json.loads(content.decode("utf-8"))
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(r, str) for r in found):
        raise ValueError("roles")
    return tuple(found)


def _chains(content: bytes) -> dict[str, tuple[str, ...]]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused("entities", _("A definition declares no entities."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    return {
        bound.get("type_id", ""): tuple(
            one.get("workflow_id", "") for one in bound.iter("bound-workflow")
        )
        for bound in root.iterfind("bindings/type")
    }
