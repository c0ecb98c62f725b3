"""`python -m imoit.workflows.reading`: opens a file and says what its pages say.

Foreign files are opened here, in a process of its own: what makes a reader crash, hang
or eat memory ends this process and not the site. It knows no Plone. A page that does
not say its words is drawn into the folder, black on white, for whoever can see.
"""

from collections.abc import Iterator
from functools import partial
from imoit.workflows.reading.domain import DAMAGED
from imoit.workflows.reading.domain import LAYER
from imoit.workflows.reading.domain import Line
from imoit.workflows.reading.domain import office
from imoit.workflows.reading.domain import PASSWORD
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import SEEN
from imoit.workflows.reading.domain import Word
from imoit.workflows.reading.domain import word
from imoit.workflows.reading.domain.language import is_text
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from PIL import ImageFilter
from PIL import ImageOps
from typing import Any

import ctypes
import json
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import sys
import zipfile


DPI = 200
PIXELS = 40_000_000  # of a drawn page: A1 in 200 dpi
LONG_SIDE = 11.69  # inches of A4: a picture without a resolution is taken for that
GRID = 100_000  # places on a page that PDFium is asked for
DAMAGES = (
    OSError,
    ValueError,
    SyntaxError,
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    Image.DecompressionBombError,
)
COVERS = 0.5  # of the page: then it is a scan
LARGE, SMALL = (1000, 3000), (200, 400)  # points of a drawn page
QUALITY = 45
INK = 60  # of 255: more between the colours of a point is no black
HEAD, STAMPED = 0.5, 0.0004  # of the page: stamps stand there, and are not less
PALE = 235  # what coloured ink becomes
EDGE, DARK = 5, 120  # points around ink that blur with it, unless they are as dark


def pages_of(path: str, folder: Path, first: int, last: int) -> Iterator[Any]:
    """Yield the number of pages, then each page that is asked for."""
    with open(path, "rb") as opened:
        start = opened.read(1024)
    if start.startswith(b"PK"):
        yield from read_office(path)
    else:
        reader = read_pdf if b"%PDF-" in start else read_picture
        yield from reader(path, folder, first, last)


def read_office(path: str) -> Iterator[Any]:
    """Yield the text of an office file as one page, whose words have no place."""
    with open(path, "rb") as opened:
        lines = [
            Line(tuple(word(text, (0, 0, 0, 0)) for text in line.split()))
            for line in office.lines_in(opened)
        ]
    yield 1
    yield ReadPage(1, 0.0, 0.0, tuple(lines), LAYER)


def read_pdf(path: str, folder: Path, first: int, last: int) -> Iterator[Any]:
    """Yield the pages of a PDF: by their words, else drawn."""
    pdf = pypdfium2.PdfDocument(path)
    pdf.init_forms()  # else neither signatures nor filled fields are drawn
    forms = Forms(path)
    yield len(pdf)
    for number in range(first, min(last, len(pdf)) + 1):
        page = pdf[number - 1]
        width, height = page.get_size()
        lines = layer_of(page)
        if lines is None:
            save(drawn(page), folder, number)
            yield ReadPage(number, width, height, (), SEEN)
        else:
            lines += forms.lines(page, number)
            yield ReadPage(number, width, height, tuple(lines), LAYER)
        page.close()


def layer_of(page: pypdfium2.PdfPage) -> list[Line] | None:
    """Return the lines a page has as text, None where they are not to be believed."""
    lines = Layer(page).lines()
    text = "\n".join(line.text for line in lines)
    if text and is_text(text, fonts_of(page), scanned=is_scan(page)):
        return lines
    return None


