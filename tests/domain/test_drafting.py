from functools import cache
from imoit.content.drafting.domain import form
from imoit.content.drafting.domain import letterforms
from imoit.content.drafting.domain import paper
from imoit.content.drafting.domain import versions
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from pathlib import Path

import docx
import io
import json
import pytest


SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FACTS = form.Facts(
    "Công văn", "V/v trả lời về chữ ký số", "BCT-TTTN", "TTTN", None, "Lê Thị Thanh Vân"
)


@cache
def filled_letter(subject):
    blanks = {**letterforms.BLANKS, "subject": subject}
    return letterforms.fill(letterforms.shipped("Công văn"), blanks)


def letter(change=None, subject="trả lời về chữ ký số"):
    """Return a công văn from its template, changed by *change*."""
    filled = filled_letter(subject)
    if change is None:
        return filled
    document = docx.Document(io.BytesIO(filled))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def found(data, facts=FACTS, kind=paper.DOCX):
    return {(f.part, f.code) for f in form.check(paper.read(kind, data), facts)}


def every(document):
    for place in (document, *(c for t in document.tables for c in t._cells)):
        yield from place.paragraphs


def replace(old, new):
    def change(document):
        for paragraph in every(document):
            for run in paragraph.runs:
                run.text = run.text.replace(old, new)

    return change


def font(name, size):
    def change(document):
        for paragraph in every(document):
            for run in paragraph.runs:
                run.font.name, run.font.size = name, docx.shared.Pt(size)
                run.text = run.text.replace("[Nội dung công văn]", "dài " * 20)

    return change


def margins(document):
    document.sections[0].left_margin = docx.shared.Mm(20)


def sideways(document):
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Mm(297), docx.shared.Mm(210)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(None, set(), id="as shipped"),
        pytest.param(
            replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
            {("country", "missing")},
            id="no quốc hiệu",
        ),
        pytest.param(
            replace("CỘNG HÒA", "Cộng Hòa"), {("country", "ill_formed")}, id="small"
        ),
        pytest.param(replace("CỘNG HÒA", "CỘNG HOÀ"), set(), id="the other oà"),
        pytest.param(replace("Độc lập", ""), {("motto", "missing")}, id="no motto"),
        pytest.param(
            replace(" - Tự do - ", " – Tự do – "), set(), id="long dashes are fine"
        ),
        pytest.param(
            replace("BỘ CÔNG THƯƠNG", "BỘ KHÁC"), {("agency", "missing")}, id="agency"
        ),
        pytest.param(replace("Số:", "So"), {("number", "missing")}, id="no number"),
        pytest.param(
            replace("BCT-TTTN", "BCT-XNK"), {("number", "notation")}, id="notation"
        ),
        pytest.param(
            replace("Số:          /", "Số: 12/"), {("number", "too_early")}, id="early"
        ),
        pytest.param(replace("Hà Nội,", ""), {("date", "missing")}, id="no place"),
        pytest.param(
            replace("ngày      tháng", "ngày 5 tháng"), {("date", "ill_formed")}, id="5"
        ),
        pytest.param(
            replace("tháng      năm", "tháng 2 năm"), {("date", "ill_formed")}, id="2"
        ),
        pytest.param(replace("tháng      năm", "tháng 3 năm"), set(), id="month 3"),
        pytest.param(replace("V/v ", ""), {("abstract", "missing")}, id="no V/v"),
        pytest.param(
            replace("chữ ký số", "việc khác"), {("abstract", "differs")}, id="abstract"
        ),
        pytest.param(
            replace("Kính gửi:", ""), {("addressed", "missing")}, id="addressed"
        ),
        pytest.param(
            replace("Nơi nhận:", ""), {("recipients", "missing")}, id="no recipients"
        ),
        pytest.param(replace("Lưu:", ""), {("recipients", "kept")}, id="no Lưu"),
        pytest.param(
            replace("VT, TTTN", "TTTN"), {("recipients", "kept")}, id="Lưu without VT"
        ),
        pytest.param(
            replace("TRƯỞNG", "X"),
            {("signature", "missing")},
            id="no title",
        ),
        pytest.param(replace("Thanh Vân", ""), {("signature", "name")}, id="no name"),
        pytest.param(font("Arial", 14), {("letters", "font")}, id="Arial"),
        pytest.param(
            font("Times New Roman", 11), {("letters", "size")}, id="too small"
        ),
        pytest.param(margins, {("sheet", "margins")}, id="margins"),
        pytest.param(sideways, {("sheet", "paper")}, id="sideways"),
    ],
)
def test_form_of_a_letter(change, expected):
    assert found(letter(change)) == expected


@pytest.mark.parametrize(
    "name", [*letterforms.FORMS, "Báo cáo", "Kế hoạch"], ids=letterforms.slug
)
def test_each_shipped_template_has_the_form_of_its_type(name):
    is_letter = name == "Công văn"
    blanks = {**letterforms.BLANKS, "type_name": name, "notation": "X-BCT"}
    facts = FACTS._replace(type_name=name, notation="X-BCT", is_letter=is_letter)

    filled = letterforms.fill(letterforms.shipped(name), blanks)

    assert found(filled, facts) == set()


UNITS = ["Vụ Pháp chế", "Cục Xuất nhập khẩu", "Bộ Tài chính"]


