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


MOST = 1000  # lines that are read; whoever finds more has to say more
SHOWN = 6  # values shown of one facet

_WORD = re.compile(r'"[^"]+"|[()]|[^\s()"]*\w')
_OPERATORS = ("(", ")", "AND", "OR", "NOT")
_LETTERS = re.compile(r"\w+")

FACETS: dict[str, Sentence] = {
    "kind": _("Kind"),
    "from": _("Issued by"),
    "year": _("Year"),
    "state": _("State"),
}
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
            hit = any(fold(part).startswith(word) for word in words if word)
            pieces.append(Piece(part, bool(hit and _LETTERS.fullmatch(part))))
    return _joined(pieces)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].marked == piece.marked:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.marked)
        else:
            joined.append(piece)
    return joined


def facet(line: Mapping[str, Any], state: str, name: str) -> str:
    """Return the value that a line of the catalog has for the facet *name*."""
    if name == "state":
        return state
    if name == "year":
        return (line.get("arrived") or line.get("issued") or "")[:4]
    return str(line.get(name) or "")


def fits(line: Mapping[str, Any], state: str, chosen: Mapping[str, Any]) -> bool:
    """Tell whether a line has one of the values chosen, for each facet."""
    return all(
        facet(line, state, name) in values for name, values in chosen.items() if values
    )


def values(
    found: Iterable[str], chosen: Sequence[str], most: int = SHOWN
) -> list[Value]:
    """Return the values of a facet, the frequent first, the chosen always there."""
    counted = Counter(value for value in found if value)
    shown = [value for value, _count in counted.most_common(most)]
    shown += [value for value in chosen if value not in shown]
    return [Value(value, counted[value], value in chosen) for value in shown]


def is_number(text: str, line: Mapping[str, Any]) -> bool:
    """Tell whether *text* is the number or the whole symbol of a line."""
    asked = fold(text.strip())
    return asked in (str(line.get("number") or ""), fold(line.get("symbol") or ""))
