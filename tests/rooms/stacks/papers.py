"""Stacks of scanned letters, made for the tests."""

from imoit.content.stacks.domain import SEPARATOR
from io import BytesIO
from PIL import Image
from PIL import ImageFilter
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from tests.rooms.ministry import SAMPLES

import pikepdf
import pypdfium2
import segno


A4 = (595.28, 841.89)
LETTERS = ("letter-00-scan200-stamped.pdf", "letter-01.pdf", "letter-00-scan200.pdf")


def code(text, side=80, error="h"):
    """Return a page with a QR code of *side* millimetres, as it is printed."""
    image = BytesIO()
    segno.make(text, error=error, micro=False).save(image, "png", scale=10, border=4)
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.drawImage(ImageReader(image), 90, 400, side * mm, side * mm)
    page.drawString(90, 380, "Bo Cong Thuong")
    page.save()
    return out.getvalue()


def scanned(data, turn=0.0, noise=12):
    """Return the first page of a PDF as a scanner gives it back."""
    page = pypdfium2.PdfDocument(data)[0]
    image = page.render(scale=200 / 72).to_pil().convert("RGB")
    image = image.rotate(turn, fillcolor="white", resample=Image.Resampling.BICUBIC)
    grain = Image.effect_noise(image.size, noise).convert("RGB")
    image = Image.blend(image, grain, 0.15).filter(ImageFilter.GaussianBlur(0.6))
    out = BytesIO()
    image.save(out, "PDF", resolution=200, quality=70)
    return out.getvalue()


def separator(turn=0.0):
    return scanned(code(SEPARATOR), turn)


def blank():
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.showPage()
    page.save()
    return scanned(out.getvalue())


def letter(number=0):
    return (SAMPLES / LETTERS[number]).read_bytes()


def bound(*pages):
    """Return one PDF of the first page of each."""
    stack, opened = pikepdf.new(), [pikepdf.open(BytesIO(data)) for data in pages]
    for pdf in opened:
        stack.pages.append(pdf.pages[0])
    out = BytesIO()
    stack.save(out)
    return out.getvalue()


def signed(data):
    """Return a PDF that says it bears a digital signature."""
    pdf = pikepdf.open(BytesIO(data))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), SigFlags=3)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()
