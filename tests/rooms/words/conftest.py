"""A site whose words are looked at from outside, through connections of their own."""

from Acquisition import aq_base
from contextlib import closing
from contextlib import contextmanager
from imoit.workflows.words import storage
from imoit.workflows.words.operations import catching
from imoit.workflows.words.operations.places import NAME
from imoit.workflows.words.storage import embedded
from imoit.workflows.words.storage import postgresql
from plone import api
from tests.postgresql import running
from transaction import TransactionManager

import psycopg
import pytest
import shutil
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


class InFile(Site):
    """Its words lie in a file."""

    @property
    def file(self):
        return storage.path(self.uid)

    @contextmanager
    def held(self):
        """Keep every writer out of the store."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def copies(self):
        names = (f"{self.file.name}{end}" for end in ("", "-wal"))
        found = [self.file.with_name(name) for name in names]
        return [file for file in found if file.exists()]

    def set_aside(self, folder):
        """Keep the store as it is now."""
        folder.mkdir()
        self.store.close()
        for file in self.copies():
            shutil.copy(file, folder)

    def lose(self):
        """Remove the store."""
        self.store.close()
        for name in ("", "-wal", "-shm"):
            self.file.with_name(f"{self.file.name}{name}").unlink(missing_ok=True)

    def set_back(self, folder):
        """Put the store back that was kept."""
        self.lose()
        for file in folder.iterdir():
            shutil.copy(file, self.file.parent)


class OnServer(Site):
    """Its words lie in PostgreSQL."""

    TABLES = ("act", "doc")

    @contextmanager
    def held(self):
        """Keep every writer out of the store."""
        with psycopg.connect(storage.server()) as other:
            other.execute(postgresql.LOCK, (self.store.schema,))
            yield
            other.rollback()

    def run(self, statement):
        with psycopg.connect(storage.server(), autocommit=True) as other:
            other.execute(statement)

    def set_aside(self, _folder):
        """Keep the store as it is now."""
        self.run("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for name in self.TABLES:
            theirs = f"{self.store.schema}.{name}"
            self.run(f"CREATE TABLE kept.{name} AS TABLE {theirs}")

    def lose(self):
        """Remove the store."""
        self.store.close()
        self.run(f"DROP SCHEMA {self.store.schema} CASCADE")

    def set_back(self, _folder):
        """Put the store back that was kept."""
        for name in self.TABLES:
            theirs = f"{self.store.schema}.{name}"
            self.run(f"TRUNCATE {theirs}; INSERT INTO {theirs} TABLE kept.{name}")


@pytest.fixture(scope="session")
def server():
    with running() as found:
        yield found


@pytest.fixture(params=["file", "server"])
def site(request, functional, monkeypatch):
    monkeypatch.setattr(embedded, "PATIENCE", 0.05)
    monkeypatch.setattr(postgresql, "PATIENCE", 50)
    if request.param == "server":
        address = request.getfixturevalue("server").address
        monkeypatch.setenv(storage.FOLDER, address)
    made = (InFile if request.param == "file" else OnServer)(functional)
    made.store.count()
    made.store.close()
    yield made
    transaction.abort()
    made.store.close()
    if request.param == "server":
        storage.drop(made.uid)
