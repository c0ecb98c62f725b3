"""Who signed, and as what: the last block on the right."""

from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.sheet import box_of
from imoit.content.autofill.domain.sheet import Piece
from imoit.content.autofill.domain.typography import is_capitals
from imoit.workflows.reading.domain import Word
from imoit.workflows.reading.domain.language import is_syllable

import re


WEAK, LEGIBLE = 0.25, 0.6  # a word of a name, and one of no Vietnamese sound
RIGHT = 0.42  # of the width: the block of the signature begins right of it
POSTS = (
    "truong", "giam doc", "chu tich", "vien truong", "chanh van phong", "thu tuong",
    "tong thu ky", "chanh thanh tra", "uy vien", "pho", "hieu truong", "chanh",
    "tong bien tap", "ke toan", "chu nhiem", "thu ky", "tong cuc",
)  # fmt: skip
CAPACITY = re.compile(r"^\W*(TM|KT|TL|TUQ|Q)\b\s*[.,:]?\s*", re.IGNORECASE)
TITLES = re.compile(r"^(?:(?:GS|PGS|TS|ThS|BS|KS|Th\.S|TSKH)\.?\s*)+", re.IGNORECASE)
_FAMILIES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào
Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Tạ Hà Lưu Lương Thái Cao Chu
Châu Quách Kiều Nghiêm La Lã Giáp Tăng Thân Thạch Âu Cù Đàm Đậu Khuất Kim Khúc
Lục Mạc Nông Ông Phó Quan Sầm Tống Tôn Từ Văn Vi Viên Triệu Hứa Hạ Doãn Ninh
Bạch Bành Cung Đồng Giang Hàn Hán Lại Lò Lữ Mã Mẫn Nhâm Ôn Phí Quản Sái Thiều
Tiêu Trà Ưng Vạn
"""
SURNAMES = frozenset(_FAMILIES.split())
# Of those that differ in their marks only, the frequent one, which comes first.
FAMILIES = {fold(name): name for name in reversed(_FAMILIES.split())}
# A letter alone before a name is a piece of the seal.
STRAY = frozenset("AĂÂÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶEÊIOÔƠUƯĐ")
SPELT = (
    "Bộ trưởng", "Thứ trưởng", "Cục trưởng", "Phó cục trưởng", "Vụ trưởng",
    "Phó vụ trưởng", "Tổng cục trưởng", "Phó tổng cục trưởng", "Chánh văn phòng",
    "Phó chánh văn phòng", "Giám đốc", "Phó giám đốc", "Tổng giám đốc",
    "Phó tổng giám đốc", "Chủ tịch", "Phó chủ tịch", "Viện trưởng", "Phó viện trưởng",
    "Hiệu trưởng", "Phó hiệu trưởng", "Chủ nhiệm", "Phó chủ nhiệm", "Tổng thư ký",
    "Phó tổng thư ký", "Trưởng ban", "Phó trưởng ban", "Trưởng phòng",
    "Phó trưởng phòng",
    "Chánh thanh tra", "Phó chánh thanh tra", "Thủ tướng", "Phó thủ tướng",
    "Tổng kiểm toán", "Phó tổng kiểm toán", "Thống đốc", "Phó thống đốc",
    "Tổng thanh tra", "Phó tổng thanh tra", "Ủy ban nhân dân",
)  # fmt: skip
KNOWN = {fold(said): said for said in SPELT}


def is_post(piece: Piece) -> bool:
    """Tell whether a line says as what somebody signs."""
    if piece.x0 < RIGHT or not is_capitals(piece.text, 0.75):
        return False
    words = piece.folded
    if len(words) > 70 or len(piece.text) < 3:
        return False
    return bool(CAPACITY.match(piece.text)) or any(
        re.search(rf"\b{post}\b", words) for post in POSTS
    )


def block_of(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Return the lines of posts and what stands below them, on the right."""
    right = [one for one in pieces if one.x0 > RIGHT]
    low = [one for one in right if one.y > 0.12]
    starts = [at for at, one in enumerate(low) if is_post(one)]
    place = next((one for one in pieces if _is_copies(one)), None)
    if place is not None:
        starts = [at for at in starts if low[at].y > place.y - 0.06] or starts
    if not starts:
        if place is None:
            return None
        return [], [one for one in low if one.y > place.y]
    first = starts[0] if place is not None else _last_block(low, starts)
    posts = [low[first]]
    for one in low[first + 1 :]:
        near = one.y - posts[-1].y < posts[-1].height * 2.6
        if not near or not is_post(one):
            break
        posts.append(one)
    return posts, [one for one in low if one.y > posts[-1].y + 0.004]


