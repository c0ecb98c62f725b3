from playwright.sync_api import expect
from tests.journeys import acts

import pytest


WIDE = {"width": 1366, "height": 700}
BOXES = ".im-item > input[type=checkbox]"
LINES = ".im-item__what"


@pytest.fixture
def letters(ministry):
    for number in range(4):
        acts.registered(ministry, code_number=str(number), subject=f"Thư {number}")
        acts.received(ministry, code_number=str(50 + number))


@pytest.fixture(params=["to_submit", "to_register"])
def desk(visit, letters, request):
    """Each of the two boxes in which letters are chosen for one act."""
    page = visit("vanthu.bo", f"/?box={request.param}", viewport=WIDE)
    expect(page.locator(LINES)).to_have_count(4)
    return page


def chosen(page):
    return [box.is_checked() for box in page.locator(BOXES).all()]


def test_x_takes_the_line_one_stands_on_once_and_gives_it_back(desk):
    desk.locator(LINES).nth(2).focus()

    desk.keyboard.press("x")
    assert chosen(desk) == [False, False, True, False]

    desk.keyboard.press("x")
    assert chosen(desk) == [False] * 4


def test_x_takes_the_line_reached_not_the_one_still_read(desk):
    desk.locator(LINES).first.focus()
    expect(desk.locator(".im-item.is-read")).to_have_count(1)

    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("x")

    assert chosen(desk) == [False, False, True, False]


def test_x_leaves_the_selection_alone_for_who_put_the_keys_off(desk):
    desk.evaluate("localStorage.setItem('imoit.keys.off', '1')")
    desk.locator(LINES).nth(2).focus()

    desk.keyboard.press("x")

    assert chosen(desk) == [False] * 4


def test_space_chooses_and_x_still_answers_on_the_box_itself(desk):
    desk.locator(BOXES).nth(1).focus()

    desk.keyboard.press("Space")
    assert chosen(desk) == [False, True, False, False]

    desk.keyboard.press("x")
    assert chosen(desk) == [False] * 4


def stands_on(page):
    lines = page.locator(LINES).all()
    return [line.evaluate("it => it === document.activeElement") for line in lines]


@pytest.mark.parametrize(
    ("keys", "reached"),
    [
        (["ArrowDown"], 1),
        (["ArrowDown", "ArrowDown", "ArrowUp"], 1),
        (["End"], 3),
        (["End", "ArrowDown"], 3),
        (["End", "Home"], 0),
    ],
)
def test_arrows_home_and_end_go_from_line_to_line(visit, letters, keys, reached):
    page = visit("vanthu.bo", "/?box=to_submit", viewport=WIDE)
    page.locator(LINES).first.focus()
    for key in keys:
        page.keyboard.press(key)

    assert stands_on(page) == [n == reached for n in range(4)]


def test_space_on_a_line_chooses_it_and_enter_opens_it(visit, letters):
    page = visit("vanthu.bo", "/?box=to_submit", viewport=WIDE)
    page.locator(LINES).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert chosen(page) == [False, True, False, False]

    page.keyboard.press("Space")
    assert chosen(page) == [False] * 4
    expect(page.locator(".im-item.is-read")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/incoming/*")
