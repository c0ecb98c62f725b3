from playwright.sync_api import expect
from tests.journeys.client import letter
from tests.journeys.client import sample
from tests.journeys.test_reference_desk import works_off

import pytest


__all__ = ["works_off"]
PAGE = "/incoming/@@register-letter"
# The order in which a letter says it, from its head to its foot.
PAPER = ["issuer", "arrival_date", "symbol", "issued_date", "type_name", "subject"]
PAPER += ["signer", "position", "secrecy", "priority", "pages"]
RARE = "Công hàm"
HEAD = ("Bộ Tài chính", None, "12/BTC-VP", "12.11.2026", RARE, "V/v thuế nhập khẩu")


def write(page, *texts):
    """Type into field after field; None leaves one as it is."""
    for text in texts:
        if text:
            page.keyboard.insert_text(text)
        page.keyboard.press("Tab")


def not_secret(page):
    """Walk on to the secrecy and say that there is none."""
    write(page, None, None)
    expect(page.locator("#f-secrecy")).to_be_focused()
    page.keyboard.press("ArrowDown")


def registered(page):
    with page.expect_navigation(url="**issuer=**", timeout=60_000):
        page.keyboard.press("Control+Enter")


def test_tab_goes_through_the_fields_in_the_order_of_the_paper(visit):
    page = visit("vanthu.bo", PAGE)
    seen = []
    for _field in PAPER:
        seen.append(page.evaluate("document.activeElement.name"))
        page.keyboard.press("Tab")

    assert seen == PAPER


def test_two_letters_are_registered_without_a_mouse(ministry, visit):
    page = visit("vanthu.bo", "/")
    page.keyboard.press("n")
    page.wait_for_url(f"**{PAGE}*")
    write(page, *HEAD)
    not_secret(page)
    registered(page)

    expect(page.locator("#f-symbol")).to_be_focused()
    assert page.input_value("#f-issuer") == "Bộ Tài chính"
    assert page.input_value("#f-type_name") == RARE
    write(page, "13/BTC-VP", "12.11.2026", None, "V/v thuế xuất khẩu")
    not_secret(page)
    registered(page)
    rows = ministry.as_("vanthu.bo").get("/@inbox?box=to_submit")["items"]
    assert {row["symbol"] for row in rows} == {"12/BTC-VP", "13/BTC-VP"}


def test_a_type_that_is_in_no_list_is_kept_and_found_everywhere(ministry, visit):
    page = visit("vanthu.bo", PAGE)
    write(page, *HEAD)
    not_secret(page)
    registered(page)

    clerk = ministry.as_("vanthu.bo")
    (row,) = clerk.get("/@inbox?box=to_submit")["items"]
    assert clerk.get(row["@id"])["type_name"] == RARE
    facets = clerk.get("/@find?q=thue")["facets"]["type"]
    assert facets == [{"id": RARE, "count": 1}]
    assert clerk.get("/@find?q=cong ham")["items_total"] == 1
    page.goto(f"{ministry.url}/@@registers?book=incoming&type=ham")
    expect(page.locator("main table")).to_contain_text(f"{RARE} v/v thuế nhập khẩu")


def test_a_new_agency_leaves_what_was_typed_as_it_is(ministry, visit):
    page = visit("vanthu.bo", PAGE)
    write(page, "Hợp tác xã Rừng Xanh")
    page.fill("#f-symbol", "7/HTX")
    page.fill("#f-subject", "V/v trồng rừng")
    page.locator("[data-new-agency] [data-open]").focus()
    page.keyboard.press("Enter")
    page.locator("#f-organ_id").focus()
    page.keyboard.insert_text("G99.78")
    page.keyboard.press("Enter")

    expect(page.locator("[name=issuer_code]")).to_have_value("G99.78")
    typed = [page.input_value(f"#f-{name}") for name in ("issuer", "symbol", "subject")]
    assert typed == ["Hợp tác xã Rừng Xanh", "7/HTX", "V/v trồng rừng"]


LONG = {
    "code_notation": "X" * 31,
    "type_name": "loại " * 21,
    "subject": "ă" * 501,
    "issuer": {"name": "B" * 201},
    "signer": {"name": "N" * 51, "position": "P" * 101},
    "note": "g" * 501,
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_longer_than_exchange_allows_is_kept_and_warned_of(ministry, name):
    clerk = ministry.as_("vanthu.bo")

    made = clerk.post("/incoming", letter(**{name: LONG[name]}))

    kept = clerk.get(made["@id"])
    warned = {one["field"].partition(".")[0] for one in made["warnings"]}
    assert warned == {name}
    said, stored = LONG[name], kept[name]
    assert stored == (said.strip() if isinstance(said, str) else {**stored, **said})


SCAN = sample("letter-00-scan200-stamped.pdf")
READ = "Bộ Khoa học và Công nghệ"


def test_what_somebody_wrote_is_not_replaced_by_what_is_read(
    ministry, visit, works_off
):
    clerk, named = ministry.as_("vanthu.bo"), {"name": "Bộ Tài chính"}
    url = clerk.post("/incoming", letter(issuer=named, signer={}))["@id"]
    clerk.post(url, {"@type": "Attachment", "file": SCAN, "role": "main"})
    works_off()

    page = visit("vanthu.bo", f"{url}/@@register")

    expect(page.locator("#f-signer")).to_have_value("Nguyễn Thị Hồng Nhung")
    expect(page.locator("#f-issuer")).to_have_value("Bộ Tài chính")
    page.locator("#r-issuer button").first.click()
    expect(page.locator("#f-issuer")).to_have_value(READ)


def test_an_empty_letter_is_filled_with_what_is_read(ministry, visit, works_off):
    body = {"secrecy": "normal", "channel": "post", "scans": [SCAN]}
    ministry.as_("vanthu.bo").post("/incoming/@scans", body)
    works_off()
    (waits,) = ministry.as_("vanthu.bo").get("/@inbox?box=to_register")["items"]

    page = visit("vanthu.bo", f"{waits['@id']}/@@register")

    expect(page.locator("#f-issuer")).to_have_value(READ)
    expect(page.locator("#f-symbol")).to_have_value("4527/BKHCN-VP")
    expect(page.locator("#f-type_name")).to_have_value("Công văn")