def _last_block(low: Sequence[Piece], starts: Sequence[int]) -> int:
    first = starts[-1]
    for at in reversed(starts[:-1]):
        if low[first].y - low[at].y > 0.05:
            break
        first = at
    return first


def _is_copies(piece: Piece) -> bool:
    return piece.folded.startswith(("noi nhan", "no1 nhan", "nol nhan"))


def position_of(posts: Sequence[Piece], page: int) -> Found | None:
    """Return capacity and post as printed: `KT. Bộ trưởng, Thứ trưởng`."""
    if not posts:
        return None
    said = [_said(one.text) for one in posts]
    sure = min(one.confidence for one in posts)
    box = box_of(word for one in posts for word in one.words)
    return Found(", ".join(one for one in said if one), sure, page, box)


def _said(text: str) -> str:
    """Return a line of capitals as a sentence has it, the short capacity in front."""
    match = CAPACITY.match(text)
    rest = text[match.end() :] if match else text
    rest = " ".join(re.sub(r"[^\w\s.,&()-]|_", " ", rest).split()).strip(" .,-")
    small = KNOWN.get(fold(rest), rest[:1].upper() + rest[1:].lower())
    return f"{match[1].upper()}. {small}".strip() if match else small


def signer_of(below: Sequence[Piece], page: int) -> Found | None:
    """Return who signed: the name below the posts, its family's known first."""
    found = [(name, one) for one in below if (name := _name(one.words))]
    if not found:
        return None
    known = [pair for pair in found if fold(pair[0][0].text) in FAMILIES]
    words, piece = (known or found)[-1]
    family, *rest = (word.text for word in words)
    spelt = family if family in SURNAMES else FAMILIES.get(fold(family), family)
    value = " ".join([spelt, *rest])
    sure = sum(word.confidence for word in words) / len(words)
    sure *= 1.0 if known else 0.6
    sure *= 1.0 if value.startswith(f"{family} ") else 0.8
    others = dict.fromkeys(
        " ".join(word.text for word in name) for name, one in found if one is not piece
    )
    return Found(value, sure, page, box_of(words), tuple(others)[:3])


def _name(words: Sequence[Word]) -> list[Word]:
    """Return the words of a person's name in a line: 2 to 6, each with one capital."""
    clean = [
        word._replace(text=word.text.strip("().,:;_-'\"|*~`"))
        for word in words
        if not TITLES.fullmatch(word.text)
    ]
    runs: list[list[Word]] = [[]]
    for seen in clean:
        word = seen
        if word.text.islower() and fold(word.text) in FAMILIES and not runs[-1]:
            word = word._replace(text=word.text.capitalize())
        if _is_name_word(word):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    runs = [run[1:] if run and run[0].text in STRAY else run for run in runs]
    best = max(runs, key=len)
    return best if 2 <= len(best) <= 6 else []


def _is_name_word(word: Word) -> bool:
    text = word.text
    if not text.isalpha() or not text[0].isupper() or word.confidence < WEAK:
        return False
    if not is_syllable(text) and word.confidence < LEGIBLE:
        return False
    return len(text) == 1 or text[1:].islower()
