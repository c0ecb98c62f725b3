"""Versions of a draft, who holds the pen, and what two versions differ in."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from typing import NamedTuple

import hashlib


class Version(NamedTuple):
    """One save of the main file."""

    number: int
    file: str  # id of the attachment
    sha256: str
    name: str
    post_title: str
    time: str
    note: str
    restored: int = 0  # the version that it brought back, if any


class Pen(NamedTuple):
    """Who holds the pen, and since when."""

    person: str
    name: str
    since: str


class Row(NamedTuple):
    """A row of a comparison: kind is same, changed, gone or new."""

    kind: str
    left: str
    right: str


def numbered(versions: Sequence[Version], number: int) -> Version:
    """Return version *number*; else 422."""
    found = next((v for v in versions if v.number == number), None)
    if found is None:
        raise BadValue(
            _("There is no version ${number}.", number=number),
            field="version",
            code="not_found",
        )
    return found


def check_pen(pen: Pen | None, person: str) -> None:
    """Refuse with 409 to write over somebody else who is writing."""
    if pen is not None and pen.person != person:
        raise Conflict(
            _(
                "${name} has been writing on this draft since ${since}. "
                "Take it over first, or wait.",
                name=pen.name,
                since=pen.since[:16].replace("T", " "),
            ),
            field="file",
            code="locked",
            details={"locked_by": pen.name, "since": pen.since},
        )


def fingerprint(parts: Sequence[str]) -> str:
    """Return the one mark of everything that an approval is bound to."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def compare(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Return two texts side by side, paragraph by paragraph."""
    rows: list[Row] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            rows += [Row("same", text, text) for text in left[a:b]]
            continue
        for n in range(max(b - a, d - c)):
            old = left[a + n] if a + n < b else ""
            new = right[c + n] if c + n < d else ""
            rows.append(Row("changed" if old and new else _side(old), old, new))
    return rows


def _side(old: str) -> str:
    return "gone" if old else "new"


def marked(left: str, right: str) -> tuple[list[tuple[str, bool]], ...]:
    """Return both texts cut into pieces, each with whether it differs."""
    old, new = left.split(" "), right.split(" ")
    pieces: tuple[list[tuple[str, bool]], ...] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        differs = kind != "equal"
        for side, words in ((pieces[0], old[a:b]), (pieces[1], new[c:d])):
            if words:
                side.append((" ".join(words), differs))
    return pieces
