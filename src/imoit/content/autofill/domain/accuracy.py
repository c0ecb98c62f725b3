"""How often a field is read right: what was proposed beside what is printed."""

from collections.abc import Iterable
from collections.abc import Mapping
from difflib import SequenceMatcher
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.letter import is_alike
from typing import Any
from typing import NamedTuple


ALIKE = 0.95
MEASURED = (
    "issued_date",
    "type_name",
    "symbol",
    "subject",
    "issuer",
    "signer",
    "position",
)
LETTER = "công văn"


class Score(NamedTuple):
    """How a field fared: read the same, nearly the same, at all, of how many."""

    same: int = 0
    alike: int = 0
    proposed: int = 0
    of: int = 0


def expected(truth: Mapping[str, Any]) -> dict[str, str]:
    """Return what a file of truth says, by our fields."""
    day, month, year = truth["d"]
    return {
        "issued_date": f"{year:04}-{month:02}-{day:02}",
        "type_name": truth["loai"] or LETTER,
        "symbol": truth["so"],
        "subject": truth["ty"],
        "issuer": truth["bh"],
        "signer": truth["nk"],
        "position": ", ".join(truth.get("quyen", ())),
    }


def compared(found: Mapping[str, Found], truth: Mapping[str, str]) -> dict[str, Score]:
    """Return the score of one letter."""
    return {name: _score(found.get(name), truth[name]) for name in MEASURED}


def _score(found: Found | None, truth: str) -> Score:
    if found is None:
        return Score(of=1)
    if is_alike(found.value, truth):
        return Score(1, 1, 1, 1)
    ratio = SequenceMatcher(
        None, found.value.casefold(), truth.casefold(), False
    ).ratio()
    return Score(0, int(ratio >= ALIKE), 1, 1)


def added(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """Return the scores of many letters together."""
    total = dict.fromkeys(MEASURED, Score())
    for one in scores:
        for name, score in one.items():
            pairs = zip(total[name], score, strict=True)
            total[name] = Score(*(before + more for before, more in pairs))
    return total
