"""Where the books lie: one small object for each book and year.

Two clerks who take a number at the same moment write to the same object, so one of
them is run again: no number is given twice. A request that fails takes its number back
with it: no number is lost. Taking a number writes this object and the last leaf of its
rows, nothing that anybody else writes.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from datetime import date
from imoit.content.registers.domain import Book
from imoit.content.registers.domain import Entry
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.registers"


class StoredBook(Persistent):
    """Plain values only: the database must not depend on our class names."""

    def __init__(self, year: int):
        self.year = year
        self.last = 0
        self.closed = False
        self.entries = IOBTree()

    def book(self) -> Book:
        """Return the book as it stands."""
        return Book(self.year, self.last, self.closed)

    def entry(self, number: int) -> Entry:
        """Return the row with *number*."""
        return Entry(number, *self.entries[number])


def take(
    book: str, year: int, uid: str, today: date, *, field: str = "arrival_date"
) -> int:
    """Take the next number of *book* in *year* for *uid*; a shut year is a 422."""
    after = _book(book, year).take(today, field)
    stored = _opened(book, year)
    stored.last = after.last
    stored.entries[after.last] = (uid, today.isoformat(), "")
    return after.last


def peek(book: str, year: int) -> int:
    """Return the number that would come next."""
    return _book(book, year).last + 1


def is_open(book: str, year: int, today: date) -> bool:
    """Tell whether *book* gives numbers of *year* on *today*."""
    return _book(book, year).is_open(today)


def close(book: str, year: int) -> None:
    """Shut *book* of *year*: it gives no more numbers."""
    _opened(book, year).closed = True


def void(book: str, year: int, number: int, reason: str) -> Entry:
    """Mark *number* as void for *reason*; it is kept and never given again."""
    entry = explain(book, year, number)
    if entry is None:
        raise NotThere(_("The book has no number ${number}.", number=number))
    entry = entry.voided(reason)
    _opened(book, year).entries[number] = tuple(entry)[1:]
    return entry


def entries(
    book: str, year: int, start: int = 0, size: int = 50, newest_first: bool = True
) -> tuple[int, list[Entry]]:
    """Return how many rows the book has, and one batch of them."""
    stored = _stored(book, year)
    if stored is None:
        return 0, []
    last = stored.last
    numbers = range(last, 0, -1) if newest_first else range(1, last + 1)
    return last, [stored.entry(n) for n in numbers[start : start + size]]


def explain(book: str, year: int, number: int) -> Entry | None:
    """Return the row with *number*, or None."""
    stored = _stored(book, year)
    if stored is None or number not in stored.entries:
        return None
    return stored.entry(number)


def books() -> list[tuple[str, int]]:
    """Return every book and year that was begun."""
    keys = IAnnotations(api.portal.get()).get(KEY, ())
    parts = (key.rpartition("/") for key in keys)
    return [(book, int(year)) for book, _slash, year in parts]


def _book(book: str, year: int) -> Book:
    stored = _stored(book, year)
    return Book(year) if stored is None else stored.book()


def _stored(book: str, year: int) -> StoredBook | None:
    shelf = IAnnotations(api.portal.get()).get(KEY)
    return None if shelf is None else shelf.get(f"{book}/{year}")


def _opened(book: str, year: int) -> StoredBook:
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    key = f"{book}/{year}"
    if key not in notes[KEY]:
        notes[KEY][key] = StoredBook(year)
    return notes[KEY][key]
