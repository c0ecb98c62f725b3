"""Progress, counted in the catalog's indexes: no task is woken, none is read."""

from collections.abc import Iterable
from datetime import date
from datetime import datetime
from imoit.content.directory import storage
from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.content.reports.operations.lines import ALL
from imoit.content.reports.operations.lines import Lines
from imoit.content.tasks.domain.standing import standing
from imoit.workflows.calendar import clock
from typing import NamedTuple


__all__ = ["ALL", "Board", "board"]


class Board(NamedTuple):
    """Progress by unit, by leader and, for one unit, by post."""

    units: list[Row]
    leaders: list[Row]
    posts: list[Row]
    total: Row


def board(period: str, unit: str = "", now: datetime | None = None) -> Board:
    """Return the board of *period*, from what the present user may know.

    Auditors, the minister and the head of the Office count everything, which opens
    nothing to them. *unit*: its posts, too.
    """
    count = _Counter(domain.months(period), clock.day(now))
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

    def __init__(self, months: Iterable[str], today: date):
        self.months, self.today = months, today
        self.lines = Lines()
        self.overdue, self.waiting = self._late()

    def rows(self, kind: str, names: Iterable[str]) -> list[Row]:
        """Return a row for each of *names*."""
        return [self._row(kind, name) for name in names]

    def _row(self, kind: str, name: str) -> Row:
        keys = self.lines.keys
        done = [
            len(keys(f"{kind}:{name}/{word}/{m}" for m in self.months))
            for word in domain.FINISHED
        ]
        found = keys([f"{kind}:{name}/{domain.OPEN}"])
        late, waiting = len(found & self.overdue), len(found & self.waiting)
        return Row(name, *done, len(found) - late - waiting, waiting, late)

    def _late(self) -> tuple[set[int], set[int]]:
        """Return what is overdue, and what is so only because it had to wait.

        The index knows the last day of all; those that waited are looked at one by one:
        whose own clock stood still, and leads that have supporters.
        """
        lines = self.lines
        days = {"query": self.today.toordinal() - 1, "range": "max"}
        late = lines.within(lines.ask("imoit_due", days))
        waiting = set()
        doubtful = set(filter(lines.has_supporters, late))
        doubtful |= lines.keys([domain.STOPPED])
        for line in doubtful:
            own = lines.clock(line, self.today)
            found = standing(own, self.today, lines.calendar)
            late.discard(line)
            if found == "overdue":
                late.add(line)
            elif found == "overdue_waiting":
                waiting.add(line)
        return late, waiting
