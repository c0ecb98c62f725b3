"""`python -m imoit.content.files`: looks into files, one after the other, on its own.

Foreign files are opened here and nowhere else: what makes a reader crash, hang or eat
memory ends this process and not the site. It may read, not write, and knows no Plone.
"""

from imoit.content.files.domain import Facts
from imoit.content.files.domain import LEAST_DPI
from io import BytesIO
from pathlib import Path
from PIL import Image
from typing import Any

import json
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import resource
import sys


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


def limit() -> None:
    """Give this process the memory of a letter, and no file to write to."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer each line `{path, type}` with a line of facts, until nobody asks."""
    limit()
    for line in sys.stdin:
        asked = json.loads(line)
        facts = look(asked["path"], asked["type"])
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path[:] = [path for path in sys.path if path != str(Path.cwd())]
    main()
