"""A site whose words are looked at from outside, through connections of their own."""

from Acquisition import aq_base
from contextlib import closing
from contextlib import contextmanager
from imoit.workflows.words import storage
from imoit.workflows.words.operations import catching
from imoit.workflows.words.operations.places import NAME
from plone import api
from transaction import TransactionManager

import contextlib
import pytest
import sqlite3
import transaction
import Zope2


PATH = ("", "plone", "portal_catalog")


class Site:
    """The words of one site."""

    def __init__(self, layer):
        self.layer = layer
        self.portal = layer["portal"]
        self.catalog = self.portal.portal_catalog
        self.index = self.catalog._catalog.getIndex(NAME)
        self.uid = aq_base(self.index).uid

    @property
    def database(self):
        return self.portal._p_jar.db()

    @property
    def file(self):
        return storage.path(self.uid)

    @property
    def store(self):
        return storage.store(self.uid)

    def page(self, text, **more):
        """Make a page that holds *text*, not committed."""
        with api.env.adopt_roles(["Manager"]):
            return api.content.create(
                self.portal, "Document", title=text, safe_id=True, **more
            )

    def rename(self, page, text):
        page.title = text
        page.reindexObject()

    def titles(self, text):
        """Return what this connection finds."""
        brains = self.catalog.unrestrictedSearchResults(SearchableText=text)
        return sorted(brain.Title for brain in brains)

    @contextmanager
    def elsewhere(self):
        """Give the catalog as another connection sees it, with its transactions."""
        manager = TransactionManager()
        manager.begin()
        with closing(self.database.open(manager)) as connection:
            try:
                yield Zope2.app(connection)["plone"].portal_catalog, manager
            finally:
                manager.abort()

    def found(self, text):
        """Return what a new transaction finds."""
        with self.elsewhere() as (catalog, _manager):
            return titles(catalog, text)

    def drift(self):
        """Compare the words with a scan of the catalog."""
        with catching.apart(self.database, PATH, NAME) as found:
            return [list(part) for part in catching.compared(found)]


def titles(catalog, text):
    brains = catalog.unrestrictedSearchResults(SearchableText=text)
    return sorted(brain.Title for brain in brains)


@contextlib.contextmanager
def held(file):
    """Keep every writer out of the store."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def site(functional, monkeypatch):
    monkeypatch.setattr(storage.embedded, "PATIENCE", 0.05)
    made = Site(functional)
    made.store.close()
    yield made
    transaction.abort()
    made.store.close()
