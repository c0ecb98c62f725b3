"""The papers behind the demo's letters: one A4 page each, in the layout of NĐ 30/2020.

Invented like the letters themselves; the seal is a drawing and says so.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from functools import cache
from imoit.content.registers.operations.pdf import FONTS
from io import BytesIO
from math import cos
from math import pi
from math import sin
from pathlib import Path
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typing import Any
from typing import NamedTuple

import pypdfium2


# As wide as Times New Roman, which the decree asks for; the older ones beside them lack
# letters of Vietnamese. Where they are not installed: letters of our own.
LIKE_TIMES = Path("/usr/share/fonts/truetype/liberation2")
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP = 85, 57, 57  # points: 30, 20 and 20 mm (Phụ lục I)
PLAIN, BOLD = "Sheet", "SheetBold"
SEAL_RED, INK = (0.78, 0.08, 0.12), (0.13, 0.2, 0.55)
DPI = 200
INDENT = 36
DOTS = "…"
HOUSE = "Bộ Công Thương"
SIGNERS = ("Đỗ Văn Hoàng", "Vũ Thị Bích Ngọc", "Hoàng Minh Tuấn", "Phan Thị Hải Yến")


class Paper(NamedTuple):
    """What is printed; a draft is not `sealed`."""

    agency: str
    number: str
    day: date
    type_name: str
    subject: str
    to: str
    body: tuple[str, ...]
    capacity: str
    signer: str
    sealed: bool
    kept: str = "Lưu: VT"


def incoming(story: Mapping[str, Any], day: date) -> Paper:
    """Return the paper that the incoming letter of *story* came on, issued on *day*."""
    agency, subject = story["from"], story["subject"]
    about = subject.removeprefix("V/v ")
    return Paper(
        agency=agency,
        number=story["symbol"],
        day=day,
        type_name=story.get("type", "Công văn"),
        subject=subject,
        to=HOUSE,
        body=(
            f"Về việc {about[0].lower()}{about[1:]}, {agency} đã tổng hợp ý kiến của "
            "các cơ quan, đơn vị liên quan và gửi kèm theo văn bản này.",
            f"{agency} trân trọng đề nghị {HOUSE} nghiên cứu, cho ý kiến về các nội "
            "dung thuộc phạm vi quản lý, đồng thời cử đơn vị đầu mối phối hợp trong "
            "quá trình thực hiện.",
            f"Văn bản tham gia xin gửi về {agency} để tổng hợp, báo cáo cấp có thẩm "
            "quyền./.",
        ),
        capacity="TL. Thủ trưởng cơ quan\nChánh Văn phòng",
        signer=story.get("signer") or SIGNERS[len(subject) % len(SIGNERS)],
        sealed=True,
    )


def outgoing(story: Mapping[str, Any], number: str, unit: str, day: date) -> Paper:
    """Return the paper of our own letter; in a draft *number* begins with dots."""
    about = story["subject"].removeprefix("V/v ")
    return Paper(
        agency=HOUSE,
        number=number,
        day=day,
        type_name=story.get("type", "Công văn"),
        subject=story["subject"],
        to="Các đơn vị trong danh sách nơi nhận",
        body=(
            f"Thực hiện chương trình công tác năm {day.year}, {HOUSE} thông báo nội "
            f"dung {about[0].lower()}{about[1:]} để các đơn vị biết, thực hiện.",
            "Đề nghị Thủ trưởng các đơn vị chỉ đạo triển khai theo chức năng, nhiệm vụ "
            "được giao; khó khăn, vướng mắc gửi về đơn vị soạn thảo để tổng hợp.",
            "Văn bản này có hiệu lực kể từ ngày ký./.",
        ),
        capacity="KT. Bộ trưởng\nThứ trưởng",
        signer="Lê Thị Thanh Vân",
        sealed=not number.startswith(DOTS),
        kept=f"Lưu: VT, {unit}",
    )


def draw(paper: Paper) -> bytes:
    """Return *paper* as a PDF with its text."""
    _fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1, pdfVersion=(1, 7), invariant=1)
    canvas.setTitle(paper.subject)
    y = _head(canvas, paper)
    y = _body(canvas, paper, y)
    _foot(canvas, paper, y)
    canvas.save()
    return out.getvalue()


def scan(data: bytes) -> bytes:
    """Return the PDF *data* as a scanner at 200 dpi gives it back: pictures only."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pdfVersion=(1, 7), invariant=1)
    document = pypdfium2.PdfDocument(data)
    for page in document:
        picture = BytesIO()
        page.render(scale=DPI / 72).to_pil().save(picture, "JPEG", quality=70)
        picture.seek(0)
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    document.close()
    canvas.save()
    return out.getvalue()


@cache
def _fonts() -> None:
    for name, own, times in ((PLAIN, "", "Regular"), (BOLD, "-Bold", "Bold")):
        path = LIKE_TIMES / f"LiberationSerif-{times}.ttf"
        if not path.exists():
            path = FONTS / f"DejaVuSerifCondensed{own}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))


