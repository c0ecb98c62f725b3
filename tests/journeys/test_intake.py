from concurrent.futures import ThreadPoolExecutor
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright
from tests import chromium
from tests.journeys.client import letter
from tests.journeys.client import PASSWORD
from tests.journeys.client import sample
from tests.journeys.client import SAMPLES

import pytest


GOOD = str(SAMPLES / "letter-00-scan200-stamped.pdf")
OTHER = str(SAMPLES / "letter-01-scan200.pdf")
WAIT = 30_000


@pytest.fixture
def visit(ministry):
    broken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox"]
        )

        def log_in(login, where, **options):
            page = browser.new_context(**options).new_page()
            page.on("pageerror", lambda error: broken.append(error))
            page.set_default_timeout(WAIT)
            page.goto(f"{ministry.url}/login")
            page.fill("#__ac_name", login)
            page.fill("#__ac_password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "/login" not in url)
            page.goto(ministry.url + where)
            return page

        yield log_in
        browser.close()
        assert broken == [], "a script of a page broke"


def waiting(ministry, box="to_register"):
    items = ministry.as_("vanthu.bo").get(f"/@inbox?box={box}")["items"]
    return [item["title"] for item in items]


def write(page, *texts):
    """Type into field after field; None leaves one as it is."""
    for text in texts:
        if text:
            page.keyboard.insert_text(text)
        page.keyboard.press("Tab")


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "hong.pdf"
    path.write_bytes(b"not a PDF")
    return str(path)


def test_scans_dropped_on_the_desk_wait_and_a_bad_one_says_why(ministry, visit, broken):
    page = visit("vanthu.bo", "?box=to_register")
    page.click(".im-scanbox summary")
    page.set_input_files("#f-scans", [GOOD, broken, OTHER])
    page.select_option("#f-scans-secrecy", "normal")
    page.locator("#f-scans-channel").focus()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".im-lines .is-ok")).to_have_count(2)
    expect(page.locator(".im-lines .is-wrong")).to_contain_text("hong.pdf")
    names = "[...document.querySelector('#f-scans').files].map(file => file.name)"
    assert page.evaluate(names) == ["hong.pdf"]
    expected = ["letter-00-scan200-stamped.pdf", "letter-01-scan200.pdf"]
    assert waiting(ministry) == expected


def test_scans_are_taken_in_without_script(ministry, visit, broken):
    page = visit("vanthu.bo", "/incoming/@@receive-scans", java_script_enabled=False)
    page.set_input_files("#f-scans", [GOOD, broken])
    page.select_option("#f-scans-secrecy", "normal")
    page.click("[data-primary]")

    expect(page.locator(".im-lines .is-ok")).to_have_count(1)
    expect(page.locator(".im-lines .is-wrong")).to_have_count(1)
    assert waiting(ministry) == ["letter-00-scan200-stamped.pdf"]


def test_a_stack_goes_into_the_book_by_keyboard_alone(ministry, visit):
    file = sample("letter-00-scan200.pdf")
    scans = [{**file, "filename": f"{n}.pdf"} for n in (1, 2)]
    body = {"secrecy": "normal", "channel": "post", "scans": scans}
    ministry.as_("vanthu.bo").post("/incoming/@scans", body)
    page = visit("vanthu.bo", "?box=to_register")
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.wait_for_url("**/@@register*")
    expect(page.locator("#f-issuer")).to_be_focused()
    write(page, "Bộ Tài chính", None, "12/BTC-VP", "12.11.2026", "Thông tư", "V/v một")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**issuer=**")
    assert "/@@register?" in page.url
    assert page.input_value("#f-issuer") == "Bộ Tài chính"
    assert page.input_value("#f-type_name") == "Thông tư"
    expect(page.locator("#f-symbol")).to_be_focused()
    write(page, "13/BTC-VP", "12.11.2026", "Công văn", "V/v hai")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/@@register-letter?**")
    assert waiting(ministry) == []
    assert waiting(ministry, "to_submit") == ["V/v một", "V/v hai"]


