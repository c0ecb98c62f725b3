"""`python -m imoit.content.files`: looks into files, one after the other, on its own.

Foreign files are opened here and nowhere else: what makes a reader crash, hang or eat
memory ends this process and not the site. It may read, not write, and knows no Plone.
"""

from imoit.content.files.domain import Facts
from imoit.content.files.domain import LEAST_DPI
from io import BytesIO
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from PIL import ImageFilter
from typing import Any

import base64
import json
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import resource
import signal
import sys


try:
    import zxingcpp  # optional dependency: without the extra `qr` no code is read
except ImportError:
    zxingcpp = None

MEMORY = 1536 * 1024**2
PIXELS = 250_000_000  # of one image: A0 in 400 dpi
OBJECTS = 300_000
COVERS = 0.5  # of the page: then it is a scan and not a letter with a picture
GREYS = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY)
DEEP = 24  # bits of a colour pixel
CONTRAST = 24  # of 255: less is an empty sheet
ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"})
# In the words of PDF itself: keys that carry an act or a file.
PARTS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/AA": "AA",
    "/XFA": "XFA",
    "/EmbeddedFiles": "EmbeddedFiles",
    "/EF": "EmbeddedFiles",
    "/RichMedia": "RichMedia",
}
# Where a code is looked for: the first two sheets and the last, as a scan shows them.
CODE_DPI = 200
CODE_SIDE = 3400  # pixels
CODES = 8
A4 = (595.28, 841.89)  # points
# Of a page that is taken out: nothing that may point to the other pages.
KEPT = {
    "/Type",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/Parent",
}
LONG_SIDE = 11.69  # inches of A4: an image without a resolution is taken for that


class TooHeavy(Exception):
    """More than a letter can have."""


def look(path: str, content_type: str) -> Facts:
    """Return what is in the file."""
    try:
        if content_type == "application/pdf":
            return look_at_pdf(path)
        return look_at_image(path)
    except pikepdf.PasswordError:
        return Facts("password", encrypted=True)
    except (TooHeavy, MemoryError, Image.DecompressionBombError):
        return Facts("heavy")
    except Exception:
        return Facts("damaged")


def look_at_pdf(path: str) -> Facts:
    """Return what is in a PDF: its structure first, then its pages."""
    with pikepdf.open(path) as pdf:
        version, encrypted = pdf.pdf_version, pdf.is_encrypted
        active = acts_of(pdf)
    pdf = pypdfium2.PdfDocument(path)
    try:
        scans = [scan_of(pdf[n]) for n in range(len(pdf))]
        blank = bool(scans and scans[0]) and is_blank(pdf[0])
        pages = len(pdf)
    finally:
        pdf.close()
    seen = {n: scan for n, scan in enumerate(scans, 1) if scan}
    return Facts(
        "damaged" if not pages else "blank" if blank else "",
        version,
        encrypted,
        active,
        pages,
        len(seen),
        tuple(n for n, (_dpi, colour) in seen.items() if not colour),
        min((dpi for dpi, _colour in seen.values()), default=0),
        tuple(n for n, (dpi, _colour) in seen.items() if dpi < LEAST_DPI),
    )


