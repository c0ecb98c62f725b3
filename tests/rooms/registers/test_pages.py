from html import unescape
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry

import pytest
import re
import transaction


@pytest.fixture
def book(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(login, query=""):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.open(f"{functional['portal'].absolute_url()}/@@registers{query}")
        return browser

    return look


def rows(browser):
    body = unescape(browser.contents).partition("<tbody")[2].partition("</table>")[0]
    cells = [
        re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    ]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def columns(browser):
    return re.findall(r'<th scope="col">([^<]+)</th>', unescape(browser.contents))


def test_arrivals_stand_in_the_columns_of_the_law(book):
    ministry.submitted()

    page = book("vanthu.bo")

    assert columns(page) == [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]
    (row,) = rows(page)
    assert row[1:6] == [
        "1",
        "Bộ Khoa học và Công nghệ",
        "4527/BKHCN-VP",
        "12/11/2026",
        "Công văn v/v tăng cường sử dụng chữ ký số",
    ]
    assert "Thứ trưởng" in row[6]


def test_the_lead_unit_is_named_once_there_is_one(book):
    ministry.directed()

    (row,) = rows(book("vanthu.bo"))

    assert row[6] == "Cục Quản lý và Phát triển thị trường trong nước"


def test_departures_stand_in_the_columns_of_the_law(book):
    ministry.published()

    page = book("vanthu.bo", "?book=outgoing")

    assert columns(page)[:5] == [
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
    ]
    (row,) = rows(page)
    assert row[0] == "01/BCT-TTTN"
    assert row[2:4] == ["Công văn v/v trả lời", "Lê Thị Thanh Vân"]
    assert "Cục Xuất nhập khẩu" in row[4]


def test_the_newest_number_comes_first(book):
    ministry.registered()
    ministry.registered(code_number="9")

    assert [row[1] for row in rows(book("vanthu.bo"))] == ["2", "1"]


def test_a_unit_reads_its_own_arrivals_alone(book):
    ministry.published()

    page = book("truong.xnk", "?book=incoming")

    seen = unescape(page.contents)
    assert "Sổ văn bản đến của đơn vị XNK" in seen
    assert "Sổ đăng ký văn bản đến" not in seen
    assert [row[1] for row in rows(page)] == ["1"]


def test_an_officer_may_not_look_into_the_books(book):
    page = book("cv.tttn")

    assert page.headers["Status"].startswith("403")


def test_the_inspector_sees_numbers_of_what_is_not_open_to_him(book):
    ministry.registered()

    (row,) = rows(book("kiemtra"))

    assert row[1] == "1"
    assert row[2].startswith("Bạn không được xem văn bản này.")
    assert "BKHCN" not in "".join(row)
