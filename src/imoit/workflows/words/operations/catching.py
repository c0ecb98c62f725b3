"""Bringing a store up to its database: what is missing in, what never was out.

It reads the database through a connection of its own: what somebody has changed and
not committed does not count.
"""

from Acquisition import aq_parent
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from imoit.workflows.words import storage
from imoit.workflows.words.operations.looking import ALONE
from imoit.workflows.words.operations.looking import bounds_of
from imoit.workflows.words.operations.looking import last_of
from imoit.workflows.words.operations.looking import look_deep
from imoit.workflows.words.operations.looking import Sight
from imoit.workflows.words.operations.looking import touched
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import Store
from plone.indexer.interfaces import IIndexableObject
from Testing.makerequest import makerequest
from transaction import TransactionManager
from typing import Any
from typing import NamedTuple
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import io
import logging


log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
STEP = 1000


class Apart(NamedTuple):
    """An index and its catalog, seen through another connection."""

    index: Any
    catalog: Any
    # Nobody else can have written: what this one does not see never was.
    alone: bool = False

    @property
    def store(self) -> Store:
        """The store of the index."""
        return storage.store(self.index.uid)

    def sight(self) -> Sight:
        """Compare all of the log with the store."""
        bounds = ALONE if self.alone else bounds_of(self.catalog._p_jar)
        return look_deep(self.index.log, self.store, bounds)

    def rids(self) -> list[int]:
        """Return every document in the catalog."""
        return list(self.catalog._catalog.paths)

    def text(self, rid: int) -> Text | None:
        """Return the words that a document has now."""
        path = self.catalog._catalog.paths.get(rid)
        found = self.catalog.unrestrictedTraverse(path, None) if path else None
        if found is None:
            return None
        wrapped = queryMultiAdapter((found, self.catalog), IIndexableObject)
        return self.index.text_of(wrapped or found)


@contextmanager
def apart(
    database: Any, path: tuple[str, ...], name: str, *, alone: bool = False
) -> Iterator[Apart | None]:
    """Open the index *name* of the catalog at *path*, None where there is none yet."""
    before = getSite(), getRequest()
    manager = TransactionManager()
    manager.begin()
    connection = database.open(manager)
    app = makerequest(connection.root()["Application"], stdout=io.BytesIO())
    try:
        catalog = app.unrestrictedTraverse(path, None)
        index = catalog._catalog.indexes.get(name) if catalog is not None else None
        if index is None or not hasattr(index, "uid"):
            yield None
        else:
            setRequest(app.REQUEST)
            setSite(aq_parent(catalog))
            yield Apart(catalog._catalog.getIndex(name), catalog, alone)
    finally:
        manager.abort()
        app.REQUEST.close()
        setSite(before[0])
        setRequest(before[1])
        connection.close()


def catch_up(
    database: Any, path: tuple[str, ...], name: str, *, alone: bool = False
) -> int:
    """Make the store of an index even with the database; return how many changed."""
    with apart(database, path, name, alone=alone) as found:
        if found is None:
            return 0
        sight = found.sight()
        if sight.is_even():
            return 0
        rids = _late(found, sight)
        log.warning(
            "%s: bringing in the words of %s",
            name,
            "all" if rids is None else len(rids),
        )
        return rebuild(found) if rids is None else _bring_in(found, rids)


def _late(found: Apart, sight: Sight) -> tuple[int, ...] | None:
    """Return whose words are not as they are in the database, None for all."""
    kept = found.index.log.whole()
    if found.index.log.is_behind(kept.keys() - set(sight.missing)):
        return None
    theirs = touched(sight.foreign)
    ours = [kept[key] for key in sight.missing]
    if theirs is None or None in ours or found.store.last() == 0:
        return None
    return tuple({*theirs, *(rid for rids in ours for rid in rids)})


def _bring_in(found: Apart, rids: Iterable[int]) -> int:
    texts = {rid: found.text(rid) for rid in rids}
    with found.store.writing():
        sight = found.sight()
        later = touched(sight.unseen)
        if later is None:  # all words are being made anew
            return 0
        for rid, text in texts.items():
            if rid not in later:
                found.store.put(rid, text)
        _settle(found, sight)
    return len(texts)


def _settle(found: Apart, sight: Sight, last: int = 0) -> None:
    """Write down that the store has what the database has.

    *last*: the act as of which all words were made anew. Whoever does not know it, and
    a database that was set back before it, can use none of them.
    """
    kept = found.index.log.whole()
    tid = last_of(found.catalog._p_jar)
    for key in (*sight.missing, *([last] if last else ())):
        found.store.note(key, tid, None if key == last else kept[key])
    found.store.forget(act.key for act in sight.foreign)


def rebuild(found: Apart, progress: Progress | None = None) -> int:
    """Make all words of an index anew; return how many documents have some."""
    rids = found.rids()
    with found.store.writing():
        found.store.clear()
        for done, rid in enumerate(rids, 1):
            text = found.text(rid)
            if text is not None:
                found.store.put(rid, text)
            if done % STEP == 0 or done == len(rids):
                found.catalog._p_jar.cacheGC()
                _tell(progress, done, len(rids))
        sight = found.sight()
        found.store.forget(act.key for act in sight.unseen)
        _settle(found, sight, max(found.index.log.recent(), default=0))
    return found.store.count()


def _tell(progress: Progress | None, done: int, of: int) -> None:
    if progress is not None:
        progress(done, of)
    else:
        log.info("words of %s documents of %s", done, of)


class Drift(NamedTuple):
    """Documents whose words in the store are not those of the database."""

    lacking: tuple[int, ...]
    other: tuple[int, ...]
    left_over: tuple[int, ...]


def compared(found: Apart) -> Drift:
    """Compare the store with a scan of every document in the catalog."""
    rids = found.rids()
    texts = {rid: found.text(rid) for rid in rids}
    wanted = {rid: text.digest() for rid, text in texts.items() if text is not None}
    kept = found.store.digests(rids)
    return Drift(
        tuple(rid for rid in wanted if rid not in kept),
        tuple(rid for rid in kept if wanted.get(rid, kept[rid]) != kept[rid]),
        tuple(rid for rid in found.store.rids() if rid not in wanted),
    )
