from datetime import date
from html import unescape
from imoit.workflows.calendar.storage import calendar
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

import pytest
import transaction


@pytest.fixture
def browser(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.addHeader("Accept-Language", "vi")
    browser.open(functional["portal"].absolute_url() + "/@@imoit-calendar?year=2026")
    return browser


def text(page):
    return unescape(page.contents)


def write(browser, row, day, kind, title):
    browser.getControl(name=f"day_{row}").value = day
    browser.getControl(name=f"kind_{row}").value = [kind]
    browser.getControl(name=f"title_{row}").value = title


def test_the_page_is_vietnamese_and_shows_the_year(browser):
    assert "Lịch làm việc" in text(browser)
    assert "Làm bù" in text(browser)
    assert "02/09/2026" in text(browser)


def test_days_off_and_days_worked_are_kept(functional, browser):
    write(browser, 0, "30/10/2026", "off", "Nghỉ hoán đổi")
    write(browser, 1, "31/10/2026", "work", "Làm bù")

    browser.getForm(index=1).submit()

    transaction.begin()
    found = calendar()
    assert not found.is_working(date(2026, 10, 30))
    assert found.is_working(date(2026, 10, 31))
    kept = api.portal.get_registry_record("imoit.calendar.holidays")
    assert kept == ["2026-10-30 Nghỉ hoán đổi"]


@pytest.mark.parametrize(
    ("day", "kind", "title", "said"),
    [
        ("31/13/2026", "off", "Nghỉ", "Đây không phải là ngày"),
        ("30/10/2026", "off", "", "bắt buộc"),
        ("30/10/2026", "work", "Làm", "vốn đã là ngày làm việc"),
    ],
    ids=["no day", "no reason", "worked anyway"],
)
def test_a_bad_row_is_named_and_nothing_is_lost(browser, day, kind, title, said):
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    write(browser, 0, day, kind, title)

    browser.getForm(index=1).submit()

    assert said in text(browser)
    assert browser.getControl(name="day_0").value == day
    assert not api.portal.get_registry_record("imoit.calendar.holidays")


def test_only_managers_of_the_site(portal):
    roles = {
        role["name"]
        for role in portal.rolesOfPermission("iMOIT: Manage working calendar")
        if role["selected"]
    }
    assert roles == {"Manager", "Site Administrator"}
