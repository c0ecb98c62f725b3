"""Words as one transaction changes them: written when it is, forgotten when it is not.

The ZODB commits first; then the words are kept. Between the two lies no wait for a
disk. A process that dies there, or a store that cannot be written, leaves an act in
the log that the store lacks; whoever looks next brings it in. No letter waits for its
words.
"""

from imoit.workflows.words import storage
from imoit.workflows.words.operations.looking import last_of
from imoit.workflows.words.operations.looking import Sight
from imoit.workflows.words.operations.looking import touched
from imoit.workflows.words.schema import Log
from imoit.workflows.words.schema import new_key
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import Store
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from typing import Any
from ZODB.POSException import ConflictError
from zope.interface import implementer

import logging


log = logging.getLogger(__name__)
Changes = dict[int, Text | None]


@implementer(ISavepointDataManager)
class Share:
    """What one transaction knows of an index, and what it changes in it."""

    def __init__(self, uid: str, kept: Log, manager: Any):
        self.uid = uid
        self.log = kept
        self.transaction_manager = manager
        self.key = 0
        self.sight: Sight | None = None
        self._empty()

    def _empty(self) -> None:
        self.changes: Changes = {}
        self.cleared = False
        self.is_joined = False
        self.is_hooked = False
        self.is_writing = False
        self._passing: tuple[int, Store] | None = None
        self.version = 0

    @property
    def store(self) -> Store:
        """The store of the index."""
        return storage.store(self.uid)

    def change(self, rid: int, text: Text | None) -> None:
        """Take in the words of a document, None to take them away."""
        self._join()
        self.changes[rid] = text
        self.version += 1

    def clear(self) -> None:
        """Take all words away."""
        self._join()
        self.changes, self.cleared = {}, True
        self.version += 1

    def _join(self) -> None:
        current = self.transaction_manager.get()
        if not self.is_joined:
            current.join(self)
            self.is_joined = True
        if not self.is_hooked:
            current.addBeforeCommitHook(self.write_down)
            self.is_hooked = True

    def write_down(self) -> None:
        """Write the act into the log, with what it changed up to now."""
        self.is_hooked = False
        if self.changes or self.cleared:
            self.key = self.key or new_key()
            self.log.note(self.key, self.rids())

    def rids(self) -> tuple[int, ...] | None:
        """Whose words are changed, None for all."""
        return None if self.cleared else tuple(self.changes)

    def passing(self) -> Store:
        """Return a store of what is changed and not yet committed."""
        if self._passing is None or self._passing[0] != self.version:
            self._drop_passing()
            made = storage.passing()
            for rid, text in self.changes.items():
                made.put(rid, text)
            self._passing = (self.version, made)
        return self._passing[1]

    def _drop_passing(self) -> None:
        if self._passing is not None:
            self._passing[1].close()
        self._passing = None

    def hidden(self) -> tuple[int, ...] | None:
        """Return whose words in the store this transaction must not use, None for all.

        They were changed after it began, or it changes them itself.
        """
        later = list(self.store.after(self.sight.n)) if self.sight else []
        unseen = touched([*(self.sight.unseen if self.sight else ()), *later])
        if unseen is None or self.cleared:
            return None
        return (*unseen, *self.changes)

    def abort(self, _transaction: Any) -> None:
        """Forget everything."""
        self._drop_passing()
        self._empty()

    def tpc_begin(self, _transaction: Any) -> None:
        """Nothing to prepare."""

    def commit(self, _transaction: Any) -> None:
        """Nothing before the vote."""

    def tpc_vote(self, _transaction: Any) -> None:
        """Write the words, not kept yet; who changed the same ones first is first."""
        if not (self.changes or self.cleared):
            return
        try:
            self.store.begin()
            self.is_writing = True
            self._check()
            self._write()
        except storage.TROUBLE:
            log.exception("the words of %s are late", self.uid)
            self._roll_back()

    def _check(self) -> None:
        later = self.store.after(self.sight.n) if self.sight else []
        theirs = touched(later)
        if later and (theirs is None or self.cleared or self._meets(theirs)):
            raise ConflictError("words of the same document were changed meanwhile")

    def _meets(self, rids: tuple[int, ...]) -> bool:
        return not self.changes.keys().isdisjoint(rids)

    def _write(self) -> None:
        if self.cleared:
            self.store.clear()
        for rid, text in self.changes.items():
            self.store.put(rid, text)

    def tpc_finish(self, _transaction: Any) -> None:
        """Keep the words: the database has kept its part."""
        if self.is_writing:
            try:
                self.store.note(self.key, last_of(self.log._p_jar), self.rids())
                self.store.commit()
            except storage.TROUBLE:
                log.exception("the words of %s are late", self.uid)
                self._roll_back()
        self._end()

    def tpc_abort(self, _transaction: Any) -> None:
        """Forget the words."""
        self._roll_back()
        self._end()

    def _roll_back(self) -> None:
        if self.is_writing:
            self.is_writing = False
            try:
                self.store.rollback()
            except storage.TROUBLE:
                log.exception("the words of %s were not taken back", self.uid)

    def _end(self) -> None:
        self._drop_passing()
        self._empty()
        self.sight, self.key = None, 0

    def sortKey(self) -> str:
        """After the ZODB."""
        return f"~~imoit.words:{self.uid}"

    def savepoint(self) -> "Point":
        """Return a way back to here."""
        return Point(self)


@implementer(IDataManagerSavepoint)
class Point:
    """A way back within a transaction."""

    def __init__(self, share: Share):
        self.share = share
        self.kept = dict(share.changes), share.cleared

    def rollback(self) -> None:
        """Forget what was changed since."""
        self.share.changes, self.share.cleared = dict(self.kept[0]), self.kept[1]
        self.share.version += 1
