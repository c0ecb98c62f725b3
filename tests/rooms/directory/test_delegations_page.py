from html import unescape
from imoit.workflows.calendar import clock
from plone import api
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

    def open_as(login, path="@@delegations", post=""):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:{cast.PASSWORD}")
        browser.addHeader("Accept-Language", "vi")
        if post:
            browser.addHeader("Cookie", f"imoit_post={post}")
        browser.open(f"{functional['portal'].absolute_url()}/{path}")
        return browser

    return open_as


def given(visit, until=""):
    page = visit(cast.MINISTER)
    page.getControl(name="to").value = ["post:ldb-deputy_minister-1"]
    page.getControl(name="until").value = until or clock.today().strftime("%d/%m/%Y")
    page.getControl(name="act").click()
    return page


def test_a_leader_delegates_and_ends_it_on_the_page(visit):
    page = given(visit)

    assert "Đã ủy quyền cho Lê Thị Thanh Vân." in text(page)
    page.getControl("Chấm dứt ngay").click()
    assert "Đã chấm dứt ủy quyền cho Lê Thị Thanh Vân." in text(page)


def test_a_refusal_keeps_what_was_typed(visit):
    page = given(visit, until="01/01/2020")

    assert page.headers["status"].startswith("422")
    assert "Ngày cuối trước ngày đầu." in text(page)
    assert page.getControl(name="until").value == "01/01/2020"


def test_who_stands_in_sees_it_in_the_head_of_every_page(visit):
    given(visit)

    chosen = visit(cast.DEPUTY, "", post="ldb-minister-1")
    own = visit(cast.DEPUTY, "")

    assert "làm việc thay" in text(chosen)
    assert "Bộ trưởng (thay Nguyễn Hữu Đạt)" in text(own)
    assert "im-acting" not in text(own)


def test_nothing_is_delegated_in_a_post_that_was(visit):
    given(visit)

    page = visit(cast.DEPUTY, post="ldb-minister-1")

    assert "không ủy quyền được" in text(page)
