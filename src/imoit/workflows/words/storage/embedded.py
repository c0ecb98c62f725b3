"""Words in a file of SQLite, found by FTS5; no server, no setting.

FTS5 keeps no text of its own: it is given words that are cut already, in four columns,
so that head and rest, spelled and plain can be asked for apart. To take a document out
it must be told the same words again; they are cut anew from the text beside it.

Nothing here waits for the disk: what a power cut takes is brought in again from the
log of the ZODB, which the disk has.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from imoit.workflows.sqlite import connect
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain.fts5 import told
from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.domain.text import plain_words
from imoit.workflows.words.domain.text import spelled_words
from imoit.workflows.words.schema import Act
from imoit.workflows.words.schema import Rids
from imoit.workflows.words.schema import Text
from pathlib import Path

import json
import sqlite3
import threading


TROUBLE = (sqlite3.Error, OSError)
# Of the way words are cut and kept: another number makes them anew.
FORMAT = 2
# How long one waits for another process that is writing.
PATIENCE = 1
# Acts that the store remembers; more than the log of the ZODB has.
ACTS = 20_000
SCHEMA = """
CREATE TABLE act (n INTEGER PRIMARY KEY AUTOINCREMENT, key INTEGER UNIQUE NOT NULL,
  tid INTEGER NOT NULL, rids TEXT NOT NULL);
CREATE TABLE doc (rid INTEGER PRIMARY KEY, digest BLOB NOT NULL, text BLOB NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(spelled_head, head, spelled_body, body,
  content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
"""
WORDS = "spelled_head, head, spelled_body, body"
PUT = f"INSERT INTO word (rowid, {WORDS}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - constant
TAKE = f"INSERT INTO word (word, rowid, {WORDS}) VALUES ('delete', ?, ?, ?, ?, ?)"  # noqa: S608 - constant
FIND = "SELECT rowid, bm25(word, 6.0, 6.0, 1.0, 1.0) FROM word (?)"
FIT = "SELECT rowid FROM word (?)"
# A gain counts more than any relevance.
STEP = 1_000_000
_guard = threading.Lock()
_stores: dict[str, "Embedded"] = {}


def opened(path: Path) -> "Embedded":
    """Return the store in this file, one for all threads."""
    with _guard:
        if str(path) not in _stores:
            path.parent.mkdir(parents=True, exist_ok=True)
            _stores[str(path)] = Embedded(str(path))
        return _stores[str(path)]


def remove(path: Path) -> None:
    """Remove the store in this file."""
    with _guard:
        found = _stores.pop(str(path), None)
    if found is not None:
        found.close()
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


class Embedded:
    """A store in a file, or in memory; each thread has its own connection."""

    def __init__(self, path: str):
        self.path = path
        self._local = threading.local()

    def close(self) -> None:
        """Close this thread's connection."""
        connection = self._local.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    @property
    def _db(self) -> sqlite3.Connection:
        found = self._local.__dict__.get("connection")
        if found is None:
            found = self._local.connection = _connect(self.path)
        return found

    def acts(self, since: int) -> list[Act]:
        """Return the acts whose key is at least *since*."""
        return self._acts("key >= ?", since)

    def after(self, n: int) -> list[Act]:
        """Return the acts that came in after the *n*-th."""
        return self._acts("n > ?", n)

    def _acts(self, where: str, bound: int) -> list[Act]:
        query = f"SELECT n, key, tid, rids FROM act WHERE {where}"  # noqa: S608 - constant
        return [Act.read(*row) for row in self._db.execute(query, (bound,))]

    def last(self) -> int:
        """Return the place of the act that came in last, 0 when there is none."""
        found = self._db.execute("SELECT max(n) FROM act").fetchone()[0]
        return found or 0

    def digests(self, rids: Sequence[int]) -> dict[int, bytes]:
        """Return the digest of each text of *rids* that is there."""
        return self._rows("digest", rids)

    def texts(self, rids: Sequence[int]) -> dict[int, Text]:
        """Return the texts of *rids* that are there."""
        return {
            rid: Text.unpacked(kept) for rid, kept in self._rows("text", rids).items()
        }

    def _rows(self, column: str, rids: Sequence[int]) -> dict:
        query = f"SELECT {column} FROM doc WHERE rid = ?"  # noqa: S608 - constant
        found = {rid: self._db.execute(query, (rid,)).fetchone() for rid in rids}
        return {rid: row[0] for rid, row in found.items() if row}

    def rids(self) -> Iterator[int]:
        """Yield every document that has words."""
        for row in self._db.execute("SELECT rid FROM doc"):
            yield row[0]

    def count(self) -> int:
        """Return how many documents have words."""
        return self._db.execute("SELECT count(*) FROM doc").fetchone()[0]

    def find(self, asked: Node, ranked: bool = True) -> dict[int, int]:
        """Return what fits, with a score: how well it fits if *ranked*, else 1."""
        if not ranked:
            rows = self._db.execute(FIT, (told(query.wanted(asked)),))
            return dict.fromkeys((rid for (rid,) in rows), 1)
        found = {
            rid: min(int(-score * 10_000), STEP - 2) + 1
            for rid, score in self._db.execute(FIND, (told(query.wanted(asked)),))
        }
        if len(found) > 1:
            for want in query.better(asked):
                for (rid,) in self._db.execute(FIT, (told(want),)):
                    if rid in found:
                        found[rid] += want.gain * STEP
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place; all that is written is kept, or nothing."""
        self.begin()
        try:
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise

    def begin(self) -> None:
        """Take the writer's place."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written."""
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def put(self, rid: int, text: Text | None) -> None:
        """Write the words of a document, or take them away."""
        before = self.texts((rid,)).get(rid)
        if before is not None:
            self._db.execute(TAKE, (rid, *_words(before)))
            self._db.execute("DELETE FROM doc WHERE rid = ?", (rid,))
        if text is not None:
            row = (rid, text.digest(), text.packed())
            self._db.execute("INSERT INTO doc VALUES (?, ?, ?)", row)
            self._db.execute(PUT, (rid, *_words(text)))

    def clear(self) -> None:
        """Take all words away."""
        self._db.execute("INSERT INTO word (word) VALUES ('delete-all')")
        self._db.execute("DELETE FROM doc")

    def note(self, key: int, tid: int, rids: Rids) -> None:
        """Remember an act; *rids* None: it may have changed every document."""
        told = (key, tid, json.dumps(rids))
        done = self._db.execute(
            "INSERT OR REPLACE INTO act (key, tid, rids) VALUES (?, ?, ?)", told
        )
        if done.lastrowid % 1000 == 0:
            self._db.execute("DELETE FROM act WHERE n < ?", (done.lastrowid - ACTS,))

    def forget(self, keys: Iterable[int]) -> None:
        """Drop acts that never were."""
        self._db.executemany("DELETE FROM act WHERE key = ?", [(key,) for key in keys])


def _connect(path: str) -> sqlite3.Connection:
    found = connect(path, PATIENCE, isolation_level=None)
    try:
        found.execute("PRAGMA synchronous=NORMAL")
        if found.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            _make(found)
    except BaseException:
        found.close()
        raise
    return found


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables; what another version left is thrown away."""
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        for name in ("act", "doc", "word"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={FORMAT}")
    connection.execute("COMMIT")


def _words(text: Text) -> list[str]:
    return [
        " ".join(cut(part)) for part in text for cut in (spelled_words, plain_words)
    ]
