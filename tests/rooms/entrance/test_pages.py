from html import unescape
from plone import api
from plone.testing.zope import Browser

import pytest
import transaction


def seen(browser):
    return unescape(browser.contents)


@pytest.fixture
def browser(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    return browser


@pytest.fixture
def url(functional):
    return functional["portal"].absolute_url()


def enter(browser, name, password, url):
    browser.open(f"{url}/login")
    browser.getControl(name="__ac_name").value = name
    browser.getControl(name="__ac_password").value = password
    browser.getControl("Đăng nhập").click()


def test_who_logs_in_goes_to_work(browser, url):
    enter(browser, "vanthu.bo", "imoit-demo", url)

    assert browser.url.rstrip("/") == url
    assert "Trần Thị Mai Hương" in seen(browser)


def test_a_wrong_password_is_said_and_the_name_stays(browser, url):
    enter(browser, "vanthu.bo", "sai", url)

    assert "Sai tên đăng nhập hoặc mật khẩu" in seen(browser)
    assert browser.getControl(name="__ac_name").value == "vanthu.bo"
    assert browser.getControl(name="__ac_password").value == ""


def test_after_the_log_in_one_goes_on_where_one_was(browser, url):
    browser.open(f"{url}/login?came_from={url}/@@search?q=thuong")
    browser.getControl(name="__ac_name").value = "vanthu.bo"
    browser.getControl(name="__ac_password").value = "imoit-demo"
    browser.getControl("Đăng nhập").click()

    assert browser.url == f"{url}/@@search?q=thuong"


def test_nobody_is_sent_to_another_site(browser, url):
    browser.open(f"{url}/login?came_from=http://elsewhere.example/")

    assert browser.getControl(name="came_from").value == ""


def test_who_logs_out_is_told(browser, url):
    enter(browser, "vanthu.bo", "imoit-demo", url)

    browser.open(f"{url}/logout")

    assert "Bạn đã đăng xuất" in seen(browser)


def test_people_of_the_demo_are_shown_in_the_demo_only(browser, url):
    browser.open(f"{url}/login")

    assert "imoit-demo" not in browser.contents
    assert "Phạm Quốc Khánh" not in browser.contents


def test_what_is_not_there_is_said_in_vietnamese(browser, url):
    browser.open(f"{url}/khong-co")

    assert browser.headers["Status"].startswith("404")
    assert "Không có trang này, hoặc bạn không được xem" in seen(browser)


def test_programs_still_get_json(browser, url):
    browser.addHeader("Accept", "application/json")

    browser.open(f"{url}/khong-co")

    assert browser.headers["Status"].startswith("404")
    assert browser.headers["Content-Type"].startswith("application/json")


def test_a_stranger_is_asked_to_log_in(browser, url):
    browser.open(f"{url}/@@search?q=x")

    assert "/login" in browser.url
    assert 'name="__ac_password"' in browser.contents
