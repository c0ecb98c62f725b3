"""Correcting a row that stands in the book: with a reason, nothing lost."""

from imoit.content.correspondence.operations import change
from imoit.content.correspondence.operations import read_record
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.incoming.views.lengths import Lengths
from imoit.workflows.pages.domain import printed
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from imoit.workflows.transitions.operations import state
from plone import api
from typing import NamedTuple


class Input(NamedTuple):
    """A field of the form: what it fills in the record, how wide it is."""

    title: Sentence
    fills: tuple[str, ...]
    wide: str
    kind: str = "line"


INPUTS = {
    "symbol": Input(_("Number and symbol"), ("code_number", "code_notation"), "c4"),
    "issued_date": Input(_("Date of the document"), ("issued_date",), "c3 n6", "day"),
    "type_name": Input(_("Type"), ("type_name",), "c5"),
    "issuer": Input(_("Author"), ("issuer",), "c12"),
    "subject": Input(_("Abstract"), ("subject",), "c12", "long"),
    "signer": Input(_("Signed by"), ("signer",), "c6"),
    "position": Input(_("Position of the signer"), ("signer",), "c6"),
    "pages": Input(_("Number of pages"), ("pages",), "c3 n6", "day"),
    "copies": Input(_("Copies"), ("copies",), "c3 n6", "day"),
    "note": Input(_("Notes"), ("note",), "c6"),
    "priority": Input(_("Urgency"), ("priority",), "c6", "choice"),
    "due_date": Input(_("Deadline in the letter"), ("due_date",), "c3 n6", "day"),
}
# What is corrected as long as nobody works by it.
BEFORE = ("priority", "due_date")


class CorrectPage(Lengths, Sheet):
    """Corrects what the book says of a letter; only what was changed is written."""

    fields = {  # noqa: RUF012 - read only
        "code_number": "symbol",
        "code_notation": "symbol",
    }

    def show(self) -> str:
        """Return the page, or refuse who may not correct in this state."""
        self.show_allowed()
        return super().show()

    def now(self) -> dict[str, str]:
        """Return what the book says now."""
        doc, signer = self.context, self.context.signer or {}
        found = {
            "symbol": doc.symbol(),
            "issued_date": printed(doc.issued_date),
            "type_name": doc.type_name,
            "issuer": (doc.issuer or {}).get("name", ""),
            "subject": _lines(doc.subject),
            "signer": signer.get("name", ""),
            "position": signer.get("position", ""),
            "pages": str(doc.pages or ""),
            "copies": str(doc.copies or ""),
            "note": _lines(doc.note),
            "priority": doc.priority,
            "due_date": printed(doc.due_date),
        }
        return {n: v for n, v in found.items() if not (n in BEFORE and self.is_fixed())}

    def is_fixed(self) -> bool:
        """Tell whether others work by the letter: only the paper is corrected then."""
        return state(self.context) not in ("received", "registered")

    def number(self) -> str:
        """Return which row it is: number and day, which nobody changes."""
        doc = self.context
        return f"{doc.number_in_book()}, {self.date(doc.arrival_date)}"

    def inputs(self) -> list[dict]:
        """Return the fields with what was typed, and with what is compared."""
        return [
            {
                **INPUTS[name]._asdict(),
                "name": name,
                "title": self.say(INPUTS[name].title),
                "value": self.typed(name, was),
                "was": was,
                "choices": fields.priorities(self.say),
            }
            for name, was in self.now().items()
        ]

    def act(self) -> str:
        """Write what was changed; what another has changed meanwhile is said."""
        self.show_allowed()
        names = [name for name in INPUTS if f"was-{name}" in self.form]
        sent = {name: _lines(typed(self.form, name)) for name in names}
        was = {name: _lines(typed(self.form, f"was-{name}")) for name in names}
        changed = [name for name in names if sent[name] != was[name]]
        if not changed:
            raise BadValue(_("Nothing was changed: correct a field first."))
        self.check_still(changed, was)
        values, reason = self.read(changed), typed(self.form, "reason")
        self.context.check_change(values, reason)
        change(self.context, values, self.actor(), reason)
        self.tell(_("The row was corrected; both values stand in the journal."))
        self.warn(self.context)
        return self.go(f"{self.url}/view")

    def read(self, changed: list[str]) -> dict:
        """Return the values of the fields *changed*, as the record has them."""
        record = fields.record(self.form)
        record["signer"] = {**(self.context.signer or {}), **record["signer"]}
        parts = [part for name in changed for part in INPUTS[name].fills]
        return read_record({part: record[part] for part in parts}, partial=True)

    def show_allowed(self) -> None:
        """Refuse who may not correct in this state."""
        if not self.context.arrival_number or not api.user.has_permission(
            "Modify portal content", obj=self.context
        ):
            raise NotAllowed(_("The record cannot be changed by you in this state."))

    def check_still(self, changed: list[str], was: dict[str, str]) -> None:
        """Refuse what somebody else has changed since the page was shown."""
        now = self.now()
        stale = [n for n in changed if n in now and now[n] != was[n]]
        if stale:
            raise Conflict(
                _("Somebody else has changed this meanwhile. Look at it again."),
                errors=tuple(
                    FieldError(n, "changed", _("Now: ${value}", value=now[n]))
                    for n in stale
                ),
            )


def _lines(text: str) -> str:
    """Return *text* with the line ends of every system alike."""
    return text.replace("\r\n", "\n").strip()
