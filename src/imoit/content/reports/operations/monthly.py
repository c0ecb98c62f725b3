"""The report of a month: on time and overdue by unit, as it stood when it ended."""

from datetime import date
from datetime import datetime
from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.content.reports.operations.lines import Lines
from imoit.content.tasks.domain.standing import Case
from imoit.content.tasks.domain.standing import tally
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple


class Report(NamedTuple):
    """The report of one month, as of a day: its last one, or today."""

    month: str
    day: date
    units: list[Row]
    total: Row


def report(month: str, now: datetime | None = None) -> Report:
    """Return the report of *month*, from what the present user may know.

    Counted is what was finished in the month, and what was given before its end and
    not finished then, each as it stood on that day: what happened later changes no
    report. What is for information, returned or recalled is not counted.
    """
    first, last = domain.month(month)
    today = clock.day(now)
    if first > today:
        raise BadValue(_("This month has not begun."), field="month", code="not_begun")
    day, lines = min(last, today), Lines()
    table = tally(_cases(lines, first, day), day, lines.calendar)
    rows = domain.reported(table)
    return Report(month, day, rows, domain.total(rows))


def _cases(lines: Lines, first: date, day: date) -> list[Case]:
    found = []
    for line in _counted(lines, first, day):
        unit = domain.unit_of(lines.keys_of(line))
        if not unit or lines.given(line) > day:
            continue
        own = lines.clock(line, day)
        if own.finished is None or own.finished >= first:
            found.append(Case(unit, "", own))
    return found


def _counted(lines: Lines, first: date, day: date) -> set[int]:
    """Return the lines given by *day* and not finished before *first*."""
    given = [key for key in lines.known("given/") if key[6:] <= day.isoformat()[:7]]
    done = [key for key in lines.known("unit:") if _is_late_enough(key, first)]
    return lines.keys(given) & lines.keys(done)


def _is_late_enough(key: str, first: date) -> bool:
    word = key.partition("/")[2]
    return word == domain.OPEN or word.rpartition("/")[2] >= first.isoformat()[:7]
