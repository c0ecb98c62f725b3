"""What the registry does with a book as a whole: reserves, closes, opens again."""

from imoit.content.registers import storage
from imoit.content.registers.domain.books import check_numbered
from imoit.content.registers.domain.ledger import MOST_AT_ONCE
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import shelf
from imoit.content.registers.views.shelf import ShelfPage
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_number


class BookPage(ShelfPage):
    """Keeps a book: reserves numbers, closes the year, opens it again."""

    most = MOST_AT_ONCE

    def show(self) -> str:
        """Return the page, or refuse who does not keep the book."""
        shelf.check_keeps(self.actor(), *self.wanted)
        check_numbered(self.wanted[0])
        return super().show()

    def next_number(self) -> int:
        """Return the number that comes next."""
        return storage.peek(*self.chosen)

    def reserved(self) -> list:
        """Return the numbers that wait for their documents."""
        return storage.reserved(*self.chosen)

    def sent(self, do: str) -> bool:
        """Tell whether the form *do* was sent."""
        return typed(self.form, "do") == do

    def reason(self, do: str) -> str:
        """Return the reason typed into the form *do*."""
        return typed(self.form, "reason") if self.sent(do) else ""

    def may_close(self) -> bool:
        """Tell whether the year has ended and the book is not closed yet."""
        return self.chosen[1] < self.today.year and not self.is_closed()

    def is_closed(self) -> bool:
        """Tell whether the book was closed by hand."""
        return storage.book_of(*self.chosen).closed

    def may_reopen(self) -> bool:
        """Tell whether the book can be opened again."""
        return self.is_closed() and storage.book_of(*self.chosen).in_time(self.today)

    def act(self) -> str:
        """Reserve, close or open."""
        do = typed(self.form, "do")
        shelf.check_keeps(self.actor(), *self.wanted)
        acts = {"reserve": self.reserve, "close": self.close, "reopen": self.reopen}
        if do not in acts:
            raise BadValue(_("This page cannot do that."))
        acts[do](typed(self.form, "reason"))
        return self.go(self.address())

    def reserve(self, reason: str) -> None:
        """Reserve the next numbers."""
        many = read_number(self.form, "count", least=1, most=self.most) or 1
        found = numbers.reserve(*self.wanted, self.actor(), reason, many=many)
        said = ", ".join(str(number) for number in found)
        self.tell(_("Reserved: ${numbers}.", numbers=said))

    def close(self, reason: str) -> None:
        """Close the year."""
        shelf.close(*self.wanted, self.actor(), reason)
        self.tell(_("The book is closed."))

    def reopen(self, reason: str) -> None:
        """Open the year again."""
        shelf.reopen(*self.wanted, self.actor(), reason)
        self.tell(_("The book is open again."))
