"""How often proposals were kept: numbers by month, and no value of any letter."""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from imoit.content.autofill.domain.outcome import Outcome
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations


COUNTS = "imoit.autofill.counts"
LETTERS = "letters"  # beside the outcomes of a month: of how many letters they are


def add(month: str, outcomes: Iterable[Outcome]) -> None:
    """Count one letter of *month* (`2026-11`); two at once lose nothing."""
    for key in (LETTERS, *("/".join(outcome) for outcome in outcomes)):
        _length(f"{month}/{key}").change(1)


def _length(key: str) -> Any:
    notes = IAnnotations(api.portal.get())
    if COUNTS not in notes:
        notes[COUNTS] = OOBTree()
    counts = notes[COUNTS]
    if key not in counts:
        counts[key] = Length()
    return counts[key]


def months() -> list[str]:
    """Return the months in which something was counted, the last one first."""
    kept = IAnnotations(api.portal.get()).get(COUNTS) or {}
    return sorted({key.partition("/")[0] for key in kept}, reverse=True)


def counted(month: str) -> Iterator[tuple[Outcome, int]]:
    """Yield each outcome of *month* with its number."""
    for key, number in _of(month):
        if key != LETTERS:
            yield Outcome(*key.split("/")), number


def letters(month: str) -> int:
    """Return how many letters of *month* were compared."""
    return dict(_of(month)).get(LETTERS, 0)


def _of(month: str) -> Iterator[tuple[str, int]]:
    kept = IAnnotations(api.portal.get()).get(COUNTS)
    if kept is None:
        return
    for key, number in kept.items(f"{month}/", f"{month}0", excludemax=True):
        yield key.partition("/")[2], number()