class Layer:
    """The letters of a page, put together to words and lines."""

    def __init__(self, page: pypdfium2.PdfPage):
        self.page = page
        self.letters = page.get_textpage()
        self.found: list[Line] = []
        self.words: list[Word] = []
        self.text = ""
        self.boxes: list[tuple[float, ...]] = []

    def lines(self) -> list[Line]:
        """Return the lines."""
        for at in range(self.letters.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self.letters, at)
            letter = "-" if code in (2, 0xFFFE) else chr(code)
            if letter.isspace() or not letter.isprintable():
                self.end_word()
                if letter == "\n":
                    self.end_line()
            else:
                self.text += letter
                self.boxes.append(self.letters.get_charbox(at, loose=True))
        self.end_word()
        self.end_line()
        return self.found

    def end_word(self) -> None:
        """What follows is another word."""
        if self.text:
            left, bottom = (min(box[n] for box in self.boxes) for n in (0, 1))
            right, top = (max(box[n] for box in self.boxes) for n in (2, 3))
            box = place(self.page, left, bottom, right, top)
            self.words.append(word(self.text, box))
        self.text, self.boxes = "", []

    def end_line(self) -> None:
        """What follows is another line."""
        if self.words:
            self.found.append(Line(tuple(self.words)))
        self.words = []


def place(page: Any, left: float, bottom: float, right: float, top: float) -> tuple:
    """Return a box of the page in fractions, as the page is seen."""
    points = [_seen(page, left, top), _seen(page, right, bottom)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _seen(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, x, y, across, down)
    return across.value / GRID, down.value / GRID


def fonts_of(page: pypdfium2.PdfPage) -> set[str]:
    """Return the names of the fonts on a page."""
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5)
    return {text.get_font().get_base_name() for text in texts}


def is_scan(page: pypdfium2.PdfPage) -> bool:
    """Tell whether one picture is most of the page."""
    width, height = page.get_size()
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    boxes = (picture.get_bounds() for picture in pictures)
    areas = (abs((right - left) * (top - low)) for left, low, right, top in boxes)
    return max(areas, default=0) >= COVERS * width * height


class Forms:
    """What was filled into the fields of a PDF: PDFium's text does not have it."""

    def __init__(self, path: str):
        try:
            self.pdf = pikepdf.open(path)
        except Exception:  # PDFium reads more than qpdf does
            self.pdf = None

    def lines(self, page: pypdfium2.PdfPage, number: int) -> list[Line]:
        """Return one line for each filled field of a page."""
        if self.pdf is None:
            return []
        notes = self.pdf.pages[number - 1].obj.get("/Annots", [])
        found = [(value_of(note), note) for note in notes]
        return [
            Line(tuple(filled(value, page, [float(side) for side in note.Rect])))
            for value, note in found
            if value.strip()
        ]


def value_of(note: Any, depth: int = 5) -> str:
    """Return what was filled into a field: its own value or that of its parent."""
    if not isinstance(note, pikepdf.Dictionary):
        return ""
    value = note.get("/V")
    if isinstance(value, pikepdf.String):
        return str(value)
    parent = note.get("/Parent")
    return value_of(parent, depth - 1) if parent is not None and depth else ""


def filled(value: str, page: pypdfium2.PdfPage, rect: list[float]) -> Iterator[Word]:
    """Yield the words of a field, side by side in its box."""
    x0, y0, x1, y1 = place(page, *rect)
    at = 0
    for text in value.split():
        at = value.index(text, at)
        left, right = (x0 + (x1 - x0) * n / len(value) for n in (at, at + len(text)))
        yield word(text, (left, y0, right, y1))
        at += len(text)


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a scanner sees it."""
    width, height = page.get_size()
    scale = min(DPI / 72, (PIXELS / (width * height)) ** 0.5)
    return page.render(scale=scale).to_pil().convert("RGB")


def black_on_white(image: Image.Image) -> Image.Image:
    """Return a page in grey; red seals and blue ink fade, black stays."""
    red, green, blue = image.split()
    light = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    shade = ImageChops.darker(red, ImageChops.darker(green, blue))
    ink = ImageChops.subtract(light, shade).point(lambda gap: 255 if gap > INK else 0)
    grey = image.convert("L")
    grey.paste(light.point(lambda value: max(value, PALE)), mask=ink)
    edge = ink.filter(ImageFilter.MaxFilter(EDGE))
    pale = light.point(lambda value: 255 if value > DARK else 0)
    grey.paste(PALE, mask=ImageChops.darker(edge, pale))
    return grey


def save(image: Image.Image, folder: Path, number: int) -> None:
    """Draw a page black on white, and what is stamped into the head of the first."""
    black_on_white(image).save(folder / f"{number}.pgm")
    if number == 1:
        stamps = ink_on_white(image)
        if stamps is not None:
            stamps.save(folder / f"{number}.ink.pgm")


def ink_on_white(image: Image.Image) -> Image.Image | None:
    """Return the coloured ink of a page's upper half in black, None without any."""
    upper = image.crop((0, 0, image.width, round(image.height * HEAD)))
    red, green, blue = upper.split()
    light = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    shade = ImageChops.darker(red, ImageChops.darker(green, blue))
    ink = ImageChops.subtract(light, shade).point(lambda gap: min(255, gap * 2))
    if sum(ink.histogram()[INK * 2 :]) < STAMPED * upper.width * upper.height:
        return None
    ink = ink.filter(ImageFilter.MedianFilter(3))
    page = Image.new("L", image.size, 255)
    page.paste(ImageChops.invert(ink), (0, 0))
    return page


