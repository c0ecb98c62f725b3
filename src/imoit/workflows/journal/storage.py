"""The journal's own store: SQLite, append-only, one chain for all processes.

The head (how many lines, last hash) is kept a second time in a file beside the store,
so that lines cut off at the end are noticed too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from imoit.workflows.journal.domain import FIRST
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.domain import sealed
from pathlib import Path
from typing import Any

import json
import os
import sqlite3
import threading


SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
  seq INTEGER PRIMARY KEY, event TEXT UNIQUE NOT NULL, time TEXT, person TEXT,
  name TEXT, post TEXT, post_title TEXT, act TEXT, uid TEXT, item TEXT, details TEXT,
  previous TEXT, hash TEXT);
CREATE INDEX IF NOT EXISTS line_uid ON line (uid, seq);
CREATE TRIGGER IF NOT EXISTS line_stays BEFORE UPDATE ON line
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER IF NOT EXISTS line_kept BEFORE DELETE ON line
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
"""
COLUMNS = (
    "seq, time, person, name, post, post_title, act, uid, item, details, previous, hash"
)
_local = threading.local()


def path() -> Path:
    """Return where the store lies: IMOIT_JOURNAL, else beside the site's data."""
    named = os.environ.get("IMOIT_JOURNAL")
    if named:
        return Path(named)
    return Path(os.environ.get("CLIENT_HOME", "var")) / "journal.sqlite"


def head_path(store: Path) -> Path:
    """Return the file that repeats the head of *store*."""
    return store.with_suffix(".head")


@contextmanager
def opened(store: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Give this thread's connection to the store."""
    store = store or path()
    known = getattr(_local, "connections", None)
    if known is None:
        known = _local.connections = {}
    if str(store) not in known:
        store.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(store, timeout=10, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executescript(SCHEMA)
        known[str(store)] = connection
    yield known[str(store)]


def append(records: list[dict[str, Any]], store: Path | None = None) -> int:
    """Append each record that is not there yet; return how many were new."""
    store = store or path()
    with opened(store) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            added = _append(connection, records)
            head = _head(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        if added:
            head_path(store).write_text(f"{head[0]} {head[1]}\n", encoding="ascii")
    return added


def _head(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute(
        "SELECT seq, hash FROM line ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else (0, FIRST)


def _append(connection: sqlite3.Connection, records: list[dict[str, Any]]) -> int:
    seq, previous = _head(connection)
    added = 0
    for record in records:
        if has(record["event"], connection):
            continue
        seq += 1
        line = sealed(_line(record, seq, previous))
        previous = line.hash
        values = line._replace(details=_json(line.details))
        connection.execute(
            f"INSERT INTO line (event, {COLUMNS}) VALUES ({', '.join('?' * 13)})",  # noqa: S608 - constant
            (record["event"], *values),
        )
        added += 1
    return added


def _line(record: dict[str, Any], seq: int, previous: str) -> Line:
    fields = {name: record.get(name, "") for name in Line._fields[1:9]}
    details = json.loads(_json(record.get("details") or {}))
    return Line(seq=seq, **fields, details=details, previous=previous, hash="")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def has(event: str, connection: sqlite3.Connection) -> bool:
    """Tell whether the event is in the store."""
    found = connection.execute("SELECT 1 FROM line WHERE event = ?", (event,))
    return found.fetchone() is not None


def select(where: str = "", values: tuple = (), store: Path | None = None):
    """Return the lines that *where* (constant SQL) picks."""
    query = f"SELECT {COLUMNS} FROM line {where}"  # noqa: S608 - constant
    with opened(store) as connection:
        return [
            Line(*row[:9], json.loads(row[9]), *row[10:])
            for row in connection.execute(query, values)
        ]


def count(store: Path | None = None) -> int:
    """Return how many lines there are."""
    with opened(store) as connection:
        return connection.execute("SELECT count(*) FROM line").fetchone()[0]


def head(store: Path | None = None) -> tuple[int, str]:
    """Return the head as the file beside the store repeats it."""
    try:
        text = head_path(store or path()).read_text(encoding="ascii")
    except FileNotFoundError:
        return 0, FIRST
    number, _, last = text.strip().partition(" ")
    return int(number), last