def _lines(
    canvas: Canvas,
    texts: Iterable[tuple[str, str, float]],
    middle: float,
    y: float,
    width: float,
) -> float:
    """Draw centred (font, text, size) lines around *middle*; return where they end."""
    for font, text, size in texts:
        canvas.setFont(font, size)
        for line in simpleSplit(text, font, size, width):
            canvas.drawCentredString(middle, y, line)
            y -= size * 1.3
    return y


def _head(canvas: Canvas, paper: Paper) -> float:
    """Draw the two columns on top: who writes, and the nation's name."""
    y, left, right = HEIGHT - TOP - 8, LEFT + 90, WIDTH - RIGHT - 132
    under = _lines(canvas, [(BOLD, paper.agency.upper(), 11)], left, y, 190)
    canvas.line(left - 32, under + 7, left + 32, under + 7)
    under = _lines(canvas, [(PLAIN, f"Số: {paper.number}", 11)], left, under - 8, 190)
    if paper.type_name == "Công văn":
        under = _lines(canvas, [(PLAIN, paper.subject, 9.5)], left, under, 185)
    nation = [
        (BOLD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10.5),
        (BOLD, "Độc lập - Tự do - Hạnh phúc", 11.5),
    ]
    other = _lines(canvas, nation, right, y, 280)
    canvas.line(right - 78, other + 8, right + 78, other + 8)
    day = paper.day
    dated = f"Hà Nội, ngày {day:%d} tháng {day.month} năm {day.year}"
    if not paper.sealed:
        dated = f"Hà Nội, ngày … tháng … năm {day.year}"
    other = _lines(canvas, [(PLAIN, dated, 11)], right, other - 10, 280)
    return min(under, other) - 22


def _body(canvas: Canvas, paper: Paper, y: float) -> float:
    """Draw the title or the addressee, then the paragraphs."""
    middle, width = (LEFT + WIDTH - RIGHT) / 2, WIDTH - LEFT - RIGHT
    if paper.type_name == "Công văn":
        y = _lines(canvas, [(PLAIN, f"Kính gửi: {paper.to}", 13)], middle, y, width)
    else:
        title = [(BOLD, paper.type_name.upper(), 14), (BOLD, paper.subject, 13)]
        y = _lines(canvas, title, middle, y, width - 60)
    y -= 12
    canvas.setFont(PLAIN, 13)
    for text in paper.body:
        first, *_more = simpleSplit(text, PLAIN, 13, width - INDENT)
        canvas.drawString(LEFT + INDENT, y, first)
        y -= 19
        for line in simpleSplit(text[len(first) :].strip(), PLAIN, 13, width):
            canvas.drawString(LEFT, y, line)
            y -= 19
        y -= 6
    return y - 14


def _foot(canvas: Canvas, paper: Paper, y: float) -> None:
    """Draw the recipients, and the signature with its seal."""
    canvas.setFont(BOLD, 10.5)
    canvas.drawString(LEFT, y, "Nơi nhận:")
    canvas.setFont(PLAIN, 10)
    for n, text in enumerate(("- Như trên;", f"- {paper.kept}.")):
        canvas.drawString(LEFT, y - 15 - 14 * n, text)
    middle = WIDTH - RIGHT - 105
    under = y
    for line in paper.capacity.split("\n"):
        under = _lines(canvas, [(BOLD, line.upper(), 12)], middle, under, 220)
    _lines(canvas, [(BOLD, paper.signer, 12.5)], middle, under - 78, 220)
    if paper.sealed:
        _hand(canvas, middle, under - 40)
        _seal(canvas, middle - 46, under - 36)


def _hand(canvas: Canvas, x: float, y: float) -> None:
    """Draw a signature that is nobody's."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(1.3)
    path = canvas.beginPath()
    path.moveTo(x - 46, y - 4)
    for n in range(5):
        at = x - 46 + 19 * n
        path.curveTo(at + 4, y + 34 - 4 * n, at + 12, y - 26, at + 19, y + 2 * n)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _seal(canvas: Canvas, x: float, y: float) -> None:
    """Draw a round red seal that says that it is a sample."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*SEAL_RED)
    canvas.setFillColorRGB(*SEAL_RED)
    canvas.setLineWidth(1.8)
    canvas.circle(x, y, 43, stroke=1, fill=0)
    canvas.setLineWidth(0.7)
    canvas.circle(x, y, 31, stroke=1, fill=0)
    canvas.setFont(BOLD, 8)
    text = "BẢN MẪU · BẢN MẪU · BẢN MẪU · "
    for n, letter in enumerate(text):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(90 - n * 360 / len(text))
        canvas.drawCentredString(0, 33.5, letter)
        canvas.restoreState()
    star = canvas.beginPath()
    for n in range(10):
        far, angle = (12 if n % 2 == 0 else 4.8), pi / 2 + n * pi / 5
        go = star.lineTo if n else star.moveTo
        go(x + far * cos(angle), y + far * sin(angle))
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    canvas.restoreState()
