"""What a notice says besides its kind: the journal's line, in words."""

from collections.abc import Mapping
from datetime import date
from imoit.content.correspondence.views.fields import CHANNELS
from imoit.content.correspondence.views.fields import PRIORITIES
from imoit.workflows.journal import operations as journal
from imoit.workflows.pages.domain import printed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any


FIELDS = {
    "code_number": _("Number"),
    "code_notation": _("Notation"),
    "issued_date": _("Date of the document"),
    "type_name": _("Type"),
    "issuer": _("Author"),
    "subject": _("Abstract"),
    "signer": _("Signed by"),
    "pages": _("Number of pages"),
    "copies": _("Copies"),
    "channel": _("Way of arrival"),
    "language": _("Language"),
    "note": _("Notes"),
    "priority": _("Urgency"),
    "due_date": _("Deadline in the letter"),
}
CHOICES = {"priority": dict(PRIORITIES), "channel": dict(CHANNELS)}
DAYS = ("issued_date", "due_date")


def reason(event: str) -> list[Sentence]:
    """Return the reason that was given, if one was."""
    return _reason(_details(event))


def correction(event: str) -> list[Sentence]:
    """Return what was corrected, both values, and why."""
    details = _details(event)
    pairs = details.get("changed", {})
    return [
        _(
            "${field}: “${before}” is “${now}” now.",
            field=FIELDS[name],
            before=_worded(name, before),
            now=_worded(name, now),
        )
        for name, (before, now) in pairs.items()
        if name in FIELDS
    ] + _reason(details)


def _details(event: str) -> Mapping[str, Any]:
    """Return what the line says; nothing as long as the store has none."""
    line = journal.of_event(event)
    return line.details if line else {}


def _reason(details: Mapping[str, Any]) -> list[Sentence]:
    given = details.get("reason", "")
    return [_("Reason: ${reason}", reason=given)] if given else []


def _worded(name: str, value: Any) -> Any:
    """Return *value* of a field as a page shows it."""
    if not value:
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (value.get("name"), value.get("position"))))
    if name in DAYS:
        return printed(date.fromisoformat(value))
    return CHOICES.get(name, {}).get(value, value)
