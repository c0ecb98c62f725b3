"""Every door by which a file comes to a document: what its text says is read first."""

from functools import cache
from imoit.content.files.domain import checksum
from playwright.sync_api import expect
from tests.journeys import acts
from tests.journeys.client import sample
from tests.rooms.autofill import papers

import base64
import pytest


@cache
def paper(line):
    return papers.saying(line)


def saying(line):
    data = base64.b64encode(paper(line)).decode()
    return {**sample("letter-00.pdf"), "data": data}


def reported(ministry, where):
    document = acts.directed(ministry)
    task = ministry.as_("truong.tttn").get("/@inbox?box=to_process")["items"][0]["@id"]
    return "truong.tttn", document, f"{task}/{where}", {"text": "Đã xong."}


def opinion(ministry):
    draft = acts.drafted(ministry)
    body = {"to": ["unit:xnk"], "due": "2027-01-20", "question": "Cho ý kiến."}
    asked = ministry.as_("cv.tttn").post(f"{draft}/@opinions", body)["items"][0]
    return "truong.xnk", draft, asked["@id"], {"verdict": "agree", "reasons": ""}


def version(ministry):
    draft = acts.drafted(ministry)
    return "cv.tttn", draft, f"{draft}/@versions", {"note": "Sửa theo góp ý."}


def added(ministry):
    draft = acts.drafted(ministry)
    return "cv.tttn", draft, draft, {"@type": "Attachment", "role": "attachment"}


def scan(ministry):
    draft = acts.numbered(ministry, scan=False)
    return "vanthu.bo", draft, draft, {"@type": "Attachment", "role": "signed_scan"}


DOORS = {
    "report": lambda ministry: reported(ministry, "@report"),
    "workflow": lambda ministry: reported(ministry, "@workflow/report"),
    "opinion": opinion,
    "version": version,
    "added": added,
    "scan": scan,
}


@pytest.fixture(params=DOORS)
def door(request, ministry):
    """Who sends, to which document, where, and what beside the file."""
    who, document, where, body = DOORS[request.param](ministry)
    name = "files" if request.param in ("report", "workflow") else "file"

    def send(line, **more):
        file = saying(line)
        sent = {**body, name: [file] if name == "files" else file, **more}
        return ministry.as_(who).call("POST", where, sent)

    return ministry.as_(who), document, send


def seen(person, document):
    found = person.get(document)
    return [(file["sha256"], file["role"]) for file in found["items"]]


def refusals(ministry):
    lines = ministry.as_("kiemtra").get("/@journal?b_size=1000")["items"]
    return [line for line in lines if line["act"] == "refused_at_gate"]


@pytest.mark.parametrize(
    ("line", "rule"), [("TỐI MẬT", "R-02"), ("ĐƠN TỐ CÁO", "R-03")]
)
def test_what_is_secret_or_a_denunciation_is_not_stored(ministry, door, line, rule):
    person, document, send = door
    before, count = person.get(document), len(refusals(ministry))

    answer = send(line)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == rule
    assert person.get(document) == before
    assert len(refusals(ministry)) == count + 1


def test_in_doubt_the_sender_decides(door):
    person, document, send = door
    before = seen(person, document)

    answer = send("Mật")

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "confirm_text"
    assert seen(person, document) == before
    assert send("Mật", confirm_text=True).status_code in (200, 201)
    assert checksum(paper("Mật")) in {
        sha256 for sha256, _role in seen(person, document)
    }


def test_who_may_not_report_has_nothing_read(ministry):
    _who, _document, where, body = reported(ministry, "@report")
    count = len(refusals(ministry))
    sent = {**body, "files": [saying("TỐI MẬT")]}

    assert ministry.as_("chanhvp").status("POST", where, sent) == 403
    assert len(refusals(ministry)) == count


def test_on_the_page_of_a_report_nothing_typed_is_lost(ministry, visit, tmp_path):
    who, document, task, _body = reported(ministry, "@@report")
    head = ministry.as_(who)
    (tmp_path / "ket-qua.pdf").write_bytes(paper("Mật"))
    page = visit(who, task)
    page.fill("#f-text", "Đã kiểm tra 12 kho hàng.")
    page.set_input_files("#f-file", tmp_path / "ket-qua.pdf")

    page.click("[data-primary]")
    doubt = page.locator("[name=confirm_text]")
    expect(doubt).not_to_be_checked()
    assert page.input_value("#f-text") == "Đã kiểm tra 12 kho hàng."
    assert seen(head, document) == []

    doubt.check()
    page.set_input_files("#f-file", tmp_path / "ket-qua.pdf")
    page.click("[data-primary]")

    expect(page.locator("h1").first).to_be_visible()
    assert len(seen(head, document)) == 1
