from playwright.sync_api import expect
from tests.journeys import acts

import pytest


WIDE = {"width": 1366, "height": 700}
PHONE = {"width": 390, "height": 800}
TOP = "document.querySelector('.im-list').scrollTop"


@pytest.fixture
def letters(ministry):
    """Letters that wait to be submitted; one waits in the box that opens first."""
    for number in range(30):
        acts.registered(ministry, code_number=str(number), subject=f"Thư {number}")
    acts.received(ministry, code_number="999", subject="Thư chưa vào sổ")


def at(page):
    """Return box, line and scroll of the desk."""
    return (
        page.locator(".im-boxes a[aria-current]").get_attribute("href"),
        page.locator(".im-item.is-on .im-item__what").get_attribute("data-uid"),
        page.evaluate(TOP),
    )


def read(page, number):
    """Choose the line, and move on in the list as one does while reading."""
    line = page.locator(".im-item__what").nth(number)
    line.click()
    expect(page.locator(".im-read h2, .im-read h1").first).to_be_visible()
    page.evaluate("document.querySelector('.im-list').scrollTop += 37")
    page.wait_for_load_state("networkidle")
    return at(page), line.get_attribute("data-page")


@pytest.mark.parametrize("way", ["back", "desk"])
def test_who_comes_back_from_a_letter_finds_box_line_and_scroll(
    ministry, visit, letters, way
):
    page = visit("vanthu.bo", "/?box=to_submit", viewport=WIDE)
    was, letter = read(page, 20)
    assert "to_submit" in was[0]
    assert was[2] > 100

    page.goto(letter)
    page.wait_for_load_state("networkidle")
    page.go_back() if way == "back" else page.goto(ministry.url)
    page.wait_for_load_state("networkidle")

    assert at(page) == was


@pytest.mark.parametrize("way", ["back", "desk"])
def test_on_a_telephone_the_list_stands_where_it_was(ministry, visit, letters, way):
    page = visit("vanthu.bo", "/?box=to_submit", viewport=PHONE)
    line = page.locator(".im-item__what").nth(20)
    line.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    assert was > 100
    line.evaluate("line => line.click()")  # a pointer of the tool would scroll first
    page.wait_for_url("**/incoming/**")

    page.go_back() if way == "back" else page.goto(f"{ministry.url}/?box=to_submit")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("scrollY") == was
