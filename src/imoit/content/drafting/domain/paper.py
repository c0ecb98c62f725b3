"""What stands on the paper: the lines of a DOCX or PDF, with font and size."""

from collections.abc import Iterator
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any
from typing import NamedTuple
from unicodedata import normalize

import ctypes
import io
import pypdfium2
import pypdfium2.raw as pdfium
import re


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
MM = 36000  # English Metric Units in a millimetre
POINT = 25.4 / 72


class Line(NamedTuple):
    """One line or paragraph as it stands, its font and size where they are known."""

    text: str
    font: str = ""
    size: float = 0.0
    bold: bool = False


class Sheet(NamedTuple):
    """The paper in millimetres: width, height, margins top, right, bottom, left."""

    width: float
    height: float
    margins: tuple[float, float, float, float] | None = None


class Paper(NamedTuple):
    """A document as it stands on paper."""

    lines: tuple[Line, ...]
    sheet: Sheet | None = None

    def text(self) -> str:
        """Return its words, line by line."""
        return "\n".join(line.text for line in self.lines)


def readable(content_type: str) -> bool:
    """Tell whether the words of such a file can be read."""
    return content_type in (DOCX, PDF)


def read(content_type: str, data: bytes) -> Paper:
    """Return what stands on the paper; a file that has no words has no lines.

    Refuses with 422 what is damaged, or of a kind that is not read.
    """
    if not readable(content_type):
        raise BadValue(
            _("Only DOCX and PDF can be read."), field="file", code="not_readable"
        )
    try:
        return _read_docx(data) if content_type == DOCX else _read_pdf(data)
    except Exception as problem:
        raise BadValue(
            _("The file is damaged and cannot be opened."), field="file", code="damaged"
        ) from problem


# ---- DOCX ----
def _read_docx(data: bytes) -> Paper:
    document = Document(io.BytesIO(data))
    usual = document.styles["Normal"].font
    lines = [
        _docx_line(paragraph, usual)
        for paragraph in _paragraphs(document)
        if paragraph.text.strip()
    ]
    section = document.sections[0]
    edges = (
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    )
    sheet = Sheet(
        (section.page_width or 0) / MM,
        (section.page_height or 0) / MM,
        tuple((edge or 0) / MM for edge in edges),  # type: ignore[arg-type]
    )
    return Paper(tuple(lines), sheet)


def _paragraphs(container: Any) -> Iterator[Paragraph]:
    """Yield every paragraph in the order of the paper, those in tables too."""
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            seen = set()
            for row in item.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from _paragraphs(cell)
        else:
            yield item


def _docx_line(paragraph: Paragraph, usual: Any) -> Line:
    runs = [run for run in paragraph.runs if run.text.strip()]
    first = runs[0].font if runs else None
    styles = [paragraph.style.font if paragraph.style else None, usual]
    font = next((f.name for f in (first, *styles) if f is not None and f.name), "")
    size = next((f.size for f in (first, *styles) if f is not None and f.size), None)
    text = normalize("NFC", " ".join(paragraph.text.replace("\xa0", " ").split()))
    return Line(text, font, size.pt if size else 0.0, bool(first and first.bold))


# ---- PDF ----
def _read_pdf(data: bytes) -> Paper:
    pdf = pypdfium2.PdfDocument(data)
    try:
        lines = [line for page in pdf for line in _pdf_lines(page)]
        width, height = pdf[0].get_size()
    finally:
        pdf.close()
    return Paper(tuple(lines), Sheet(width * POINT, height * POINT))


def _pdf_lines(page: Any) -> Iterator[Line]:
    words = page.get_textpage()
    count = words.count_chars()
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(words, n)) for n in range(count))
    for found in re.finditer(r"[^\r\n]+", letters):
        text = normalize("NFC", " ".join(found.group().replace("\xa0", " ").split()))
        if text:
            at = found.start() + (len(found.group()) - len(found.group().lstrip()))
            size = pdfium.FPDFText_GetFontSize(words, at)
            yield Line(text, _pdf_font(words, at), round(_scaled(words, at, size), 1))


def _scaled(words: Any, at: int, size: float) -> float:
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(words, at, matrix):
        return size * (abs(matrix.d) or abs(matrix.b) or 1)
    return size


def _pdf_font(words: Any, at: int) -> str:
    buffer, flags = (ctypes.c_char * 128)(), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(words, at, buffer, 128, flags)
    name = bytes(buffer[: max(0, length - 1)]).decode("utf-8", "replace")
    return name.partition("+")[2] or name
