from imoit.content.files import domain
from imoit.content.files.domain import Facts
from imoit.content.files.domain import Rules
from imoit.workflows.refusal import BadValue
from io import BytesIO

import pytest
import zipfile


PDF = b"%PDF-1.7\n"
ALL = frozenset({*domain.SAFETY, *domain.QUALITY})


def packed(*names, size=10):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return out.getvalue()


DOCX = packed("word/document.xml")


@pytest.mark.parametrize(
    ("name", "data", "declared"),
    [
        pytest.param("a.pdf", PDF, "", id="nothing declared"),
        pytest.param("A.PDF", PDF, "application/octet-stream", id="vague"),
        pytest.param("a.pdf", PDF, "application/pdf; x=1", id="with a parameter"),
        pytest.param("a.jpg", b"\xff\xd8\xff\xe0", "image/pjpeg", id="another name"),
        pytest.param("a.docx", DOCX, "application/zip", id="packed"),
    ],
)
def test_a_file_whose_name_type_and_bytes_agree_is_accepted(name, data, declared):
    assert domain.kind(name, data, declared)


@pytest.mark.parametrize(
    ("name", "data", "declared", "code"),
    [
        pytest.param("a.pdf", b"", "", "empty", id="empty"),
        pytest.param("a.pdf", b"GIF89a%PDF-1.4", "", "type", id="another in front"),
        pytest.param("a.docx", PDF, "", "type", id="another name"),
        pytest.param("a.pdf", PDF, "text/html", "type", id="another type"),
        pytest.param("a.docx", packed("xl/workbook.xml"), "", "type", id="inside"),
        pytest.param("a.zip", DOCX[:-30], "", "damaged", id="cut off"),
        pytest.param("a.zip", packed("../x"), "", "damaged", id="climbs out"),
        pytest.param("a.zip", packed("/etc/x"), "", "damaged", id="absolute"),
        pytest.param("a.zip", packed("x", size=9_000_000), "", "bomb", id="bomb"),
        pytest.param(
            "a.docx",
            packed("word/document.xml", "word/vbaProject.bin"),
            "",
            "macro",
            id="macro",
        ),
    ],
)
def test_a_file_that_pretends_is_refused(name, data, declared, code):
    with pytest.raises(BadValue) as refusal:
        domain.kind(name, data, declared)

    assert refusal.value.errors[0].code == code


def test_a_directory_that_lies_about_sizes_is_found_out():
    data = packed("word/document.xml", size=5000)
    at = data.rindex(b"PK\x01\x02") + 24
    lying = data[:at] + (10).to_bytes(4, "little") + data[at + 4 :]

    with pytest.raises(BadValue) as refusal:
        domain.kind("a.docx", lying)

    assert refusal.value.errors[0].code == "damaged"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(Facts(version="1.4", pages=1), {}, id="born digital"),
        pytest.param(
            Facts(version="1.10", pages=1, scanned=1, dpi=200), {}, id="two digits"
        ),
        pytest.param(Facts(pages=1), {"version": "not_pdf"}, id="picture"),
        pytest.param(Facts(version="1.3", pages=1), {"version": "old"}, id="old"),
        pytest.param(
            Facts(version="1.4", pages=2, scanned=2, dpi=150, coarse=(2,), grey=(1,)),
            {"colour": "grey", "resolution": "coarse"},
            id="grey and coarse",
        ),
        pytest.param(
            Facts("password", encrypted=True),
            {"readable": "password", "encrypted": "encrypted"},
            id="password",
        ),
        pytest.param(
            Facts(version="1.4", pages=2001), {"pages": "pages"}, id="too many pages"
        ),
    ],
)
def test_what_the_inspector_saw_is_judged(facts, expected):
    checks = domain.judge(facts, Rules(refuse=ALL))

    found = {check.id: check.code for check in checks if check.state == "refused"}
    assert found == expected


def test_long_lists_of_pages_are_cut_in_the_sentence_alone():
    facts = Facts(version="1.4", scanned=9, grey=(1, 2, 3, 4, 5, 6), dpi=200)

    (grey,) = [c for c in domain.judge(facts, Rules()) if c.code == "grey"]

    assert domain.said(grey.plain()).values == {"pages": "1, 2, 3, 4, 5…"}
