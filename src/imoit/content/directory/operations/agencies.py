"""Finding one of very many agencies by a few letters."""

from bisect import bisect_right
from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.operations import entries
from imoit.content.directory.storage import Agencies
from imoit.content.directory.storage import read_row
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from itertools import accumulate
from typing import NamedTuple
from weakref import WeakKeyDictionary


class Agency(NamedTuple):
    """A body outside the Ministry: its code and its name."""

    organ_id: str
    name: str


class Names(NamedTuple):
    """All names as one state of the database has them: one text, a line for each.

    The shelves lie in it one after the other, the told lines of each beside it.
    """

    state: tuple
    book: str
    starts: list[int]
    told: list[str]

    def agencies(self, starts: list[int]) -> list[Agency]:
        """Return the agencies whose lines begin at *starts*."""
        lines: dict[int, list[str]] = {}
        found = []
        for start in starts:
            shelf = bisect_right(self.starts, start) - 1
            if shelf not in lines:
                lines[shelf] = self.told[shelf].splitlines()
            line = self.book.count("\n", self.starts[shelf], start)
            row = read_row(lines[shelf][line])
            found.append(Agency(row.codes[0], row.name))
        return found


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
    return names.agencies(found)


def named(name: str) -> Agency | None:
    """Return the agency of just this name, whatever its marks and capitals."""
    wanted = domain.fold(name)
    found = agencies(name, 100) if wanted else []
    same = [one for one in found if domain.fold(one.name) == wanted]
    exact = [one for one in same if one.name == name]
    return next(iter(exact or same), None)


def by_code(code: str) -> Agency | None:
    """Return the agency that has this code or had it, or None."""
    index = storage.agencies()
    found = index.by_code.get(code.strip().upper()) if index is not None else None
    row = index.row(found) if found else None
    return Agency(row.codes[0], row.name) if row else None


def similar(name: str, most: int = 5) -> list[Agency]:
    """Return agencies whose names are nearly *name*, the most alike first."""
    index, wanted = storage.agencies(), domain.fold(name)
    if index is None or not wanted:
        return []
    names = _names(index)
    starts = domain.near_lines(names.book, wanted)
    rows = names.agencies(starts)
    folded = [domain.fold(row.name) for row in rows]
    return [rows[place] for place in domain.most_alike(wanted, folded, most)]


def new_agency(
    name: str, organ_id: str, aliases: tuple[str, ...], by: str, *, confirmed: bool
) -> Agency:
    """Add an agency while a letter of it is registered; one without a code gets ours.

    Refuses with 409 when there are similar ones, until that is *confirmed*.
    """
    if not name:
        raise BadValue(_("This is required."), field="name", code="required")
    alike = similar(name)
    if alike and not confirmed:
        raise Conflict(
            _("There are agencies with nearly this name."),
            field="confirm_similar",
            code="similar",
            details={"similar": [one._asdict() for one in alike]},
        )
    made = entries.new_agency(organ_id or domain.own_code(), name, aliases, by)
    return Agency(made.organ_id, made.title)


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
    texts = [shelf.folded for shelf in index.shelves]
    starts = list(accumulate((len(text) for text in texts[:-1]), initial=1))
    return Names(
        state, "\n" + "".join(texts), starts, [shelf.told for shelf in index.shelves]
    )
