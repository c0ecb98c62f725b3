"""The head of a letter: who wrote it, its number, its day (NĐ 30/2020, Phụ lục I)."""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from imoit.content.admission.domain import fold
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.sheet import box_of
from imoit.content.autofill.domain.sheet import Piece
from imoit.content.autofill.domain.typography import in_small_letters
from imoit.content.autofill.domain.typography import is_capitals
from imoit.content.correspondence.domain import ABBREVIATIONS

import re


NEARLY = 0.6  # alike: a short name with one letter read wrong
HEAD = 0.42  # of the page: below it nothing belongs to the head
DAY = re.compile(
    r"ng\S{1,2}\s*(?P<day>[\doOlI|]{1,2})\s*th\S{1,3}g\s*(?P<month>[\doOlI|]{1,2})"
    r"\s*n\S{1,2}\s*(?P<year>[\doOlI|]{4})",
    re.IGNORECASE,
)
SHORT_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
NUMBER = re.compile(
    r"^\W*[S5§][ốoóồỗộôòõọ6ố0éếêẻ]{1,2}\W{0,3}\s*(?P<number>[\dOoIl|][\dOoIl|\s.]{0,7}[a-z]?|)"
    r"[\s.…_]*[/\\](?P<notation>.+)$"
)
LOOSE = re.compile(r"(?P<number>\d{1,6}[a-z]?)\s*/\s*(?P<notation>[^\s/]*[-–/].+)$")
NOTATION = re.compile(r"[^\W_]+(?:\s?[-–—&./]\s?[^\W_]+)*")
DIGITS = str.maketrans("OoIl|", "00111")
SHORT = {fold(short): short for short in ABBREVIATIONS.values() if short} | {
    "nd": "NĐ",
    "tt": "TT",
    "ttlt": "TTLT",
}
SPELT = frozenset(SHORT.values()) | frozenset(ABBREVIATIONS.values())
# With one of these an agency's name begins; a line without goes on with it.
HEADS = (
    "bo", "uy ban", "so", "cuc", "vu", "tong", "cong ty", "tap doan", "hoi",
    "lien doan", "lien hiep", "dang uy", "hoc vien", "truong", "vien", "trung tam",
    "ban", "chi cuc",
    "kho bac", "ngan hang", "thanh tra", "van phong", "toa an", "hiep hoi", "quoc hoi",
    "chinh phu", "thu tuong", "dai", "bao", "tap chi", "ubnd", "hdnd", "hoi dong",
    "doan", "phong", "benh vien", "cong an", "bao hiem", "nha may", "doanh nghiep",
    "quy", "hop tac xa", "chi nhanh", "kiem toan", "thong tan",
)  # fmt: skip
GOES_ON = ("va", "cua", "ve", "cac", "thuoc", "cho", "tai", "nuoc", "cap")


def day_of(pieces: Sequence[Piece], page: int) -> Found | None:
    """Return the day a letter was written: the one after its place, in the head."""
    found = [(one, match) for one in pieces if (match := DAY.search(one.text))]
    right = [pair for pair in found if pair[0].middle > 0.5]
    for piece, match in [*right, *found]:
        day = _date(match["day"], match["month"], match["year"])
        if day:
            sure = piece.confidence * (1.0 if piece.middle > 0.5 else 0.7)
            return Found(day, sure, page, box_of(piece.words))
    return None


def _date(*parts: str) -> str:
    day, month, year = (int(part.translate(DIGITS)) for part in parts)
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if 1990 <= year <= 2100 else ""


def symbol_of(pieces: Sequence[Piece], page: int) -> tuple[Found | None, Piece | None]:
    """Return number and symbol as `4527/BKHCN-VP`, and where they stand."""
    for pattern, trust in ((NUMBER, 1.0), (LOOSE, 0.75)):
        for piece in pieces:
            match = pattern.search(piece.text)
            text = _symbol(match) if match else ""
            if text:
                bare = 1.0 if text[0] != "/" else 0.5
                sure = piece.confidence * trust * bare
                return Found(text, sure, page, box_of(piece.words)), piece
    return None, None


def _symbol(match: re.Match) -> str:
    number = re.sub(r"[\s.]", "", match["number"]).translate(DIGITS)
    said = match["notation"].replace("–", "-").replace("—", "-")
    said = re.sub(r"\s*([-/&.])\s*", r"\1", said.strip())
    notation = NOTATION.match(said)
    if notation is None or not re.search(r"[^\W\d_]", notation[0]):
        return ""
    return f"{number}/{_spelt(notation[0].rstrip('.'))}"


def _spelt(notation: str) -> str:
    """Write the short name of the type as the decree does: `QD-BCT` is `QĐ-BCT`."""
    parts = re.split(r"([-/])", notation)
    for place, part in enumerate(parts[:3]):
        known = SHORT.get(fold(part))
        if part in SPELT:
            break
        if known and len(parts) > 1:
            parts[place] = known
            break
    return "".join(parts)


def with_type(symbol: Found | None, type_name: str) -> Found | None:
    """Return the symbol with the short name of the printed type: `QĐĐ` is `QĐ`."""
    short = ABBREVIATIONS.get(type_name, "")
    if symbol is None or not short:
        return symbol
    number, _stroke, notation = symbol.value.partition("/")
    said, hyphen, rest = notation.partition("-")
    alike = SequenceMatcher(None, fold(said), fold(short)).ratio()
    if said == short or not hyphen or alike < NEARLY or said in SPELT:
        return symbol
    return symbol._replace(value=f"{number}/{short}-{rest}", candidates=(symbol.value,))


def issuer_of(pieces: Sequence[Piece], page: int) -> Found | None:
    """Return who issued a letter, as printed: the last name above its number."""
    lines = [one for one in pieces if is_name(one)]
    names: list[list[Piece]] = []
    for line in lines:
        if names and not _begins(line, names[-1][-1]):
            names[-1].append(line)
        else:
            names.append([line])
    if not names:
        return None
    said = [_joined(name) for name in names]
    issuer = in_small_letters(said[-1])
    above = in_small_letters(said[-2]) if len(said) > 1 else ""
    sure = min(line.confidence for line in names[-1])
    starts = any(_opens(names[-1][0].folded, head) for head in HEADS)
    return Found(
        issuer,
        sure * (1.0 if starts else 0.7),
        page,
        box_of(word for line in names[-1] for word in line.words),
        tuple(one for one in (above,) if one),
    )


def is_name(piece: Piece) -> bool:
    """Tell whether a line of the left column is one of an agency's name."""
    letters = [c for c in piece.text if c.isalpha()]
    return len(letters) >= 3 and is_capitals(piece.text) and len(piece.folded) >= 3


def _joined(name: Sequence[Piece]) -> str:
    text = " ".join(line.text.rstrip(" .") for line in name)
    return " ".join(re.sub(r"[^\w\s&.,()\-–']|_", " ", text).split()).strip(" -–.,'")


def _begins(line: Piece, before: Piece) -> bool:
    last = before.folded.split()[-1:] or [""]
    if last[0] in GOES_ON or before.text.rstrip().endswith(("-", "–", ",", "&")):
        return False
    return any(_opens(line.folded, head) for head in HEADS)


def _opens(text: str, head: str) -> bool:
    return text == head or text.startswith(f"{head} ")
