"""The catalog index of traits: forty-two bytes of each document, and names by code."""

from AccessControl.class_init import InitializeClass
from AccessControl.Permissions import manage_zcatalog_indexes
from AccessControl.SecurityInfo import ClassSecurityInfo
from BTrees.IOBTree import IOBTree
from collections.abc import Iterable
from imoit.content.search.domain import traits
from imoit.content.search.domain.traits import Traits
from OFS.SimpleItem import SimpleItem
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.util import safe_callable
from zope.interface import implementer

import hashlib


NAME = "imoit_traits"
SMALL, LARGE = 2**16, 2**31  # codes of states, types …, and of issuers and units


@implementer(IPluggableIndex)
class TraitsIndex(SimpleItem):
    """What every document is narrowed and ordered by; nobody queries it by value."""

    meta_type = "iMOIT Traits"
    zmi_icon = "fas fa-filter"
    manage_options = ()

    security = ClassSecurityInfo()
    security.declareObjectProtected(manage_zcatalog_indexes)

    def __init__(self, name):
        self.id = name
        self.clear()

    def clear(self):
        """Forget every document."""
        self.entries = IOBTree()
        self.names = IOBTree()

    def index_object(self, documentId, obj, threshold=None):
        """Take in the traits of a document; those it has already cost nothing."""
        value = getattr(obj, self.id, None)
        if safe_callable(value):
            value = value()
        if not isinstance(value, Traits):
            return self.unindex_object(documentId)
        entry = traits.packed(value, self._code)
        if self.entries.get(documentId) == entry:
            return 0
        self.entries[documentId] = entry
        return 1

    def unindex_object(self, documentId):
        """Forget a document."""
        return int(self.entries.pop(documentId, None) is not None)

    def _code(self, name: str, large: bool) -> int:
        """Return the number that tells *name*; a new name gets one."""
        if not name:
            return 0
        least, most = (SMALL, LARGE) if large else (1, SMALL)
        digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
        code = least + int.from_bytes(digest) % (most - least)
        while self.names.get(code, name) != name:
            code = code + 1 if code + 1 < most else least
        if code not in self.names:
            self.names[code] = name
        return code

    def name(self, code: int) -> str:
        """Return the name that *code* tells."""
        return self.names.get(code, "")

    def found(self, rids: Iterable[int]) -> list[tuple[int, bytes]]:
        """Return those of *rids* that have traits, with them."""
        get = self.entries.get
        return [(rid, entry) for rid in rids if (entry := get(rid))]

    def getEntryForObject(self, documentId, default=None):
        """Return the traits of a document."""
        entry = self.entries.get(documentId)
        return traits.unpacked(entry, self.name) if entry else default

    def _apply_index(self, request):
        return None

    def getIndexSourceNames(self):
        """Return the attribute that is read."""
        return (self.id,)

    def getIndexQueryNames(self):
        """Return no name: it is asked for what a search found."""
        return ()

    def numObjects(self):
        """Return how many documents have traits."""
        return len(self.entries)

    def indexSize(self):
        """Return how many names there are."""
        return len(self.names)


InitializeClass(TraitsIndex)
