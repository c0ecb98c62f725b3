"""The journal's own store: SQLite, append-only, one chain for all processes.

It lies outside the ZODB, so that no undo and no pack of the database reaches it, and so
that lines of refusals and readings need no transaction of the site. Whoever appends
holds SQLite's write lock from reading the end of the chain to writing the new one.

A chain alone does not notice that its last lines are gone. Therefore its head (how many
lines, the last hash) is repeated in a small file beside the store, written under a lock
of its own right after each commit. A file, because it is to be read where the ZODB is
closed, by the command, and because an entry in the ZODB would make every reading a
transaction. Who may write to both files can still forge both: keep the head that
`verify` prints somewhere else, too.

Lines of acts are forced to the disk; readings, which are many, follow with the next
act.
"""

from App.config import getConfiguration
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from datetime import datetime
from imoit.workflows.journal.domain import CUT
from imoit.workflows.journal.domain import FIRST
from imoit.workflows.journal.domain import Head
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.domain import sealed
from imoit.workflows.sqlite import connect
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import fcntl
import json
import os
import sqlite3
import threading
import time


SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
  seq INTEGER PRIMARY KEY, time TEXT NOT NULL, person TEXT NOT NULL,
  name TEXT NOT NULL, post TEXT NOT NULL, post_title TEXT NOT NULL,
  act TEXT NOT NULL, uid TEXT NOT NULL, item TEXT NOT NULL, details TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL, event TEXT UNIQUE NOT NULL);
CREATE INDEX IF NOT EXISTS line_uid ON line (uid, seq);
CREATE TRIGGER IF NOT EXISTS line_stays BEFORE UPDATE ON line
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER IF NOT EXISTS line_kept BEFORE DELETE ON line
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
"""
COLUMNS = ", ".join(Line._fields)
INSERT = f"INSERT INTO line ({COLUMNS}) VALUES ({', '.join('?' * len(Line._fields))})"  # noqa: S608 - constant
# How long one waits for another process that is writing.
PATIENCE = 3
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_local = threading.local()


def path() -> Path:
    """Return where the store lies: IMOIT_JOURNAL, else beside the site's data."""
    named = os.environ.get("IMOIT_JOURNAL")
    return Path(named or Path(getConfiguration().clienthome) / "journal.sqlite")


def head_path(store: Path) -> Path:
    """Return the file that repeats the head of *store*."""
    return store.with_name(f"{store.name}.head")


