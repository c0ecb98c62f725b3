from playwright.sync_api import expect
from tests.journeys import acts
from tests.journeys.client import sample
from tests.journeys.test_intake import visit
from tests.journeys.test_intake import waiting
from tests.rooms.signing import slips

import base64


__all__ = ["visit"]


def paper(ministry, draft, name="scan.pdf"):
    """The scan of the signed paper, its slip under seal."""
    code = ministry.as_("vanthu.bo").get(draft)["folder_code"]
    data = slips.scan(slips.sheet(), slips.sheet(code, stamped=True))
    return {"filename": name, "data": base64.b64encode(data).decode()}


def taken_in(ministry, *scans):
    body = {"secrecy": "normal", "channel": "paper", "scans": list(scans)}
    return ministry.as_("vanthu.bo").post("/incoming/@scans", body)


def test_a_paper_that_we_signed_finds_its_document_among_the_scans(ministry):
    draft = acts.numbered(ministry, scan=False)
    letter = {**sample("letter-00.pdf"), "filename": "thu.pdf"}

    done = taken_in(ministry, paper(ministry, draft), letter)

    assert [item["status"] for item in done["items"]] == ["attached", "received"]
    assert done["received"] == 1
    assert done["items"][0]["@id"] == draft
    files = ministry.as_("vanthu.bo").get(draft)["items"]
    assert [f["role"] for f in files] == ["main", "signed_scan"]
    assert files[1]["paper"] == "matched"


def test_a_paper_whose_document_takes_no_scan_becomes_no_letter(ministry):
    draft = acts.numbered(ministry)
    scan = paper(ministry, draft)
    ministry.as_("vanthu.bo").post(f"{draft}/@publication", {"stamped": True})
    before = waiting(ministry)

    (item,) = taken_in(ministry, scan)["items"]

    assert item["status"] == "refused"
    assert item["error"]["errors"][0]["code"] == "own_paper"
    assert waiting(ministry) == before


def test_the_clerk_sees_where_the_paper_went(ministry, visit, tmp_path):
    draft = acts.numbered(ministry, scan=False)
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(base64.b64decode(paper(ministry, draft)["data"]))
    page = visit("vanthu.bo", "/incoming/@@receive-scans")
    page.set_input_files("#f-scans", str(path))
    page.select_option("#f-scans-secrecy", "normal")
    page.click("[data-primary]")

    line = page.locator(".im-lines .is-ok")
    expect(line).to_contain_text("đã gắn vào văn bản", timeout=60_000)
    assert line.locator("a").get_attribute("href") == f"{draft}/view"


def test_it_is_not_registered_as_a_letter_of_others(ministry, visit, tmp_path):
    draft = acts.numbered(ministry, scan=False)
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(base64.b64decode(paper(ministry, draft)["data"]))
    before = waiting(ministry)
    page = visit("vanthu.bo", "/incoming/@@register-letter", java_script_enabled=False)
    page.set_input_files("#f-file", str(path))
    page.fill("#f-issuer", "Bộ Khoa học và Công nghệ")
    page.fill("#f-subject", "V/v thử")
    page.select_option("#f-secrecy", "normal")
    page.click("button[value=next]", timeout=60_000)

    error = page.locator(".im-formerror")
    expect(error).to_contain_text("Đây là bản ký", timeout=60_000)
    assert waiting(ministry) == before
