"""Makes letters to be read: scans of 200 dpi with seal and signature, and their truth.

`python tools/letters.py FOLDER --count 60 --seed 7` writes pairs of PDF and JSON, as in
tests/samples. `tuned` and `fresh` are what the rules of reading were written
on; nobody looked at `unseen` before its figures were taken.
"""

from pathlib import Path
from PIL import Image
from PIL import ImageChops
from PIL import ImageDraw
from PIL import ImageFilter
from PIL import ImageFont
from typing import Any
from typing import NamedTuple

import argparse
import json
import math
import random


# Invented agencies (lines of the superior body, of the issuer, short name, place),
# people, subjects, sentences.
WORDS = json.loads(Path(__file__).with_name("letterwords.json").read_text("utf-8"))
DOT = 200 / 25.4  # points of the picture in a millimetre
SIZE = (1654, 2339)
FONTS = Path("/usr/share/fonts/truetype")
NAMED = {
    "QĐ": "QUYẾT ĐỊNH",
    "TB": "THÔNG BÁO",
    "KH": "KẾ HOẠCH",
    "BC": "BÁO CÁO",
    "TTr": "TỜ TRÌNH",
    "CĐ": "CÔNG ĐIỆN",
    "GM": "GIẤY MỜI",
    "CT": "CHỈ THỊ",
    "HD": "HƯỚNG DẪN",
}
SIGNS = (
    ("BỘ TRƯỞNG",),
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
    ("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("GIÁM ĐỐC",),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("TỔNG GIÁM ĐỐC",),
    ("CHỦ TỊCH",),
)


class Style(NamedTuple):
    """How the letters of one set look."""

    words: str
    faces: tuple[tuple[str, str, str], ...]  # upright, bold, italic
    sizes: tuple[float, ...]
    left: tuple[float, float]  # millimetres
    gap: tuple[float, float]  # between two lines, of the size
    blur: tuple[float, float]
    noise: tuple[int, int]
    turn: float
    quality: tuple[int, int]


def faces(folder: str, *names: str) -> tuple[str, ...]:
    return tuple(str(FONTS / folder / f"{name}.ttf") for name in names)


LIBERATION = (
    "LiberationSerif-Regular",
    "LiberationSerif-Bold",
    "LiberationSerif-Italic",
)
TINOS = ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic")
SANS = ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic")
DEJAVU = (
    "DejaVuSerifCondensed",
    "DejaVuSerifCondensed-Bold",
    "DejaVuSerifCondensed-Italic",
)
STYLES = {
    "tuned": Style(
        "tuned",
        (faces("liberation2", *LIBERATION),),
        (13.5, 14),
        (28, 31),
        (1.25, 1.4),
        (0.3, 0.6),
        (8, 16),
        0.8,
        (65, 80),
    ),
    "fresh": Style(
        "fresh",
        (faces("croscore", *TINOS),) * 3
        + (faces("liberation2", *SANS), faces("dejavu", *DEJAVU)),
        (12.5, 13, 14),
        (24, 34),
        (1.18, 1.5),
        (0.2, 0.8),
        (6, 22),
        1.1,
        (50, 85),
    ),
}
STYLES["unseen"] = STYLES["fresh"]._replace(words="unseen")


class Sheet:
    """A page that is written on from top to bottom."""

    def __init__(self, style: Style, chance: random.Random):
        self.page = Image.new("RGB", SIZE, "white")
        self.draw = ImageDraw.Draw(self.page)
        self.chance = chance
        self.face = chance.choice(style.faces)
        narrow = "DejaVu" in self.face[0] or "Sans" in self.face[0]
        self.size = chance.choice(style.sizes) * (0.86 if narrow else 1)
        self.pitch = self.size * chance.uniform(*style.gap) * 200 / 72
        self.left = chance.uniform(*style.left) * DOT
        self.right = SIZE[0] - chance.uniform(15, 20) * DOT
        self.tint = chance.randint(0, 50)

    def font(self, look: int = 0, more: float = 0) -> Any:
        return ImageFont.truetype(self.face[look], round((self.size + more) * 200 / 72))

    def line(self, text: str, x: float, y: float, look: int = 0, **how: Any) -> None:
        """Write one line: `anchor` m at the middle, l at the left; `more` size."""
        font = self.font(look, how.get("more", 0))
        colour = how.get("colour", (self.tint,) * 3)
        anchor = f"{how.get('anchor', 'm')}s"
        self.draw.text((x, y), text, colour, font, anchor=anchor)

    def wrapped(self, text: str, width: float, look: int = 0, more: float = 0) -> list:
        font, lines = self.font(look, more), [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if font.getlength(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def paragraph(self, text: str, y: float) -> float:
        """Write a paragraph with its first line indented; return where it ends."""
        indent = 12.7 * DOT
        width = self.right - self.left
        first, *rest = self.wrapped("\u2003" + text, width - indent)
        self.line(first.strip(), self.left + indent, y, anchor="l")
        for line in self.wrapped(" ".join(rest), width) if rest else []:
            y += self.pitch
            self.line(line, self.left, y, anchor="l")
        return y + self.pitch * 1.2


def letter(style: Style, chance: random.Random) -> tuple[Image.Image, dict]:
    """Return a page and what is printed on it."""
    sheet, words = Sheet(style, chance), WORDS[style.words]
    above, issuer, short, place = chance.choice(words["agencies"])
    code = chance.choice(("", "", "", *NAMED))
    subject = chance.choice(words["subjects"])
    number = str(chance.choice((chance.randint(1, 99), chance.randint(100, 19999))))
    number = number.zfill(2)
    unit = chance.choice(("VP", "TTTN", "KHTC", "XNK", "CNXD", "PC", "ĐTĐL", "TCCB"))
    named = f"{number}/{code}-{short}"
    truth = {
        "cq": " ".join(above),
        "bh": " ".join(issuer),
        "so": named if code else f"{number}/{short}-{unit}",
        "dia": place,
        "d": [
            chance.randint(1, 28),
            chance.randint(1, 12),
            chance.choice((2025, 2026)),
        ],
        "loai": NAMED.get(code, ""),
        "ty": f"{subject[0].upper()}{subject[1:]}" if code else f"V/v {subject}",
        "quyen": list(chance.choice(SIGNS)),
        "nk": " ".join(
            map(chance.choice, (words["families"], words["middles"], words["given"]))
        ),
    }
    write(sheet, truth, (above, issuer), words["sentences"])
    return aged(sheet.page, style, chance), truth


def write(sheet: Sheet, truth: dict, names: tuple, sentences: tuple) -> None:
    y = head(sheet, truth, names)
    if truth["loai"]:
        y = title(sheet, truth, y)
    else:
        y += sheet.pitch * 1.3
        sheet.line("Kính gửi: Bộ Công Thương", SIZE[0] / 2 + 30, y)
        y += sheet.pitch * 1.5
    for sentence in sentences:
        y = sheet.paragraph(sentence, y)
    foot(sheet, truth, y + sheet.pitch * 0.5)


def head(sheet: Sheet, truth: dict, names: tuple) -> float:
    """Write both columns of the head; return where they end."""
    top = sheet.chance.uniform(17, 24) * DOT
    left = sheet.left + sheet.chance.uniform(30, 33) * DOT
    right = sheet.right - sheet.chance.uniform(40, 43) * DOT
    step, y = sheet.pitch * 0.92, top
    above, issuer = names
    for look, lines in ((0, above), (1, issuer)):
        for line in lines:
            sheet.line(line, left, y, look, more=-1.6)
            y += step
    sheet.draw.line((left - 90, y - step * 0.6, left + 90, y - step * 0.6), "black", 2)
    y += step * 0.45
    sheet.line(f"Số: {truth['so']}", left, y, more=-0.8)
    if not truth["loai"]:
        for line in sheet.wrapped(truth["ty"], 66 * DOT, 0, -1.6):
            y += step
            sheet.line(line, left, y, more=-1.6)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", right, top, 1, more=-1.9)
    sheet.line("Độc lập - Tự do - Hạnh phúc", right, top + step, 1, more=-0.7)
    under = top + step * 1.4
    sheet.draw.line((right - 230, under, right + 230, under), "black", 2)
    day, month, year = truth["d"]
    shown = f"{month:02}" if month < 3 else str(month)
    said = f"{truth['dia']}, ngày {day:02} tháng {shown} năm {year}"
    sheet.line(said, right, top + step * 2.5, 2, more=-0.9)
    return max(y, top + step * 2.5) + step


def title(sheet: Sheet, truth: dict, y: float) -> float:
    """Write the name of the type and the abstract under it."""
    middle = (sheet.left + sheet.right) / 2
    y += sheet.pitch * 0.8
    sheet.line(truth["loai"], middle, y, 1)
    prefix = "Về việc " if sheet.chance.random() < 0.3 else ""
    if prefix:
        truth["ty"] = prefix + truth["ty"][0].lower() + truth["ty"][1:]
    for line in sheet.wrapped(truth["ty"], 130 * DOT, 1):
        y += sheet.pitch
        sheet.line(line, middle, y, 1)
    sheet.draw.line((middle - 110, y + 22, middle + 110, y + 22), "black", 2)
    return y + sheet.pitch * 1.9


def foot(sheet: Sheet, truth: dict, y: float) -> None:
    """Write recipients, posts, signature, seal and name."""
    low = y
    for line in (
        "Nơi nhận:",
        "- Như trên;",
        "- Lãnh đạo cơ quan (để b/c);",
        "- Lưu: VT.",
    ):
        look = 2 if line.endswith(":") else 0
        sheet.line(line, sheet.left, low, look, anchor="l", more=-2.5)
        low += sheet.pitch * 0.85
    middle = sheet.right - sheet.chance.uniform(33, 42) * DOT
    for line in truth["quyen"]:
        sheet.line(line, middle, y, 1, more=-0.3)
        y += sheet.pitch
    end = y + sheet.chance.uniform(24, 30) * DOT
    sheet.line(truth["nk"], middle, end, 1)
    signature(sheet, middle, (y + end) / 2)
    seal(sheet, middle - 20 * DOT, end - sheet.chance.uniform(6, 15) * DOT)


def signature(sheet: Sheet, x: float, y: float) -> None:
    points = [
        (x + 130 * math.sin(t / 3) + t * 6 - 100, y + 55 * math.cos(t * 1.7 + 1))
        for t in range(30)
    ]
    sheet.draw.line(points, (30, 50, 170), 5, "curve")


def seal(sheet: Sheet, x: float, y: float) -> None:
    """Press a red seal over what is written: ink lets black through."""
    layer = Image.new("RGB", SIZE, "white")
    draw, red = ImageDraw.Draw(layer), (205, 30, 45)
    for radius, wide in ((18 * DOT, 8), (15.8 * DOT, 3), (9 * DOT, 3)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), None, red, wide)
    font = ImageFont.truetype(sheet.face[1], 28)
    for at, sign in enumerate("CƠ QUAN NHÀ NƯỚC * VIỆT NAM * "):
        turn = at * 2 * math.pi / 30
        spot = (x + 12.6 * DOT * math.cos(turn), y + 12.6 * DOT * math.sin(turn))
        draw.text(spot, sign, red, font, anchor="mm")
    star = [
        (x + r * math.sin(n * math.pi / 5), y - r * math.cos(n * math.pi / 5))
        for n in range(10)
        for r in [(7 if n % 2 == 0 else 2.8) * DOT]
    ]
    draw.polygon(star, red)
    sheet.page = ImageChops.darker(sheet.page, layer)
    sheet.draw = ImageDraw.Draw(sheet.page)


def aged(page: Image.Image, style: Style, chance: random.Random) -> Image.Image:
    """Return the page as a scanner delivers it."""
    turn = chance.uniform(-style.turn, style.turn)
    page = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(*style.blur)))
    dust = Image.effect_noise(SIZE, chance.randint(*style.noise)).convert("RGB")
    paper = Image.new("RGB", SIZE, (250, 249, 244))
    return Image.blend(ImageChops.darker(page, paper), dust, 0.08)


def make(folder: Path, name: str, count: int, seed: int) -> None:
    """Write *count* pairs of the set *name* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    style = STYLES[name]
    for at in range(count):
        chance = random.Random(f"{name} {seed} {at}")  # noqa: S311 - no secret
        page, truth = letter(style, chance)
        stem = folder / f"{name}-{at:03}"
        quality = chance.randint(*style.quality)
        page.save(stem.with_suffix(".pdf"), resolution=200, quality=quality)
        stem.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=sorted(STYLES), default="unseen")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.folder, asked.set, asked.count, asked.seed)


if __name__ == "__main__":
    main()
