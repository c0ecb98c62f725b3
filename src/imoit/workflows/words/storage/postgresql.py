"""Words in a database of PostgreSQL, for a site of several machines that has one.

The same texts, cut by the same code; PostgreSQL only looks them up (two vectors and an
index of each). Each index has a schema of its own. One writer at a time holds a lock,
so acts come in one after the other.

As with the file nothing waits for the disk: what a crash of the server takes is brought
in again from the log of the ZODB.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.domain.text import plain_words
from imoit.workflows.words.domain.text import spelled_words
from imoit.workflows.words.domain.tsquery import told
from imoit.workflows.words.domain.tsquery import vector
from imoit.workflows.words.schema import Act
from imoit.workflows.words.schema import Rids
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import embedded
from typing import Any

import json
import psycopg
import threading


# Of the way words are cut and kept: another number makes them anew.
FORMAT = 1
PATIENCE = 1000  # milliseconds that one waits for another writer
SCHEMA = """
CREATE TABLE act (n bigserial PRIMARY KEY, key bigint UNIQUE NOT NULL,
  tid bigint NOT NULL, rids text NOT NULL);
CREATE TABLE doc (rid integer PRIMARY KEY, digest bytea NOT NULL, text bytea NOT NULL,
  plain tsvector NOT NULL, spelled tsvector NOT NULL);
CREATE INDEX doc_plain ON doc USING gin (plain);
"""
PUT = """
INSERT INTO doc VALUES (%s, %s, %s, %s::tsvector, %s::tsvector)
ON CONFLICT (rid) DO UPDATE SET digest = excluded.digest, text = excluded.text,
  plain = excluded.plain, spelled = excluded.spelled