def acts_of(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Return what in the PDF acts by itself or hides another file."""
    found = set()
    if len(pdf.objects) > OBJECTS:
        raise TooHeavy
    for top in pdf.objects:
        stack = [top]
        while stack:
            thing = stack.pop()
            if isinstance(thing, pikepdf.Array):
                stack += [one for one in thing if is_direct(one)]
            elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                found |= acts_in(thing)
                stack += [one for _key, one in thing.items() if is_direct(one)]
    return tuple(sorted(found))


def is_direct(thing: Any) -> bool:
    """Tell whether *thing* stands here; what is only pointed to has its own turn."""
    containers = (pikepdf.Array, pikepdf.Dictionary)
    return isinstance(thing, containers) and not thing.is_indirect


def acts_in(thing: Any) -> set[str]:
    """Return what one dictionary says of acts."""
    found = {PARTS[key] for key in thing.keys() & PARTS.keys()}
    act = thing.get("/S")
    if isinstance(act, pikepdf.Name) and str(act) in ACTS:
        found.add(str(act)[1:])
    return found


def scan_of(page: pypdfium2.PdfPage) -> tuple[int, bool] | None:
    """Return resolution and colour of a page that is an image, None of any other."""
    image = picture_of(page)
    if image is None:
        return None
    data = image.get_metadata()
    if data.width * data.height > PIXELS:
        raise TooHeavy
    dpi = round(min(data.horizontal_dpi, data.vertical_dpi))
    colour = data.colorspace not in GREYS and (
        data.bits_per_pixel >= DEEP or data.colorspace == pdfium.FPDF_COLORSPACE_INDEXED
    )
    return dpi, colour


def picture_of(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """Return the image that is the page, None where the page is more than that."""
    width, height = page.get_size()
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    sized = [(area_of(image), image) for image in images]
    area, image = max(sized, key=lambda pair: pair[0], default=(0, None))
    return image if area >= COVERS * width * height else None


def area_of(image: pypdfium2.PdfObject) -> float:
    """Return how much of the page an image covers."""
    left, bottom, right, top = image.get_bounds()
    return abs((right - left) * (top - bottom))


def is_blank(page: pypdfium2.PdfPage) -> bool:
    """Tell whether nothing can be seen on a scanned page."""
    picture = picture_of(page)
    if picture.get_filters() == ["DCTDecode"]:
        # A JPEG gives an eighth of itself ten times faster than all of it.
        image = Image.open(BytesIO(bytes(picture.get_data(decode_simple=True))))
        image.draft("L", (image.width // 8, image.height // 8))
        low, high = image.convert("L").getextrema()
    else:
        drawn = page.render(scale=0.25, grayscale=True).to_pil()
        low, high = drawn.getextrema()
    return high - low < CONTRAST


def look_at_image(path: str) -> Facts:
    """Return what is in an image."""
    Image.MAX_IMAGE_PIXELS = PIXELS // 2  # Pillow refuses at twice of it
    with Image.open(path) as image:
        image.verify()
    with Image.open(path) as image:
        width, height, mode = *image.size, image.mode
        pages = getattr(image, "n_frames", 1)
        found = image.info.get("dpi")
    colour = mode not in ("1", "L", "LA", "I", "I;16", "F")
    dpi = round(min(found)) if found and min(found) > 1 else 0
    dpi = dpi or round(max(width, height) / LONG_SIDE)
    coarse = (1,) if dpi < LEAST_DPI else ()
    grey = () if colour else (1,)
    return Facts(pages=pages, scanned=1, grey=grey, dpi=dpi, coarse=coarse)


def codes_of(path: str, content_type: str, mark: str) -> tuple[str, ...]:
    """Return the QR codes that begin with *mark*; seals and pens are taken off."""
    if zxingcpp is None:
        return ()
    sheets = sheets_of(path, content_type)
    for clean in (plain, dark, softened, blurred, enlarged):
        found = {text for sheet in sheets for text in texts_on(clean(sheet))}
        if ours := sorted(text for text in found if text.startswith(mark)):
            return tuple(ours[:CODES])
    return ()


def sheets_of(path: str, content_type: str) -> list[Image.Image]:
    """Return the sheets on which a code may stand, in colour."""
    if content_type != "application/pdf":
        with Image.open(path) as image:
            image.thumbnail((CODE_SIDE, CODE_SIDE))
            return [image.convert("RGB")]
    pdf = pypdfium2.PdfDocument(path)
    try:
        last = len(pdf) - 1
        return [drawn(pdf[n]) for n in sorted({0, min(1, last), last})]
    finally:
        pdf.close()


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a scanner sees it."""
    scale = min(CODE_DPI / 72, CODE_SIDE / max(page.get_size()))
    return page.render(scale=scale).to_pil().convert("RGB")


def texts_on(sheet: Image.Image) -> list[str]:
    """Return what the QR codes on a sheet say."""
    kind = zxingcpp.BarcodeFormat.QRCode
    return [found.text for found in zxingcpp.read_barcodes(sheet, formats=kind)]


def plain(sheet: Image.Image) -> Image.Image:
    """Return the sheet as it is."""
    return sheet.convert("L")


def bare(sheet: Image.Image) -> Image.Image:
    """Return the sheet without colours: red seals and blue ink fade, black stays."""
    red, green, blue = sheet.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def dark(sheet: Image.Image) -> Image.Image:
    """Return only what is nearly black."""
    return bare(sheet).point(lambda shade: 0 if shade < 90 else 255)


def blurred(sheet: Image.Image) -> Image.Image:
    """Return the sheet without colours and without grain."""
    return bare(sheet).filter(ImageFilter.GaussianBlur(1.2))


def softened(sheet: Image.Image) -> Image.Image:
    """Return what is nearly black once the grain is gone."""
    return blurred(sheet).point(lambda shade: 0 if shade < 110 else 255)


def enlarged(sheet: Image.Image) -> Image.Image:
    """Return the sheet without colours, twice as large."""
    grey = bare(sheet)
    twice = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    return twice.filter(ImageFilter.GaussianBlur(2))


def with_block(path: str, block: str, pages: list[int]) -> bytes:
    """Return a PDF with *block* at the foot of its last page, made smaller for it.

    Of *pages*, where some are named: nothing of the others is in it.
    """
    with pikepdf.open(path) as source, pikepdf.open(block) as foot:
        pdf = extract(source, pages) if pages else source
        last, (_x, _y, _width, height) = pdf.pages[-1], foot.pages[0].mediabox
        page = pdf.add_blank_page(page_size=A4)
        width, top = A4
        page.add_overlay(last, pikepdf.Rectangle(0, float(height), width, top))
        page.add_overlay(foot.pages[0], pikepdf.Rectangle(0, 0, width, float(height)))
        del pdf.pages[-2]
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def extract(source: pikepdf.Pdf, pages: list[int]) -> pikepdf.Pdf:
    """Return a new PDF of these pages; pictures of others go, which they may share."""
    pdf = pikepdf.new()
    pdf.pages.extend(source.pages[n - 1] for n in pages)
    for page in pdf.pages:
        for key in page.obj.keys() - KEPT:
            del page.obj[key]
    pdf.remove_unreferenced_resources()
    return pdf


def blocked(asked: dict) -> str:
    """Return the PDF asked for in base64, nothing where it cannot be made."""
    try:
        made = with_block(asked["path"], asked["block"], asked["pages"])
        return base64.b64encode(made).decode()
    except Exception:
        return ""


def seen(asked: dict) -> Facts:
    """Return the facts asked for, with the codes where a mark is named."""
    facts = look(asked["path"], asked["type"])
    if asked["mark"] and not facts.unreadable:
        codes = codes_of(asked["path"], asked["type"], asked["mark"])
        facts = facts._replace(codes=codes)
    return facts


def limit() -> None:
    """Give this process the memory of a letter, and no file to write to."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow(seconds: float) -> None:
    """Give this process so many seconds of the processor; after them it is killed."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def main() -> None:
    """Answer each line `{path, type, mark}` with a line of facts, until nobody asks.

    A line `{path, block}` is answered with the PDF that bears the block.
    """
    limit()
    for line in sys.stdin:
        asked = json.loads(line)
        allow(asked["seconds"])
        found = blocked(asked) if "block" in asked else seen(asked)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path[:] = [path for path in sys.path if path != str(Path.cwd())]
    main()
