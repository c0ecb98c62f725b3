from playwright.sync_api import expect
from tests.journeys.client import letter
from tests.journeys.client import SAMPLES


SCAN = SAMPLES / "letter-00-scan200-stamped.pdf"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def type_letter(page, number="4527"):
    page.locator("#f-issuer").focus()
    for text in (
        "Bộ Khoa học và Công nghệ",
        None,
        f"{number}/BKHCN-VP",
        "12.11.2026",
        None,
        "V/v tăng cường sử dụng chữ ký số",
        "Nguyễn Thị Hồng Nhung",
        "Thứ trưởng",
    ):
        if text:
            page.keyboard.insert_text(text)
        page.keyboard.press("Tab")


def say_not_secret(page):
    expect(page.locator("#f-secrecy")).to_be_focused()
    press(page, "ArrowDown")
    assert page.input_value("#f-secrecy") == "normal"


def drawn(page):
    return page.locator(".im-pdf__page[data-drawn]")


def registered(visit, to="#f-to"):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.set_input_files("#f-file", SCAN)
    expect(drawn(page)).to_have_count(1)
    type_letter(page)
    say_not_secret(page)
    page.select_option(to, index=1)
    page.locator("#f-subject").focus()
    press(page, "Control+Enter")
    page.wait_for_url("**issuer=**")
    return page


def waiting(ministry, login, box):
    items = ministry.as_(login).get(f"/@inbox?box={box}")["items"]
    return [item["document"]["@id"] for item in items]


def directed(ministry, visit):
    registered(visit)
    (document,) = waiting(ministry, "chanhvp", "to_direct")
    page = visit("chanhvp", f"{document}/@@submit-document")
    page.select_option("#f-to", value="post:ldb-deputy_minister-1")
    page.click("[data-primary]")
    page.wait_for_url("**/view")
    page = visit("thutruong1", f"{document}/@@direct")
    page.fill("#f-text", "Giao Cục TTTN chủ trì trả lời.")
    pick(page, "lead", "thi truong trong nuoc")
    pick(page, "support", "xuat nhap")
    press(page, "Control+Enter")
    page.wait_for_url("**/view")
    return document


def pick(page, field, text):
    page.fill(f"#f-{field}-i", text)
    press(page, "Enter")


def test_a_letter_is_registered_by_keyboard_and_the_next_one_opens(ministry, visit):
    page = registered(visit)

    assert page.input_value("#f-issuer") == "Bộ Khoa học và Công nghệ"
    assert page.input_value("#f-symbol") == ""
    expect(page.locator("#f-symbol")).to_be_focused()
    (document,) = waiting(ministry, "chanhvp", "to_direct")
    record = ministry.as_("chanhvp").get(document)
    assert record["arrival_number"] == 1
    assert record["symbol"] == "4527/BKHCN-VP"
    assert record["issuer"]["organ_id"] == "000.00.00.G06"
    assert [file["role"] for file in record["items"]] == ["main"]


def test_what_is_typed_takes_the_place_of_what_was_proposed_meanwhile(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.set_input_files("#f-file", SCAN)
    page.locator("#f-issuer").focus()
    expect(page.locator("#f-issuer")).not_to_have_value("", timeout=60_000)

    page.keyboard.insert_text("Bộ Công an")

    expect(page.locator("#f-issuer")).to_have_value("Bộ Công an")


def test_a_refusal_loses_nothing_that_was_typed(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    page.set_input_files("#f-file", SCAN)
    type_letter(page)
    press(page, "Control+Enter")

    expect(page.locator(".im-formerror")).to_be_focused()
    expect(page.locator("#f-secrecy")).to_have_class("form-select is-invalid")
    assert page.input_value("#f-symbol") == "4527/BKHCN-VP"
    assert page.evaluate("document.querySelector('#f-file').files.length") == 1
    assert waiting(ministry, "vanthu.bo", "to_register") == []


def test_the_form_works_without_script(ministry, visit):
    page = visit("vanthu.bo", "/incoming/@@register-letter", java_script_enabled=False)
    page.set_input_files("#f-file", SCAN)
    type_letter(page)
    page.click("button[value=next]")

    assert page.input_value("#f-symbol") == "4527/BKHCN-VP"
    expect(page.locator("[data-sent-file]")).to_be_visible()
    page.set_input_files("#f-file", SCAN)
    page.select_option("#f-secrecy", "normal")
    page.click("button[value=next]")
    page.wait_for_url("**issuer=**")
    assert len(waiting(ministry, "vanthu.bo", "to_submit")) == 1


def test_a_second_copy_is_warned_of_while_one_types(ministry, visit):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    clerk.post(f"{document}/@registration")
    page = visit("vanthu.bo", "/incoming/@@register-letter")
    type_letter(page)

    expect(page.locator("[data-found] a")).to_have_attribute("href", document)


def test_a_directive_becomes_a_tree_on_the_page_of_the_letter(ministry, visit):
    document = directed(ministry, visit)

    page = visit("truong.tttn", f"{document}/view")
    expect(drawn(page)).to_have_count(1)
    expect(page.locator(".im-directive blockquote")).to_have_text(
        "Giao Cục TTTN chủ trì trả lời."
    )
    names = page.locator(".im-task b").all_inner_texts()
    assert names == [
        "Cục Quản lý và Phát triển thị trường trong nước",
        "Cục Xuất nhập khẩu",
    ]
    tasks = ministry.as_("thutruong1").get(f"{document}/@tasks")["items"]
    assert [task["opened_by"] for task in tasks] == ["Bùi Đức Long", None]


def test_the_page_of_a_letter_fits_a_phone(ministry, visit):
    document = directed(ministry, visit)

    for where in (f"{document}/view", "/incoming/@@register-letter"):
        page = visit(
            "vanthu.bo", where, viewport={"width": 390, "height": 844}, has_touch=True
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
