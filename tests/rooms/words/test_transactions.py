from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from plone import api
from random import Random
from tests.rooms.words.conftest import titles
from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import transaction
import Zope2


def test_words_are_found_by_others_once_they_are_committed(site):
    site.page("Kết nối liên thông")

    assert (site.titles("lien thong"), site.found("lien thong")) == (
        ["Kết nối liên thông"],
        [],
    )
    transaction.commit()
    assert site.found("lien thong") == ["Kết nối liên thông"]


def test_what_is_undone_leaves_no_words(site):
    site.page("Kết nối liên thông")
    transaction.abort()

    assert site.titles("lien thong") == []
    assert site.drift() == [[], [], []]


def test_what_is_undone_within_a_transaction_leaves_no_words(site):
    page = site.page("Kết nối")
    before = transaction.savepoint()
    site.rename(page, "Liên thông")
    assert site.titles("lien thong") == ["Liên thông"]
    before.rollback()
    transaction.commit()

    assert (site.found("ket noi"), site.found("lien thong")) == (["Kết nối"], [])


def test_a_savepoint_before_the_first_words_can_be_gone_back_to(site):
    before = transaction.savepoint()
    site.page("Kết nối")
    assert site.titles("ket noi") == ["Kết nối"]
    before.rollback()
    site.page("Liên thông")
    transaction.commit()

    assert (site.found("ket noi"), site.found("lien thong")) == ([], ["Liên thông"])


def test_a_transaction_finds_what_was_there_when_it_began(site):
    page = site.page("Kết nối")
    transaction.commit()
    with site.elsewhere() as (catalog, manager):
        assert titles(catalog, "ket noi") == ["Kết nối"]
        site.page("Kết nối nữa")
        site.rename(page, "Liên thông")
        transaction.commit()
        assert titles(catalog, "lien thong") == []
        assert titles(catalog, "nua") == []
        manager.begin()
        assert titles(catalog, "lien thong") == ["Liên thông"]


def test_a_removed_page_is_found_no_more(site):
    page = site.page("Kết nối")
    transaction.commit()
    site.portal.manage_delObjects([page.getId()])
    assert site.titles("ket noi") == []
    transaction.commit()

    assert site.found("ket noi") == []
    assert site.drift() == [[], [], []]


def test_words_that_stay_the_same_are_not_written(site):
    page = site.page("Kết nối")
    transaction.commit()
    before = site.store.last(), len(site.index.log.whole())

    site.rename(page, "Kết nối")
    transaction.commit()

    assert (site.store.last(), len(site.index.log.whole())) == before


def test_a_cleared_catalog_finds_what_was_indexed_since(site):
    page = site.page("Kết nối")
    transaction.commit()
    site.catalog.manage_catalogClear()
    assert site.titles("ket noi") == []
    page.indexObject()
    assert site.titles("ket noi") == ["Kết nối"]
    transaction.commit()

    assert site.found("ket noi") == ["Kết nối"]
    assert list(site.drift()) == [[], [], []]


def test_two_that_change_the_words_of_one_page_meet(site):
    page = site.page("Kết nối")
    transaction.commit()
    with site.elsewhere() as (catalog, manager):
        other = catalog.unrestrictedTraverse(page.getPhysicalPath())
        catalog._catalog.getIndex("SearchableText").numObjects()
        site.rename(page, "Liên thông")
        transaction.commit()
        other.title = "Kết nối khác"
        with pytest.raises(ConflictError):
            catalog.catalog_object(other, idxs=["SearchableText"])
        manager.abort()

    assert site.drift() == [[], [], []]


def test_a_store_that_cannot_be_written_keeps_nobody_back(site):
    with site.held():
        site.page("Kết nối")
        transaction.commit()

    assert site.drift() != [[], [], []]
    assert site.found("ket noi") == ["Kết nối"]
    assert site.drift() == [[], [], []]


def test_while_nobody_can_write_what_is_there_is_found(site):
    site.page("Kết nối")
    transaction.commit()
    with site.held():
        site.page("Liên thông")
        transaction.commit()
        assert site.found("ket noi") == ["Kết nối"]

    assert site.found("lien thong") == ["Liên thông"]


def acts_at_random(site, name):
    """Act twelve times in this thread, with a connection of its own."""
    dice, done = Random(name), 0  # noqa: S311 - no secret
    with closing(site.database.open()) as connection:
        portal = Zope2.app(connection)["plone"]
        setSite(portal)
        newSecurityManager(None, SpecialUsers.system)
        while done < 12:
            try:
                act(portal[name], dice, f"{name}{done}")
                done += 1
            except TransientError:
                transaction.abort()
        setSite(None)


def act(folder, dice, name):
    transaction.begin()
    ids = sorted(folder.objectIds())
    kind = dice.choice(("add", "add", "rename", "remove")) if ids else "add"
    if kind == "add":
        folder.invokeFactory("Document", name, title=f"Kết nối {name}")
    elif kind == "rename":
        page = folder[dice.choice(ids)]
        page.title = f"Liên thông {dice.random()}"
        page.reindexObject()
    else:
        folder.manage_delObjects([dice.choice(ids)])
    transaction.commit() if dice.random() < 0.8 else transaction.abort()


def test_writers_side_by_side_leave_no_drift(site):
    with api.env.adopt_roles(["Manager"]):
        for name in "abcd":
            site.portal.invokeFactory("Folder", name, title="Thư mục")
    transaction.commit()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: acts_at_random(site, name), "abcd"))
    transaction.begin()

    found = site.catalog.unrestrictedSearchResults(portal_type="Document")
    pages = sorted(brain.Title for brain in found)
    assert len(pages) > 4
    assert site.found("ket noi OR lien thong") == pages
    assert site.drift() == [[], [], []]
