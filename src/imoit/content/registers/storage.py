"""Where the books lie: one small object for each book and year.

Two clerks who take a number at the same moment write to the same object, so one of
them is run again: no number is given twice. A request that fails takes its number back
with it: no number is lost. Taking a number writes this object and the last leaf of its
rows, nothing that anybody else writes.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from imoit.content.registers.domain import ledger
from imoit.content.registers.domain.books import Book
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import Plans
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import Number
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from itertools import islice
from persistent import Persistent
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.registers"
PLANS = "imoit.registers.plans"


class StoredBook(Persistent):
    """Plain values only: the database must not depend on our class names."""

    inserted: tuple[int, ...] = ()
    reserved: tuple[int, ...] = ()
    happened: IOBTree | None = None
    facts: IOBTree | None = None

    def __init__(self, year: int):
        self.year = year
        self.last = 0
        self.closed = False
        self.entries = IOBTree()

    def book(self) -> Book:
        """Return the book as it stands."""
        return Book(self.year, self.last, self.closed)

    def at(self, key: int) -> Entry:
        """Return the row at *key*."""
        number, suffix = Number.at(key)
        facts = self.facts.get(key) if self.facts is not None else None
        return Entry(number, *self.entries[key], suffix, facts or {})

    def put(self, entry: Entry) -> None:
        """Write a row."""
        key = entry.name.key
        self.entries[key] = (entry.uid, entry.date, entry.void)
        if entry.state == "reserved":
            self.reserved = (*self.reserved, key)
        elif key in self.reserved:
            self.forget(key)

    def forget(self, key: int) -> None:
        """Take a row out of those that are reserved."""
        self.reserved = tuple(kept for kept in self.reserved if kept != key)

    def tell(self, key: int, act: Mapping[str, Any]) -> None:
        """Keep what was done to a row beside giving it."""
        if self.happened is None:
            self.happened = IOBTree()
        self.happened[key] = (*self.happened.get(key, ()), dict(act))


def keep(book: str, year: int, number: Number, facts: Mapping[str, Any]) -> None:
    """Write what a row says of itself over what it said; None is struck out."""
    stored = _opened(book, year)
    if stored.facts is None:
        stored.facts = IOBTree()
    said = {**stored.facts.get(number.key, {}), **facts}
    stored.facts[number.key] = {n: v for n, v in said.items() if v is not None}


def take(
    book: str, year: int, uid: str, today: date, *, field: str = "arrival_date"
) -> int:
    """Take the next number of *book* in *year* for *uid*; a shut year is a 422.

    Without *uid* the number is reserved.
    """
    after = _book(book, year).take(today, field)
    stored = _opened(book, year)
    stored.last = after.last
    stored.put(Entry(after.last, uid, today.isoformat()))
    return after.last


def use(book: str, year: int, number: Number, uid: str, today: date) -> Number:
    """Give the reserved *number* to the document *uid*."""
    _book(book, year).check(today)
    entry = _named(book, year, number, "reserved").used(uid)
    _opened(book, year).put(entry)
    return entry.name


def insert(book: str, year: int, after: int, uid: str, arrival: date, today: date):
    """Put *uid* between two rows given; return its number, such as 12a."""
    _book(book, year).check(today)
    _named(book, year, Number(after), "after")
    stored = _opened(book, year)
    name = Number(after, ledger.next_suffix(after, stored.inserted))
    below = stored.at(Number(after).key).date
    above = stored.at(Number(after + 1).key).date if after < stored.last else ""
    ledger.check_between(arrival, below, above)
    stored.inserted = (*stored.inserted, name.key)
    stored.put(Entry(after, uid, arrival.isoformat(), "", name.suffix))
    return name


def ahead(book: str, year: int, after: int) -> tuple[Number, str] | None:
    """Return which number would be inserted after a row, and the day of that row."""
    row = explain(book, year, Number(after))
    if row is None:
        return None
    suffix = ledger.next_suffix(after, _stored(book, year).inserted)
    return Number(after, suffix), row.date


def release(book: str, year: int, number: Number, reason: str) -> bool:
    """Give a reserved number back; tell whether it will be given again.

    The last number of the book is; any other one stays, void, or there would be a gap.
    """
    entry = existing(book, year, number)
    entry.check_reserved()
    stored = _opened(book, year)
    if number.number != stored.last or stored.closed:
        stored.put(entry.voided(reason))
        return False
    ledger.said(reason)
    del stored.entries[number.key]
    stored.forget(number.key)
    stored.last -= 1
    return True


def peek(book: str, year: int) -> int:
    """Return the number that would come next."""
    return _book(book, year).last + 1


def book_of(book: str, year: int) -> Book:
    """Return *book* of *year* as it stands."""
    return _book(book, year)


def is_open(book: str, year: int, today: date) -> bool:
    """Tell whether *book* gives numbers of *year* on *today*."""
    return _book(book, year).is_open(today)


def close(book: str, year: int, closed: bool = True) -> None:
    """Shut *book* of *year*: it gives no more numbers; or open it again."""
    _opened(book, year).closed = closed


def void(book: str, year: int, number: Number, reason: str) -> Entry:
    """Mark *number* as void for *reason*; it is kept and never given again."""
    entry = existing(book, year, number).voided(reason)
    _opened(book, year).put(entry)
    return entry


def tell(book: str, year: int, number: Number, act: Mapping[str, Any]) -> None:
    """Keep what was done to a row beside giving it."""
    _opened(book, year).tell(number.key, act)


def told(book: str, year: int, number: Number) -> tuple[Mapping[str, Any], ...]:
    """Return what was done to a row beside giving it, oldest first."""
    stored = _stored(book, year)
    if stored is None or stored.happened is None:
        return ()
    return stored.happened.get(number.key, ())


def reserved(book: str, year: int) -> list[Number]:
    """Return the numbers that wait for their documents, smallest first."""
    stored = _stored(book, year)
    return [Number.at(key) for key in sorted(stored.reserved)] if stored else []


def count(book: str, year: int) -> int:
    """Return how many rows the book has."""
    stored = _stored(book, year)
    return 0 if stored is None else stored.last + len(stored.inserted)


def rows(
    book: str, year: int, first: int = 1, last: int = 0, newest_first: bool = True
) -> Iterator[Entry]:
    """Yield the rows from *first* to *last* (default: all) one by one."""
    stored = _stored(book, year)
    if stored is None:
        return
    last = min(last or stored.last, stored.last)
    for key in ledger.keys(last, stored.inserted, max(first, 1), newest_first):
        yield stored.at(key)


def entries(
    book: str, year: int, start: int = 0, size: int = 50, newest_first: bool = True
) -> tuple[int, list[Entry]]:
    """Return how many rows the book has, and one batch of them."""
    stored = _stored(book, year)
    if stored is None:
        return 0, []
    keys = ledger.keys(stored.last, stored.inserted, 1, newest_first)
    found = [stored.at(key) for key in islice(keys, start, start + size)]
    return count(book, year), found


def explain(book: str, year: int, number: Number) -> Entry | None:
    """Return the row with *number*, or None."""
    stored = _stored(book, year)
    if stored is None or number.key not in stored.entries:
        return None
    return stored.at(number.key)


def existing(book: str, year: int, number: Number) -> Entry:
    """Return the row with *number*; none is a 404."""
    entry = explain(book, year, number)
    if entry is None:
        raise NotThere(_("The book has no number ${number}.", number=number))
    return entry


def _named(book: str, year: int, number: Number, field: str) -> Entry:
    """Return the row that a form names at *field*; none is a 422 there."""
    entry = explain(book, year, number)
    if entry is None:
        raise BadValue(
            _("The book has no number ${number}.", number=number),
            field=field,
            code="no_such_number",
        )
    return entry


def books() -> list[tuple[str, int]]:
    """Return every book and year that was begun."""
    keys = IAnnotations(api.portal.get()).get(KEY, ())
    parts = (key.rpartition("/") for key in keys)
    return [(book, int(year)) for book, _slash, year in parts]


def plans() -> Plans:
    """Return how the directions are divided into books."""
    kept = IAnnotations(api.portal.get()).get(PLANS, {})
    return {way: tuple(_plan(way, one) for one in kept[way]) for way in kept}


def plan(new: Plan) -> None:
    """Divide one direction as *new* says; what was planned for its year goes."""
    notes = IAnnotations(api.portal.get())
    if PLANS not in notes:
        notes[PLANS] = OOBTree()
    before = [one for one in notes[PLANS].get(new.direction, ()) if one[1] < new.since]
    shared = tuple((one.id, one.title, tuple(one.units)) for one in new.shared)
    notes[PLANS][new.direction] = (*before, (new.scope, new.since, shared))


def _plan(way: str, kept: Iterable[Any]) -> Plan:
    scope, since, shared = kept
    return Plan(way, scope, since, tuple(Shared(*one) for one in shared))


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