@contextmanager
def opened(store: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Give this thread's connection to the store, made at its first use."""
    store = store or path()
    known = _local.__dict__.setdefault("connections", {})
    if str(store) not in known:
        known[str(store)] = _connect(store)
    yield known[str(store)]


def close() -> None:
    """Close this thread's connections."""
    for connection in _local.__dict__.pop("connections", {}).values():
        connection.close()


def _connect(store: Path) -> sqlite3.Connection:
    store.parent.mkdir(parents=True, exist_ok=True)
    if not store.exists() and not head_path(store).exists():
        _begin(head_path(store))
    connection = connect(store, PATIENCE, isolation_level=None)
    try:
        connection.executescript(SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(beside: Path) -> None:
    """Make the head's file, whole at once; whoever came first made it."""
    new = beside.with_name(f"{beside.name}.{os.getpid()}.{threading.get_ident()}")
    new.write_text(_printed(Head()), encoding="ascii")
    with suppress(FileExistsError):
        os.link(new, beside)
    new.unlink()


def append(
    records: list[dict[str, Any]], store: Path | None = None, *, forced: bool = True
) -> int:
    """Append each record that is not there yet; return how many were new.

    *forced*: on the disk before this returns.
    """
    store = store or path()
    with opened(store) as connection, _head_file(store) as beside:
        connection.execute(f"PRAGMA synchronous={'FULL' if forced else 'NORMAL'}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            before = _end(connection)
            after = _append(connection, records, before, _read(beside))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        if after != before:
            _write(beside, after)
    return after.lines - before.lines


@contextmanager
def _head_file(store: Path) -> Iterator[int]:
    """Open the head's file for one writer at a time."""
    beside = os.open(head_path(store), os.O_RDWR | os.O_CREAT, 0o640)
    try:
        _lock(beside, time.monotonic() + PATIENCE)
        yield beside
    finally:
        os.close(beside)


def _lock(beside: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.002)


def _read(beside: int) -> Head | None:
    return _parsed(os.pread(beside, 200, 0).decode("ascii", "replace"))


def _write(beside: int, head: Head) -> None:
    os.pwrite(beside, _printed(head).encode("ascii"), 0)


def _printed(head: Head) -> str:
    return f"{head.lines:020d} {head.hash}\n"


def _parsed(text: str) -> Head | None:
    number, _space, last = text.strip().partition(" ")
    return Head(int(number), last) if number.isdigit() and last else None


def _end(connection: sqlite3.Connection) -> Head:
    row = connection.execute("SELECT seq, hash FROM line ORDER BY seq DESC LIMIT 1")
    return Head(*(row.fetchone() or (0, FIRST)))


def _append(
    connection: sqlite3.Connection,
    records: list[dict[str, Any]],
    end: Head,
    noted: Head | None,
) -> Head:
    new = [record for record in records if not has(record["event"], connection)]
    if new and not _contains(connection, end, noted):
        new.insert(0, _cut(end, noted))
    for record in new:
        line = sealed(_line(record, end))
        connection.execute(INSERT, line._replace(details=_json(line.details)))
        end = Head(line.seq, line.hash)
    return end


def _contains(connection: sqlite3.Connection, end: Head, noted: Head | None) -> bool:
    """Tell whether the head that was noted is (still) in the chain."""
    if noted is None or noted in (end, Head()):
        return noted is not None
    found = connection.execute("SELECT hash FROM line WHERE seq = ?", (noted.lines,))
    return found.fetchone() == (noted.hash,)


def _cut(end: Head, noted: Head | None) -> dict[str, Any]:
    """Return the line that keeps a cut visible for good."""
    noted = noted or Head(0, "")
    return {
        "event": f"cut-{time.time_ns():020d}",
        "time": datetime.now(ZONE).isoformat(timespec="milliseconds"),
        "act": CUT,
        "details": {"found": end.lines, "noted": noted.lines, "hash": noted.hash},
    }


def _line(record: dict[str, Any], end: Head) -> Line:
    fields = {name: record.get(name, "") for name in Line._fields}
    fields.update(seq=end.lines + 1, previous=end.hash, hash="")
    fields["details"] = json.loads(_json(record.get("details") or {}))
    return Line(**fields)


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def has(event: str, connection: sqlite3.Connection) -> bool:
    """Tell whether the event is in the store."""
    found = connection.execute("SELECT 1 FROM line WHERE event = ?", (event,))
    return found.fetchone() is not None


def each(
    where: str = "ORDER BY seq", values: tuple = (), store: Path | None = None
) -> Iterator[Line]:
    """Yield the lines that *where* (constant SQL) picks."""
    query = f"SELECT {COLUMNS} FROM line {where}"  # noqa: S608 - constant
    with opened(store) as connection:
        for row in connection.execute(query, values):
            line = Line(*row)
            yield line._replace(details=_details(line.details))


def _details(text: Any) -> Any:
    """Return what the text says, or the text where somebody spoilt it."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def count(store: Path | None = None) -> int:
    """Return the number of the last line."""
    with opened(store) as connection:
        return connection.execute("SELECT coalesce(max(seq), 0) FROM line").fetchone()[
            0
        ]


def head(store: Path | None = None) -> Head | None:
    """Return the head as the file beside the store repeats it, or None."""
    try:
        return _parsed(head_path(store or path()).read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None
