from playwright.sync_api import expect
from tests.journeys import acts

import pytest


PHONE = {"width": 390, "height": 800}
SUGGESTED = "#f-agencies-l [role=option]"


def typed(page, text):
    field = page.locator("#f-agencies")
    field.focus()
    field.press_sequentially(text)
    return field


@pytest.mark.parametrize("width", [1366, 390])
def test_outside_agencies_are_suggested_line_by_line(ministry, visit, width):
    size = {"width": width, "height": 800}
    page = visit("cv.tttn", "/outgoing/@@new-draft", viewport=size)

    field = typed(page, "khoa hoc va cong")
    expect(page.locator(SUGGESTED).first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    typed(page, "bo tai chinh")
    expect(page.locator(SUGGESTED).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    assert field.input_value() == "Bộ Khoa học và Công nghệ\nBộ Tài chính"
    expect(page.locator("#f-agencies-l")).to_be_hidden()


def test_escape_leaves_what_one_typed(ministry, visit):
    page = visit("cv.tttn", "/outgoing/@@new-draft")

    field = typed(page, "bo tai chinh")
    expect(page.locator(SUGGESTED).first).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#f-agencies-l")).to_be_hidden()
    assert field.input_value() == "bo tai chinh"


def test_a_block_of_numbers_is_given_on_a_telephone(ministry, visit):
    drafts = [acts.signed(ministry) for _n in range(2)]
    page = visit("vanthu.bo", "/desk?box=to_number", viewport=PHONE)

    for box in page.locator(".im-item > input[type=checkbox]").all():
        box.check()
    page.locator(".im-chosen button").click()

    expect(page.locator(".im-outcomes > li")).to_have_count(2)
    clerk = ministry.as_("vanthu.bo")
    assert {clerk.get(draft)["number"] for draft in drafts} == {1, 2}
