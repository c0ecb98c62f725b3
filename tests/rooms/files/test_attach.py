from imoit.content.files.operations import attach
from imoit.content.files.operations import attachments
from imoit.workflows.refusal import BadValue
from plone import api
from tests.rooms import ministry
from tests.rooms.files import papers

import pytest


def attached(data, name="quet.pdf", role="main", **options):
    document = ministry.received()
    with ministry.acting("vanthu.bo") as clerk:
        attach(document, name=name, data=data, by=clerk, role=role, **options)
    return document


def flags(document):
    (found,) = attachments(document)
    return [check["code"] for check in found.checks if check["state"] == "flagged"]


def decide(check, mode):
    api.portal.set_registry_record(f"imoit.files.{check}", mode)


QUALITY = [
    pytest.param("resolution", lambda: papers.scan(dpi=150), "coarse", id="150 dpi"),
    pytest.param("colour", lambda: papers.scan(mode="L"), "grey", id="grey"),
    pytest.param("version", papers.older, "old", id="PDF 1.3"),
    pytest.param("encrypted", papers.encrypted, "encrypted", id="encrypted"),
    pytest.param("active", papers.with_script, "active", id="script"),
    pytest.param("readable", lambda: papers.scan(blank=True), "blank", id="blank"),
    pytest.param("readable", papers.cut, "damaged", id="cut off"),
]


@pytest.mark.parametrize(("check", "made", "code"), QUALITY)
def test_a_bad_scan_is_marked_where_the_manager_says_so(integration, check, made, code):
    decide(check, "flag")

    assert flags(attached(made())) == [code]


@pytest.mark.parametrize(("check", "made", "code"), QUALITY)
def test_a_bad_scan_is_refused_where_the_manager_says_so(
    integration, check, made, code
):
    decide(check, "refuse")

    with pytest.raises(BadValue) as refusal:
        attached(made())

    assert [(e.field, e.code) for e in refusal.value.errors] == [("file", code)]


GROWN = 9_000_000  # zeros: some kB in a zip
DECEITS = [
    pytest.param("thu.pdf", "word/document.xml", 9, "type", id="a zip called PDF"),
    pytest.param("thu.docx", "word/document.xml", GROWN, "bomb", id="DOCX"),
    pytest.param("so.xlsx", "xl/workbook.xml", GROWN, "bomb", id="XLSX"),
    pytest.param("tep.zip", "thu.txt", GROWN, "bomb", id="ZIP"),
]


@pytest.mark.parametrize("mode", ["flag", "refuse"])
@pytest.mark.parametrize(("name", "inside", "size", "code"), DECEITS)
def test_what_deceives_is_refused_whatever_the_rules_say(
    integration, mode, name, inside, size, code
):
    for check in {case.values[0] for case in QUALITY}:
        decide(check, mode)

    with pytest.raises(BadValue) as refusal:
        attached(papers.packed(inside, size=size), name, "attachment")

    assert [error.code for error in refusal.value.errors] == [code]


@pytest.mark.parametrize("mode", ["flag", "refuse"])
def test_what_is_too_large_is_refused_whatever_the_rules_say(integration, mode):
    decide("most_mb", 1)
    for check in {case.values[0] for case in QUALITY}:
        decide(check, mode)

    with pytest.raises(BadValue) as refusal:
        attached(papers.scan() + b"0" * 1024**2)

    assert [error.code for error in refusal.value.errors] == ["too_large"]


def test_a_good_scan_passes_everything_refused(integration):
    for check, *_rest in (case.values for case in QUALITY):
        decide(check, "refuse")

    assert flags(attached(papers.scan())) == []


def test_every_reason_is_told_at_once(integration):
    decide("colour", "refuse")
    decide("resolution", "refuse")

    with pytest.raises(BadValue) as refusal:
        attached(papers.scan(dpi=100, mode="L"))

    assert [error.code for error in refusal.value.errors] == ["grey", "coarse"]


def test_what_exhausts_the_inspector_is_refused_whatever_the_rules_say(integration):
    decide("readable", "flag")

    with pytest.raises(BadValue) as refusal:
        attached(papers.with_giant())

    assert refusal.value.errors[0].code == "heavy"


def test_pages_and_bytes_have_their_bounds(integration):
    decide("most_pages", 2)

    with pytest.raises(BadValue) as pages:
        attached(papers.scan(dpi=20, pages=3))
    decide("most_mb", 1)
    with pytest.raises(BadValue) as size:
        attached(b"%PDF-1.4" + b"0" * 1024**2)

    assert pages.value.errors[0].code == "pages"
    assert size.value.errors[0].code == "too_large"


def test_the_number_of_pages_fills_itself_and_what_was_typed_stays(integration):
    counted = attached(papers.scan(dpi=50, pages=3))
    typed = ministry.received(pages=7)
    with ministry.acting("vanthu.bo") as clerk:
        attach(typed, name="a.pdf", data=papers.scan(), by=clerk, role="main")

    assert (counted.pages, typed.pages) == (3, 7)


def test_a_picture_as_the_letter_is_no_pdf_and_as_an_enclosure_is_welcome(integration):
    data = papers.saved(papers.picture(), "PNG", dpi=(200, 200))

    assert flags(attached(data, "thu.png")) == ["not_pdf"]
    assert flags(attached(data, "anh.png", "attachment")) == []


def test_a_file_sent_under_another_type_is_refused(integration):
    with pytest.raises(BadValue) as refusal:
        attached(papers.scan(), declared="image/png")

    assert refusal.value.errors[0].code == "type"
