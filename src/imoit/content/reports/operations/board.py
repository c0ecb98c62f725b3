"""Progress, counted in the catalog's indexes: no task is woken, none is read."""

from collections.abc import Iterable
from datetime import datetime
from imoit.content.directory import storage
from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.workflows.calendar import clock
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.ZCatalog.query import IndexQuery
from typing import Any
from typing import NamedTuple


ALL = "iMOIT: Read statistics"


class Board(NamedTuple):
    """Progress by unit, by leader and, for one unit, by post."""

    units: list[Row]
    leaders: list[Row]
    posts: list[Row]
    total: Row


def board(period: str, unit: str = "", now: datetime | None = None) -> Board:
    """Return the board of *period*, from what the present user may know.

    Auditors count everything and read nothing. *unit*: its posts, too.
    """
    count = _Counter(domain.months(period), clock.day(now).toordinal())
    index = storage.holders()
    leaders = [post for post, (of, _f, _s) in index.posts.items() if of == "ldb"]
    posts = [post for post, (of, _f, _s) in index.posts.items() if of == unit]
    rows = count.rows("unit", storage.folder("units").objectIds())
    heads = [post for post, (_u, f, _s) in index.posts.items() if f == "office_head"]
    return Board(
        domain.last_first(rows),
        domain.last_first(count.rows("post", [*leaders, *heads])),
        domain.last_first(count.rows("person", posts)) if unit else [],
        domain.total(rows),
    )


class _Counter:
    """Counts lines of the catalog by key, within what may be seen."""

    def __init__(self, months: Iterable[str], today: int):
        processQueue()
        self.indexes = api.portal.get_tool("portal_catalog").Indexes
        self.months = months
        self.visible = self._visible()
        self.overdue = self._within(
            self._ask("imoit_due", {"query": today - 1, "range": "max"})
        )

    def rows(self, kind: str, names: Iterable[str]) -> list[Row]:
        """Return a row for each of *names*."""
        return [self._row(kind, name) for name in names]

    def _row(self, kind: str, name: str) -> Row:
        done = [
            len(self._keys(f"{kind}:{name}/{word}/{m}" for m in self.months))
            for word in domain.FINISHED
        ]
        found = self._keys([f"{kind}:{name}/{domain.OPEN}"])
        late = len(found & self.overdue)
        return Row(name, *done, len(found) - late, late)

    def _keys(self, keys: Iterable[str]) -> set[int]:
        return self._within(self._ask("imoit_progress", list(keys)))

    def _within(self, found: Iterable[int]) -> set[int]:
        """Return what of *found* may be seen.

        Sets of Python: those of the catalog are merged in the length of both, some
        milliseconds for each of two hundred questions.
        """
        if self.visible is None:
            return set(found)
        return self.visible.intersection(found)

    def _visible(self) -> set[int] | None:
        """Return the lines that may be seen, None for all of them."""
        if api.user.has_permission(ALL):
            return None
        catalog = api.portal.get_tool("portal_catalog")
        tokens = catalog._listAllowedRolesAndUsers(api.user.get_current())
        return set(self._ask("allowedRolesAndUsers", tokens))

    def _ask(self, name: str, query: Any) -> Iterable[int]:
        index = self.indexes[name]
        asked = IndexQuery(
            {name: query}, name, index.query_options, index.operators, "or"
        )
        found = index.query_index(asked)
        return () if found is None else found
