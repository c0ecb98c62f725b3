from html import unescape
from imoit.content.correspondence.operations import change
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry

import pytest
import re
import transaction


@pytest.fixture
def desk(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(login, query=""):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.open(functional["portal"].absolute_url() + query)
        return unescape(browser.contents)

    return look


def boxes(page):
    found = page.partition('class="im-boxes"')[2].partition("</nav>")[0]
    found = re.sub(r"<svg.*?</svg>", "", found, flags=re.S)
    pattern = r"<a [^>]*>\s*([^<]+?)\s*<span class=\"im-count\">\s*(\d+)"
    return dict(re.findall(pattern, found))


def subjects(page):
    return re.findall(r'class="im-item__what"[^>]*>\s*([^<]+?)\s*<', page)


def test_the_site_opens_with_the_desk_of_the_acting_post(desk):
    ministry.directed()

    page = desk("truong.tttn")

    assert subjects(page) == ["V/v tăng cường sử dụng chữ ký số"]
    assert boxes(page)["Chờ xử lý"] == "1"
    assert boxes(page)["Quá hạn"] == "0"
    assert "Chủ trì" in page
    assert "Còn 5 ngày" in page


def test_the_reading_pane_shows_directive_and_next_steps(desk):
    document = ministry.directed()
    task = ministry.task_of(document)

    page = desk("truong.tttn", f"?box=to_process&item={task.UID()}")

    assert "<blockquote>Chủ trì.</blockquote>" in page
    assert f"{task.absolute_url()}/@@direct" in page
    assert f"{document.absolute_url()}" in page


def with_file():
    document = ministry.directed()
    with ministry.acting("vanthu.bo") as clerk:
        ministry.put(document, clerk, "main")
    return document


def test_a_look_at_the_desk_is_no_receipt(desk):
    task = ministry.task_of(with_file())

    page = desk("truong.tttn")
    transaction.begin()

    assert "Đọc tệp" in page
    assert "data-pdf" not in page
    assert task.opened_at == ""


def test_who_chooses_a_letter_or_owes_no_receipt_sees_its_file(desk):
    task = ministry.task_of(with_file())

    chosen = desk("truong.tttn", f"?box=to_process&item={task.UID()}")
    given = desk("thutruong1", "?box=assigned")

    assert "data-pdf" in chosen
    assert "data-pdf" in given


def test_the_clerk_has_the_boxes_of_the_registry(desk):
    ministry.received()

    page = desk("vanthu.bo")

    assert list(boxes(page)) == [
        "Chờ vào sổ",
        "Chờ trình",
        "Chậm trình",
        "Để biết",
        "Chờ cấp số",
        "Chờ phát hành",
    ]
    assert "incoming/@@register-letter" in page


def test_an_empty_box_says_what_would_be_in_it(desk):
    page = desk("cv.tttn", "?box=drafts")

    assert "Không có dự thảo" in page
    assert "incoming/@@register-letter" not in page


def test_what_one_may_not_see_is_not_read_at_the_desk(desk):
    document = ministry.received()

    page = desk("cv.tttn", f"?box=to_process&item={document.UID()}")

    assert "chữ ký số" not in page


def test_the_pane_alone_is_no_whole_page(desk):
    task = ministry.task_of(ministry.directed())

    pane = desk("truong.tttn", f"/@@desk-pane?box=to_process&item={task.UID()}")

    assert "im-abstract" in pane
    assert "im-head" not in pane


def test_a_stranger_is_asked_to_log_in(functional):
    transaction.commit()
    browser = Browser(functional["app"])

    browser.open(functional["portal"].absolute_url())

    assert "__ac_name" in browser.contents


def test_the_desk_opens_where_one_was(functional):
    for number in ("1", "2"):
        ministry.registered(code_number=number)
    ministry.received(code_number="3")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", "Basic vanthu.bo:imoit-demo")
    url = functional["portal"].absolute_url()
    browser.open(f"{url}?box=to_submit")
    second = re.findall(r'data-uid="([^"]+)"', browser.contents)[1]
    browser.open(f"{url}?box=to_submit&item={second}")

    browser.open(url)

    current = re.findall(
        r'aria-current="true"[^>]*data-uid="([^"]+)"', browser.contents
    )
    back = re.findall(r'data-uid="([^"]+)"[^>]*aria-current="true"', browser.contents)
    assert [*current, *back] == [second]
    assert "Chờ trình" in unescape(browser.contents).partition("<h1")[2][:60]


def test_a_corrected_letter_is_corrected_in_every_list(desk):
    document = ministry.directed()
    with ministry.acting("vanthu.bo") as clerk:
        change(document, {"subject": "V/v đã sửa"}, clerk, "Ghi nhầm.")

    assert subjects(desk("truong.tttn")) == ["V/v đã sửa"]
    assert subjects(desk("truong.xnk")) == ["V/v đã sửa"]