def read_picture(path: str, folder: Path, first: int, last: int) -> Iterator[Any]:
    """Yield the pages of a picture, drawn."""
    Image.MAX_IMAGE_PIXELS = PIXELS * 3  # Pillow refuses at twice of it
    with Image.open(path) as image:
        count = getattr(image, "n_frames", 1)
        yield count
        for number in range(first, min(last, count) + 1):
            image.seek(number - 1)
            said = image.info.get("dpi")
            frame = image.convert("RGB")
            dpi = float(max(said)) if said and max(said) > 1 else 0.0
            dpi = dpi or max(frame.size) / LONG_SIDE
            width, height = (round(side * 72 / dpi, 1) for side in frame.size)
            most = round(max(frame.size) * min(1.0, DPI / dpi))
            frame.thumbnail((most, most))
            save(frame, folder, number)
            yield ReadPage(number, width, height, (), SEEN)


def pictures_of(path: str, folder: Path, first: int, last: int) -> Iterator[Any]:
    """Yield the number of pages; draw each page, in colour, large and small."""
    sheets = sheets_of(path)
    yield next(sheets)
    for number, sheet in enumerate(sheets, 1):
        if first <= number <= last:
            image = sheet()
            image.save(folder / f"{number}.webp", quality=QUALITY)
            size = image.size
            image.thumbnail(SMALL)
            image.save(folder / f"{number}.small.webp", quality=QUALITY)
            yield [number, *size]


def sheets_of(path: str) -> Iterator[Any]:
    """Yield the number of pages, then for each page what draws it."""
    with open(path, "rb") as opened:
        is_pdf = b"%PDF-" in opened.read(1024)
    if is_pdf:
        pdf = pypdfium2.PdfDocument(path)
        pdf.init_forms()
        yield len(pdf)
        yield from (partial(painted, pdf, number) for number in range(len(pdf)))
    else:
        Image.MAX_IMAGE_PIXELS = PIXELS * 3
        with Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            yield count
            yield from (partial(framed, image, number) for number in range(count))


def painted(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """Return a page of a PDF, as wide as a telephone shows it, seals and all."""
    page = pdf[number]
    width, height = page.get_size()
    scale = min(LARGE[0] / width, LARGE[1] / height)
    image = page.render(scale=scale).to_pil().convert("RGB")
    image.thumbnail(LARGE)  # PDFium rounds up
    return image


def framed(image: Image.Image, number: int) -> Image.Image:
    """Return a page of a picture in the same size, upright as its camera says."""
    image.seek(number)
    frame = ImageOps.exif_transpose(image).convert("RGB")
    frame.thumbnail(LARGE)
    return frame


def main() -> int:
    """Print the number of pages, and each page in a line."""
    path, folder, first, last = sys.argv[1:5]
    act = pictures_of if "pictures" in sys.argv[5:] else pages_of
    try:
        for found in act(path, Path(folder), int(first), int(last)):
            plain = found.plain() if isinstance(found, ReadPage) else found
            sys.stdout.write(json.dumps(plain) + "\n")
    except pypdfium2.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else DAMAGED
    except DAMAGES:
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.path[:] = [path for path in sys.path if path != str(Path.cwd())]
    sys.exit(main())
