"""Correcting a row that stands in the book: with a reason, nothing lost."""

from imoit.content.correspondence.operations import change
from imoit.content.correspondence.operations import read_record
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.workflows.pages.domain import printed
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotAllowed
from plone import api


# The fields of the form, and what each of them fills in the record.
FILLS = {
    "symbol": ("code_number", "code_notation"),
    "issued_date": ("issued_date",),
    "type_name": ("type_name",),
    "subject": ("subject",),
    "issuer": ("issuer",),
}
TITLES = {
    "symbol": _("Number and symbol"),
    "issued_date": _("Date of the document"),
    "type_name": _("Type"),
    "subject": _("Abstract"),
    "issuer": _("Author"),
}


class CorrectPage(Sheet):
    """Corrects what the book says of a letter; only what was changed is written."""

    def show(self) -> str:
        """Return the page, or refuse who may not correct in this state."""
        self.show_allowed()
        return super().show()

    def now(self) -> dict[str, str]:
        """Return what the book says now."""
        doc = self.context
        return {
            "symbol": doc.symbol(),
            "issued_date": printed(doc.issued_date),
            "type_name": doc.type_name,
            "subject": _lines(doc.subject),
            "issuer": (doc.issuer or {}).get("name", ""),
        }

    def inputs(self) -> list[dict]:
        """Return the fields with what was typed, and with what is compared."""
        now = self.now()
        return [
            {
                "name": name,
                "title": self.say(title),
                "value": self.typed(name, now[name]),
                "was": now[name],
                "long": name == "subject",
            }
            for name, title in TITLES.items()
        ]

    def act(self) -> str:
        """Write what was changed; what another has changed meanwhile is said."""
        self.show_allowed()
        sent = {name: _lines(typed(self.form, name)) for name in FILLS}
        was = {name: _lines(typed(self.form, f"was-{name}")) for name in FILLS}
        changed = [name for name in FILLS if sent[name] != was[name]]
        self.check_still(changed, was)
        record = fields.record(self.form)
        data = {part: record[part] for name in changed for part in FILLS[name]}
        values, reason = read_record(data, partial=True), typed(self.form, "reason")
        self.context.check_change(values, reason)
        change(self.context, values, self.actor(), reason)
        self.tell(_("The row was corrected; both values stand in the journal."))
        return self.go(f"{self.url}/view")

    def show_allowed(self) -> None:
        """Refuse who may not correct in this state."""
        if not api.user.has_permission("Modify portal content", obj=self.context):
            raise NotAllowed(_("The record cannot be changed by you in this state."))

    def check_still(self, changed: list[str], was: dict[str, str]) -> None:
        """Refuse what somebody else has changed since the page was shown."""
        now = self.now()
        stale = [name for name in changed if now[name] != was[name]]
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
