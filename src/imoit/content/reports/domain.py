"""How progress is counted, and how the reasons for a right are said."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from typing import NamedTuple

import re


OPEN = "open"
STOPPED = "stopped"
# How finished work stands (tasks.domain.standing).
FINISHED = ("on_time", "late", "late_waiting")
_PERIOD = re.compile(r"^(2\d\d\d)(?:-(0[1-9]|1[0-2]))?$")


class Row(NamedTuple):
    """One line of a table: of a unit, a leader or a post.

    `open` is within its deadline, `overdue` is not, `overdue_waiting` is not because it
    had to wait; what is for information, returned or recalled is in none of them.
    """

    id: str
    on_time: int
    late: int
    late_waiting: int
    open: int
    overdue_waiting: int
    overdue: int

    @property
    def total(self) -> int:
        return sum(self[1:])

    @property
    def done(self) -> int:
        return self.on_time + self.late + self.late_waiting

    @property
    def rate(self) -> float | None:
        """Return the share on time of what is finished, None while nothing is."""
        return self.on_time / self.done if self.done else None


def keys(
    unit: str,
    giver: str,
    assignee: str,
    standing: str,
    finished: date | None,
    top: bool,
) -> tuple[str, ...]:
    """Return the keys that a task is counted under.

    Work given on within a unit counts for the post that has it, not again for the unit.
    """
    if standing == "stopped":
        return ()
    word = f"{standing}/{finished.isoformat()[:7]}" if finished else OPEN
    if top:
        return (f"unit:{unit}/{word}", f"post:{giver}/{word}")
    kind, _colon, name = assignee.partition(":")
    return (f"person:{name}/{word}",) if kind == "post" else (f"unit:{unit}/{word}",)


def history_keys(
    given: date, above: str, directive: int, duty: str, stopped: bool
) -> tuple[str, ...]:
    """Return the keys by which a counted task is found for what its history says.

    When it was given; which supporters are beside which lead; whose clock stood still.
    """
    found = (f"given/{given.isoformat()[:7]}", f"{duty}/{above}/{directive}")
    return (*found, STOPPED) if stopped else found


def beside(keys: Iterable[str]) -> str:
    """Return the key of the supporters beside a lead, of a lead's *keys*."""
    leads = [key for key in keys if key.startswith("lead/")]
    return leads[0].replace("lead/", "support/", 1) if leads else ""


def unit_of(keys: Iterable[str]) -> str:
    """Return the unit that a task is counted for, empty where for a post alone."""
    units = (key for key in keys if key.startswith("unit:"))
    return next(units, "").partition("/")[0].removeprefix("unit:")


def month(period: str) -> tuple[date, date]:
    """Return the first and last day of the month *period*; else 422."""
    if len(months(period)) > 1:
        raise BadValue(_("Name a month (2026-11)."), field="month", code="invalid")
    first = date.fromisoformat(f"{period}-01")
    later = first.replace(day=28) + timedelta(days=4)
    return first, later - timedelta(days=later.day)


# What a report calls open: it still has time, or its clock stands still.
WITHIN = ("running", "due_soon", "paused")


def reported(table: Mapping[str, Mapping[str, int]]) -> list[Row]:
    """Return the rows of a report from the tally of each unit."""
    return last_first(
        Row(
            unit,
            *(kinds.get(kind, 0) for kind in FINISHED),
            sum(kinds.get(kind, 0) for kind in WITHIN),
            kinds.get("overdue_waiting", 0),
            kinds.get("overdue", 0),
        )
        for unit, kinds in table.items()
    )


def months(period: str) -> tuple[str, ...]:
    """Return the months of *period*: `2026-11`, or the whole of `2026`; else 422."""
    found = _PERIOD.match(period)
    if found is None:
        raise BadValue(
            _("Name a month (2026-11) or a year (2026)."),
            field="period",
            code="invalid",
        )
    year, month = found.groups()
    return (period,) if month else tuple(f"{year}-{m:02d}" for m in range(1, 13))


def last_first(rows: Iterable[Row]) -> list[Row]:
    """Return *rows*, those with the most overdue first, empty ones left out."""
    found = [row for row in rows if row.total]
    return sorted(found, key=lambda row: (-row.overdue, -row.late, -row.total, row.id))


def total(rows: Iterable[Row]) -> Row:
    """Return the sum of *rows*."""
    columns = zip(*(row[1:] for row in rows), strict=True)
    sums = [sum(column) for column in columns] or [0] * 6
    return Row("", *sums)


# Why a group has a role: what was done when it was granted.
CAUSES: Mapping[str, Sentence] = {
    "received": _("took the letter in"),
    "submission": _("the letter was submitted to them"),
    "submitted before": _("the letter was submitted to them before"),
    "draft": _("drafts the document"),
    "route": _("is on the way of the draft"),
    "signing": _("has a part in the signing"),
    "signed": _("numbers and publishes what is signed"),
    "published": _("is among the recipients"),
}
ROLES: Mapping[str, Sentence] = {
    "Document Reader": _("reads"),
    "Draft Reader": _("reads how it was made"),
    "Document Registrar": _("registers"),
    "Distributor": _("distributes"),
    "Director": _("directs"),
    "Task Assignee": _("works on it"),
    "Task Giver": _("judges the work"),
    "Drafter": _("drafts"),
    "Content Approver": _("approves the content"),
    "Form Approver": _("approves the form"),
    "Checker": _("checks"),
    "Signing Secretary": _("carries the signing folder"),
    "Publisher": _("numbers and publishes"),
    "Restrictor": _("may stop the publication"),
}
# Roles that make a document one's own: who has one of them made, gave or led it.
OWNING = frozenset(ROLES) - {
    "Document Reader",
    "Draft Reader",
    "Task Assignee",
    "Restrictor",
}


def owns(grants: Iterable[tuple], groups: Iterable[str]) -> bool:
    """Tell whether one of *groups* has a role by which the document is its own."""
    mine = set(groups)
    return any(group in mine and role in OWNING for group, role, _cause in grants)
