"""What every page about a book shares: which books there are, which one is meant."""

from imoit.content.registers import storage
from imoit.content.registers.domain import books
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.ledger import read_number
from imoit.content.registers.operations import shelf
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from plone.memoize.view import memoize
from urllib.parse import urlencode


class ShelfPage(FormPage):
    """A page about one book of one year."""

    section = "books"

    def show(self) -> str:
        """Return the page, or refuse a book that is closed to the acting post."""
        if not self.choices():
            raise NotAllowed(_("The registers are not open to the post you act as."))
        return super().show()

    def is_for_me(self) -> bool:
        """Tell whether any book is open to the acting post."""
        return bool(self.choices())

    @memoize
    def on_shelf(self) -> list[tuple[str, int]]:
        """Return the books and years that the acting post may look into."""
        return shelf.on_shelf(self.actor(), self.today.year)

    def choices(self) -> list[dict]:
        """Return the books for the list to choose from."""
        return [
            {
                "value": f"{book}/{year}",
                "title": f"{self.book_title(book)} {year}",
                "chosen": (book, year) == self.chosen,
            }
            for book, year in self.on_shelf()
        ]

    def book_title(self, book: str) -> str:
        """Return the title of a book in the reader's language."""
        return self.say(books.title(book, storage.plans()))

    @property
    def wanted(self) -> tuple[str, int]:
        """The book and year asked for, as they were asked for."""
        book, _bar, year = typed(self.form, "book").partition("/")
        year = year or typed(self.form, "year")
        return book or "incoming", int(year) if year.isdecimal() else self.today.year

    @property
    def chosen(self) -> tuple[str, int]:
        """The book and year shown: those asked for if they are open to the reader."""
        open_ones = self.on_shelf()
        return self.wanted if self.wanted in open_ones else open_ones[0]

    def title(self) -> str:
        """Return the heading of the page."""
        return f"{self.book_title(self.chosen[0])} {self.chosen[1]}"

    def is_follow_up(self) -> bool:
        """Tell whether the book is shown as a list of what became of its letters."""
        return typed(self.form, "view") == "follow_up" and self.has_follow_up()

    def has_follow_up(self) -> bool:
        """Tell whether what became of the letters can be followed."""
        return books.direction(self.chosen[0]) == "incoming"

    def layout(self) -> str:
        """Return which set of columns is shown."""
        return columns.layout(self.chosen[0], self.is_follow_up())

    def keeps(self) -> bool:
        """Tell whether the acting post writes in this book."""
        return shelf.keeps(self.actor(), *self.chosen)

    def is_numbered(self) -> bool:
        """Tell whether its numbers are kept: reserved, declared void, closed."""
        return self.keeps() and self.chosen[0] not in books.BY_DAY

    def gives_numbers(self) -> bool:
        """Tell whether the book still gives numbers."""
        return storage.is_open(*self.chosen, self.today)

    def address(self, page: str = "registers", **more) -> str:
        """Return the address of a page about this book."""
        book, year = self.chosen
        query = urlencode({"book": f"{book}/{year}", **more})
        return f"{self.portal_url}/@@{page}?{query}"

    def number_address(self, number) -> str:
        """Return where a number is explained."""
        return self.address("register-number", number=number)

    def asked_number(self):
        """Return the number asked for; else 422."""
        return read_number(typed(self.form, "number"))
