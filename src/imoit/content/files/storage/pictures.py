"""How pages look, kept once for the same bytes: pictures in blobs."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from imoit.workflows.reading.domain import Picture
from persistent import Persistent
from plone import api
from typing import Any
from typing import NamedTuple
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.files.pictures"


class Place(NamedTuple):
    """Where the pictures of a page lie, and how large the large one is."""

    part: int
    at: int
    large: int
    small: int
    width: int
    height: int


class Pictures(Persistent):
    """The pictures of a file."""

    def __init__(self, count: int):
        self.count = count  # pages of the file
        self.places: tuple[tuple, ...] = ()
        self.parts: tuple[Blob, ...] = ()

    def add(self, pictures: Iterable[Picture]) -> None:
        """Keep the next pages."""
        blob, at, places = Blob(), 0, list(self.places)
        with blob.open("w") as opened:
            for one in pictures:
                opened.write(one.large + one.small)
                sizes = len(one.large), len(one.small)
                places.append((len(self.parts), at, *sizes, one.width, one.height))
                at += sum(sizes)
        self.places, self.parts = tuple(places), (*self.parts, blob)

    def page(self, number: int) -> Place | None:
        """Return what is known of the picture of a page, counted from 1."""
        is_there = 1 <= number <= len(self.places)
        return Place(*self.places[number - 1]) if is_there else None

    def picture(self, number: int, *, small: bool = False) -> bytes:
        """Return the picture of a page that is there."""
        place = Place(*self.places[number - 1])
        with self.parts[place.part].open("r") as opened:
            opened.seek(place.at + (place.large if small else 0))
            return opened.read(place.small if small else place.large)


def pictures(sha256: str) -> Pictures | None:
    """Return the pictures of the file with this checksum, None while there are none."""
    return IAnnotations(api.portal.get()).get(KEY, {}).get(sha256)


def keep_pictures(sha256: str, count: int, found: Iterable[Picture]) -> Pictures:
    """Keep the next pages of a file that has *count* of them."""
    notes: Any = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    kept = notes[KEY].get(sha256)
    if kept is None:
        kept = notes[KEY][sha256] = Pictures(count)
    kept.add(found)
    return kept
