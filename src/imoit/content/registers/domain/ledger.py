"""Rows of a book: given, reserved, inserted, void."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from heapq import merge
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

import re


LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_PLACES = len(LETTERS) + 1  # a number and those inserted after it
_NUMBER = re.compile(r"^0*(\d{1,7})\s*([a-z]?)$")
STATES = ("given", "reserved", "inserted", "void")
MOST_AT_ONCE = 20


class Number(NamedTuple):
    """A number of a book: `12`, or `12a` when it was inserted after 12."""

    number: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.suffix}"

    @property
    def key(self) -> int:
        """The place among all rows of the book."""
        return self.number * _PLACES + LETTERS.find(self.suffix or "?") + 1

    @classmethod
    def at(cls, key: int) -> "Number":
        """Return the number that stands at *key*."""
        number, place = divmod(key, _PLACES)
        return cls(number, LETTERS[place - 1] if place else "")


def read_number(text: Any, field: str = "number") -> Number:
    """Return the number that *text* names; else 422 at *field*."""
    found = _NUMBER.match(str(text).strip().lower())
    if found is None:
        raise BadValue(
            _("This is not a number of a book, such as 12 or 12a."),
            field=field,
            code="not_a_number",
        )
    return Number(int(found[1]), found[2])


class Entry(NamedTuple):
    """A row of a book: its number, the document, the day, and why it is void.

    `facts` is what a row says of itself, where a document has several.
    """

    number: int
    uid: str
    date: str
    void: str = ""
    suffix: str = ""
    facts: Mapping[str, Any] = _NOTHING

    @property
    def name(self) -> Number:
        """The number with its letter."""
        return Number(self.number, self.suffix)

    @property
    def state(self) -> str:
        """How the row stands: void, reserved, inserted or given."""
        if self.void:
            return "void"
        if not self.uid:
            return "reserved"
        return "inserted" if self.suffix else "given"

    def voided(self, reason: str) -> "Entry":
        """Return the row as void: its number is kept and never given again."""
        if self.void:
            raise Conflict(
                _("Number ${number} is void already.", number=self.name),
                field="number",
                code="void",
            )
        return self._replace(void=said(reason))

    def used(self, uid: str) -> "Entry":
        """Return the reserved row as given to *uid*; any other row is a 409."""
        self.check_reserved("reserved")
        return self._replace(uid=uid)

    def check_reserved(self, field: str = "number") -> None:
        """Refuse with 409 a row that is not reserved, or no longer."""
        if self.state != "reserved":
            raise Conflict(
                _("Number ${number} is not reserved.", number=self.name),
                field=field,
                code="not_reserved",
            )


def said(reason: str) -> str:
    """Return the reason; without one a 422."""
    if not reason.strip():
        raise BadValue(_("Give the reason."), field="reason", code="required")
    return reason.strip()


def next_suffix(number: int, inserted: Iterable[int]) -> str:
    """Return the letter of the next row inserted after *number*."""
    taken = {Number.at(key).suffix for key in inserted if key // _PLACES == number}
    for letter in LETTERS:
        if letter not in taken:
            return letter
    raise Conflict(
        _("No more numbers can be inserted after ${number}.", number=number),
        field="after",
        code="full",
    )


def check_between(arrival: date, before: str, after: str) -> None:
    """Refuse to insert a document on a day that its neighbours do not allow."""
    day = arrival.isoformat()
    if (before and day < before) or (after and day > after):
        raise BadValue(
            _("The day does not lie between those of the rows around it."),
            field="arrival_date",
            code="not_between",
        )


def keys(
    last: int, inserted: Iterable[int], first: int = 1, newest_first: bool = True
) -> Iterator[int]:
    """Yield the keys of all rows from *first* to *last* in order."""
    numbers = range(first * _PLACES, last * _PLACES + 1, _PLACES)
    more = sorted(
        key for key in inserted if first * _PLACES <= key < (last + 1) * _PLACES
    )
    if newest_first:
        return merge(reversed(numbers), reversed(more), reverse=True)
    return merge(numbers, more)
