"""A page as it was laid out: rows of words, straightened, on both sides of a gutter."""

from collections.abc import Iterable
from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import Word
from statistics import median
from typing import NamedTuple

import itertools
import re


GUTTER = 0.45  # of the width, where the country's name was not read
WIDE = 0.028  # of the width: a gap between two columns, not between two words
NARROW, TOP = 0.011, 0.22  # the columns of a head come nearer to each other
NEAR = 0.14  # of the width: how far from the gutter such a gap may be
TALL = 0.03  # of the height: no word of a letter is; what is was a stain
_NOISE = re.compile(r"[\W_]+")


class Piece(NamedTuple):
    """Words that stand side by side, and how high on the straightened page."""

    words: tuple[Word, ...]
    y: float

    @property
    def text(self) -> str:
        """Return it as it is read."""
        return " ".join(word.text for word in self.words)

    @property
    def folded(self) -> str:
        """Return it in small letters without marks, signs as spaces."""
        return " ".join(_NOISE.sub(" ", fold(self.text)).split())

    @property
    def x0(self) -> float:
        """Return where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Return where it ends."""
        return self.words[-1].x1

    @property
    def middle(self) -> float:
        """Return its middle, across."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """Return how high its letters are."""
        return median(word.y1 - word.y0 for word in self.words)

    @property
    def confidence(self) -> float:
        """Return how sure its words are, the longer ones more."""
        weights = [max(len(word.text), 1) for word in self.words]
        pairs = zip(self.words, weights, strict=True)
        return sum(word.confidence * weight for word, weight in pairs) / sum(weights)


def box_of(words: Iterable[Word]) -> tuple[float, float, float, float]:
    """Return the rectangle around *words*."""
    found = list(words)
    return (
        min(word.x0 for word in found),
        min(word.y0 for word in found),
        max(word.x1 for word in found),
        max(word.y1 for word in found),
    )


def slope_of(page: ReadPage) -> float:
    """Return by how much the lines of a page sink to the right."""
    long = [line.words for line in page.lines if len(line.words) >= 5]
    found = [
        (words[-1].y1 - words[0].y1) / (words[-1].x1 - words[0].x0)
        for words in long
        if words[-1].x1 - words[0].x0 > 0.2
    ]
    return median(found) if found else 0.0


def pieces_of(page: ReadPage, gutter: float | None = None) -> list[Piece]:
    """Return the rows of a page from top to bottom, cut where columns part."""
    slope = slope_of(page)
    cut: list[list[Word]] = []
    for line in page.lines:
        words = [word for word in line.words if word.y1 - word.y0 < TALL]
        cut.extend(_columns(words, gutter) if gutter else _gaps(words))
    made = [_piece(words, slope) for words in cut if words]
    return sorted(_joined(made, gutter), key=lambda one: one.y)


def _piece(words: Sequence[Word], slope: float) -> Piece:
    heights = [(word.y0 + word.y1) / 2 - slope * word.x0 for word in words]
    return Piece(tuple(words), median(heights))


def _gaps(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for word in words:
        if found[-1] and word.x0 - found[-1][-1].x1 > WIDE * 2:
            found.append([])
        found[-1].append(word)
    return found


def _columns(words: Sequence[Word], gutter: float) -> list[list[Word]]:
    """Cut a line where it has a gap near the gutter; else by the gutter itself."""
    if not words or words[-1].x1 <= gutter or words[0].x0 >= gutter:
        return [list(words)]
    gaps = [
        (after.x0 - before.x1, place)
        for place, (before, after) in enumerate(itertools.pairwise(words), start=1)
        if abs((after.x0 + before.x1) / 2 - gutter) < NEAR
    ]
    gap, place = max(gaps, default=(0.0, 0))
    if gap > (NARROW if words[0].y0 < TOP else WIDE):
        return [list(words[:place]), list(words[place:])]
    return [list(words)]


def _joined(pieces: Sequence[Piece], gutter: float | None) -> list[Piece]:
    """Put together what stands in one row of one column and was read apart."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (_side(one, gutter), one.y)):
        last = found[-1] if found else None
        if last is not None and _same_row(last, piece, gutter):
            words = sorted(last.words + piece.words, key=lambda word: word.x0)
            found[-1] = Piece(tuple(words), min(last.y, piece.y))
        else:
            found.append(piece)
    return found


def _side(piece: Piece, gutter: float | None) -> int:
    return int(piece.middle > gutter) if gutter else 0


def _same_row(one: Piece, other: Piece, gutter: float | None) -> bool:
    if _side(one, gutter) != _side(other, gutter):
        return False
    apart = other.x0 - one.x1 if other.x0 > one.x0 else one.x0 - other.x1
    high = max(one.height, other.height)
    return abs(one.y - other.y) < high * 0.45 and -0.002 < apart < WIDE * 2


def pitch_of(pieces: Sequence[Piece]) -> float:
    """Return how far the lines of the text are from each other."""
    long = [one.y for one in pieces if one.x1 - one.x0 > 0.5]
    apart = [
        after - before
        for before, after in itertools.pairwise(long)
        if after - before < 0.04
    ]
    return median(apart) if apart else 0.02


def gutter_of(page: ReadPage) -> float:
    """Return where the right column begins: the name of the country, else its motto."""
    words = [word for word in page.words if word.y0 < 0.3]
    for first, second in (("cong", "hoa"), ("doc", "lap"), ("xa", "hoi")):
        for before, after in itertools.pairwise(words):
            pair = (_bare(before.text), _bare(after.text))
            if pair == (first, second) and before.x0 > 0.3:
                return before.x0 - (0.005 if first == "cong" else 0.06)
    return GUTTER


def _bare(text: str) -> str:
    return _NOISE.sub("", fold(text))
