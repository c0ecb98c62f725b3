"""What tests of files share: a browser, and the worker that draws previews."""

from plone import api
from plone.testing.zope import Browser
from tests.rooms.jobs.conftest import site
from tests.rooms.jobs.conftest import works_off

import pytest
import transaction


__all__ = ["site", "works_off"]


@pytest.fixture
def visit(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(login, where, accept="text/html"):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.addHeader("Accept", accept)
        portal = functional["portal"].absolute_url()
        browser.open(where if where.startswith("http") else portal + where)
        return browser

    return look
