from html import unescape
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests import cast

import pytest
import transaction


def text(page):
    return unescape(page.contents)


@pytest.fixture
def visit(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()

    def open_as(login, path, password=cast.PASSWORD):
        browser = Browser(functional["app"])
        browser.addHeader("Authorization", f"Basic {login}:{password}")
        browser.addHeader("Accept-Language", "vi")
        browser.raiseHttpErrors = False
        browser.open(f"{functional['portal'].absolute_url()}/{path}")
        return browser

    return open_as


@pytest.mark.parametrize(
    ("part", "title", "line"),
    [
        ("units", "Đơn vị", "Cục Xuất nhập khẩu"),
        ("posts", "Vị trí", "Thứ trưởng"),
        ("people", "Cá nhân", "Đặng Thùy Linh"),
        ("agencies", "Cơ quan ngoài", "Văn phòng Chính phủ"),
    ],
)
def test_staff_read_the_four_lists(visit, part, title, line):
    page = visit(cast.OFFICER, f"directory/{part}")

    assert page.headers["status"].startswith("200")
    assert f"<title>{title} – iMOIT" in " ".join(text(page).split())
    assert line in text(page)
    assert 'method="post"' not in text(page).partition('id="noi-dung"')[2]


def test_the_directory_leads_to_its_units(visit):
    assert visit(cast.OFFICER, "directory").url.endswith("/directory/units")


@pytest.mark.parametrize("part", ["posts", "agencies", "people"])
def test_a_list_is_searched_without_accents(visit, part):
    words = {"posts": "thu truong", "agencies": "chinh phu", "people": "dang thuy"}

    page = visit(cast.OFFICER, f"directory/{part}?q={words[part].replace(' ', '+')}")

    main = text(page).partition('id="noi-dung"')[2]
    assert 1 <= main.count("<tr") - 1 <= 8


def test_strangers_are_asked_to_log_in(functional, visit):
    page = visit("nobody", "directory/units")

    assert "Cục Xuất nhập khẩu" not in text(page)


def test_the_site_manager_adds_a_unit(visit):
    page = visit(cast.MANAGER, "directory/units")
    for name, value in (("id", "xttm"), ("title", "Cục Xúc tiến"), ("symbol", "XTTM")):
        page.getControl(name=name).value = value

    page.getControl("Thêm").click()

    assert page.url.endswith("/directory/units/xttm")
    assert "Đã thêm “Cục Xúc tiến”." in text(page)


def test_what_was_typed_is_kept_when_it_is_refused(visit):
    page = visit(cast.MANAGER, "directory/units")
    for name, value in (("id", "tttn"), ("title", "Cục Mới"), ("symbol", "M")):
        page.getControl(name=name).value = value

    page.getControl("Thêm").click()

    assert page.headers["status"].startswith("409")
    assert page.getControl(name="title").value == "Cục Mới"


def test_a_post_is_taken_and_given(visit):
    page = visit(cast.MANAGER, "directory/posts/cn-officer-1")
    page.getControl("Thu lại vị trí").click()
    assert "Đã thu lại vị trí." in text(page)

    page.getControl(name="person").value = ["cv.hc"]
    page.getControl(name="act", index=0).click()

    assert "Đã giao vị trí." in text(page)
    assert "Đoàn Mạnh Cường" in text(page)


def test_a_wish_for_oneself_waits_and_is_confirmed_by_another(visit):
    page = visit(cast.MANAGER, "directory/posts/cn-officer-1")
    page.getControl("Thu lại vị trí").click()
    page.getControl(name="person").value = [cast.MANAGER]
    page.getControl(name="act", index=0).click()
    assert "phải do người thứ hai xác nhận" in text(page)
    assert "Xác nhận</button>" not in text(page)

    other = visit(SITE_OWNER_NAME, "directory/posts/cn-officer-1", SITE_OWNER_PASSWORD)
    other.getControl("Xác nhận").click()

    assert "Đã giao vị trí." in text(other)


def test_a_person_is_renamed(visit):
    page = visit(cast.MANAGER, "directory/people/cv.hc")
    page.getControl(name="title").value = "Đoàn Mạnh Hùng"

    page.getControl("Lưu").click()

    assert "<h1>Đoàn Mạnh Hùng</h1>" in text(page)


def test_a_person_who_holds_a_post_is_not_removed(visit):
    page = visit(cast.MANAGER, "directory/people/cv.hc")

    page.getControl("Bỏ").click()

    assert page.headers["status"].startswith("409")
    assert "còn giữ vị trí" in text(page)


@pytest.mark.parametrize("path", ["posts/tttn-officer-1", "units/tttn", "people/cv.hc"])
def test_staff_read_an_entry_and_find_no_form(visit, path):
    page = visit(cast.OFFICER, f"directory/{path}")

    assert page.headers["status"].startswith("200")
    assert 'method="post"' not in text(page).partition('id="noi-dung"')[2]


def test_plone_s_own_edit_form_shows_the_holder_only(visit):
    page = visit(cast.MANAGER, "directory/posts/vp-site_manager-1/edit")

    for name in ("holder", "unit", "function", "serves", "pending"):
        assert f'name="form.widgets.{name}"' not in text(page)
