from imoit.content.search.domain.traits import traits
from imoit.content.search.operations.finding import find
from imoit.content.search.operations.traits import NAME
from imoit.policy.setup import demo_letters
from imoit.workflows.transitions.operations import state
from plone.indexer.interfaces import IIndexer
from Products.CMFCore.indexing import processQueue
from tests.rooms.ministry import acting
from tests.rooms.ministry import directed
from tests.rooms.ministry import received
from zope.component import queryMultiAdapter

import pytest


class Row:
    """What the catalog knows of a letter, without the letter."""

    portal_type = "IncomingDocument"
    review_state = "registered"

    def __init__(self, number, group):
        self.imoit_line = {
            "kind": "incoming",
            "number": number,
            "from": f"Cơ quan {number % 3}",
            "arrived": f"{2025 + number % 2}-11-{number % 28 + 1:02d}",
            "type": "Công văn",
            "priority": "normal",
        }
        self.imoit_traits = traits(self.imoit_line, "registered", None, 1, 1)
        self.SearchableText = ["", "V/v kết nối liên thông"]
        self.allowedRolesAndUsers = [group]


@pytest.fixture
def many(portal):
    """Fifteen hundred letters of the registry, three of which a unit sees too."""
    catalog = portal.portal_catalog._catalog
    for number in range(1, 1501):
        group = "imoit.tttn.head" if number <= 3 else "imoit.vp.ministry_registry"
        catalog.catalogObject(Row(number, f"user:{group}"), f"/plone/x/{number}")
    return portal


def counts(found, name):
    return {value.id: value.count for value in found.facets[name]}


def test_all_that_was_found_is_counted(many):
    with acting("vanthu.bo"):
        found = find("ket noi", {})

    assert found.total == 1497
    assert counts(found, "from") == dict.fromkeys(
        (f"Cơ quan {n}" for n in range(3)), 499
    )
    assert sum(counts(found, "year").values()) == 1497


def test_nothing_is_counted_that_one_may_not_see(many):
    with acting("truong.tttn"):
        found = find("ket noi", {})

    assert found.total == 3
    assert sum(counts(found, "from").values()) == 3


def test_all_is_narrowed_and_ordered_before_it_is_cut(many):
    chosen = {"from": ["Cơ quan 1"], "number_from": ["1400"]}
    with acting("vanthu.bo"):
        found = find("ket noi", chosen, order="number", size=2)
        last = find("ket noi", chosen, order="number", start=31, size=9)

    assert found.total == 33
    assert [b.imoit_line["number"] for b in found.brains] == [1405, 1411]
    assert [b.imoit_line["number"] for b in last.brains] == [1492, 1498]


def test_without_words_all_that_fits_is_found(many):
    with acting("vanthu.bo"):
        found = find("", {"number_to": ["5"]}, order="best")

    assert found.total == 2
    assert [b.imoit_line["number"] for b in found.brains] == [5, 4]


def scanned(portal):
    """Return the traits that each document has now."""
    catalog = portal.portal_catalog
    found = {}
    for rid, path in catalog._catalog.paths.items():
        thing = catalog.unrestrictedTraverse(path, None)
        indexer = queryMultiAdapter((thing, catalog), IIndexer, name=NAME)
        if indexer is not None and thing.words() is not None:
            found[rid] = indexer()
    return found


def test_traits_are_those_of_the_document_after_every_step(portal):
    demo_letters.load_letters(portal)
    processQueue()
    index = portal.portal_catalog._catalog.getIndex(NAME)

    expected = scanned(portal)

    assert len(expected) > 25
    assert len({one.state for one in expected.values()}) > 5
    assert {one.kind for one in expected.values()} == {"incoming", "outgoing"}
    kept = {rid: index.getEntryForObject(rid) for rid in index.entries}
    assert kept == expected


def test_a_step_changes_no_name_and_little_of_the_index(portal):
    index = portal.portal_catalog._catalog.getIndex(NAME)
    directed()
    processQueue()
    names = list(index.names)

    letter = directed()

    processQueue()
    rid = portal.portal_catalog.getrid("/".join(letter.getPhysicalPath()))
    assert state(letter) == index.getEntryForObject(rid).state == "in_progress"
    assert (list(index.names), len(index.entries[rid])) == (names, 42)


def test_what_has_no_number_yet_has_no_traits(portal):
    received()
    processQueue()

    assert portal.portal_catalog._catalog.getIndex(NAME).numObjects() == 0
