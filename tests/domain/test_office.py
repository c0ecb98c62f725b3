from imoit.workflows.reading.domain import office
from io import BytesIO

import pytest
import zipfile


def packed(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    out.seek(0)
    return out


def lines(**members):
    return list(office.lines_in(packed(**members)))


def word(body):
    return f'<w:x xmlns:w="http://w">{body}</w:x>'


def test_a_text_of_word_is_read_with_its_header_and_notes():
    body = (
        "<w:p><w:r><w:t>Kính gửi:</w:t><w:tab/><w:t>Bộ</w:t></w:r><w:r><w:t> Công</w:t>"
        "</w:r><w:br/><w:t>Thương</w:t><w:instrText>PAGE</w:instrText></w:p><w:p/>"
        "<w:p><w:t>ô</w:t><w:p><w:t>trong</w:t></w:p><w:t>khung</w:t></w:p>"
    )

    found = lines(
        word__header1_xml=word("<w:p><w:t>MẬT DANH</w:t></w:p>"),
        word__document_xml=word(body),
        word__footnotes_xml=word("<w:p><w:t>chú thích</w:t></w:p>"),
        word__styles_xml=word("<w:p><w:t>kiểu</w:t></w:p>"),
    )

    assert found == [
        "Kính gửi: Bộ Công Thương",
        "ô trong khung",
        "chú thích",
        "MẬT DANH",
    ]


def test_a_workbook_is_read_row_by_row():
    sheet = (
        '<s><row><c t="s"><v>1</v></c><c><v>12.5</v></c><c t="inlineStr"><is><t>tấn</t>'
        '</is></c></row><row><c t="s"><v>0</v></c><c t="s"><v>99</v></c></row></s>'
    )
    shared = "<s><si><t>Gạo</t></si><si><r><t>Cà </t></r><r><t>phê</t></r></si></s>"

    found = lines(
        xl__workbook_xml="<w/>",
        xl__worksheets__sheet10_xml="<s><row><c><v>10</v></c></row></s>",
        xl__worksheets__sheet2_xml=sheet,
        xl__sharedStrings_xml=shared,
    )

    assert found == ["Cà phê 12.5 tấn", "Gạo", "10"]


def test_a_text_of_odf_and_slides_are_read():
    text = '<t xmlns:t="http://t"><t:h>Tờ trình</t:h><t:p>Một<t:s/>hai</t:p></t>'
    slide = '<a xmlns:a="http://a"><a:p><a:r><a:t>Trang chiếu</a:t></a:r></a:p></a>'

    assert lines(content_xml=text) == ["Tờ trình", "Một hai"]
    assert lines(ppt__presentation_xml="<p/>", ppt__slides__slide1_xml=slide) == [
        "Trang chiếu"
    ]


def test_what_is_no_office_file_is_refused():
    with pytest.raises(ValueError, match="no office file"):
        lines(other_xml="<x/>")


def test_a_text_has_an_end(monkeypatch):
    monkeypatch.setattr(office, "MOST", 10)

    assert lines(content_xml="<t><p>12345678</p><p>abcdef</p><p>x</p></t>") == [
        "12345678",
        "ab",
    ]


def test_shared_texts_have_an_end_too(monkeypatch):
    monkeypatch.setattr(office, "MOST", 10)
    shared = "<s>" + "<si><t>abcd</t></si>" * 9 + "</s>"

    with zipfile.ZipFile(packed(xl__sharedStrings_xml=shared)) as archive:
        assert office._shared(archive) == ["abcd", "abcd"]


def test_what_a_text_points_to_is_not_fetched(tmp_path):
    secret = tmp_path / "kin.txt"
    secret.write_text("KIN")
    entity = f'<!DOCTYPE t [<!ENTITY x SYSTEM "{secret.as_uri()}">]><t><p>a&x;b</p></t>'

    assert "KIN" not in "".join(lines(content_xml=entity))
