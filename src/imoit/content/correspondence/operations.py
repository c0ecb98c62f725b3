"""What can be done with any document: read its record, change it, open it."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from imoit.content.admission.operations import admit
from imoit.content.correspondence import domain
from imoit.content.correspondence.events import Changed
from imoit.content.correspondence.schema import ICorrespondence
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.transitions.operations import check_delegation
from plone import api
from typing import Any
from unicodedata import normalize
from zope.event import notify


READONLY = _("This is given with the number and cannot be written.")


def read_record(data: Mapping[str, Any], *, partial: bool = False) -> dict[str, Any]:
    """Return the clean values of the record's fields that *data* carries.

    Every bad field is named at once, with 422. *partial*: absent fields stay absent.
    """
    readers: dict[str, Callable[[], Any]] = {
        "code_number": lambda: _text(data, "code_number", 50),
        "code_notation": lambda: _text(data, "code_notation", 200),
        "issued_date": lambda: read_date(data, "issued_date"),
        "type_name": lambda: _text(data, "type_name", 200, required=True),
        "subject": lambda: _text(data, "subject", 4000, required=True),
        "issuer": lambda: _issuer(data),
        "signer": lambda: _signer(data),
        "priority": lambda: _choice(data, "priority", domain.PRIORITIES, "normal"),
        "secrecy": lambda: read_text(data, "secrecy"),
        "pages": lambda: read_number(data, "pages", least=1, most=100_000),
        "copies": lambda: read_number(data, "copies", least=1, most=100_000),
        "due_date": lambda: read_date(data, "due_date"),
        "channel": lambda: _choice(data, "channel", ("", *domain.CHANNELS), ""),
        "language": lambda: _text(data, "language", 200),
        "note": lambda: _text(data, "note", 4000),
        "recipients": lambda: tuple(read_names(data, "recipients")),
        "answers": lambda: _answers(data),
    }
    if partial:
        readers = {name: read for name, read in readers.items() if name in data}
    return collect(readers)


def collect(readers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Read each field; refuse with all that is wrong at once."""
    values, errors = {}, []
    for name, read in readers.items():
        try:
            values[name] = read()
        except Refusal as refusal:
            errors += refusal.errors or (FieldError(name, "invalid", refusal.message),)
    if errors:
        raise BadValue(
            _("Some fields need to be corrected. Nothing was stored."),
            errors=tuple(errors),
        )
    return values


def _text(data, field, limit, required=False) -> str:
    return normalize("NFC", read_text(data, field, required=required, limit=limit))


def _choice(data, field, values, default) -> str:
    value = read_text(data, field) or default
    if value not in values:
        raise BadValue(_("This value is not known."), field=field, code="unknown_value")
    return value


def _issuer(data) -> dict[str, str]:
    value = data.get("issuer") or {}
    if isinstance(value, str):
        value = {"name": value}
    return _group(value, "issuer", ("organ_id", "name"))


def _signer(data) -> dict[str, str]:
    value = data.get("signer") or {}
    if isinstance(value, str):
        found = party(value, "signer")
        return {"id": found.id, "name": "", "position": found.title, "capacity": ""}
    return _group(value, "signer", ("id", "position", "name", "capacity"))


def _group(value, field, names) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise BadValue(
            _("This must be an object with ${names}.", names=", ".join(names)),
            field=field,
            code="not_an_object",
        )
    return {name: _text(value, name, 500) for name in names if value.get(name)}


def _answers(data) -> str:
    value = data.get("answers") or ""
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("UID") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    if not value:
        return ""
    document = look_up(str(value))
    if document is None:
        raise BadValue(
            _("There is no such document."), field="answers", code="not_found"
        )
    return document.UID()


def look_up(reference: str) -> Any | None:
    """Return the document with this UID or address that one may see, or None."""
    portal = api.portal.get()
    if reference.startswith(("http://", "https://", "/")):
        path = reference.removeprefix(portal.absolute_url()).strip("/")
        try:
            found = portal.restrictedTraverse(path, None)
        except Exception:
            found = None
    else:
        found = api.content.get(UID=reference)
    if not ICorrespondence.providedBy(found):
        return None
    return found if api.user.has_permission("View", obj=found) else None


def change(
    document: Any,
    values: Mapping[str, Any],
    by: Actor,
    reason: str = "",
    seen: Mapping[str, Any] | None = None,
) -> None:
    """Write *values* into the record; the gate is asked, both values are journaled.

    *seen* are values as they were read before: what somebody else has changed since
    then is a 409, so that no correction is lost.
    """
    check_delegation(document, "change")
    current = {name: getattr(document, name) for name in values}
    _check_seen(current, seen or {})
    admit(
        secrecy=values.get("secrecy", document.secrecy),
        type_name=values.get("type_name", document.type_name),
        subject=values.get("subject", document.subject),
        door="change",
    )
    changed = {n: [plain(current[n]), plain(v)] for n, v in values.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if not changed:
        return
    for name in changed:
        setattr(document, name, values[name])
    event = record(
        "change",
        document.UID(),
        actor=by,
        details={"changed": changed, **({"reason": reason} if reason else {})},
    )
    document.reindexObject()
    notify(Changed(document, by, event))


def check_given(document: Any, data: Mapping[str, Any]) -> None:
    """Refuse data that would write what a book has given."""
    errors = tuple(
        FieldError(name, "readonly", READONLY)
        for name, value in document.given().items()
        if name in data and (data[name] or None) != (value or None)
    )
    if errors:
        raise BadValue(READONLY, errors=errors)


def _check_seen(current: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
    stale = {n: plain(v) for n, v in current.items() if n in seen}
    stale = {n: v for n, v in stale.items() if (v or "") != (plain(seen[n]) or "")}
    if stale:
        raise Conflict(
            _("Somebody else has changed this meanwhile. Look at it again."),
            errors=tuple(
                FieldError(n, "changed", _("Now: ${value}", value=v))
                for n, v in stale.items()
            ),
            details={"current": stale},
        )


def plain(value: Any) -> Any:
    """Return *value* as JSON knows it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def recipients_seen(document: Any, by: Actor, now: datetime | None = None) -> list[str]:
    """Record the first opening by the groups of *by* among the recipients."""
    when = (now or clock.now()).isoformat(timespec="seconds")
    mine = [g for g in getattr(document, "delivered", ()) if g in by.groups]
    return [group for group in mine if document.note_opening(group, when)]
