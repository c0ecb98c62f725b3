"""The catalog index: what ZCatalog gives and asks, handed to transaction and store."""

from AccessControl.class_init import InitializeClass
from AccessControl.Permissions import manage_zcatalog_indexes
from AccessControl.SecurityInfo import ClassSecurityInfo
from Acquisition import aq_parent
from BTrees.IIBTree import IIBTree
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Unavailable
from imoit.workflows.words import storage
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.interfaces import IWordsIndex
from imoit.workflows.words.operations import catching
from imoit.workflows.words.operations.joining import Share
from imoit.workflows.words.operations.looking import bounds_of
from imoit.workflows.words.operations.looking import look
from imoit.workflows.words.schema import Log
from imoit.workflows.words.schema import Text
from OFS.SimpleItem import SimpleItem
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.interfaces import IQueryIndex
from Products.PluginIndexes.util import safe_callable
from Products.ZCatalog.query import IndexQuery
from typing import Any
from ZODB.POSException import ConflictError
from zope.interface import implementer

import logging
import transaction
import uuid


log = logging.getLogger(__name__)
_SHARES = "the shares of a transaction"


@implementer(IWordsIndex, IQueryIndex, IPluggableIndex)
class WordsIndex(SimpleItem):
    """A text index whose words lie outside the ZODB; in it is only a log of changes."""

    meta_type = "iMOIT Words"
    zmi_icon = "fas fa-search"
    operators = ("and", "or")
    useOperator = "and"
    query_options = ("query", "ranked")
    manage_options = ()

    security = ClassSecurityInfo()
    security.declareObjectProtected(manage_zcatalog_indexes)

    def __init__(self, name):
        self.id = name
        self.uid = uuid.uuid4().hex[:16]
        self.log = Log()

    # What is kept

    def text_of(self, obj: Any) -> Text | None:
        """Return the words of *obj*; of a list, the first part counts most."""
        value = getattr(obj, self.id, None)
        if safe_callable(value):
            value = value()
        if isinstance(value, str):
            value = ("", value)
        parts = [part for part in value or () if isinstance(part, str)]
        if not any(part.strip() for part in parts):
            return None
        return Text(parts[0], "\n".join(parts[1:]))

    def index_object(self, documentId, obj, threshold=None):
        """Take in the words of a document; those it has already cost nothing."""
        return self._take_in(documentId, self.text_of(obj))

    def unindex_object(self, documentId):
        """Take the words of a document away."""
        self._take_in(documentId, None)

    def _take_in(self, rid: int, text: Text | None) -> int:
        try:
            is_new = self._is_new(self._share(), rid, text)
        except storage.TROUBLE:  # no letter waits for its words: they come in later
            log.exception("the words of %s cannot be read", self.uid)
            is_new = True
        if is_new:
            self._own_share().change(rid, text)
        return int(is_new)

    def _is_new(self, share: Share, rid: int, text: Text | None) -> bool:
        if rid in share.changes or share.cleared:
            return share.changes.get(rid) != text
        hidden = share.hidden()
        if hidden is None or rid in hidden:
            raise ConflictError("words of this document were changed meanwhile")
        known = share.store.digests((rid,)).get(rid)
        return known != (text.digest() if text else None)

    def clear(self):
        """Take all words away."""
        self._share().clear()

    # What is asked

    def _apply_index(self, request):
        record = IndexQuery(request, self.id, self.query_options)
        if record.keys is None:
            return None
        return self.query_index(record), (self.id,)

    def query_index(self, record, resultset=None):
        """Return what holds the words asked for, scored; rights are the catalog's."""
        asked = query.read(" ".join(str(key) for key in record.keys))
        ranked = record.get("ranked", True)
        try:
            return IIBTree(self.found(asked, ranked)) if asked else IIBTree()
        except storage.TROUBLE as error:
            log.exception("the words of %s cannot be read", self.uid)
            raise Unavailable(
                _("The search cannot be reached just now. Try again in a minute.")
            ) from error

    def found(self, asked: Node, ranked: bool = True) -> dict[int, int]:
        """Return what fits, as this transaction sees it, and how well if *ranked*."""
        share = self._share()
        kept = share.store.find(asked, ranked)
        hidden = share.hidden()  # after: what came in meanwhile is hidden too
        if hidden is None:
            kept = {}
        for rid in hidden or ():
            kept.pop(rid, None)
        if share.changes:
            kept.update(share.passing().find(asked, ranked))
        return kept

    def getEntryForObject(self, documentId, default=None):
        """Return the text of a document."""
        share = self._share()
        if documentId in share.changes:
            found = share.changes[documentId]
        else:
            found = share.store.texts((documentId,)).get(documentId)
        return list(found) if found else default

    def texts(self, rids: list[int]) -> dict[int, Text]:
        """Return the texts of documents, for extracts."""
        share = self._share()
        kept = share.store.texts(rids)
        mine = {rid: share.changes[rid] for rid in rids if rid in share.changes}
        return {rid: text for rid, text in {**kept, **mine}.items() if text}

    def getIndexSourceNames(self):
        """Return the attribute that is read."""
        return (self.id,)

    def getIndexQueryNames(self):
        """Return the name by which it is asked."""
        return (self.id,)

    def numObjects(self):
        """Return how many documents have words."""
        return self._share().store.count()

    def indexSize(self):
        """The same: words are not counted."""
        return self.numObjects()

    # Where it stands

    def _share(self) -> Share:
        """Return this transaction's share, the store even with what it sees."""
        share = self._own_share()
        if share.sight is None:
            share.sight = self._seen(self._jar(), share.key)
        return share

    def _jar(self) -> Any:
        return self._p_jar or aq_parent(self)._p_jar

    def _own_share(self) -> Share:
        jar = self._jar()
        manager = getattr(jar, "transaction_manager", None) or transaction.manager
        shares = _shares(manager.get())
        key = (self.uid, id(self.log))
        if key not in shares:
            shares[key] = Share(self.uid, self.log, manager)
        return shares[key]

    def _seen(self, jar: Any, own: int) -> Any:
        store = storage.store(self.uid)
        sight = look(self.log, store, bounds_of(jar), own)
        if not sight.is_even() and self._p_jar is not None:
            try:
                tool = aq_parent(aq_parent(self))
                database = jar.db().databases.get("main", jar.db())
                catching.catch_up(database, tool.getPhysicalPath(), self.id)
            except storage.TROUBLE:
                log.exception("the words of %s are late", self.uid)
            sight = look(self.log, store, bounds_of(jar), own)
        return sight


InitializeClass(WordsIndex)


def _shares(current: Any) -> dict:
    try:
        return current.data(_SHARES)
    except KeyError:
        current.set_data(_SHARES, {})
        return current.data(_SHARES)
