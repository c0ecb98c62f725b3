"""What is kept of words: a text, an act, and the log of acts in the ZODB."""

from collections.abc import Iterator
from persistent import Persistent
from typing import Any
from typing import NamedTuple

import hashlib
import json
import secrets
import time
import zlib


# Acts on one page of the log, and pages that are kept.
PAGE = 32
PAGES = 300

Rids = tuple[int, ...] | None


class Text(NamedTuple):
    """The text of a document: what counts most (number, name …), and the rest."""

    head: str
    body: str

    def digest(self) -> bytes:
        """Return a few bytes that differ when the text does."""
        whole = f"{self.head}\0{self.body}".encode("utf-8", "replace")
        return hashlib.blake2b(whole, digest_size=12).digest()

    def packed(self) -> bytes:
        """Return the text as a store keeps it."""
        return zlib.compress(json.dumps(self, ensure_ascii=False).encode("utf-8"), 3)

    @classmethod
    def unpacked(cls, kept: bytes) -> "Text":
        """Return what was packed."""
        return cls(*json.loads(zlib.decompress(kept)))


class Act(NamedTuple):
    """A transaction that changed words, as the store remembers it.

    *n*: its place in the store; *tid*: not before which transaction of the ZODB it was;
    *rids*: whose words it changed, None for all.
    """

    n: int
    key: int
    tid: int
    rids: Rids

    @classmethod
    def read(cls, n: int, key: int, tid: int, rids: str) -> "Act":
        """Return an act as a store has written it."""
        found = json.loads(rids)
        return cls(n, key, tid, None if found is None else tuple(found))


def new_key() -> int:
    """Return a key that nobody else has; later ones are greater."""
    return (time.time_ns() & ~0xFFFF) | secrets.randbits(16)


class Page(Persistent):
    """Some acts, each with whose words it changed; writers merge here."""

    def __init__(self):
        self.acts: dict[int, Rids] = {}

    def _p_resolveConflict(self, old: Any, saved: Any, new: Any) -> Any:
        acts = dict(saved["acts"])
        for key in old["acts"].keys() - new["acts"].keys():
            acts.pop(key, None)
        acts.update(
            (key, rids)
            for key, rids in new["acts"].items()
            if old["acts"].get(key, ()) != rids
        )
        return {**saved, "acts": acts}


class Log(Persistent):
    """The latest acts that changed words, as the ZODB knows them."""

    # Whether the first pages are gone.
    cut = False

    def __init__(self):
        self.page = Page()
        self.older: tuple[Page, ...] = ()

    def note(self, key: int, rids: Rids) -> None:
        """Write down an act, or what it has become."""
        if len(self.page.acts) >= PAGE and key not in self.page.acts:
            self.cut = self.cut or len(self.older) >= PAGES
            self.older = (*self.older, self.page)[-PAGES:]
            self.page = Page()
        self.page.acts[key] = rids
        self.page._p_changed = True

    def recent(self) -> dict[int, Rids]:
        """Return the acts of the last two pages: at least one page full."""
        before = self.older[-1].acts if self.older else {}
        return {**before, **self.page.acts}

    def whole(self) -> dict[int, Rids]:
        """Return every act that is still written down."""
        return {key: rids for page in self._pages() for key, rids in page.acts.items()}

    def has(self, key: int) -> bool:
        """Tell whether the act is written down."""
        return any(key in page.acts for page in self._pages())

    def is_behind(self, known: set[int]) -> bool:
        """Tell whether acts that are not written down any more may be missing."""
        first = self.older[0].acts if self.older else {}
        return self.cut and not known.intersection(first)

    def _pages(self) -> Iterator[Page]:
        yield self.page
        yield from reversed(self.older)
