"""The whole Ministry behind a real HTTP server, and a browser to visit it with."""

from playwright.sync_api import sync_playwright
from tests import chromium
from tests.journeys.client import Ministry
from tests.journeys.client import PASSWORD

import pytest


WAIT = 30_000


@pytest.fixture
def ministry(acceptance):
    return Ministry(acceptance["portal"].absolute_url())


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox"]
        )
        yield found
        found.close()


@pytest.fixture
def visit(browser, ministry):
    def log_in(login, where, **options):
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(WAIT)
        page.goto(f"{ministry.url}/login")
        page.fill("#__ac_name", login)
        page.fill("#__ac_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(where if where.startswith("http") else ministry.url + where)
        return page

    return log_in
