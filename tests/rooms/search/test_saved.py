from html import unescape
from imoit.content.search import domain
from imoit.content.search import storage
from imoit.content.search.operations import finding
from imoit.content.search.operations import keeping
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from plone import api
from plone.testing.zope import Browser
from tests.rooms.ministry import acting
from tests.rooms.ministry import registered
from urllib.parse import quote

import pytest
import transaction


FACETS = {"type": ["Công văn"], "year": ["2026"]}


def test_a_search_is_kept_with_its_facets_and_order(portal):
    keeping.keep("cv.tttn", "  Chữ ký  số ", "chu ky so", FACETS, "newest")

    (kept,) = storage.saved("cv.tttn")
    assert kept.name == "Chữ ký số"
    assert (kept.text, kept.chosen(), kept.order) == ("chu ky so", FACETS, "newest")
    assert storage.saved("cv2.tttn") == []


def test_a_search_of_the_same_name_takes_its_place(portal):
    keeping.keep("cv.tttn", "a", "ket noi", {})
    keeping.keep("cv.tttn", "a", "lien thong", {})

    assert [one.text for one in storage.saved("cv.tttn")] == ["lien thong"]


def test_a_search_counts_what_its_reader_may_see(portal):
    registered()
    kept = keeping.keep("vanthu.bo", "", "chu ky so", FACETS)

    counts = {}
    for login in ("vanthu.bo", "cv.tttn"):
        with acting(login):
            counts[login] = finding.count(kept)

    assert counts == {"vanthu.bo": 1, "cv.tttn": 0}


def test_a_search_can_be_dropped_by_its_owner_alone(portal):
    kept = keeping.keep("cv.tttn", "", "ket noi", {})

    with pytest.raises(NotThere):
        keeping.forget("cv2.tttn", kept.id)
    keeping.forget("cv.tttn", kept.id)

    assert storage.saved("cv.tttn") == []


@pytest.mark.parametrize(
    ("name", "text", "order"),
    [("", " ", "best"), ("x" * 81, "ket", "best"), ("", "ket", "size")],
)
def test_a_search_that_cannot_be_kept_is_refused(portal, name, text, order):
    with pytest.raises(BadValue):
        keeping.keep("cv.tttn", name, text, {}, order)


def test_nobody_keeps_more_than_a_dozen(portal):
    for n in range(domain.SAVED):
        keeping.keep("cv.tttn", f"{n}", "ket noi", {})

    with pytest.raises(Conflict):
        keeping.keep("cv.tttn", "one more", "ket noi", {})


@pytest.fixture
def clerk(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    registered()
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", "Basic vanthu.bo:imoit-demo")
    browser.handleErrors = False
    return browser


def test_a_search_is_kept_and_dropped_on_the_page_and_counted_at_the_desk(clerk):
    site = api.portal.get().absolute_url()
    clerk.open(f"{site}/@@search?q=chu+ky+so&type={quote('Công văn')}&sort=number")
    clerk.getControl(name="name").value = "Chữ ký"
    clerk.getControl("Lưu", index=0).click()

    assert "type=C%C3%B4ng+v%C4%83n" in clerk.url
    clerk.open(site)
    desk = unescape(clerk.contents).partition('class="im-boxes"')[2]
    assert "Chữ ký" in desk.partition("</nav>")[0]
    clerk.open(f"{site}/@@saved-searches")
    clerk.getControl("Bỏ", index=0).click()
    assert "Bạn chưa lưu tra cứu nào" in unescape(clerk.contents)
