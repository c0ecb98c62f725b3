"""Finding one of very many agencies by a few letters."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.storage import Agencies
from typing import NamedTuple
from weakref import WeakKeyDictionary


class Agency(NamedTuple):
    """A body outside the Ministry: its code and its name."""

    organ_id: str
    name: str


class Names(NamedTuple):
    """All names as one state of the database has them, folded for search."""

    state: tuple
    rows: list[tuple[str, str, str]]


# Per process: folding 100,000 names anew for each letter typed takes a second.
_known: WeakKeyDictionary = WeakKeyDictionary()


def agencies(text: str, limit: int = 20) -> list[Agency]:
    """Return agencies whose name or code has all words of *text*, the best first."""
    index = storage.agencies()
    words = domain.fold(text).split()
    if index is None or not words:
        return []
    ranked = [
        (rank, len(folded), name, organ_id)
        for folded, name, organ_id in _names(index)
        if (rank := domain.rank(words, folded)) is not None
    ]
    ranked.sort()
    return [Agency(organ_id, name) for _rank, _length, name, organ_id in ranked[:limit]]


def _names(index: Agencies) -> list[tuple[str, str, str]]:
    """Return the folded names, kept until an agency changes."""
    count = index.changes()
    if index._p_jar is None or index.changes._p_changed:
        return _read(index)
    known = _known.setdefault(index._p_jar.db(), {})
    state = (index.changes._p_serial, count)
    names = known.get(index._p_oid)
    if names is None or names.state != state:
        names = known[index._p_oid] = Names(state, _read(index))
    return names.rows


def _read(index: Agencies) -> list[tuple[str, str, str]]:
    return [
        (domain.fold(f"{name} {' '.join(codes)}"), name, codes[0])
        for name, codes in index.names.values()
    ]
