"""Where notices are kept: SQLite beside the journal, and people's choices in the ZODB.

Telling, reading and mailing are many small writes that no page of a document should
wait for and no other act should conflict with. The store holds who is told what kind of
thing about which document, never a word of the document: that is read, with the
reader's rights, when the notice is shown.
"""

from App.config import getConfiguration
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from imoit.workflows.notices.domain import Notice
from imoit.workflows.sqlite import connect
from pathlib import Path
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations

import os
import sqlite3
import threading


KEY = "imoit.notices.choices"
SCHEMA = """
CREATE TABLE IF NOT EXISTS notice (
  id TEXT PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, uid TEXT NOT NULL,
  item TEXT NOT NULL, grp TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
  due TEXT NOT NULL, urgent INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS notice_group ON notice (grp, time);
CREATE INDEX IF NOT EXISTS notice_item ON notice (item);
CREATE INDEX IF NOT EXISTS notice_time ON notice (time);
CREATE TABLE IF NOT EXISTS read (
  id TEXT NOT NULL, login TEXT NOT NULL, PRIMARY KEY (id, login)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mailed (
  id TEXT NOT NULL, login TEXT NOT NULL, PRIMARY KEY (id, login)) WITHOUT ROWID;
"""
COLUMNS = "id, time, kind, uid, item, grp, person, name, due, urgent"
TROUBLE = (sqlite3.Error, OSError)
PATIENCE = 3
_local = threading.local()


def path() -> Path:
    """Return where the store lies: IMOIT_NOTICES, else beside the site's data."""
    named = os.environ.get("IMOIT_NOTICES")
    return Path(named or Path(getConfiguration().clienthome) / "notices.sqlite")


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """Give this thread's connection; what is done with it is one transaction."""
    known = _local.__dict__.setdefault("connections", {})
    store = str(path())
    if store not in known:
        known[store] = _connect(store)
    with known[store] as connection:
        yield connection


def close() -> None:
    """Close this thread's connections."""
    for connection in _local.__dict__.pop("connections", {}).values():
        connection.close()


def _connect(store: str) -> sqlite3.Connection:
    connection = connect(store, PATIENCE)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.executescript(SCHEMA)
    return connection


def add(notices: Iterable[Notice]) -> None:
    """Keep *notices*; one that is there already stays as it is."""
    rows = [notice[:10] for notice in notices]
    with opened() as store:
        store.executemany(
            f"INSERT OR IGNORE INTO notice ({COLUMNS}) "  # noqa: S608 - constant
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def drop(item: str, kinds: Iterable[str], but: str = "") -> None:
    """Take back the notices of *kinds* (empty: all) on *item*, but not *but*."""
    with opened() as store:
        for kind in kinds or ("%",):
            store.execute(
                "UPDATE notice SET gone = 1 "
                "WHERE item = ? AND kind LIKE ? AND (? = '' OR id NOT LIKE ?)",
                (item, kind, but, f"{but}%"),
            )


def of_groups(
    groups: Iterable[str], login: str, most: int, *, unread: bool = False
) -> list[Notice]:
    """Return the newest notices to *groups* that *login* did not cause."""
    marks = list(groups)
    query = (
        f"SELECT {_prefixed()}, r.id IS NOT NULL FROM notice n "  # noqa: S608 - marks
        "LEFT JOIN read r ON r.id = n.id AND r.login = ? "
        f"WHERE n.gone = 0 AND n.person != ? AND n.grp IN ({_marks(marks)}) "
        f"{'AND r.id IS NULL' if unread else ''} "
        "ORDER BY n.time DESC, n.id DESC LIMIT ?"
    )
    with opened() as store:
        return _found(store.execute(query, (login, login, *marks, most)))


def to_mail(since: str, ids: Iterable[str] = ()) -> list[Notice]:
    """Return what was told after *since*, oldest first; with *ids*, only these."""
    marks = list(ids)
    only = f"AND n.id IN ({_marks(marks)})" if marks else ""
    query = (
        f"SELECT {_prefixed()}, 0 FROM notice n "  # noqa: S608 - marks
        f"WHERE n.gone = 0 AND n.time >= ? {only} ORDER BY n.time, n.id"
    )
    with opened() as store:
        return _found(store.execute(query, (since, *marks)))


def done_with(login: str, since: str) -> set[str]:
    """Return the ids of what *login* has read or was mailed."""
    with opened() as store:
        rows = store.execute(
            "SELECT m.id FROM mailed m JOIN notice n ON n.id = m.id "
            "WHERE m.login = ? AND n.time >= ? UNION "
            "SELECT r.id FROM read r JOIN notice n ON n.id = r.id "
            "WHERE r.login = ? AND n.time >= ?",
            (login, since, login, since),
        )
        return {row[0] for row in rows}


def mark(table: str, ids: Iterable[str], login: str) -> None:
    """Remember that *login* has read, or was mailed, what *ids* name."""
    query = {
        "read": "INSERT OR IGNORE INTO read VALUES (?, ?)",
        "mailed": "INSERT OR IGNORE INTO mailed VALUES (?, ?)",
    }[table]
    rows = [(name, login) for name in ids]
    if rows:
        with opened() as store:
            store.executemany(query, rows)


def clear(before: str) -> None:
    """Forget what was told before the ISO moment."""
    with opened() as store:
        for table in ("read", "mailed"):
            store.execute(
                f"DELETE FROM {table} WHERE id IN "  # noqa: S608 - constant
                "(SELECT id FROM notice WHERE time < ?)",
                (before,),
            )
        store.execute("DELETE FROM notice WHERE time < ?", (before,))


def _found(rows: Iterable[tuple]) -> list[Notice]:
    return [Notice(*row[:10], bool(row[10])) for row in rows]


def _prefixed() -> str:
    return ", ".join(f"n.{name.strip()}" for name in COLUMNS.split(","))


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def choices(login: str) -> dict[str, Any]:
    """Return what *login* chose, kind by kind."""
    kept = IAnnotations(api.portal.get()).get(KEY)
    return dict(kept.get(login, {})) if kept is not None else {}


def choose(login: str, chosen: dict[str, Any]) -> None:
    """Keep what *login* chose."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    notes[KEY][login] = chosen


def choosers() -> dict[str, dict[str, Any]]:
    """Return everybody who chose anything, with their choices."""
    return dict(IAnnotations(api.portal.get()).get(KEY) or {})
