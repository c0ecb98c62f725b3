"""What the catalog knows of tasks: counted in its indexes, none is woken or read."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from imoit.content.reports import domain
from imoit.content.tasks.domain.standing import Clock
from imoit.content.tasks.domain.standing import clock_on
from imoit.content.tasks.domain.standing import Stop
from imoit.content.tasks.domain.standing import wait_for
from imoit.workflows.calendar.storage import calendar
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.ZCatalog.query import IndexQuery
from typing import Any


ALL = "iMOIT: Read statistics"


class Lines:
    """The lines of the catalog that may be counted, and what lies under its keys."""

    def __init__(self) -> None:
        processQueue()
        self.catalog = api.portal.get_tool("portal_catalog")
        self.indexes = self.catalog.Indexes
        self.visible = self._visible()
        self.calendar = calendar()
        self._tree = self.indexes["imoit_progress"]._index

    def keys(self, keys: Iterable[str]) -> set[int]:
        """Return the lines under any of *keys* that may be counted."""
        return self.within(self.ask("imoit_progress", list(keys)))

    def keys_of(self, line: int) -> tuple[str, ...]:
        """Return the keys that a line is counted under."""
        return tuple(self.indexes["imoit_progress"].getEntryForObject(line) or ())

    def known(self, prefix: str) -> Iterable[str]:
        """Return every key with *prefix* that anything is counted under."""
        return self._tree.keys(prefix, f"{prefix}\uffff")

    def has_supporters(self, line: int) -> bool:
        """Tell whether there are supporters beside the lead at *line*."""
        key = domain.beside(self.keys_of(line))
        return bool(key) and key in self._tree

    def given(self, line: int) -> date:
        """Return the day on which a task was given."""
        return date.fromisoformat(self._plain(line)["given"])

    def clock(self, line: int, day: date) -> Clock:
        """Return the clock of a task as it stood on *day*, those it waited for too."""
        return clock_on(self._plain(line), day, self.waits(line, day))

    def waits(self, line: int, day: date) -> Iterator[Stop]:
        """Yield the times in which a lead waited for its supporters."""
        key = domain.beside(self.keys_of(line))
        for other in self.ask("imoit_progress", [key]) if key else ():
            found = wait_for(clock_on(self._plain(other), day), day, self.calendar)
            if found is not None:
                yield found

    def within(self, found: Iterable[int]) -> set[int]:
        """Return what of *found* may be seen.

        Sets of Python: those of the catalog are merged in the length of both, some
        milliseconds for each of two hundred questions.
        """
        if self.visible is None:
            return set(found)
        return self.visible.intersection(found)

    def ask(self, name: str, query: Any) -> Iterable[int]:
        """Return what an index answers to *query*."""
        index = self.indexes[name]
        asked = IndexQuery(
            {name: query}, name, index.query_options, index.operators, "or"
        )
        found = index.query_index(asked)
        return () if found is None else found

    def _plain(self, line: int) -> dict[str, Any]:
        return self.catalog.getMetadataForRID(line)["imoit_clock"]

    def _visible(self) -> set[int] | None:
        """Return the lines that may be seen, None for all of them."""
        if api.user.has_permission(ALL):
            return None
        tokens = self.catalog._listAllowedRolesAndUsers(api.user.get_current())
        return set(self.ask("allowedRolesAndUsers", tokens))
