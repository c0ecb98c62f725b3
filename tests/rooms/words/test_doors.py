from plone import api
from plone.restapi.search.handler import SearchHandler
from zope.component import getMultiAdapter

import pytest


@pytest.fixture
def pages(portal):
    with api.env.adopt_roles(["Manager"]):
        for title in ("Kết nối liên thông", "Kết nối khác", "Thủy sản"):
            api.content.create(portal, "Document", title=title, safe_id=True)
        yield portal


def titles(items):
    return sorted(item["title"] for item in items)


def test_rest_asks_the_catalog_as_ever(pages, integration):
    found = SearchHandler(pages, integration["request"]).search(
        {"SearchableText": "ket noi lien*", "sort_on": "sortable_title"}
    )

    assert titles(found["items"]) == ["Kết nối liên thông"]


def test_a_collection_is_filled_by_words(pages, integration):
    query = [
        {
            "i": "SearchableText",
            "o": "plone.app.querystring.operation.string.contains",
            "v": "ket noi",
        }
    ]
    view = getMultiAdapter((pages, integration["request"]), name="querybuilderresults")

    found = view(query=query, sort_on="sortable_title")

    assert [item.Title() for item in found] == ["Kết nối khác", "Kết nối liên thông"]


def test_the_catalog_sorts_by_another_index_too(pages):
    api.content.create(pages, "Folder", title="Kết nối", safe_id=True)
    catalog = pages.portal_catalog

    kinds = [
        [brain.portal_type for brain in catalog(SearchableText="ket noi", **asked)]
        for asked in (
            {"sort_on": "portal_type"},
            {"sort_on": "portal_type", "sort_order": "reverse"},
        )
    ]

    assert kinds == [
        ["Document", "Document", "Folder"],
        ["Folder", "Document", "Document"],
    ]


@pytest.mark.parametrize(
    "text", ["", "*", "NOT ket", {"query": "thuỷ sản"}, ["thuy", "san"]]
)
def test_any_form_of_question_has_an_answer(pages, text):
    found = [brain.Title for brain in pages.portal_catalog(SearchableText=text)]

    assert found == ([] if isinstance(text, str) else ["Thủy sản"])
