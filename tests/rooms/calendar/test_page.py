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
    browser.open(functional["portal"].absolute_url() + "/@@imoit-calendar")
    return browser


def fields(browser):
    holidays = browser.getControl(name="form.widgets.holidays")
    return holidays, browser.getControl(name="form.widgets.workdays")


def test_the_page_is_vietnamese(browser):
    assert "Lịch làm việc" in browser.contents
    assert "Ngày nghỉ" in browser.contents


def test_a_day_off_is_kept(functional, browser):
    holidays, _workdays = fields(browser)
    holidays.value = "2026-08-31 Nghỉ hoán đổi"

    browser.getControl(name="form.buttons.save").click()

    kept = api.portal.get_registry_record("imoit.calendar.holidays")
    assert kept == ["2026-08-31 Nghỉ hoán đổi"]


def test_a_bad_line_is_named_and_nothing_is_lost(functional, browser):
    holidays, _workdays = fields(browser)
    holidays.value = "2026-08-31 Nghỉ hoán đổi\n31/12/2026 Nghỉ"

    browser.getControl(name="form.buttons.save").click()

    assert "Dòng 2 (“31/12/2026 Nghỉ”)" in browser.contents
    assert "2026-08-31 Nghỉ hoán đổi" in fields(browser)[0].value
    assert not api.portal.get_registry_record("imoit.calendar.holidays")


def test_only_managers_of_the_site(portal):
    roles = {
        role["name"]
        for role in portal.rolesOfPermission("iMOIT: Manage working calendar")
        if role["selected"]
    }
    assert roles == {"Manager", "Site Administrator"}
