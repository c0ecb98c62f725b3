"""The mark of a copy on the paper itself: NĐ 30/2020, Mẫu 3.1, as a PDF."""

from collections.abc import Sequence
from imoit.content.files.inspector import inspector
from imoit.content.registers.operations.pdf import BOLD
from imoit.content.registers.operations.pdf import fonts
from imoit.content.registers.operations.pdf import TEXT
from io import BytesIO
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from typing import NamedTuple


WIDTH, HEIGHT = A4[0], 190.0
LEFT, RIGHT = 175.0, 430.0  # the middles of both columns
EDGE, TOP, LEADING = 50.0, 168.0, 15.0
MOST = 3  # lines that say what was copied


class Block(NamedTuple):
    """What the block says: two columns, what it was taken from, to whom it goes."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    of: str
    signer: str
    to: tuple[str, ...]


def drawn(block: Block) -> bytes:
    """Return the block as a PDF of its own: under the text, in all the width."""
    fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), pageCompression=1)
    canvas.line(EDGE, HEIGHT - 4, WIDTH - EDGE, HEIGHT - 4)
    for x, lines in ((LEFT, block.left), (RIGHT, block.right)):
        for n, line in enumerate(lines):
            canvas.setFont(BOLD if line.isupper() else TEXT, 10.5)
            canvas.drawCentredString(x, TOP - n * LEADING, line)
    canvas.setFont(BOLD, 10.5)
    canvas.drawCentredString(RIGHT, 22, block.signer)
    canvas.setFont(TEXT, 8.5)
    said = simpleSplit(block.of, TEXT, 8.5, WIDTH - 2 * EDGE)[:MOST]
    for n, line in enumerate((*said, *block.to)):
        canvas.drawString(EDGE, 100 - n * 12, line)
    canvas.save()
    return out.getvalue()


def under(pdf: bytes, block: Block, pages: Sequence[int] = ()) -> bytes:
    """Return *pdf* with the block under its last page, nothing where that fails.

    With *pages* only these of it.
    """
    return inspector.with_block(pdf, drawn(block), pages)


def count(pdf: bytes) -> int:
    """Return how many pages a PDF has, 0 where it cannot be read."""
    return inspector.look(pdf, "application/pdf").pages
