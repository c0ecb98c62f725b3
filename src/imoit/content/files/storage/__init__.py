"""Previews and texts, kept once for the same bytes; reached through their files."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.reading.domain import page_of
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import SEEN
from imoit.workflows.reading.domain import UNREAD
from persistent import Persistent
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

import json
import struct
import zlib


KEY = "imoit.files.previews"
TEXTS = "imoit.files.texts"
WAITING = "imoit.files.waiting"
LENGTH = struct.Struct(">I")


def preview(sha256: str) -> Any | None:
    """Return the preview of the file with this checksum, None while there is none."""
    return IAnnotations(api.portal.get()).get(KEY, {}).get(sha256)


def keep_preview(sha256: str, pdf: bytes) -> None:
    """Keep *pdf* as the preview of every file with this checksum."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    notes[KEY][sha256] = NamedBlobFile(
        data=pdf, contentType="application/pdf", filename=f"{sha256[:12]}.pdf"
    )


class Text(Persistent):
    """The text of a file: numbers here, the words in blobs beside the database."""

    def __init__(self, count: int):
        self.count = count  # pages of the file
        self.read = 0  # pages that were gone through
        self.unread = 0  # of these, scans that nobody could see
        self.seen = 0  # and scans that were recognised
        self.parts: tuple[Blob, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether every page was gone through."""
        return self.read >= self.count

    def add(self, pages: Iterable[ReadPage]) -> None:
        """Keep the next pages."""
        pages = list(pages)
        blob = Blob()
        with blob.open("w") as opened:
            opened.write(packed(pages))
        self.parts = (*self.parts, blob)
        self.read = pages[-1].number if pages else self.count
        self.unread += sum(page.how == UNREAD for page in pages)
        self.seen += sum(page.how == SEEN for page in pages)

    def words(self) -> str:
        """Return the text alone, which is had sooner."""
        return "\n".join(_first(blob) for blob in self.parts)

    def pages(self) -> Iterator[ReadPage]:
        """Yield the pages with their words and where these stand."""
        for blob in self.parts:
            with blob.open("r") as opened:
                data = opened.read()
            start = LENGTH.size + LENGTH.unpack_from(data)[0]
            for plain in json.loads(zlib.decompress(data[start:])):
                yield page_of(plain)


def packed(pages: list[ReadPage]) -> bytes:
    """Return pages as they are kept: their text, then their words with places."""
    text = zlib.compress("\n".join(page.text for page in pages).encode())
    plain = json.dumps([page.plain() for page in pages], ensure_ascii=False)
    return LENGTH.pack(len(text)) + text + zlib.compress(plain.encode())


def _first(blob: Blob) -> str:
    with blob.open("r") as opened:
        (length,) = LENGTH.unpack(opened.read(LENGTH.size))
        return zlib.decompress(opened.read(length)).decode()


def _tree(key: str, *, make: bool = False) -> Any:
    notes = IAnnotations(api.portal.get())
    if key not in notes and make:
        notes[key] = OOBTree()
    return notes.get(key, {})


def text(sha256: str) -> Text | None:
    """Return what was read so far of the file with this checksum."""
    return _tree(TEXTS).get(sha256)


def keep_text(sha256: str, count: int, pages: Iterable[ReadPage]) -> Text:
    """Keep the next pages of a file that has *count* of them."""
    texts = _tree(TEXTS, make=True)
    found = texts.get(sha256)
    if found is None:
        found = texts[sha256] = Text(count)
    found.add(pages)
    return found


def drop_text(sha256: str) -> None:
    """Forget what was read of a file: it is read anew."""
    _tree(TEXTS).pop(sha256, None)


def wait_for_text(sha256: str, document: str, file: str) -> None:
    """Remember that *file* in *document* (its UID) waits to be read."""
    _tree(WAITING, make=True)[f"{sha256} {document}"] = file


def waiting_for_text(sha256: str) -> Iterator[tuple[str, str]]:
    """Yield the documents that wait for the text of a file, each with its file."""
    tree = _tree(WAITING)
    found = tree.iteritems(f"{sha256} ", f"{sha256}!") if tree else ()
    return ((key.rpartition(" ")[2], file) for key, file in found)


def stop_waiting(sha256: str, documents: Iterable[str]) -> None:
    """These documents wait for the text of this file no more."""
    for document in documents:
        del _tree(WAITING)[f"{sha256} {document}"]
