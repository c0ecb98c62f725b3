from imoit.workflows.journal import operations
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.rooms import ministry
from zope.annotation.interfaces import IAnnotations

import contextlib
import html
import json
import pytest
import sqlite3
import transaction


PASSWORD = "imoit-demo"


@pytest.fixture
def site(functional, store):
    portal = functional["portal"]
    IAnnotations(portal).pop(operations.KEY, None)
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()
    for n in range(60):
        operations.note("read", person=f"reader-{n}", uid="u1")
    return portal


def opened(functional, path, login="kiemtra", password=PASSWORD, accept="text/html"):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {login}:{password}")
    browser.addHeader("Accept", accept)
    browser.open(f"{functional['portal'].absolute_url()}/{path}")
    return browser


def read(page):
    return html.unescape(page.contents)


def asked(functional, path, **who):
    return json.loads(
        opened(functional, path, accept="application/json", **who).contents
    )


def test_auditors_read_it_in_vietnamese(functional, site):
    page = opened(functional, "@@imoit-journal")

    assert "Chuỗi 60 dòng còn nguyên vẹn" in read(page)
    assert "Xem văn bản" in read(page)
    assert ("reader-59" in page.contents, "reader-0<" in page.contents) == (True, False)


def test_the_page_leads_to_older_lines(functional, site):
    page = opened(functional, "@@imoit-journal")

    page.getLink("Dòng cũ hơn").click()

    assert "reader-0" in page.contents
    assert "reader-59" not in page.contents


def test_the_page_names_the_broken_line(functional, site, store):
    with contextlib.closing(sqlite3.connect(store)) as raw:
        raw.execute("DROP TRIGGER line_stays")
        raw.execute("UPDATE line SET person = 'x' WHERE seq = 7")
        raw.commit()

    page = opened(functional, "@@imoit-journal")

    assert "Nhật ký bị đứt tại dòng 7." in read(page)
    assert "Dòng này đã bị sửa." in read(page)


def test_programs_read_it_in_batches(functional, site):
    answer = asked(functional, "@journal?b_start=50&b_size=20&verify=1")

    assert (answer["items_total"], len(answer["items"])) == (60, 10)
    assert answer["items"][-1]["person"] == "reader-0"
    assert set(answer["batching"]) == {"@id", "first", "last", "prev"}
    assert answer["verdict"]["ok"]


def test_a_bad_batch_is_refused(functional, site):
    page = opened(functional, "@journal?b_size=x", accept="application/json")

    assert page.headers["status"].startswith("422")


@pytest.mark.parametrize("path", ["@@imoit-journal", "@journal"])
def test_nobody_else_reads_it(functional, site, path):
    page = opened(functional, path, login="cv.tttn", accept="application/json")

    assert page.headers["status"].startswith("403")


def test_managers_of_zope_read_it(functional, site):
    who = {"login": SITE_OWNER_NAME, "password": SITE_OWNER_PASSWORD}

    assert asked(functional, "@journal", **who)["items_total"] == 60


def test_a_document_bears_the_number_of_our_book_alone(functional, site):
    letter = ministry.registered()
    draft = ministry.drafted()
    transaction.commit()

    page = read(opened(functional, "@@imoit-journal"))

    assert f"số đến {letter.arrival_number}/{letter.arrival_date.year}" in page
    assert "chưa có số" in page
    assert f'title="{draft.UID()}"' in page
    assert ("4527/BKHCN-VP" in page, "chữ ký số" in page) == (False, False)
