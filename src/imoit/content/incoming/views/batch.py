"""The page that registers several letters in one act."""

from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.views import fields
from imoit.content.incoming import domain
from imoit.content.incoming import operations
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.incoming.services import may_add
from imoit.content.incoming.services import MOST
from imoit.content.registers.storage import peek
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import printed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.transitions.operations import state
from plone.memoize.view import memoize
from typing import Any


class BatchPage(FormPage):
    """What waits, what each letter still lacks; then one line of result each."""

    section = "desk"
    lines: tuple = ()

    @property
    def here(self) -> str:
        """The address that registers."""
        return f"{self.context.absolute_url()}/@@register-letters"

    def show(self) -> str:
        """Return the page; only the registry of the Ministry has it."""
        may_add(self.context)
        return super().show()

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        usual = {"arrival_date": printed(self.today)}
        return self.typed(name, usual.get(name, ""))

    def targets(self) -> list:
        """Return to whom all of them may be submitted in the same act."""
        return fields.targets(self.actor())

    @memoize
    def letters(self) -> list[Any]:
        """Return the letters offered: those chosen on the desk, else all that wait."""
        asked = self.asked()
        if asked:
            found = [look_up(uid) for uid in asked]
            letters = [one for one in found if IIncomingDocument.providedBy(one)]
        else:
            brains = operations.waiting(self.actor())[:MOST]
            letters = [brain.getObject() for brain in brains]
        waiting = [one for one in letters if state(one) == "received"]
        return sorted(waiting, key=lambda one: one.received_at)

    def asked(self) -> list[str]:
        """Return which letters were chosen before this page, or on it."""
        value = self.form.get("uid", [])
        return value if isinstance(value, list) else [value]

    def expected(self) -> int:
        """Return the number that comes next."""
        return peek(domain.BOOK, self.today.year)

    def rows(self) -> list[dict]:
        """Return a line for each letter: what it is, what keeps it back."""
        return [self.row(letter) for letter in self.letters()]

    def row(self, letter: Any) -> dict:
        """Return one line; a duplicate asks for its reason in the line itself."""
        refusal = self.refusal_of(letter)
        twin = refusal is not None and _is_twin(refusal)
        uid = letter.UID()
        return {
            "uid": uid,
            "subject": letter.Title(),
            "symbol": letter.symbol(),
            "issuer": (letter.issuer or {}).get("name", ""),
            "stamp": self.stamp(letter.priority),
            "lacks": "" if refusal is None or twin else self.words(refusal),
            "twins": refusal.details.get("duplicates", ()) if twin else (),
            "ready": refusal is None,
            "may": refusal is None or twin,
            "reason": self.typed(f"reason_{uid}"),
            "url": f"{letter.absolute_url()}/@@register",
        }

    def refusal_of(self, letter: Any) -> Refusal | None:
        """Return why *letter* cannot be registered as it stands, None when it can."""
        try:
            operations.check_ready(letter, self.today, self.today)
        except Refusal as refusal:
            return refusal
        return None

    def words(self, refusal: Refusal) -> str:
        """Return what is missing, field by field."""
        called = {"type_name": _("Type"), "subject": _("Abstract")}
        called |= {"issuer": _("Issuing body"), "arrival_date": _("Arrival date")}
        if refusal.errors and all(error.code == "required" for error in refusal.errors):
            names = [self.say(called.get(e.field, e.field)) for e in refusal.errors]
            return self.say(_("Still missing: ${names}", names=", ".join(names)))
        return self.say(refusal.message)

    # ---- what the form does ----
    def act(self) -> str:
        """Register what was chosen and say what became of each."""
        may_add(self.context)
        wishes = [self.wish(uid) for uid in self.asked()]
        if not wishes:
            raise BadValue(_("Choose letters to register."), field="uid", code="none")
        day = iso_date(self.typed("arrival_date"))
        done = operations.register_all(
            wishes[:MOST],
            self.actor(),
            arrival_date=read_date({"arrival_date": day}, "arrival_date"),
            to=self.typed("to"),
        )
        self.lines = tuple(self.line(wish, came) for wish, came in done)
        return self.show()

    def wish(self, uid: str) -> operations.Wish:
        """Return what is asked for one letter."""
        found = look_up(uid)
        letter = found if IIncomingDocument.providedBy(found) else None
        reason = self.typed(f"reason_{uid}")
        return operations.Wish(uid, letter, bool(reason), reason)

    def line(self, wish: operations.Wish, came: Any) -> dict:
        """Return what became of one letter."""
        letter = wish.document
        name = letter.Title() if letter is not None else wish.asked
        url = f"{letter.absolute_url()}/view" if letter is not None else ""
        if isinstance(came, Refusal):
            return {"name": name, "ok": False, "text": self.words(came), "url": ""}
        text = self.say(_("Arrival number ${number}", number=came.number))
        return {"name": name, "ok": True, "text": text, "url": url}

    def summary(self) -> str:
        """Return how many were registered, and what was not."""
        good = sum(1 for line in self.lines if line["ok"])
        return self.say(
            _("${count} of ${total} registered", count=good, total=len(self.lines))
        )


def _is_twin(refusal: Refusal) -> bool:
    return any(error.code == "duplicate" for error in refusal.errors)
