from imoit.content.admission.domain import Refused
from imoit.content.autofill import operations as autofill
from imoit.content.files.operations import attachments
from imoit.content.incoming import operations
from imoit.content.incoming.operations import Scan
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Refusal
from plone import api
from tests.rooms import ministry
from tests.rooms.autofill import papers

import pytest


def take_in(*scans, secrecy="normal"):
    with ministry.acting("vanthu.bo") as clerk:
        folder = api.portal.get()["incoming"]
        return operations.receive_scans(folder, scans, clerk, secrecy=secrecy)


def values(found):
    return {name: one.value for name, one in found.fields.items()}


def test_a_letter_proposes_its_fields_before_it_is_stored(integration):
    found = autofill.look("a.pdf", papers.sample())

    assert values(found) == {
        "issuer": "Bộ Khoa học và Công nghệ",
        "symbol": "4527/BKHCN-VP",
        "issued_date": "2026-11-12",
        "type_name": "Công văn",
        "subject": ("V/v tăng cường sử dụng chữ ký số và gửi, nhận văn bản điện tử"),
        "signer": "Nguyễn Thị Hồng Nhung",
        "position": "KT. Bộ trưởng, Thứ trưởng",
        "pages": "1",
    }
    assert list(api.portal.get()["incoming"].objectIds()) == []


def test_a_scan_under_seal_proposes_the_same(integration):
    found = values(
        autofill.look("a.pdf", papers.sample("letter-00-scan200-stamped.pdf"))
    )

    assert found["symbol"] == "4527/BKHCN-VP"
    assert found["signer"] == "Nguyễn Thị Hồng Nhung"


def test_without_the_program_a_scan_says_what_is_missing(integration, monkeypatch):
    monkeypatch.setenv("IMOIT_TESSERACT", "/nowhere/tesseract")
    scan = papers.sample("letter-01-scan200.pdf")

    found = autofill.look("a.pdf", scan)

    assert values(found) == {"pages": "1"} or values(found) == {}
    assert "Tesseract" in str(found.why)


def test_a_printed_stamp_stops_the_letter_before_it_is_stored(functional):
    done = take_in(
        Scan("a.pdf", papers.saying("TỐI MẬT")), Scan("b.pdf", papers.sample())
    )

    refusal, letter = (came for _scan, came in done)
    assert isinstance(refusal, Refused)
    assert refusal.rule == ("R-02", "file")
    assert list(api.portal.get()["incoming"].objectIds()) == [letter.getId()]


def test_a_red_stamp_on_a_scan_is_seen(integration):
    found = autofill.look("a.pdf", papers.stamped("TUYỆT MẬT"))

    assert found.judgement.kind == "shut"
    assert found.fields == {}


def test_a_denunciation_is_stopped_by_its_heading(functional):
    done = take_in(Scan("a.pdf", papers.saying("ĐƠN TỐ CÁO")))

    assert done[0][1].rule == ("R-03", "file")


def test_in_doubt_a_stack_leaves_the_letter_to_the_clerk(functional):
    data = papers.saying("Mật")
    done = take_in(Scan("a.pdf", data))

    assert isinstance(done[0][1], Refusal)
    assert done[0][1].errors[0].code == "doubt"
    assert list(api.portal.get()["incoming"].objectIds()) == []


def test_the_clerk_decides_in_doubt(integration):
    data = papers.saying("Mật")

    with pytest.raises(Conflict):
        autofill.check_file("a.pdf", data, door="form")

    assert autofill.check_file("a.pdf", data, door="form", confirmed=True) is None


def test_nobody_confirms_what_is_sure(functional):
    with pytest.raises(Refused):
        autofill.check_file("a.pdf", papers.saying("MẬT"), door="form", confirmed=True)


def test_what_lies_behind_the_signature_is_judged_too(integration):
    complaint = papers.saying("ĐƠN TỐ CÁO", papers.sample("letter-01.pdf"))
    sheets = papers.sample(), papers.sample("letter-02.pdf"), complaint

    found = autofill.look("a.pdf", papers.bound(*sheets))

    assert (found.judgement.kind, found.judgement.rule) == ("doubt", "R-03")
    assert values(found)["signer"] == "Nguyễn Thị Hồng Nhung"
    assert values(found)["pages"] == "3"
    with pytest.raises(Conflict):
        autofill.check_text(found, door="rest")


def test_a_file_that_cannot_be_opened_is_for_its_own_door(functional):
    done = take_in(Scan("a.pdf", b"%PDF-1.4 nothing"))

    assert isinstance(done[0][1], Refusal)
    assert done[0][1].errors[0].field == "file"


def test_an_issuer_is_spelt_as_the_directory_has_it(integration):
    issuer = autofill.look("a.pdf", papers.sample("letter-01.pdf")).fields["issuer"]

    assert issuer.value == "Bộ Khoa học và Công nghệ"


def test_what_was_read_of_a_waiting_letter_is_proposed_for_it(functional):
    letter = take_in(Scan("a.pdf", papers.sample()))[0][1]

    state, found = operations.proposals(letter)

    assert (state, found.fields) == ("queued", {})
    assert attachments(letter)[0].role == "main"
