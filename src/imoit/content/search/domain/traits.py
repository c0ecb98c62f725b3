"""By what a document is narrowed and ordered, small enough to read it of every one.

Packed it is 42 bytes: names are told by a code, so that a hundred thousand documents
are counted in a blink, and a step of one writes no names again.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from heapq import nsmallest
from imoit.content.search import domain
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from struct import Struct
from typing import Any
from typing import NamedTuple

import re


_FORM = Struct(">IIHHHHHIIII4sHH")
FACETS_END = 18  # the bytes before it are the facets
_FACETS = Struct(">IIHHHHH")
NO_NUMBER = 2**32 - 1
_SMALL = 2**16 - 1
Chosen = Mapping[str, Sequence[str]]
Entry = tuple[int, bytes]
Code = Callable[[str, bool], int]
Name = Callable[[int], str]


class Traits(NamedTuple):
    """What a document is narrowed and ordered by; days are ordinals, 0 is none."""

    issuer: str
    unit: str
    kind: str
    type: str
    priority: str
    state: str
    year: int
    issued: int
    arrived: int
    due: int
    number: int
    suffix: str
    pages: int
    copies: int


def traits(
    line: Mapping[str, Any],
    state: str,
    due: date | None,
    pages: int | None,
    copies: int | None,
) -> Traits:
    """Return what the document of a line is narrowed and ordered by."""
    found = re.match(r"(\d+)(\D*)", str(line.get("number") or ""))
    day = domain.day(line)
    return Traits(
        issuer=str(line.get("from") or ""),
        unit=str(line.get("to" if line.get("kind") == "incoming" else "from") or ""),
        kind=str(line.get("kind") or ""),
        type=str(line.get("type") or ""),
        priority=str(line.get("priority") or ""),
        state=state,
        year=int(day[:4]) if day else 0,
        issued=_ordinal(line.get("issued")),
        arrived=_ordinal(line.get("arrived")),
        due=due.toordinal() if due else 0,
        number=int(found[1]) if found else NO_NUMBER,
        suffix=found[2] if found else "",
        pages=pages or 0,
        copies=copies or 0,
    )


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day[:10]).toordinal() if day else 0


def packed(found: Traits, code: Code) -> bytes:
    """Return *found* in a few bytes; *code* tells a name by a number."""
    return _FORM.pack(
        code(found.issuer, True),
        code(found.unit, True),
        *(code(name, False) for name in found[2:6]),
        found.year,
        found.issued,
        found.arrived,
        found.due,
        min(found.number, NO_NUMBER),
        found.suffix.encode()[:4],
        min(found.pages, _SMALL),
        min(found.copies, _SMALL),
    )


def unpacked(entry: bytes, name: Name) -> Traits:
    """Return what was packed."""
    codes, rest = _FORM.unpack(entry)[:6], list(_FORM.unpack(entry)[6:])
    rest[5] = rest[5].rstrip(b"\0").decode("utf-8", "ignore")
    return Traits(*(name(code) for code in codes), *rest)


def facets(entry: bytes, name: Name) -> dict[str, str]:
    """Return the value of each facet that a packed document has."""
    codes = _FACETS.unpack(entry[:FACETS_END])
    names = ("from", "unit", "kind", "type", "priority", "state")
    found = dict(zip(names, map(name, codes), strict=False))
    return {**found, "year": str(codes[6] or "")}


def fits(found: Mapping[str, str], chosen: Chosen) -> bool:
    """Tell whether a document has one of the values chosen, for each facet."""
    return all(
        found[name] in values
        for name, values in chosen.items()
        if values and name in domain.FACETS
    )


class Counted(NamedTuple):
    """Which documents fit, and how many have each value of each facet."""

    fitting: list[Entry]
    facets: dict[str, Counter[str]]


def count(
    entries: Iterable[tuple[int, bytes]],
    chosen: Chosen,
    name: Name,
) -> Counted:
    """Narrow *entries*; a facet counts what fits all the *other* values chosen."""
    between = Between.read(chosen)
    kept = [pair for pair in entries if not between.ends or between.holds(pair[1])]
    groups = Counter(entry[:FACETS_END] for _rid, entry in kept)
    named = {group: facets(group, name) for group in groups}
    narrowed = {n: v for n, v in chosen.items() if v and n in domain.FACETS}
    found: dict[str, Counter[str]] = {}
    for facet in domain.FACETS:
        others = {n: values for n, values in narrowed.items() if n != facet}
        found[facet] = _sum(facet, groups, named, others)
    fitting = {group for group in groups if fits(named[group], narrowed)}
    if len(fitting) < len(groups):
        kept = [pair for pair in kept if pair[1][:FACETS_END] in fitting]
    return Counted(kept, found)


def _sum(facet, groups, named, others) -> Counter[str]:
    found: Counter[str] = Counter()
    for group, many in groups.items():
        value = named[group][facet]
        if value and fits(named[group], others):
            found[value] += many
    return found


_YEAR, _ISSUED, _ARRIVED, _NUMBER, _SUFFIX = 6, 7, 8, 10, 11


def ordered(
    fitting: Iterable[Entry],
    scores: Mapping[int, int],
    order: str,
    text: str,
    most: int,
) -> list[int]:
    """Return the first *most* documents: by number, by day, or the best first.

    Whoever types a whole number means the document that has it; of equal ones the
    newest is first.
    """
    asked = int(text) if text.strip().isdecimal() else NO_NUMBER

    def place(pair: Entry) -> tuple:
        has = _FORM.unpack(pair[1])
        day = has[_ARRIVED] or has[_ISSUED]
        if order == domain.NUMBER:
            return -has[_YEAR], has[_NUMBER], has[_SUFFIX]
        if order == domain.NEWEST:
            return -day, -has[_NUMBER]
        return has[_NUMBER] != asked, -scores[pair[0]], -day

    return [rid for rid, _entry in nsmallest(most, fitting, key=place)]


# Where each field stands in a packed document.
_PLACES = {"issued": 7, "arrived": 8, "due": 9, "number": 10, "pages": 12, "copies": 13}


class Between(NamedTuple):
    """Between which days and numbers a document must lie."""

    ends: tuple[tuple[int, int, int], ...]

    @classmethod
    def read(cls, chosen: Chosen) -> "Between":
        """Return what *chosen* asks for; refuse what is no day or no number."""
        ends = []
        for name, place in _PLACES.items():
            first, last = (_read(chosen, name, end) for end in domain.ENDS)
            if first or last:
                ends.append((place, first or 1, last or NO_NUMBER - 1))
        return cls(tuple(ends))

    def holds(self, entry: bytes) -> bool:
        """Tell whether a packed document lies there."""
        values = _FORM.unpack(entry)
        return all(first <= values[place] <= last for place, first, last in self.ends)


def _read(chosen: Chosen, name: str, end: str) -> int:
    values = chosen.get(f"{name}_{end}") or ("",)
    return _end(name, end, values[0].strip())


def _end(name: str, end: str, value: str) -> int:
    if not value:
        return 0
    if name not in domain.DAYS:
        if not value.isdecimal():
            raise _refused(name, end, "number", _("This must be a whole number."))
        return int(value)
    try:
        return date.fromisoformat(iso_date(value)).toordinal()
    except ValueError:
        sentence = _("This is not a date (yyyy-mm-dd).")
        raise _refused(name, end, "not_a_date", sentence) from None


def _refused(name: str, end: str, code: str, sentence: Sentence) -> BadValue:
    return BadValue(sentence, field=f"{name}_{end}", code=code)
