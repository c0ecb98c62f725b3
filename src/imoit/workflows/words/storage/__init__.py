"""Where the words lie: what a store must be able to do, and which one a site has.

A store keeps, beside the words, which *acts* it has seen: each transaction that changed
words has a key, which stands in the log of the index in the ZODB too. So both sides can
be compared, and whichever was set back or fell behind is found out.
"""

from App.config import getConfiguration
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import AbstractContextManager
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.schema import Act
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import embedded
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

import os


# A folder, or the address of a database of PostgreSQL.
FOLDER = "IMOIT_WORDS"
SERVERS = ("postgresql://", "postgres://")
# What a store may raise when it cannot be read or written just now.
TROUBLE = embedded.TROUBLE


class Store(Protocol):
    """The words of one index."""

    # Where they lie, to be told.
    path: str

    def acts(self, since: int) -> list[Act]:
        """Return the acts whose key is at least *since*."""

    def after(self, n: int) -> list[Act]:
        """Return the acts that came in after the *n*-th."""

    def last(self) -> int:
        """Return the place of the act that came in last, 0 when there is none."""

    def digests(self, rids: Sequence[int]) -> dict[int, bytes]:
        """Return the digest of each text of *rids* that is there."""

    def texts(self, rids: Sequence[int]) -> dict[int, Text]:
        """Return the texts of *rids* that are there."""

    def rids(self) -> Iterator[int]:
        """Yield every document that has words."""

    def count(self) -> int:
        """Return how many documents have words."""

    def find(self, asked: Node, ranked: bool = True) -> dict[int, int]:
        """Return what fits, with a score: how well it fits if *ranked*, else 1."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's place; all that is written is kept, or nothing."""

    def begin(self) -> None:
        """The same in steps: take the writer's place."""

    def commit(self) -> None:
        """Keep what was written."""

    def rollback(self) -> None:
        """Forget what was written."""

    def put(self, rid: int, text: Text | None) -> None:
        """Write the words of a document, or take them away."""

    def clear(self) -> None:
        """Take all words away."""

    def note(self, key: int, tid: int, rids: tuple[int, ...] | None) -> None:
        """Remember an act; *rids* None: it may have changed every document."""

    def forget(self, keys: Iterable[int]) -> None:
        """Drop acts that never were."""


def store(uid: str) -> Store:
    """Return the store of the index *uid*, the same one for each thread."""
    place = server()
    return _on_server().opened(place, uid) if place else embedded.opened(path(uid))


def server() -> str:
    """Return the server that IMOIT_WORDS names, nothing where words lie in a file."""
    place = os.environ.get(FOLDER, "")
    return place if place.startswith(SERVERS) else ""


def _on_server() -> ModuleType:
    try:
        return import_module("imoit.workflows.words.storage.postgresql")
    except ImportError as error:
        raise Conflict(
            _("Words in PostgreSQL need a driver: pip install imoit[postgresql].")
        ) from error


def path(uid: str) -> Path:
    """Return the file of the words: in IMOIT_WORDS, else with the site's data."""
    folder = "" if server() else os.environ.get(FOLDER)
    return Path(folder or getConfiguration().clienthome) / f"words-{uid}.sqlite"


def passing() -> Store:
    """Return an empty store in memory, for what is not committed yet."""
    return embedded.Embedded(":memory:")


def drop(uid: str) -> None:
    """Remove the store of an index that is gone."""
    place = server()
    if place:
        _on_server().remove(place, uid)
    else:
        embedded.remove(path(uid))
