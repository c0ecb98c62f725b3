"""What became of what was proposed: kept, corrected, or missed."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from imoit.content.autofill.domain import FIELDS
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.letter import is_alike
from typing import NamedTuple


KEPT, CORRECTED, MISSED = "kept", "corrected", "missed"
LEVELS = ("sure", "likely", "doubtful")
NONE = "none"  # the level of what was not proposed
# What every letter has whether it is printed or not proves no reading.
COUNTED = tuple(name for name in FIELDS if name != "priority")


class Outcome(NamedTuple):
    """Of a field: how sure the proposal was, and what became of it. No value."""

    field: str
    level: str
    how: str


class Tally(NamedTuple):
    """A field in some time: proposals kept and corrected, values nobody proposed."""

    field: str
    kept: int = 0
    corrected: int = 0
    missed: int = 0
    # Of proposals that were called sure: how many, and how many of these were wrong.
    sure: int = 0
    sure_corrected: int = 0

    @property
    def share(self) -> float | None:
        """Return which part of the values needed no typing, None where none came."""
        total = self.kept + self.corrected + self.missed
        return self.kept / total if total else None


def outcomes(found: Mapping[str, Found], said: Mapping[str, str]) -> list[Outcome]:
    """Compare what was proposed with what a clerk registered."""
    lines = []
    for name in COUNTED:
        proposal, value = found.get(name), said.get(name, "")
        if proposal is None and value:
            lines.append(Outcome(name, NONE, MISSED))
        elif proposal is not None:
            same = is_alike(proposal.value, value)
            how = KEPT if same else CORRECTED
            lines.append(Outcome(name, proposal.level, how))
    return lines


def tallies(counted: Iterable[tuple[Outcome, int]]) -> list[Tally]:
    """Add up what was counted, by field in the order of the form."""
    found: Counter[Outcome] = Counter()
    for outcome, count in counted:
        found[outcome] += count
    return [_tally(name, found) for name in COUNTED]


def _tally(name: str, found: Counter[Outcome]) -> Tally:
    def of(how: str) -> int:
        return sum(found[Outcome(name, level, how)] for level in (*LEVELS, NONE))

    wrong = found[Outcome(name, LEVELS[0], CORRECTED)]
    sure = found[Outcome(name, LEVELS[0], KEPT)] + wrong
    return Tally(name, of(KEPT), of(CORRECTED), of(MISSED), sure, wrong)
