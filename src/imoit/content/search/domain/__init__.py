"""What a search asks for, and how its answers are narrowed, ordered and marked."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple

import re


ROWS = 10_000  # rows of a list as XLSX; whoever finds more has to narrow it
SAYS_NOTHING = 12  # letters of a line that is no extract: the name of a type, a day
SHOWN = 6  # values shown of one facet
SAVED = 12  # searches that a person keeps
NAME = 80  # letters of the name of one

_WORD = re.compile(r'"[^"]+"|[()]|[^\s()"]*\w')
_OPERATORS = ("(", ")", "AND", "OR", "NOT")
_LETTERS = re.compile(r"\w+")

FACETS: dict[str, Sentence] = {
    "kind": _("Kind"),
    "from": _("Issued by"),
    "unit": _("Unit"),
    "type": _("Type"),
    "priority": _("Urgency"),
    "year": _("Year"),
    "state": _("State"),
}
BEST, NEWEST, NUMBER = "best", "newest", "number"
ORDERS: dict[str, Sentence] = {
    BEST: _("Best match"),
    NEWEST: _("Newest first"),
    NUMBER: _("By number"),
}
# Fields that lie between two days or two numbers.
DAYS: dict[str, Sentence] = {
    "issued": _("Date of the document"),
    "arrived": _("Date of arrival"),
    "due": _("Deadline"),
}
AMOUNTS: dict[str, Sentence] = {
    "number": _("Number in the book"),
    "pages": _("Number of pages"),
    "copies": _("Number of copies"),
}
ENDS = ("from", "to")
BETWEEN = tuple(f"{name}_{end}" for name in (*DAYS, *AMOUNTS) for end in ENDS)
NARROWED = (*FACETS, *BETWEEN)
KINDS: dict[str, Sentence] = {
    "incoming": _("Incoming documents"),
    "outgoing": _("Outgoing documents"),
}


class Value(NamedTuple):
    """One value of a facet, how many documents have it, and whether it is chosen."""

    id: str
    count: int
    chosen: bool


class Piece(NamedTuple):
    """A piece of a text, marked when a word of the search is in it."""

    text: str
    marked: bool


class Saved(NamedTuple):
    """A search that somebody keeps: its parts as an address has them."""

    id: str
    name: str
    query: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """What is asked."""
        return dict(self.query).get("q", "")

    @property
    def order(self) -> str:
        """In which order."""
        return dict(self.query).get("sort", BEST)

    def chosen(self) -> dict[str, list[str]]:
        """Return the values that facets and fields are narrowed to."""
        found = {name: [v for n, v in self.query if n == name] for name in NARROWED}
        return {name: values for name, values in found.items() if values}


def query_of(
    text: str, chosen: Mapping[str, Sequence[str]], order: str
) -> tuple[tuple[str, str], ...]:
    """Return the parts of a search as an address has them."""
    query = [("q", text)]
    if order != BEST:
        query.append(("sort", order))
    query += [(name, v) for name in NARROWED for v in chosen.get(name, ())]
    return tuple(query)


def pattern(text: str) -> str:
    """Return what the index is asked: every word, or what begins with it.

    Words between quotes are asked for as they stand, in their order; so are the parts
    of a number, the last of which may be begun only: `7816/vpcp`.
    """
    asked = [
        word if word.startswith('"') or word in _OPERATORS else f"{word}*"
        for word in _WORD.findall(text)
    ]
    return " ".join(asked) if wanted(text) else ""


def wanted(text: str) -> list[str]:
    """Return the folded words of a search."""
    return [fold(word) for word in _LETTERS.findall(text)]


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """Cut *text* into pieces; those that begin like one of *words* are marked."""
    pieces: list[Piece] = []
    for part in re.split(r"(\w+)", text):
        if part:
            hit = _LETTERS.fullmatch(part) and _begins(part, words)
            pieces.append(Piece(part, bool(hit)))
    return _joined(pieces)


def extract(text: str, words: Sequence[str], width: int = 170) -> list[Piece]:
    """Return the line of *text* in which most of *words* are, cut and marked.

    Words that stand whole count more than those that only begin so; of lines that are
    as good the first is taken, a long one before a short one.
    """
    best, most = "", (0, 0, False)
    for line in text.split("\n"):
        begun = [fold(part) for part in _LETTERS.findall(line)]
        hits = sum(any(part.startswith(word) for part in begun) for word in words)
        whole = sum(word in begun for word in words)
        says = len(line) >= SAYS_NOTHING
        if hits and (says or len(words) > 1) and (hits, whole, says) > most:
            best, most = line.strip(), (hits, whole, says)
    return marked(_cut(best, words, width), words)


def _cut(line: str, words: Sequence[str], width: int) -> str:
    """Return *width* letters of *line* around the first of *words*."""
    if len(line) <= width:
        return line
    hits = (m.start() for m in _LETTERS.finditer(line) if _begins(m[0], words))
    first = max(0, min(next(hits, 0) - width // 4, len(line) - width))
    begin = line.rfind(" ", 0, first + 1) + 1 if first else 0
    end = line.find(" ", begin + width)
    cut = line[begin : end if end > 0 else len(line)]
    return f"{'… ' if begin else ''}{cut}{' …' if end > 0 else ''}"


def _begins(part: str, words: Sequence[str]) -> bool:
    return any(fold(part).startswith(word) for word in words if word)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].marked == piece.marked:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.marked)
        else:
            joined.append(piece)
    return joined


def day(line: Mapping[str, Any]) -> str:
    """Return the day of a line in its register: when it arrived, else when issued."""
    return line.get("arrived") or line.get("issued") or ""


def values(
    counted: Counter[str], chosen: Sequence[str], most: int = SHOWN
) -> list[Value]:
    """Return the values of a facet, the frequent first, the chosen always there."""
    shown = [value for value, _count in counted.most_common(most)]
    shown += [value for value in chosen if value not in shown]
    return [Value(value, counted[value], value in chosen) for value in shown]


def is_symbol(text: str, line: Mapping[str, Any]) -> bool:
    """Tell whether *text* is the whole symbol of a line."""
    return fold(text.strip()) == fold(line.get("symbol") or "")


def asks(text: str, chosen: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a search asks for anything."""
    return bool(pattern(text)) or any(chosen.get(name) for name in NARROWED)
