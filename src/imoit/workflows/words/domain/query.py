"""What a search asks for, read from what was typed.

As Plone's own text index reads it: words that stand side by side are all wanted, `AND`,
`OR`, `NOT` (in capitals), a minus before a word, parentheses, "phrases in quotes", and
`wor*` for what begins so. Nothing that is typed is an error.
"""

from dataclasses import dataclass
from imoit.workflows.words.domain.text import plain_words
from imoit.workflows.words.domain.text import spelled_words
from typing import NamedTuple

import re


_TOKEN = re.compile(r'"([^"]*)"?(\*?)|([()])|([^\s()"]+)')
_JOKER = re.compile(r"[*?].*")
# How many words one search is read for.
MOST = 40


class Term(NamedTuple):
    """Words that stand side by side; *starts*: the last one may go on."""

    text: str
    starts: bool = False


@dataclass(frozen=True)
class Every:
    """All of them are wanted, none of the *but*."""

    parts: tuple["Node", ...]
    but: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Some:
    """One of them is enough."""

    parts: tuple["Node", ...]


Node = Term | Every | Some


class Want(NamedTuple):
    """What a row must have; each store tells it in its own language.

    *spelled*: as it is spelled, else without marks; *whole*: a word that only begins so
    is not enough; *leads*: the head begins with it; *gain*: what a row gains that fits.
    """

    node: Node
    spelled: bool = False
    whole: bool = False
    leads: bool = False
    gain: int = 0

    def words(self, term: Term) -> list[str]:
        """Return the words of *term* as they are looked for."""
        return (spelled_words if self.spelled else plain_words)(term.text)

    def starts(self, term: Term) -> bool:
        """Tell whether the last word may go on."""
        return term.starts and not self.whole


def read(text: str) -> Node | None:
    """Return what *text* asks for, None when it asks for nothing."""
    return _Reader(text).some()


class _Reader:
    """Reads a query from left to right; what makes no sense is passed over."""

    def __init__(self, text: str):
        self.tokens = [m.groups() for m in _TOKEN.finditer(text)][:MOST]
        self.at = 0
        self.depth = 0

    def next(self) -> tuple | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def word(self) -> str:
        token = self.next()
        return (token[3] or "") if token else ""

    def some(self) -> Node | None:
        parts = [self.every()]
        while self.word() == "OR":
            self.at += 1
            parts.append(self.every())
        found = tuple(part for part in parts if part is not None)
        if len(found) > 1:
            return Some(found)
        return found[0] if found else None

    def every(self) -> Node | None:
        parts: list[Node] = []
        but: list[Node] = []
        while (token := self.next()) and self.word() != "OR":
            if token[2] == ")" and self.depth:
                break
            if token[2] == ")" or self.word() == "AND":
                self.at += 1
                continue
            unwanted = self.takes_not()
            found = self.one()
            if found is not None:
                (but if unwanted else parts).append(found)
        return _joined(tuple(parts), tuple(but))

    def takes_not(self) -> bool:
        word = self.word()
        if word == "NOT":
            self.at += 1
            return True
        if len(word) > 1 and word.startswith("-"):
            self.tokens[self.at] = (None, None, None, word[1:])
            return True
        return False

    def one(self) -> Node | None:
        token = self.next()
        self.at += 1
        if token is None or token[2] == ")":
            return None
        phrase, goes_on, bracket, word = token
        if bracket:
            self.depth += 1
            found = self.some()
            self.depth -= 1
            self.at += 1
            return found
        if phrase is not None:
            return _term(phrase, bool(goes_on))
        stem = _JOKER.sub("", word)
        return _term(stem, stem != word)


def _term(text: str, starts: bool) -> Term | None:
    return Term(text, starts) if plain_words(text) else None


def _joined(parts: tuple[Node, ...], but: tuple[Node, ...]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 and not but else Every(parts, but)


def wanted(asked: Node) -> Want:
    """Return what every row found must have."""
    return Want(asked)


def better(asked: Node) -> list[Want]:
    """Return what makes a row that was found a better one.

    What is spelled as asked comes before what is only alike without marks; words in
    their order, also with the given name first, before words apart; a document whose
    own number was asked for before those that name it.
    """
    found = [Want(asked, spelled=True, whole=True, gain=4)]
    found.append(Want(asked, whole=True, gain=2))
    terms = asked.parts if isinstance(asked, Every) and not asked.but else (asked,)
    if all(isinstance(term, Term) for term in terms):
        found += _in_order(terms)
    return found


def _in_order(terms: tuple) -> list[Want]:
    words = [word for term in terms for word in plain_words(term.text)]
    row = Term(" ".join(words), terms[-1].starts)
    found = [Want(row, leads=True, gain=16)]
    if len(words) > 1:
        orders: tuple[Node, ...] = (row,)
        if len(words) <= 5 and not any(word.isdecimal() for word in words):
            orders = (row, Term(" ".join([*words[1:], words[0]])))
        found.append(Want(Some(orders), gain=4))
    return found
