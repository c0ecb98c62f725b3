from html import unescape
from imoit.workflows.turns.domain import takes_turn
from plone import api
from plone.testing.zope import Browser

import pytest
import transaction


@pytest.fixture
def clerk(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", "Basic vanthu.bo:imoit-demo")
    return browser


def folder():
    return f"{api.portal.get().absolute_url()}/incoming"


def test_the_sheet_between_letters_is_printed_with_its_code(clerk):
    clerk.open(f"{folder()}/@@separator-sheet")

    page = unescape(clerk.contents)
    assert "TỜ PHÂN CÁCH" in page
    assert page.count("<svg") >= 2


def test_only_the_registry_looks_into_stacks(functional, clerk):
    transaction.commit()
    for login in ("cv.hc", "quantri", "kiemtra"):
        other = Browser(functional["app"])
        other.raiseHttpErrors = False
        other.addHeader("Authorization", f"Basic {login}:imoit-demo")
        for name in ("stack-pages", "separator-sheet"):
            other.open(f"{folder()}/@@{name}")
            assert other.headers["Status"][:3] in ("401", "403", "404"), login


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("POST", "/site/incoming/@@stack-pages", False),
        ("POST", "/site/incoming/@stack-pages", False),
        ("POST", "/site/@@folder-code", False),
        ("POST", "/site/incoming/@scans", True),
        ("POST", "/site/stack-pages/x", True),
        ("GET", "/site", False),
    ],
)
def test_looking_into_a_stack_does_not_keep_writers_waiting(method, path, takes):
    assert takes_turn(method, path) is takes
