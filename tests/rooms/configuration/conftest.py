from plone import api
from plone.testing.zope import Browser
from tests import cast

import pytest
import transaction


@pytest.fixture
def visit(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def open_as(login, address):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:{cast.PASSWORD}")
        browser.addHeader("Accept-Language", "vi")
        browser.open(f"{functional['portal'].absolute_url()}/{address}")
        return browser

    return open_as
