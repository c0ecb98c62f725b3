"""How a task stands against its deadline: computed from its history, never stored."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from imoit.workflows.calendar.domain import Calendar
from typing import Any
from typing import NamedTuple


SOON = 2  # working days
# Acts that stop the clock, each with the act that starts it again.
STOPS = {"pause": "resume", "report": "send_back"}


class Stop(NamedTuple):
    """A time in which the clock stood still; open ends have no end."""

    start: date
    end: date | None
    why: str


class Clock(NamedTuple):
    """What the lateness of a task is computed from.

    `due` counts since `since`: the day it was given or extended. `waits` are times in
    which the task waited for a supporter who was late.
    """

    since: date
    due: date | None
    finished: date | None = None
    stops: tuple[Stop, ...] = ()
    waits: tuple[Stop, ...] = ()
    off: bool = False  # returned or recalled: nobody has to do it


class Case(NamedTuple):
    """A task for a report: whose it is, its duty, its clock."""

    unit: str
    duty: str
    clock: Clock


def read(
    given: date, due: date | None, marks: Sequence[Mapping[str, Any]]
) -> tuple[date, date | None, tuple[Stop, ...]]:
    """Return since when a deadline counts, the deadline, and the stops in *marks*."""
    since, stops = given, []
    opened: Stop | None = None
    for mark in marks:
        day = date.fromisoformat(mark["time"][:10])
        if mark["act"] in STOPS and opened is None:
            opened = Stop(day, None, mark["act"])
        elif opened and mark["act"] == STOPS[opened.why]:
            stops.append(opened._replace(end=day))
            opened = None
        elif mark["act"] == "grant_extension":
            since, due = day, date.fromisoformat(mark["due"])
    return since, due, (*stops, *([opened] if opened else []))


def is_stopped(stops: Iterable[Stop], why: str = "pause") -> bool:
    """Tell whether the clock stands still now."""
    return any(stop.end is None and stop.why == why for stop in stops)


def days_stopped(
    stops: Iterable[Stop], since: date, until: date, calendar: Calendar
) -> int:
    """Return the working days in *stops* after *since* up to *until*, each once."""
    days: set[date] = set()
    for stop in stops:
        start, end = max(stop.start, since), min(stop.end or until, until)
        days |= {start + timedelta(n) for n in range(1, (end - start).days + 1)}
    return sum(calendar.is_working(day) for day in days)


def last_day(clock: Clock, today: date, calendar: Calendar) -> date | None:
    """Return the day the work is due: stops push it, lateness of others does not."""
    if clock.due is None:
        return None
    until = clock.finished or today
    moved = days_stopped(clock.stops, clock.since, until, calendar)
    return calendar.add(clock.due, moved)


def standing(clock: Clock, today: date, calendar: Calendar) -> str:
    """Return how a task stands today.

    stopped (returned, recalled), on_time, late, late_waiting for what is finished;
    running, due_soon, paused, overdue, overdue_waiting for what is not. *waiting*:
    late by the day that was ordered, but not by more days than it had to wait.
    """
    if clock.off:
        return "stopped"
    if clock.due is None:
        return "on_time" if clock.finished else "running"
    day = clock.finished or today
    if day > clock.due:
        late = "late" if clock.finished else "overdue"
        waited = days_stopped((*clock.stops, *clock.waits), clock.since, day, calendar)
        if not waited or calendar.between(clock.due, day) > waited:
            return late
        if clock.finished or not is_stopped(clock.stops):
            return f"{late}_waiting"
    if clock.finished:
        return "on_time"
    if is_stopped(clock.stops):
        return "paused"
    return "due_soon" if calendar.between(today, clock.due) <= SOON else "running"


WORST = (
    "overdue",
    "late",
    "overdue_waiting",
    "late_waiting",
    "paused",
    "due_soon",
    "running",
    "on_time",
)


def whole(clocks: Sequence[Clock], today: date, calendar: Calendar) -> str:
    """Return how a document stands: as the worst of those who lead."""
    found = {standing(clock, today, calendar) for clock in clocks}
    return next((kind for kind in WORST if kind in found), "running")


def against(
    due: date | None, finished: date | None, today: date, calendar: Calendar
) -> str:
    """Return how a mere deadline stands, without any history."""
    since = finished or today
    return standing(Clock(since, due, finished), today, calendar)


KEPT = frozenset((*STOPS, *STOPS.values(), "grant_extension"))


def kept(
    given: date, due: date | None, marks: Iterable[Mapping[str, Any]], ended: str
) -> dict[str, Any]:
    """Return as plain values what any later question about a task is answered from."""
    return {
        "given": given.isoformat(),
        "due": due.isoformat() if due else "",
        "ended": ended[:10],
        "marks": [
            (mark["act"], mark["time"][:10], mark.get("due", ""))
            for mark in marks
            if mark["act"] in KEPT
        ],
    }


def clock_on(plain: Mapping[str, Any], day: date, waits: Iterable[Stop] = ()) -> Clock:
    """Return the clock of a task as it stood on *day*; what came later is left out."""
    last = day.isoformat()
    marks = [
        {"act": act, "time": time, "due": due}
        for act, time, due in plain["marks"]
        if time <= last
    ]
    due = date.fromisoformat(plain["due"]) if plain["due"] else None
    since, due, stops = read(date.fromisoformat(plain["given"]), due, marks)
    return Clock(since, due, _finished(plain, marks, last), stops, tuple(waits))


def _finished(
    plain: Mapping[str, Any], marks: Iterable[Mapping[str, Any]], last: str
) -> date | None:
    found = ""
    for mark in marks:
        if mark["act"] == "report":
            found = mark["time"]
        elif mark["act"] == "send_back":
            found = ""
    if not found and plain["ended"] and plain["ended"] <= last:
        found = plain["ended"]
    return date.fromisoformat(found) if found else None


def wait_for(support: Clock, day: date, calendar: Calendar) -> Stop | None:
    """Return the time in which others waited for a late supporter, None for none."""
    last = last_day(support, day, calendar)
    if last is None or last >= (support.finished or day):
        return None
    return Stop(last, support.finished, "support")


def tally(
    cases: Iterable[Case], today: date, calendar: Calendar
) -> dict[str, dict[str, int]]:
    """Count the tasks of each unit by how they stand.

    What is for information, returned or recalled is not counted: nobody is late.
    """
    table: dict[str, dict[str, int]] = {}
    for case in cases:
        kind = standing(case.clock, today, calendar)
        if case.duty != "informed" and kind != "stopped":
            row = table.setdefault(case.unit, {})
            row[kind] = row.get(kind, 0) + 1
    return table
