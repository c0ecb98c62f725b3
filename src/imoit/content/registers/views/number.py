"""One number explained: who gave it, when, by which act, to which document."""

from imoit.content.registers.domain.books import direction
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.operations import numbers
from imoit.content.registers.views.register import STATE_TITLES
from imoit.content.registers.views.shelf import ShelfPage
from imoit.workflows.journal.vocabularies import title
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from plone.memoize.view import memoize


class NumberPage(ShelfPage):
    """Explains a number; who keeps the book declares it void or gives it back."""

    @memoize
    def found(self) -> numbers.Explanation:
        """Return the explanation; a number that is not there is a 404."""
        return numbers.explain(*self.wanted, self.asked_number(), self.actor())

    @property
    def entry(self) -> Entry:
        """The row."""
        return self.found().entry

    def show(self) -> str:
        """Return the page, or refuse a number that is not there."""
        self.found()
        return super().show()

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.say(_("Number ${number}", number=self.entry.name))

    def state_title(self) -> str:
        """Return how the row stands."""
        return self.say(STATE_TITLES[self.entry.state])

    def acts(self) -> list[dict]:
        """Return what happened to the number, oldest first."""
        return [
            {
                "what": self.say(title(act["act"])),
                "who": ", ".join(filter(None, (act["name"], act["post_title"]))),
                "when": f"{self.date(act['time'][:10])} {act['time'][11:16]}",
                "reason": act.get("reason", ""),
            }
            for act in self.found().acts
        ]

    def document(self) -> dict | None:
        """Return the document where the reader may see it."""
        brain = self.found().document
        if brain is None:
            return None
        line = brain.imoit_line
        return {
            "url": brain.getURL(),
            "symbol": line["symbol"],
            "subject": line["subject"],
        }

    def is_reserved(self) -> bool:
        """Tell whether the number waits for its document."""
        return self.entry.state == "reserved"

    def void_heading(self) -> str:
        """Return what the form below is for."""
        if self.is_reserved():
            return self.say(_("Give this number back, or declare it void"))
        return self.say(_("Declare this number void"))

    def may_void(self) -> bool:
        """Tell whether the number can be declared void here."""
        return self.is_numbered() and not self.entry.void

    def to_letter(self) -> str:
        """Return where a letter is registered with this number, or right after it.

        Only for arrivals of a book that still gives numbers: a letter that leaves gets
        its number on its own page.
        """
        book, year = self.chosen
        is_here = direction(book) == "incoming" and year == self.today.year
        if not (is_here and self.keeps() and self.gives_numbers()):
            return ""
        entry = self.entry
        if entry.suffix:
            return ""
        name = "reserved" if self.is_reserved() else "after"
        return f"{self.portal_url}/incoming/@@register-letter?{name}={entry.number}"

    def act(self) -> str:
        """Declare the number void, or give a reserved one back."""
        book, year = self.wanted
        number, reason = self.asked_number(), typed(self.form, "reason")
        do = typed(self.form, "do")
        if do == "void":
            numbers.void(book, year, number, self.actor(), reason)
            self.tell(_("Number ${number} is void. Its row stays.", number=number))
            return self.go(self.number_address(number))
        if do != "release":
            raise BadValue(_("This page cannot do that."))
        again = numbers.release(book, year, number, self.actor(), reason)
        told = (
            _("Number ${number} goes to the next document.", number=number)
            if again
            else _("Number ${number} is void. Its row stays.", number=number)
        )
        self.tell(told)
        return self.go(self.address())
