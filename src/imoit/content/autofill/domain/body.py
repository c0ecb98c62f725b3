"""The type of a letter and its abstract."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from imoit.content.admission.domain import fold
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.sheet import box_of
from imoit.content.autofill.domain.sheet import Piece
from imoit.content.autofill.domain.typography import is_capitals
from imoit.content.correspondence.domain import ABBREVIATIONS
from imoit.workflows.reading.domain.language import is_syllable

import re


LETTER = "Công văn"
TYPES = (
    *(name for name in ABBREVIATIONS if name != LETTER),
    "Luật",
    "Lệnh",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
)
FOLDED = {fold(name): name for name in TYPES}
CODES = {fold(short): name for name, short in ABBREVIATIONS.items() if short} | {
    "nd": "Nghị định",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
}
SPELT = {short: name for name, short in ABBREVIATIONS.items() if short}
ABOUT = re.compile(
    r"^\W*[VYvy](?:\s?[/\\|lI1]\s?[vyVYwW]{0,2}|[vyVYwW]{1,2})(?!\w)[:.]?\s*"
)
# With these the text itself begins.
BEGINS = (
    "kinh gui", "can cu", "thuc hien", "theo de nghi", "xet de nghi", "thi hanh",
    "bo truong", "giam doc", "chu tich", "cuc truong", "tong giam doc", "thu tuong",
    "vien truong", "hieu truong", "dieu 1", "chanh van phong", "tong cuc truong",
    "vu truong",
    "i ", "phan i",
)  # fmt: skip
ALIKE = 0.84
ODD_WORD = 0.7
FAR = 1.42  # lines of the text: what is farther below belongs no more to it
OFF = 0.022  # of the width: what is farther from the middle is not centred


def type_line(pieces: Sequence[Piece]) -> tuple[str, Piece, float] | None:
    """Return the type printed in capitals across the middle, its line, how alike."""
    for piece in pieces:
        words = piece.folded
        if not 3 <= len(words) <= 60 or not is_capitals(piece.text, 0.7):
            continue
        if not 0.36 < piece.middle < 0.64:
            continue
        name, alike = _nearest(words)
        if alike >= ALIKE:
            return name, piece, alike
    return None


def _nearest(words: str) -> tuple[str, float]:
    found = [
        (SequenceMatcher(None, words, known).ratio(), name)
        for known, name in FOLDED.items()
    ]
    alike, name = max(found)
    return name, alike


def type_of(
    line: tuple[str, Piece, float] | None,
    symbol: Found | None,
    about: Piece | None,
    page: int,
) -> Found | None:
    """Return the type: its own line, else its short name in the symbol."""
    coded = _coded(symbol.value if symbol else "")
    if line is not None:
        name, piece, alike = line
        sure = piece.confidence * alike if coded != name else 0.98
        others = (coded,) if coded and coded != name else ()
        return Found(name, sure, page, box_of(piece.words), others)
    if about is not None:
        return Found(LETTER, 0.95, page, box_of(about.words[:1]))
    if coded and symbol is not None:
        return Found(coded, 0.75, page, symbol.box, (LETTER,))
    return Found(LETTER, 0.55, page, symbol.box) if symbol is not None else None


def _coded(symbol: str) -> str:
    notation = symbol.partition("/")[2]
    parts = re.split(r"[-/]", notation)[:2]
    exact = next((SPELT[part] for part in parts if part in SPELT), "")
    return exact or next((CODES[fold(p)] for p in parts if fold(p) in CODES), "")


def about_line(pieces: Sequence[Piece]) -> int | None:
    """Return the place of the line that begins `V/v`."""
    for place, piece in enumerate(pieces):
        if ABOUT.match(piece.text):
            return place
    return None


def abstract_of(
    lines: Sequence[Piece], page: int, pitch: float, middle: float | None = None
) -> Found | None:
    """Return the abstract that stands on *lines*, which begin with it.

    Below the name of the type it is centred around *middle*; its lines are not farther
    from each other than *pitch*, those of the text.
    """
    taken: list[Piece] = []
    for line in lines:
        if _is_text(line, middle) or (taken and _ends(taken[-1], line, pitch, middle)):
            break
        if re.search(r"\w{2}", line.text):
            taken.append(line)
    if not taken:
        return None
    text = " ".join(line.text for line in taken)
    text = ABOUT.sub("V/v ", text.strip(" _-–—")) if middle is None else text
    words = [word for line in taken for word in line.words]
    sure = sum(line.confidence for line in taken) / len(taken)
    sure *= 0.8 if len(taken) > 5 else 1.0
    sure *= ODD_WORD if any(is_odd(word.text) for word in words) else 1.0
    return Found(text.strip(" _-–—.;,|"), sure, page, box_of(words))


def is_odd(text: str) -> bool:
    """Tell whether a word in small letters has no Vietnamese sound: one was misread."""
    bare = text.strip(".,;:()/-–\"“”'")
    return bare.isalpha() and bare[1:].islower() and not is_syllable(bare)


def _is_text(line: Piece, middle: float | None) -> bool:
    """Tell whether the text begins; beside a head an abstract may hold these words."""
    begins = BEGINS if middle is not None else BEGINS[:1]
    return line.folded.startswith(begins)


def _ends(last: Piece, line: Piece, pitch: float, middle: float | None) -> bool:
    """Tell whether a line is set off from the abstract: by a gap, or as a paragraph."""
    if line.y - last.y > pitch * FAR:
        return True
    if middle is None:
        return False
    return abs(line.middle - middle) > OFF and line.x1 > 0.85
