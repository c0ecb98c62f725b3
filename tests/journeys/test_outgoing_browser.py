from playwright.sync_api import expect

import pytest


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
