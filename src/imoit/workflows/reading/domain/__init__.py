"""A page that was read: its lines, its words, and where each one stands."""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.reading.domain.language import is_syllable
from itertools import groupby
from typing import Any
from typing import NamedTuple
from unicodedata import normalize


# How a page was read: it says its words itself, they were recognised, or nobody could.
LAYER, SEEN, UNREAD = "layer", "ocr", "unread"
# What the program that opens files ends with, when it cannot.
PASSWORD, DAMAGED = 3, 4
DIGITS = 4  # of a place on the page: a hundredth of a millimetre


class Word(NamedTuple):
    """A word and its box, in fractions of the page from its top left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0


class Line(NamedTuple):
    """Words that stand side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Return the line as it is read."""
        return " ".join(word.text for word in self.words)


class ReadPage(NamedTuple):
    """A page with its lines; its size in points, as it is seen."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    how: str = LAYER

    @property
    def text(self) -> str:
        """Return the whole page as it is read."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> Iterator[Word]:
        """Yield every word in the order it is read."""
        return (word for line in self.lines for word in line.words)

    def plain(self) -> list[Any]:
        """Return what can be kept as JSON."""
        lines = [[list(word) for word in line.words] for line in self.lines]
        return [self.number, self.width, self.height, lines, self.how]


class Picture(NamedTuple):
    """A page as it looks, large and small (WebP)."""

    number: int
    width: int
    height: int
    large: bytes
    small: bytes


def page_of(plain: list[Any]) -> ReadPage:
    """Return the page that was kept as *plain*."""
    number, width, height, lines, how = plain
    read = (Line(tuple(Word(*word) for word in words)) for words in lines)
    return ReadPage(number, width, height, tuple(read), how)


def word(text: str, box: Iterable[float], confidence: float = 1.0) -> Word:
    """Return a word in composed letters (NFC), its place rounded and on the page."""
    x0, y0, x1, y1 = (round(min(max(side, 0.0), 1.0), DIGITS) for side in box)
    text = normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    return Word(text, x0, y0, x1, y1, round(confidence, 2))


def lines_of(table: str) -> tuple[Line, ...]:
    """Return the lines of a page from the table (TSV) that Tesseract makes of it."""
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    page = next((row for row in rows if row[0] == "1"), None)
    if page is None:
        return ()
    width, height = float(page[8]) or 1.0, float(page[9]) or 1.0
    words = [row for row in rows if row[0] == "5" and len(row) > 11 and row[11].strip()]
    found = []
    for _line, group in groupby(words, key=lambda row: row[2:5]):
        found.append(Line(tuple(_word(row, width, height) for row in group)))
    return tuple(found)


def _word(row: list[str], width: float, height: float) -> Word:
    left, top, wide, high = (float(cell) for cell in row[6:10])
    box = left / width, top / height, (left + wide) / width, (top + high) / height
    return word(row[11], box, max(float(row[10]), 0.0) / 100)


def joined(
    lines: Iterable[Line], more: Iterable[Line], sure: float
) -> tuple[Line, ...]:
    """Return *lines* with *more*, which were seen at a second look at doubtful places.

    Of the second look only words count that are *sure*; what they lie upon goes.
    """
    first = list(lines)
    known = [w for line in first for w in line.words if w.confidence >= sure]
    found = [
        Line(tuple(w for w in line.words if _is_word(w, sure) and not _meets(w, known)))
        for line in more
    ]
    seen = [word for line in found for word in line.words]
    kept = [
        Line(
            tuple(w for w in line.words if w.confidence >= sure or not _meets(w, seen))
        )
        for line in first
    ]
    return tuple(line for line in [*kept, *found] if line.words)


def _is_word(word: Word, sure: float) -> bool:
    bare = word.text.strip(".,;:()/-–")
    sounds = len(bare) > 1 and (is_syllable(bare) or any(map(str.isdigit, bare)))
    return word.confidence >= sure and sounds


def _meets(word: Word, others: Iterable[Word]) -> bool:
    """Tell whether a word lies upon another one."""
    return any(
        min(word.x1, other.x1) > max(word.x0, other.x0)
        and min(word.y1, other.y1) > max(word.y0, other.y0)
        for other in others
    )


def turned(lines: Iterable[Line], degrees: int) -> tuple[Line, ...]:
    """Return lines with the places they have on a page that was turned to be read."""
    return tuple(
        Line(tuple(_turned(word, degrees) for word in line.words)) for line in lines
    )


def _turned(seen: Word, degrees: int) -> Word:
    """*degrees*: how far the page was turned clockwise before it was read."""
    text, x0, y0, x1, y1, confidence = seen
    boxes = {
        90: (y0, 1 - x1, y1, 1 - x0),
        180: (1 - x1, 1 - y1, 1 - x0, 1 - y0),
        270: (1 - y1, x0, 1 - y0, x1),
    }
    return word(text, boxes.get(degrees, (x0, y0, x1, y1)), confidence)
