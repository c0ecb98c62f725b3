"""A process as a file, to be taken elsewhere."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.exchange import bpmn
from imoit.workflows.process.storage import scratch
from imoit.workflows.process.storage import to_xml
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any


def exported(name: str, form: str | None) -> tuple[str, Any]:
    """Return type and content of the file: GenericSetup, BPMN, SVG, JSON."""
    draft = storage.draft(name)
    process = draft.process if draft else drafts.live(name)
    if form in (None, "", "gs"):
        text = to_xml(scratch(process, facts.tool())).encode("utf-8")
        return "application/xml; charset=utf-8", text
    if form == "bpmn":
        return "application/xml; charset=utf-8", bpmn(process)
    if form == "svg":
        return "image/svg+xml; charset=utf-8", svg(process, {}).encode("utf-8")
    raise BadValue(_("This value is not known."), field="format", code="unknown_value")
