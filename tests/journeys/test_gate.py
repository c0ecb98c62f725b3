from playwright.sync_api import expect
from tests.journeys.client import letter
from tests.journeys.client import sample
from tests.rooms.autofill import papers

import base64
import pytest
import transaction


REFUSED = [
    pytest.param({"secrecy": "confidential"}, "secrecy", "R-02", id="mật"),
    pytest.param({"secrecy": "secret"}, "secrecy", "R-02", id="tối mật"),
    pytest.param({"secrecy": "top_secret"}, "secrecy", "R-02", id="tuyệt mật"),
    pytest.param({"type_name": "Đơn tố cáo"}, "type_name", "R-03", id="đơn tố cáo"),
    pytest.param({"type_name": "DON TO CAO"}, "type_name", "R-03", id="folded"),
    pytest.param({"subject": "TỐI MẬT: kế hoạch"}, "subject", "R-02", id="stamp"),
]


def objects(acceptance):
    transaction.begin()
    portal = acceptance["portal"]
    rows = len(portal.portal_catalog.unrestrictedSearchResults())
    last = portal._p_jar.db().lastTransaction()
    return len(portal.incoming), len(portal.outgoing), rows, last


def refusals(ministry):
    lines = ministry.as_("kiemtra").get("/@journal?b_size=1000")["items"]
    return [line for line in lines if line["act"] == "refused_at_gate"]


@pytest.mark.parametrize("folder", ["/incoming", "/outgoing"])
@pytest.mark.parametrize(("change", "field", "rule"), REFUSED)
def test_nothing_secret_is_created(ministry, acceptance, folder, change, field, rule):
    before = objects(acceptance), len(refusals(ministry))
    kind = "IncomingDocument" if folder == "/incoming" else "OutgoingDocument"
    sent = letter(**{"@type": kind, **change})

    answer = ministry.as_("vanthu.bo").call("POST", folder, sent)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert answer.json()["errors"][0]["code"] == rule
    assert objects(acceptance) == before[0]
    assert len(refusals(ministry)) == before[1] + 1


@pytest.mark.parametrize(("change", "field", "rule"), REFUSED)
def test_nothing_becomes_secret_by_a_change(ministry, acceptance, change, field, rule):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    before = clerk.get(document)

    answer = clerk.call("PATCH", document, change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == rule
    assert clerk.get(document) == before


def stamped(line):
    data = base64.b64encode(papers.saying(line)).decode()
    return {**sample("letter-00.pdf"), "data": data}


@pytest.mark.parametrize(
    ("line", "rule"), [("TỐI MẬT", "R-02"), ("ĐƠN TỐ CÁO", "R-03")]
)
def test_a_file_that_comes_later_is_read_before_it_is_stored(ministry, line, rule):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    before = len(refusals(ministry))

    answer = clerk.call("POST", document, {"file": stamped(line), "role": "attachment"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == rule
    assert clerk.get(document)["items"] == []
    assert len(refusals(ministry)) == before + 1


def test_in_doubt_the_clerk_says_that_it_may_come(ministry):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    sent = {"file": stamped("Mật"), "role": "attachment"}

    answer = clerk.call("POST", document, sent)

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "confirm_text"
    assert clerk.get(document)["items"] == []
    assert clerk.status("POST", document, {**sent, "confirm_text": True}) == 201
    assert len(clerk.get(document)["items"]) == 1


def test_on_the_page_the_clerk_looks_again_and_adds_it(ministry, visit, tmp_path):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    (tmp_path / "phu-luc.pdf").write_bytes(papers.saying("Mật"))
    page = visit("vanthu.bo", f"{document}/view")
    page.set_input_files("#f-file", tmp_path / "phu-luc.pdf")

    page.click(".im-addfile button")
    doubt = page.locator("[name=confirm_text]")
    expect(doubt).not_to_be_checked()
    assert clerk.get(document)["items"] == []

    doubt.check()
    page.set_input_files("#f-file", tmp_path / "phu-luc.pdf")
    page.click(".im-addfile button")

    expect(page.get_by_role("link", name="phu-luc.pdf").first).to_be_visible()


@pytest.mark.parametrize("secrecy", ["confidential", "secret", "top_secret"])
def test_no_secret_file_is_attached(ministry, acceptance, secrecy):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    file = {"file": sample("letter-01.pdf"), "role": "main", "secrecy": secrecy}

    answer = clerk.call("POST", document, {"@type": "Attachment", **file})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "secrecy"
    assert clerk.get(document)["items"] == []


def test_the_journal_line_of_a_refusal_holds_no_content(ministry):
    sent = letter(secrecy="secret", subject="Một việc không ai được biết")
    ministry.as_("vanthu.bo").call("POST", "/incoming", sent)

    line = refusals(ministry)[0]

    assert line["details"] == {"door": "rest", "rule": "R-02"}
    assert line["person"] == "vanthu.bo"
    assert "không ai" not in str(line)


@pytest.mark.parametrize(
    "change",
    [
        {"type_name": "Đơn khiếu nại"},
        {"type_name": "Đơn kiến nghị, phản ánh"},
        {"subject": "Thực hiện Luật Bảo vệ bí mật nhà nước"},
        {"subject": "V/v quản lý mật ong xuất khẩu"},
        {"subject": "Báo cáo kết quả giải quyết đơn tố cáo năm 2026"},
    ],
    ids=["khiếu nại", "kiến nghị", "law", "honey", "report about"],
)
def test_look_alikes_come_in(ministry, change):
    answer = ministry.as_("vanthu.bo").call("POST", "/incoming", letter(**change))

    assert answer.status_code == 201


def test_secrecy_must_be_stated(ministry):
    sent = letter()
    del sent["secrecy"]

    answer = ministry.as_("vanthu.bo").call("POST", "/incoming", sent)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "secrecy"


@pytest.mark.parametrize(
    ("method", "door"),
    [
        ("POST", "/@tus-upload"),
        ("POST", "/@comments"),
        ("POST", "/@copy"),
        ("POST", "/@move"),
        ("POST", "/@workingcopy"),
        ("POST", "/@sharing"),
        ("DELETE", ""),
        ("PUT", ""),
        ("MKCOL", "/x"),
        ("PROPPATCH", ""),
        ("COPY", ""),
        ("MOVE", ""),
    ],
)
def test_other_doors_are_shut(ministry, acceptance, method, door):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    before = objects(acceptance)

    codes = [
        clerk.status(method, f"{document}{door}", {"source": document}),
        clerk.status(method, f"/incoming{door}", {"source": document}),
    ]

    assert [code for code in codes if not 400 <= code < 500] == []
    assert objects(acceptance) == before