"""
NOTE = """
INSERT INTO act (key, tid, rids) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET n = excluded.n, tid = excluded.tid, rids = excluded.rids
RETURNING n
"""
FIT = "SELECT rid FROM doc WHERE plain @@ %s::tsquery"
# What stands in the head counts six times what stands in the text.
RANK = "ts_rank('{0.16, 0.16, 0.16, 1}', plain, %s::tsquery, 1)"
GAIN = "CASE WHEN {} @@ %s::tsquery THEN {} ELSE 0 END"
_guard = threading.Lock()
_stores: dict[tuple[str, str], "Postgresql"] = {}


class Trouble(OSError):
    """The server cannot be reached, or cannot do it now."""


def opened(place: str, uid: str) -> "Postgresql":
    """Return the store of an index, one for all threads."""
    with _guard:
        if (place, uid) not in _stores:
            _stores[(place, uid)] = Postgresql(place, uid)
        return _stores[(place, uid)]


def remove(place: str, uid: str) -> None:
    """Remove the words of an index."""
    with _guard:
        found = _stores.pop((place, uid), None) or Postgresql(place, uid)
    found.remove()


class Held:
    """A connection that is closed when its thread ends."""

    def __init__(self, connection: psycopg.Connection):
        self.connection = connection

    def __del__(self):
        self.connection.close()


class Local(threading.local):
    """What each thread has of a store."""

    held: Held | None = None
    writing = False

    @property
    def connection(self) -> psycopg.Connection | None:
        """The connection of this thread, None before its first use."""
        return self.held.connection if self.held else None

    def hold(self, connection: psycopg.Connection) -> None:
        """Keep a connection while the thread lives."""
        self.held = Held(connection)

    def close(self) -> None:
        """Close the connection of this thread."""
        self.held, self.writing = None, False


class Postgresql:
    """A store in a schema; each thread has its own connection."""

    def __init__(self, place: str, uid: str):
        self.place = place
        self.schema = f"imoit_words_{uid}_{FORMAT}"
        self._local = Local()

    @property
    def path(self) -> str:
        """Where the words lie, without a password."""
        return f"schema {self.schema} of PostgreSQL"

    def close(self) -> None:
        """Close this thread's connection."""
        self._local.close()

    def remove(self) -> None:
        """Drop the schema."""
        self._run(f"DROP SCHEMA {self.schema} CASCADE")
        self.close()

    @property
    def _db(self) -> psycopg.Connection:
        if self._local.connection is None or self._is_lost():
            self._local.hold(_connect(self.place, self.schema))
        return self._local.connection

    def _run(self, statement: Any, values: Sequence[Any] | None = None) -> Any:
        """Run a statement; once more where the connection had died unnoticed."""
        try:
            return self._db.execute(statement, values)
        except psycopg.Error as error:
            if not self._is_lost() or self._local.writing:
                raise Trouble(str(error)) from error
        try:
            return self._db.execute(statement, values)
        except psycopg.Error as error:
            raise Trouble(str(error)) from error

    def _is_lost(self) -> bool:
        found = self._local.connection
        return found is not None and found.closed

    def acts(self, since: int) -> list[Act]:
        """Return the acts whose key is at least *since*."""
        return self._acts("key >= %s", since)

    def after(self, n: int) -> list[Act]:
        """Return the acts that came in after the *n*-th."""
        return self._acts("n > %s", n)

    def _acts(self, where: str, bound: int) -> list[Act]:
        asked = f"SELECT n, key, tid, rids FROM act WHERE {where} ORDER BY n"  # noqa: S608 - constant
        return [Act.read(*row) for row in self._run(asked, (bound,))]

    def last(self) -> int:
        """Return the place of the act that came in last, 0 when there is none."""
        return self._run("SELECT coalesce(max(n), 0) FROM act").fetchone()[0]

    def digests(self, rids: Sequence[int]) -> dict[int, bytes]:
        """Return the digest of each text of *rids* that is there."""
        return dict(self._rows("SELECT rid, digest FROM doc", rids))

    def texts(self, rids: Sequence[int]) -> dict[int, Text]:
        """Return the texts of *rids* that are there."""
        found = self._rows("SELECT rid, text FROM doc", rids)
        return {rid: Text.unpacked(kept) for rid, kept in found}

    def _rows(self, asked: str, rids: Sequence[int]) -> Any:
        return self._run(f"{asked} WHERE rid = ANY(%s)", (list(rids),))

    def rids(self) -> Iterator[int]:
        """Yield every document that has words."""
        for row in self._run("SELECT rid FROM doc"):
            yield row[0]

    def count(self) -> int:
        """Return how many documents have words."""
        return self._run("SELECT count(*) FROM doc").fetchone()[0]

    def find(self, asked: Node, ranked: bool = True) -> dict[int, int]:
        """Return what fits, with a score: how well it fits if *ranked*, else 1."""
        wanted = told(query.wanted(asked))
        if not ranked:
            return dict.fromkeys((row[0] for row in self._run(FIT, (wanted,))), 1)
        better = query.better(asked)
        gains = " + ".join(
            GAIN.format("spelled" if want.spelled else "plain", want.gain)
            for want in better
        )
        statement = FIT.replace("rid", f"rid, {RANK}, {gains}", 1)
        values = (wanted, *(told(want) for want in better), wanted)
        return {
            rid: min(int(rank * 100_000), embedded.STEP - 2) + 1 + gain * embedded.STEP
            for rid, rank, gain in self._run(statement, values)
        }

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
        self._run("BEGIN")
        self._local.writing = True
        try:
            self._run(f"SET LOCAL lock_timeout = {PATIENCE}")
            self._run(LOCK, (self.schema,))
        except Trouble:
            self.rollback()
            raise

    def commit(self) -> None:
        """Keep what was written."""
        self._run("COMMIT")
        self._local.writing = False

    def rollback(self) -> None:
        """Forget what was written."""
        self._local.writing = False
        if not self._is_lost():
            self._run("ROLLBACK")

    def put(self, rid: int, text: Text | None) -> None:
        """Write the words of a document, or take them away."""
        if text is None:
            self._run("DELETE FROM doc WHERE rid = %s", (rid,))
            return
        vectors = [vector(*map(cut, text)) for cut in (plain_words, spelled_words)]
        self._run(PUT, (rid, text.digest(), text.packed(), *vectors))

    def clear(self) -> None:
        """Take all words away; who reads meanwhile still has them."""
        self._run("DELETE FROM doc")

    def note(self, key: int, tid: int, rids: Rids) -> None:
        """Remember an act; *rids* None: it may have changed every document."""
        n = self._run(NOTE, (key, tid, json.dumps(rids))).fetchone()[0]
        if n % 1000 == 0:
            self._run("DELETE FROM act WHERE n < %s", (n - embedded.ACTS,))

    def forget(self, keys: Iterable[int]) -> None:
        """Drop acts that never were."""
        self._run("DELETE FROM act WHERE key = ANY(%s)", (list(keys),))


LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))"


def _connect(place: str, schema: str) -> psycopg.Connection:
    found = psycopg.connect(
        place, autocommit=True, connect_timeout=5, application_name="imoit words"
    )
    try:
        found.execute("SET synchronous_commit = off")
        found.execute(f"SET search_path = {schema}")
        if found.execute("SELECT to_regclass('act')").fetchone()[0] is None:
            _make(found, schema)
    except BaseException:
        found.close()
        raise
    return found


def _make(connection: psycopg.Connection, schema: str) -> None:
    """Make the tables; what another version left is thrown away."""
    with connection.transaction():
        connection.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
        connection.execute(LOCK, (schema,))
        if connection.execute("SELECT to_regclass('act')").fetchone()[0] is not None:
            return
        like = f"{schema.rpartition('_')[0]}\\_%"
        asked = "SELECT nspname FROM pg_namespace WHERE nspname LIKE %s"
        for (old,) in connection.execute(asked, (like,)).fetchall():
            connection.execute(f"DROP SCHEMA {old} CASCADE")
        connection.execute(f"CREATE SCHEMA {schema}")
        connection.execute(SCHEMA)
