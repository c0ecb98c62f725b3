from playwright.sync_api import expect
from tests.journeys.client import letter
from tests.journeys.client import sample
from tests.journeys.test_intake import visit
from tests.journeys.test_reference_desk import works_off

import pytest


__all__ = ["visit", "works_off"]
SCAN = "letter-00-scan200-stamped.pdf"


@pytest.fixture
def scan(ministry, works_off):
    """The address of a letter whose scan was read and drawn."""
    clerk = ministry.as_("vanthu.bo")
    url = clerk.post("/incoming", letter())["@id"]
    clerk.post(url, {"@type": "Attachment", "file": sample(SCAN), "role": "main"})
    works_off()
    return url.removeprefix(ministry.url)


def test_words_are_found_on_a_scan_without_accents(visit, scan):
    page = visit("vanthu.bo", f"{scan}/view")
    field = page.locator("[data-find]")
    field.fill("hong nhung")
    field.press("Enter")

    found = page.locator(".im-pdf__text .is-found")
    expect(found).to_have_text(["Hồng", "Nhung"])
    expect(page.locator(".im-pdf-find [role=status]")).to_have_text("1/1")
    field.fill("khong co chu nay")
    expect(found).to_have_count(0)


def test_a_telephone_shows_pictures_and_fetches_the_file_when_needed(
    ministry, visit, scan
):
    size = {"width": 390, "height": 844}
    page = visit("vanthu.bo", "/incoming/@@receive-scans", viewport=size)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{ministry.url}{scan}/view")
    shot = page.locator(".im-pdf img").first
    expect(shot).to_be_visible()
    page.wait_for_function("document.querySelector('.im-pdf img').naturalWidth > 900")

    assert not [url for url in fetched if "pdf" in url.rpartition("/")[2]]
    assert not [url for url in fetched if "display-file" in url]

    page.click("[data-view=in]")
    expect(page.locator(".im-pdf__page canvas").first).to_be_visible()
    assert [url for url in fetched if "display-file" in url]


def test_the_pane_of_the_desk_shows_pictures_on_a_telephone(ministry, visit, scan):
    size = {"width": 390, "height": 844}
    page = visit("vanthu.bo", "/directory", viewport=size)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    uid = ministry.as_("vanthu.bo").get(scan)["UID"]
    page.goto(f"{ministry.url}/@@desk?box=to_register&item={uid}")

    shot = page.locator(".im-read .im-pdf img").first
    expect(shot).to_be_visible()
    page.wait_for_function("document.querySelector('.im-read img').naturalWidth > 900")
    assert not [url for url in fetched if "display-file" in url]


def test_without_a_script_the_pages_are_seen(visit, scan):
    page = visit("vanthu.bo", f"{scan}/view", java_script_enabled=False)

    expect(page.locator(".im-pdf img").first).to_be_visible()