def test_what_was_typed_outlives_a_reload(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    write(page, "Bộ Tài chính", None, "12/BTC-VP")
    page.locator("#f-subject").fill("V/v dự toán")
    page.reload()

    assert page.input_value("#f-issuer") == "Bộ Tài chính"
    assert page.input_value("#f-subject") == "V/v dự toán"
    expect(page.locator("[data-restored]")).to_be_visible()


def test_a_session_that_ended_loses_nothing(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.locator("#f-subject").fill("V/v dự toán")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")

    why = page.locator("#vao-so").get_attribute("data-logged-out")
    expect(page.locator("[data-not-sent] [data-why]")).to_have_text(why)
    assert page.input_value("#f-subject") == "V/v dự toán"


def test_a_long_abstract_is_kept_whole_and_warned_of(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    write(page, "Bộ Tài chính", None, "12/BTC-VP", "12.11.2026", None, "ă" * 501)
    page.select_option("#f-secrecy", "normal")
    expect(page.locator("#f-subject + .im-over")).to_contain_text("501")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**issuer=**")
    expect(page.locator(".im-messages")).to_contain_text("501")
    assert waiting(ministry, "to_submit") == ["ă" * 501]


def received(ministry, *numbers, **changes):
    clerk = ministry.as_("vanthu.bo")
    return [
        clerk.post("/incoming", letter(code_number=number, **changes))["@id"]
        for number in numbers
    ]


def test_letters_chosen_on_the_desk_are_registered_in_one_act(ministry, visit):
    received(ministry, "1", "2")
    (empty,) = received(ministry, "3", issuer={})
    page = visit("vanthu.bo", "?box=to_register")
    for key in "xjxjx":
        page.keyboard.press(key)
    page.click("#chon button")
    expect(page.locator(".im-batchlist input[type=checkbox]:checked")).to_have_count(2)
    expect(page.locator(".is-held a")).to_have_attribute("href", f"{empty}/@@register")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".im-lines .is-ok")).to_have_count(2)
    numbers = [
        item["number"]
        for item in ministry.as_("vanthu.bo").get("/@inbox?box=to_submit")["items"]
    ]
    assert sorted(numbers) == [1, 2]


DOORS = [
    pytest.param("POST", "/incoming/@scans", id="@scans"),
    pytest.param("POST", "/incoming/@registrations", id="@registrations"),
    pytest.param("POST", "/incoming", id="create"),
]


@pytest.mark.parametrize(("method", "door"), DOORS)
def test_the_doors_of_intake_are_the_registry_s_alone(ministry, method, door):
    (document,) = received(ministry, "1")
    body = {**letter(), "scans": [sample("letter-00.pdf")], "letters": [document]}
    others = ("chanhvp", "thutruong1", "thuky1", "cv.vp", "vanthu.tttn", "quantri")

    found = {who: ministry.as_(who).status(method, door, body) for who in others}

    assert set(found.values()) <= {403, 404}
    assert waiting(ministry) == [letter()["subject"]]
    assert ministry.as_("vanthu.bo").status(method, door, body) == 201


def test_two_batches_at_once_have_consecutive_numbers_each(ministry):
    stacks = [received(ministry, *"1234"), received(ministry, *"5678")]

    def register(stack):
        clerk = ministry.as_("vanthu.bo")
        answer = clerk.post("/incoming/@registrations", {"letters": stack})
        return [item["number"] for item in answer["items"]]

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(register, stacks))

    assert found == [[1, 2, 3, 4], [5, 6, 7, 8]]


def test_an_agency_is_found_by_a_few_letters_and_enter(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.keyboard.type("khoa hoc")
    page.keyboard.press("Enter")

    expect(page.locator("#f-issuer")).to_have_value("Bộ Khoa học và Công nghệ")
    code = page.locator("[name=issuer_code]")
    expect(code).to_have_value("000.00.00.G06")
    page.keyboard.press("Tab")
    expect(page.locator("#f-arrival_date")).to_be_focused()


def test_a_new_agency_is_added_from_the_registering_page(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.keyboard.type("Bộ Khoa học và Công nghê mới")
    page.keyboard.press("Tab")
    page.click("[data-new-agency] [data-open]")
    alike = page.locator("[data-alike] button")
    expect(alike.first).to_have_text("Bộ Khoa học và Công nghệ")
    page.fill("#f-organ_id", "G99.77")
    page.keyboard.press("Enter")

    expect(page.locator("[name=issuer_code]")).to_have_value("G99.77")
    expect(page.locator("#f-symbol")).to_be_focused()
    found = ministry.as_("vanthu.bo").get("/@agencies?q=nghe moi")["items"]
    assert [one["organ_id"] for one in found] == ["G99.77"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("vanthu.bo", 201), ("quantri", 201), ("chanhvp", 403), ("cv.tttn", 403)],
)
def test_agencies_are_added_by_the_registry_and_the_site_manager(ministry, who, status):
    body = {"name": "Hợp tác xã Rừng Xanh"}

    assert ministry.as_(who).status("POST", "/@agencies", body) == status
