"""Finding one of very many agencies by a few letters."""

from bisect import bisect_right
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
    """All names as one state of the database has them: one text, a line for each."""

    state: tuple
    book: str
    starts: list[int]
    rows: list[Agency]


# Per process: reading 100,000 names anew for each letter typed takes too long.
_known: WeakKeyDictionary = WeakKeyDictionary()


def agencies(text: str, limit: int = 20) -> list[Agency]:
    """Return agencies whose name or code has all words of *text*, the best first."""
    index = storage.agencies()
    words = domain.fold(text).split()
    if index is None or not words:
        return []
    names = _names(index)
    found = domain.find_lines(names.book, words, max(limit, 100))[:limit]
    return [names.rows[bisect_right(names.starts, start) - 1] for start in found]


def _names(index: Agencies) -> Names:
    """Return the names, kept until an agency changes."""
    count = index.changes()
    if index._p_jar is None or index.changes._p_changed:
        return _read(index, ())
    known = _known.setdefault(index._p_jar.db(), {})
    state = (index.changes._p_serial, count)
    names = known.get(index._p_oid)
    if names is None or names.state != state:
        names = known[index._p_oid] = _read(index, state)
    return names


def _read(index: Agencies, state: tuple) -> Names:
    lines, starts, rows, at = ["\n"], [], [], 1
    for name, codes, folded in index.names.values():
        starts.append(at)
        rows.append(Agency(codes[0], name))
        lines.append(f"{folded}\n")
        at += len(folded) + 1
    return Names(state, "".join(lines), starts, rows)
