"""A letter put together: each field from the place where the decree puts it."""

from collections.abc import Sequence
from imoit.content.autofill.domain import body
from imoit.content.autofill.domain import foot
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain import header
from imoit.content.autofill.domain.sheet import box_of
from imoit.content.autofill.domain.sheet import gutter_of
from imoit.content.autofill.domain.sheet import Piece
from imoit.content.autofill.domain.sheet import pieces_of
from imoit.content.autofill.domain.sheet import pitch_of
from imoit.workflows.reading.domain import ReadPage

import re


URGENT = (
    (re.compile(r"^hoa toc( hen gio.*)?$"), "express"),
    (re.compile(r"^thuong khan$"), "very_urgent"),
    (re.compile(r"^khan$"), "urgent"),
)


def proposed(pages: Sequence[ReadPage], count: int = 0) -> dict[str, Found]:
    """Return what the pages of a letter propose for its fields, as far as they do."""
    found: dict[str, Found | None] = {}
    first = next((page for page in pages if page.lines and page.width), None)
    if first is None:
        return {}
    found |= head_of(first)
    found |= _signed(pages)
    if count:
        found["pages"] = Found(str(count), 1.0)
    return {name: one for name, one in found.items() if one is not None and one.value}


def head_of(page: ReadPage) -> dict[str, Found | None]:
    """Return what the head of the first page says."""
    gutter, number = gutter_of(page), page.number
    pieces = pieces_of(page, gutter)
    high = [one for one in pieces if one.y < header.HEAD]
    left = [one for one in high if one.middle < gutter]
    symbol, at = header.symbol_of([*left, *(o for o in high if o not in left)], number)
    below = [one for one in pieces if one.y < 0.5 and (not at or one.y > at.y)]
    line = body.type_line(below) or body.type_line(_rows(below))
    about, subject = _about(left, pieces, line, at, number)
    symbol = header.with_type(symbol, line[0] if line else "")
    end = at.y - at.height / 2 if at else min(0.2, line[1].y if line else 0.2)
    names = [one for one in left if one.y < end - 0.002 and one.y > 0.01]
    return {
        "issuer": header.issuer_of(names, number),
        "symbol": symbol,
        "issued_date": header.day_of(high, number),
        "type_name": body.type_of(line if not about else None, symbol, about, number),
        "subject": subject,
        "priority": _urgency(high, number),
    }


def _about(
    left: Sequence[Piece],
    pieces: Sequence[Piece],
    line: tuple | None,
    at: Piece | None,
    number: int,
) -> tuple[Piece | None, Found | None]:
    """Return the line `V/v` with the abstract that follows, or that under the type."""
    pitch = pitch_of(_rows(pieces))
    place = body.about_line(left)
    if place is None and line is None and at in left:
        below = left.index(at) + 1  # where `V/v` was not read
        place = below if below < len(left) else None
    if place is not None:
        return left[place], body.abstract_of(left[place:], number, pitch)
    if line is None:
        return None, None
    below = [one for one in pieces if one.y > line[1].y + line[1].height * 0.6]
    middle = line[1].middle
    return None, body.abstract_of(_rows(below), number, pitch, middle)


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Put together again what the gutter cut, below the head."""
    rows: list[Piece] = []
    for piece in pieces:
        last = rows[-1] if rows else None
        if last is not None and abs(last.y - piece.y) < last.height * 0.5:
            words = sorted(last.words + piece.words, key=lambda word: word.x0)
            rows[-1] = Piece(tuple(words), last.y)
        else:
            rows.append(piece)
    return rows


def _urgency(pieces: Sequence[Piece], page: int) -> Found | None:
    """Return the urgency stamped in the head: a line of its own, in capitals."""
    for piece in pieces:
        if not piece.text.isupper():
            continue
        for pattern, value in URGENT:
            if pattern.match(piece.folded):
                return Found(value, piece.confidence, page, box_of(piece.words))
    return None


def _signed(pages: Sequence[ReadPage]) -> dict[str, Found | None]:
    """Return who signed, from the first page that has such a block."""
    fallback: dict[str, Found | None] = {}
    for page in pages:
        if not page.lines or not page.width:
            continue
        block = foot.block_of(pieces_of(page, 0.42))
        if block is None:
            continue
        posts, below = block
        signer = foot.signer_of(below, page.number)
        found = {"position": foot.position_of(posts, page.number), "signer": signer}
        if signer is not None and posts:
            return found
        fallback = fallback or found
    return fallback


def is_alike(one: str, other: str) -> bool:
    """Tell whether two values are the same for who reads them."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"^\W*v/v\s+", "", text.casefold()).split()).strip(" .,;")
