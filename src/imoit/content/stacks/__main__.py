"""`python -m imoit.content.stacks`: looks at the pages of a stack, or cuts it.

A foreign file is opened here, in a process of its own that knows no Plone.
"""

from collections.abc import Iterator
from imoit.content.stacks.domain import letters
from imoit.content.stacks.domain import MOST_PAGES
from imoit.content.stacks.domain import Plan
from imoit.workflows.reading.domain import DAMAGED
from imoit.workflows.reading.domain import PASSWORD
from imoit.workflows.refusal import BadValue
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from PIL import ImageFilter

import json
import pikepdf
import pypdfium2
import sys


try:
    import zxingcpp  # optional dependency: without the extra `qr` no code is read
except ImportError:
    zxingcpp = None

DPI = 150  # a code of 18 mm has four points a module
SIDE = 3000  # pixels
SMALL = (260, 380)
QUALITY = 40
PALE = 50  # of 255 darker than the paper: less is a shadow
DOTS = 0.002  # of an empty page may be dark: holes, dust
TOO_LONG, SIGNED, UNFIT = 5, 6, 7


def look(path: str, folder: Path) -> Iterator[list]:
    """Yield number, codes and emptiness of each page; draw it small."""
    pdf = pypdfium2.PdfDocument(path)
    pdf.init_forms()
    if len(pdf) > MOST_PAGES:
        sys.exit(TOO_LONG)
    for number in range(1, len(pdf) + 1):
        page = pdf[number - 1]
        scale = min(DPI / 72, SIDE / max(page.get_size()))
        sheet = page.render(scale=scale).to_pil().convert("RGB")
        codes = codes_on(sheet)
        sheet.thumbnail(SMALL)
        sheet.save(folder / f"{number}.webp", quality=QUALITY, method=1)
        yield [number, codes, is_blank(sheet)]
        page.close()


def codes_on(sheet: Image.Image) -> list[str]:
    """Return what the QR codes on a page say, also under a seal."""
    if zxingcpp is None:
        return []
    return texts_on(sheet.convert("L")) or texts_on(bare(sheet))


def texts_on(sheet: Image.Image) -> list[str]:
    """Return what the QR codes on a grey picture say."""
    kind = zxingcpp.BarcodeFormat.QRCode
    # A QR code says itself how it is turned.
    found = zxingcpp.read_barcodes(
        sheet, formats=kind, try_rotate=False, try_invert=False
    )
    return sorted({code.text for code in found})


def bare(sheet: Image.Image) -> Image.Image:
    """Return the page without colours: red seals and blue ink fade, black stays."""
    red, green, blue = sheet.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def is_blank(small: Image.Image) -> bool:
    """Tell whether nothing is written on a page."""
    grey = small.convert("L").filter(ImageFilter.MedianFilter(3))
    shades = grey.histogram()
    paper = max(range(256), key=shades.__getitem__)
    return sum(shades[: max(0, paper - PALE)]) < DOTS * grey.width * grey.height


def cut(path: str, folder: Path, plan: Plan) -> Iterator[tuple[int, ...]]:
    """Write one PDF for each letter; yield its pages."""
    with pikepdf.open(path) as stack:
        form = stack.Root.get("/AcroForm")
        found = letters(plan, len(stack.pages))
        whole = len(found) == 1 and len(found[0]) == len(stack.pages)
        if not whole and form is not None and int(form.get("/SigFlags", 0)) & 1:
            sys.exit(SIGNED)
        for number, pages in enumerate(found, 1):
            if not whole:
                write(stack, pages, folder / f"{number}.pdf")
            yield pages


def write(stack: pikepdf.Pdf, pages: tuple[int, ...], path: Path) -> None:
    """Write the *pages* of a stack into a PDF of their own."""
    with pikepdf.new() as letter:
        letter.pages.extend(stack.pages[page - 1] for page in pages)
        letter.remove_unreferenced_resources()
        letter.save(path, min_version=max(stack.pdf_version, "1.4"))


def main() -> int:
    """Print a line for each page, or for each letter."""
    act, path, folder, *plan = sys.argv[1:]
    if act == "look":
        found = look(path, Path(folder))
    else:
        found = cut(path, Path(folder), Plan(*json.loads(plan[0])))
    try:
        for line in found:
            sys.stdout.write(json.dumps(line) + "\n")
    except BadValue:
        return UNFIT
    except pikepdf.PasswordError:
        return PASSWORD
    except pypdfium2.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else DAMAGED
    except (pikepdf.PdfError, OSError, ValueError):
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.path[:] = [path for path in sys.path if path != str(Path.cwd())]
    sys.exit(main())
