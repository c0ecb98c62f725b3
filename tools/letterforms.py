"""Writes the shipped templates of letters: layout of NĐ 30/2020, Phụ lục I."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.shared import Pt
from pathlib import Path
from typing import Any


HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "src" / "imoit" / "content" / "drafting" / "templates"
FONT = "Times New Roman"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
TAB = Mm(12.7)
WIDTH = 160  # millimetres between the margins
LEFT, RIGHT = 60, 100  # the two halves of the head
EDGE = 3.8  # what a cell keeps free of its width


def page() -> Any:
    """Return an empty sheet: A4, margins, Times New Roman 14."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(14)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    usual.paragraph_format.space_after = Pt(0)
    number_pages(section)
    return document


def number_pages(section: Any) -> None:
    """Number the pages in the middle of the upper margin, the first one not."""
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    above = section.header.paragraphs[0]
    above.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = above.add_run("2")
    run.font.name, run.font.size = FONT, Pt(13)
    field.append(run._r)
    above._p.append(field)


def rule(place: Any, length: float, width: float, after: float = 0) -> None:
    """Draw a line of *length* millimetres in the middle of *width*."""
    drawn = put(place, "", 1, after=after)
    form = drawn.paragraph_format
    form.space_before, form.line_spacing = Pt(2), Pt(2)
    form.left_indent = form.right_indent = Mm((width - length) / 2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    # Where the schema of Word wants it: before what spaces and indents.
    drawn._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def put(place: Any, text: str, size: float = 14, *, first: bool = False, **look: Any):
    """Write one paragraph; `look`: bold, italic, line, align, after, indent."""
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = look.get("bold", False), look.get("italic", False)
    run.underline = look.get("line", False)
    paragraph.alignment = look.get("align")
    paragraph.paragraph_format.space_after = Pt(look.get("after", 0))
    if look.get("indent"):
        paragraph.paragraph_format.first_line_indent = TAB
    return paragraph


def grid(document: Any, left: float, right: float) -> tuple[Any, Any]:
    """Return the two cells of a row without lines, each of a fixed width."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, column, width in zip(
        table.rows[0].cells, table.columns, (left, right), strict=True
    ):
        cell.width = column.width = Mm(width)
    return tuple(table.rows[0].cells)


def head(document: Any, *, letter: bool) -> None:
    """Write agency, number, country, motto and date, with the lines below them."""
    left, right = grid(document, LEFT, RIGHT)
    put(left, "BỘ CÔNG THƯƠNG", 13, first=True, bold=True, align=CENTRE)
    rule(left, 17, LEFT - EDGE, after=10)
    put(left, "Số:          /{{ notation }}", 13, align=CENTRE)
    if letter:
        put(left, "V/v {{ subject }}", 12, align=CENTRE)
    country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    put(right, country, 12.5, first=True, bold=True, align=CENTRE)
    put(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True, align=CENTRE)
    rule(right, 56, RIGHT - EDGE, after=8)
    day = "Hà Nội, ngày      tháng      năm {{ year }}"
    put(right, day, 13, italic=True, align=CENTRE)


def name(document: Any, title: str) -> None:
    """Write the name of the type and the abstract."""
    put(document, "", 8)
    put(document, title, 14, bold=True, align=CENTRE)
    put(document, "{{ subject }}", 14, bold=True, align=CENTRE)
    rule(document, 50, WIDTH, after=12)


def addressed(document: Any, words: str = "Kính gửi:") -> None:
    """Write to whom it goes: one on the line, several below it under the colon."""
    put(document, "", 8)
    put(document, "{%p if recipients|length > 1 %}")
    put(document, words).paragraph_format.left_indent = Mm(40)
    put(document, "{%p for one in recipients %}")
    line = put(document, "- {{ one }}{{ '.' if loop.last else ';' }}")
    line.paragraph_format.left_indent = Mm(62)
    line.paragraph_format.first_line_indent = Mm(-3)
    put(document, "{%p endfor %}")
    put(document, "{%p else %}")
    put(document, f"{words} {{{{ recipients|join }}}}", align=CENTRE)
    put(document, "{%p endif %}")
    put(document, "", 10)


def body(document: Any, *texts: str) -> None:
    """Write paragraphs of the text."""
    for text in texts:
        put(document, text, align=BOTH, after=6, indent=True)


def articles(document: Any, *texts: str) -> None:
    """Write articles, their names in bold: `Điều 1.`."""
    for number, text in enumerate(texts, 1):
        line = put(document, f"Điều {number}.", bold=True, align=BOTH, after=6)
        line.paragraph_format.first_line_indent = TAB
        rest = line.add_run(f" {text}")
        rest.font.name, rest.font.size = FONT, Pt(14)


def answer(document: Any) -> None:
    """Write the opening of an answer, where the document answers one."""
    put(document, "{%p if answers %}")
    body(document, "Trả lời {{ answers }}, Bộ Công Thương có ý kiến như sau:")
    put(document, "{%p endif %}")


def foot(document: Any, first: str = "- Như trên;") -> None:
    """Write recipients on the left, one a line, the signature on the right."""
    put(document, "", 6)
    left, right = grid(document, 78, WIDTH - 78)
    put(left, "Nơi nhận:", 12, first=True, bold=True, italic=True)
    if first:
        put(left, first, 11)
    else:
        put(left, "{%p for one in recipients %}")
        put(left, "- {{ one }};", 11)
        put(left, "{%p endfor %}")
    put(left, "- Lưu: VT, {{ unit_symbol }}.", 11)
    put(right, "{%p for line in signing %}", first=True)
    put(right, "{{ line }}", 14, bold=True, align=CENTRE)
    put(right, "{%p endfor %}")
    for _n in range(3):
        put(right, "", 14)
    put(right, "{{ signer }}", 14, bold=True, align=CENTRE)


def letter() -> Any:
    """Return a công văn."""
    document = page()
    head(document, letter=True)
    addressed(document)
    answer(document)
    body(document, "[Nội dung công văn]", "[Đề nghị]./.")
    foot(document)
    return document


def decision() -> Any:
    """Return a quyết định."""
    document = page()
    head(document, letter=False)
    name(document, "QUYẾT ĐỊNH")
    put(document, "BỘ TRƯỞNG BỘ CÔNG THƯƠNG", bold=True, align=CENTRE, after=8)
    grounds = ("Căn cứ [văn bản quy định thẩm quyền];", "Căn cứ [văn bản khác];")
    for text in (*grounds, "Theo đề nghị của {{ unit }}."):
        put(document, text, italic=True, align=BOTH, after=6, indent=True)
    put(document, "QUYẾT ĐỊNH:", bold=True, align=CENTRE, after=6)
    articles(
        document,
        "[Nội dung]",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng Bộ, {{ unit }} và các tổ chức, cá nhân có liên quan "
        "chịu trách nhiệm thi hành Quyết định này./.",
    )
    foot(document, "- Như Điều 3;")
    return document


def proposal() -> Any:
    """Return a tờ trình."""
    document = page()
    head(document, letter=False)
    name(document, "TỜ TRÌNH")
    addressed(document)
    body(document, "[Căn cứ, sự cần thiết]", "[Nội dung trình]")
    body(
        document, "Bộ Công Thương kính trình [cấp có thẩm quyền] xem xét, quyết định./."
    )
    foot(document)
    return document


def notice() -> Any:
    """Return a thông báo."""
    document = page()
    head(document, letter=False)
    name(document, "THÔNG BÁO")
    body(document, "[Nội dung thông báo]", "[Tổ chức thực hiện]./.")
    foot(document, "")
    return document


def invitation() -> Any:
    """Return a giấy mời."""
    document = page()
    head(document, letter=False)
    name(document, "GIẤY MỜI")
    addressed(document, "Kính mời:")
    body(document, "Bộ Công Thương trân trọng kính mời Quý cơ quan dự họp:")
    body(document, "Thời gian: [giờ, ngày]", "Địa điểm: [nơi họp]", "Nội dung: [việc]")
    body(document, "Rất mong Quý cơ quan tham dự đúng thời gian, thành phần./.")
    foot(document)
    return document


def named() -> Any:
    """Return a document of any other named type."""
    document = page()
    head(document, letter=False)
    name(document, "{{ type_name|upper }}")
    body(document, "[Nội dung]", "[Tổ chức thực hiện]./.")
    foot(document, "")
    return document


FORMS = {
    "cong-van": letter,
    "quyet-dinh": decision,
    "to-trinh": proposal,
    "thong-bao": notice,
    "giay-moi": invitation,
    "van-ban-co-ten-loai": named,
}


if __name__ == "__main__":
    for file, make in FORMS.items():
        make().save(TARGET / f"{file}.docx")