def drawn(name, recipients):
    """Return the lines and the XML of a letter filled for *recipients*."""
    blanks = {**letterforms.BLANKS, "type_name": name, "recipients": recipients}
    data = letterforms.fill(letterforms.shipped(name), blanks)
    lines = [line.text for line in paper.read(paper.DOCX, data).lines]
    return lines, docx.Document(io.BytesIO(data)).element.xml


@pytest.mark.parametrize("name", ["Công văn", "Giấy mời"])
def test_several_addressees_have_a_line_each_and_one_stands_on_the_first(name):
    words = "Kính gửi:" if name == "Công văn" else "Kính mời:"

    one, several = drawn(name, UNITS[:1])[0], drawn(name, UNITS)[0]

    assert f"{words} Vụ Pháp chế" in one
    at = several.index(words)
    below = ["- Vụ Pháp chế;", "- Cục Xuất nhập khẩu;", "- Bộ Tài chính."]
    assert several[at + 1 : at + 4] == below


@pytest.mark.parametrize("name", ["Thông báo", "Báo cáo"])
def test_each_who_receives_has_a_line_of_the_list(name):
    lines, _xml = drawn(name, UNITS)

    at = lines.index("Nơi nhận:")
    assert lines[at + 1 : at + 4] == [f"- {unit};" for unit in UNITS]


@pytest.mark.parametrize(
    ("name", "ruled"), [("Công văn", 2), ("Quyết định", 3), ("Báo cáo", 3)]
)
def test_lines_are_drawn_below_agency_motto_and_abstract(name, ruled):
    assert drawn(name, UNITS)[1].count("<w:top ") == ruled


@pytest.mark.parametrize("name", [*letterforms.FORMS, "Báo cáo"], ids=letterforms.slug)
def test_pages_are_numbered_above_from_the_second_on(name):
    section = docx.Document(io.BytesIO(letterforms.shipped(name))).sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert 'w:instr="PAGE"' in section.header._element.xml


@pytest.mark.parametrize("number", ["00", "01", "02", "03"])
def test_form_of_real_letters_in_pdf(number):
    said = json.loads((SAMPLES / f"letter-{number}.json").read_text())
    ordinal, _stroke, notation = said["so"].partition("/")
    facts = form.Facts(
        said["loai"] or "Công văn",
        said["ty"],
        notation,
        number=int(ordinal),
        signer=said["nk"],
        is_letter=not said["loai"],
    )
    data = (SAMPLES / f"letter-{number}.pdf").read_bytes()

    # Other bodies wrote them: their names stand where ours would, and a director signs.
    ours = {("agency", "missing"), ("signature", "missing")}
    assert found(data, facts, paper.PDF) - ours == set()


def test_a_number_below_ten_has_its_nought():
    data = letter(replace("Số:          /", "Số: 5/"))

    assert found(data, FACTS._replace(number=5)) == {("number", "number")}


def test_a_scan_without_text_is_said_to_have_none():
    data = (SAMPLES / "letter-00-scan200.pdf").read_bytes()

    assert found(data, FACTS, paper.PDF) == {("text", "no_text")}


@pytest.mark.parametrize("kind", [paper.DOCX, paper.PDF, "image/png"])
def test_what_cannot_be_read_is_refused(kind):
    with pytest.raises(BadValue):
        paper.read(kind, b"no document")


def template(text):
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ subject", "template"),
        ("{{ ''.__class__.__mro__ }}", "template"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "template"),
        ("{{ subject.x.y }}", "template"),
        ("{{ 1 // 0 }}", "template"),
        ("{{ secrets }}", "unknown_blank"),
    ],
    ids=["broken", "classes", "globals", "attribute", "division", "unknown"],
)
def test_a_template_that_is_wrong_or_malicious_is_refused(text, code):
    with pytest.raises(BadValue) as refused:
        letterforms.check(template(text))

    assert refused.value.errors[0].code == code


def test_no_document_is_no_template():
    with pytest.raises(BadValue):
        letterforms.check(b"PK\x03\x04 no zip")


def test_marks_of_xml_in_an_abstract_do_not_break_the_file():
    data = letter(subject="A < B & C > D")

    assert "A < B & C > D" in paper.read(paper.DOCX, data).text()


def test_two_texts_side_by_side():
    rows = versions.compare(["a", "b", "c"], ["a", "B", "c", "d"])

    assert [tuple(row) for row in rows] == [
        ("same", "a", "a"),
        ("changed", "b", "B"),
        ("same", "c", "c"),
        ("new", "", "d"),
    ]


def test_what_is_gone_stands_alone_on_the_left():
    assert versions.compare(["a", "b"], ["a"])[1] == ("gone", "b", "")


def test_words_that_differ_are_marked():
    left, right = versions.marked("hạn 5 ngày", "hạn 10 ngày")

    assert left == [("hạn", False), ("5", True), ("ngày", False)]
    assert right == [("hạn", False), ("10", True), ("ngày", False)]


def test_the_pen_stops_others_and_not_its_holder():
    pen = versions.Pen("cv.tttn", "Đặng Thùy Linh", "2026-11-23T08:00:00+07:00")

    versions.check_pen(pen, "cv.tttn")
    versions.check_pen(None, "cv2.tttn")
    with pytest.raises(Conflict):
        versions.check_pen(pen, "cv2.tttn")


def test_a_fingerprint_tells_where_one_part_ends():
    assert versions.fingerprint(["a", "b"]) != versions.fingerprint(["ab", ""])
