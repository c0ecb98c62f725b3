"""A book as PDF: cover, the law's columns, `Page x/y` on each page.

Rows are drawn as they are read, one page after the other. The number of pages is drawn
once, when it is known, and referred to from every page.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from imoit.content.registers.domain.columns import WIDTHS
from imoit.content.registers.domain.prints import wrapped
from pathlib import Path
from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typing import Any


FONTS = Path(__file__).parent.parent / "static"
TEXT, BOLD = "Book", "BookBold"
WIDTH, HEIGHT = landscape(A4)
LEFT, RIGHT, TOP, BOTTOM = 57, 34, 40, 40  # points; bound at the left
SIZE, LEADING, PADDING = 7.5, 9.2, 2.5
TOTAL = "total"
Tell = Callable[[int], None]


def write(
    path: Path, words: Mapping[str, Any], rows: Iterable[list[str]], tell: Tell
) -> int:
    """Write the book to *path*; return how many pages it has beside the cover."""
    fonts()
    sheet = Sheet(path, words)
    sheet.cover()
    count = 0
    for row in rows:
        sheet.row(row)
        count += 1
        tell(count)
    return sheet.end(count)


def fonts() -> None:
    """Make the letters known to who draws: each of Vietnamese, plain and bold."""
    for name, file in ((TEXT, ""), (BOLD, "-Bold")):
        font = TTFont(name, str(FONTS / f"DejaVuSerifCondensed{file}.ttf"))
        pdfmetrics.registerFont(font)


class Sheet:
    """The page being drawn."""

    def __init__(self, path: Path, words: Mapping[str, Any]):
        self.words = words
        self.said = words["said"]
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=1)
        self.canvas.setTitle(f"{words['title']} {words['year']}")
        parts = WIDTHS[words["layout"]]
        whole = WIDTH - LEFT - RIGHT
        self.widths = [whole * part / sum(parts) for part in parts]
        self.edges = [LEFT + sum(self.widths[:n]) for n in range(len(parts) + 1)]
        self.page = 0
        self.y = 0.0
        self.drawn = 0
        self.known = {TEXT: {}, BOLD: {}}

    def measure(self, text: str, font: str = TEXT) -> float:
        """Return the width of *text*, letter by letter from what is known."""
        known, width = self.known[font], 0.0
        for letter in text:
            if letter not in known:
                known[letter] = pdfmetrics.stringWidth(letter, font, SIZE)
            width += known[letter]
        return width

    def cover(self) -> None:
        """Draw the cover that Phụ lục IV asks for."""
        words, said, middle = self.words, self.said, WIDTH / 2
        lines = (
            (TEXT, 13, 500, words["superior"]),
            (BOLD, 13, 480, words["agency"]),
            (BOLD, 26, 350, words["title"].upper()),
            (TEXT, 15, 310, f"{said['year']}: {words['year']}"),
            (TEXT, 13, 240, span(said["days"], said["to_day"], words["days"])),
            (
                TEXT,
                13,
                218,
                span(said["numbers"], said["to_number"], words["numbers"]),
            ),
            (TEXT, 13, 196, f"{said['volume']}: ……"),
            (TEXT, 11, 120, said["part"] if words["sifted"] else ""),
        )
        for font, size, y, text in lines:
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(middle, y, text)
        self.canvas.doForm(f"{TOTAL}-cover")
        self.canvas.showPage()

    def row(self, cells: list[str]) -> None:
        """Draw a row; begin a page where it does not fit any more."""
        lines = [
            wrapped(text, width - 2 * PADDING, self.measure)
            for text, width in zip(cells, self.widths, strict=True)
        ]
        height = max(map(len, lines)) * LEADING + 2 * PADDING
        if not self.page or (self.y - height < BOTTOM and self.drawn):
            self.next_page()
        self.cells(lines, height, TEXT)
        self.drawn += 1

    def cells(self, lines: list[list[str]], height: float, font: str) -> None:
        """Draw one row of cells with its lines."""
        text = self.canvas.beginText()
        text.setFont(font, SIZE, LEADING)
        for edge, cell in zip(self.edges, lines, strict=False):
            if cell != [""]:
                text.setTextOrigin(edge + PADDING, self.y - PADDING - SIZE)
                for line in cell:
                    text.textLine(line)
        self.canvas.drawText(text)
        for edge in self.edges:
            self.canvas.line(edge, self.y, edge, self.y - height)
        self.y -= height
        self.canvas.line(LEFT, self.y, WIDTH - RIGHT, self.y)

    def next_page(self) -> None:
        """Finish a page and begin the next with the heads of its columns."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.drawn = 0
        self.canvas.setLineWidth(0.4)
        self.y = HEIGHT - TOP
        self.canvas.setFont(TEXT, SIZE)
        head = f"{self.words['title']} {self.words['year']}"
        self.canvas.drawString(LEFT, self.y + 6, f"{self.words['agency']} – {head}")
        self.canvas.line(LEFT, self.y, WIDTH - RIGHT, self.y)
        self.heads()
        self.foot()

    def heads(self) -> None:
        """Draw the heads of the columns, and their numbers."""

        def measure(text: str) -> float:
            return self.measure(text, BOLD)

        lines = [
            wrapped(name, width - 2 * PADDING, measure)
            for name, width in zip(self.words["columns"], self.widths, strict=True)
        ]
        self.cells(lines, max(map(len, lines)) * LEADING + 2 * PADDING, BOLD)
        numbers = [[f"({n})"] for n in range(1, len(lines) + 1)]
        self.cells(numbers, LEADING + 2 * PADDING, TEXT)

    def foot(self) -> None:
        """Draw who printed it, and which page of how many this is."""
        self.canvas.setFont(TEXT, SIZE)
        printed = f"{self.said['printed']}: {self.words['at']}, {self.words['by']}"
        self.canvas.drawString(LEFT, BOTTOM - 18, printed)
        text = f"{self.said['page']} {self.page}/"
        self.canvas.drawRightString(WIDTH - RIGHT - 22, BOTTOM - 18, text)
        self.canvas.doForm(TOTAL)

    def end(self, count: int) -> int:
        """Finish the last page, say how many there are; return it."""
        if not self.page:
            self.next_page()
        self.canvas.showPage()
        self.canvas.beginForm(TOTAL, 0, 0, WIDTH, HEIGHT)
        self.canvas.setFont(TEXT, SIZE)
        self.canvas.drawString(WIDTH - RIGHT - 22, BOTTOM - 18, str(self.page))
        self.canvas.endForm()
        self.canvas.beginForm(f"{TOTAL}-cover", 0, 0, WIDTH, HEIGHT)
        self.canvas.setFont(TEXT, 13)
        holds = self.said["holds"].replace("##", str(count))
        holds = holds.replace("#", str(self.page))
        self.canvas.drawCentredString(WIDTH / 2, 160, holds)
        self.canvas.endForm()
        self.canvas.save()
        return self.page


def span(since: str, until: str, pair: list[str]) -> str:
    """Return `from … to …`."""
    return f"{since} {pair[0] or '……'} {until} {pair[1] or '……'}"
