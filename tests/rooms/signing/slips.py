"""Scans of signed papers: the slip's code under a seal and strokes of a pen."""

from imoit.content.signing.domain import qr_text
from io import BytesIO
from PIL import Image
from PIL import ImageChops
from PIL import ImageDraw

import segno


DPI = 200
PAPER = (1654, 2339)
CORNER = (1390, 120)
CODE = 207  # pixels: 20 mm with its quiet zone
RED, BLUE = (200, 30, 40), (30, 40, 160)


def pictured(code):
    out = BytesIO()
    made = segno.make(qr_text(code), error="q", micro=False)
    made.save(out, kind="png", scale=10, border=4)
    return Image.open(out).convert("RGB").resize((CODE, CODE))


def sheet(code="", *, stamped=False):
    page = Image.new("RGB", PAPER, "white")
    ImageDraw.Draw(page).rectangle((200, 600, 1400, 640), fill="black")
    if code:
        page.paste(pictured(code), CORNER)
    return ImageChops.multiply(page, seal()) if stamped else page


def seal():
    """Return a round seal on the left of the code, and a signature across it."""
    layer = Image.new("RGB", PAPER, "white")
    pen = ImageDraw.Draw(layer)
    x, y = CORNER[0] + CODE // 3, CORNER[1] + CODE // 2
    for radius in (140, 100):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), None, RED, 6)
    pen.regular_polygon((x, y, 40), 5, fill=RED)
    points = [(1380, 260), (1450, 180), (1480, 280), (1540, 160), (1600, 250)]
    pen.line(points, fill=BLUE, width=6)
    return layer


def scan(*sheets):
    out = BytesIO()
    first, *rest = sheets
    first.save(out, "PDF", resolution=DPI, save_all=True, append_images=rest)
    return out.getvalue()


def photo(code):
    """Return a slip as a phone sees it, askew and not quite sharp."""
    out = BytesIO()
    seen = sheet(code).rotate(7, fillcolor="white", resample=Image.Resampling.BICUBIC)
    seen.save(out, "JPEG", quality=55)
    return out.getvalue()
