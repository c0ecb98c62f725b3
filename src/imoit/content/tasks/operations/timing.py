"""The clock of a task: stopped and started again, deadlines extended."""

from collections.abc import Iterable
from datetime import date
from datetime import datetime
from imoit.content.tasks import storage
from imoit.content.tasks.domain import standing as domain
from imoit.content.tasks.domain.orders import last_day as deadline
from imoit.content.tasks.domain.orders import LEAD
from imoit.content.tasks.domain.orders import SUPPORT
from imoit.content.tasks.domain.standing import Clock
from imoit.content.tasks.domain.standing import Stop
from imoit.content.tasks.domain.states import STOPPED
from imoit.content.tasks.events import DeadlineMoved
from imoit.content.tasks.operations.working import need
from imoit.content.tasks.operations.working import renew
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import Task
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import state
from typing import Any
from zope.event import notify


def clock_of(task: Task, today: date | None = None) -> Clock:
    """Return what the lateness of *task* is computed from."""
    since, due, stops = domain.read(task.given_on(), task.due, task.marks)
    return Clock(
        since,
        due,
        finished_on(task),
        stops,
        tuple(_waits(task, today or clock.today())) if task.duty == LEAD else (),
        off=state(task) in STOPPED,
    )


def finished_on(task: Task) -> date | None:
    """Return the day the work was done: reported, or closed with the lead."""
    when = task.reported_at or (task.done_at if state(task) == "done" else "")
    return date.fromisoformat(when[:10]) if when else None


def _waits(task: Task, today: date) -> Iterable[Stop]:
    """Yield the times in which supporters beside *task* were late."""
    for beside in storage.children(task.aq_parent):
        if beside.duty != SUPPORT or beside.directive != task.directive:
            continue
        last = last_day(beside, today)
        if last is not None:
            yield Stop(last, _ended(beside), "support")


def _ended(task: Task) -> date | None:
    when = task.reported_at or task.done_at
    return date.fromisoformat(when[:10]) if when else None


def last_day(task: Task, today: date | None = None) -> date | None:
    """Return the day *task* is due, times in which its clock stood still added."""
    today = today or clock.today()
    since, due, stops = domain.read(task.given_on(), task.due, task.marks)
    found = Clock(since, due, finished_on(task), stops)
    return domain.last_day(found, today, calendar())


def is_paused(task: Task) -> bool:
    """Tell whether the clock of *task* stands still."""
    return task.mind().paused


def standing(task: Task, today: date | None = None) -> str:
    """Return how *task* stands today."""
    today = today or clock.today()
    return domain.standing(clock_of(task, today), today, calendar())


def whole(document: Any, due: date | None, finished: date | None) -> str:
    """Return how a document stands: as those who lead, else by its own deadline."""
    today = clock.today()
    leads = [
        clock_of(task, today)
        for task in storage.walk(document)
        if task.duty == LEAD and state(task) not in STOPPED
    ]
    if not leads:
        return domain.against(due, finished, today, calendar())
    return domain.whole(leads, today, calendar())


def mark(
    task: Task, act: str, by: Actor, now: datetime | None = None, **more: Any
) -> None:
    """Add an act to what the lateness of *task* is computed from."""
    entry = {
        "act": act,
        "time": (now or clock.now()).isoformat(timespec="seconds"),
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "post_title": by.post_title,
        **more,
    }
    task.marks = (*task.marks, entry)


def pause(task: Task, by: Actor, reason: str, now: datetime | None = None) -> None:
    """Stop the clock of *task*, with a reason; the giver decides it."""
    check(task, "pause")
    need(reason)
    advance(task, "pause", by, reason)
    mark(task, "pause", by, now, reason=reason)
    renew(task)


def resume(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Start the clock again: the days it stood still are added to the deadline."""
    check(task, "resume")
    advance(task, "resume", by)
    mark(task, "resume", by, now)
    renew(task)
    notify(DeadlineMoved(task))


def ask_extension(
    task: Task,
    by: Actor,
    reason: str,
    *,
    due: date | None = None,
    working_days: int | None = None,
    now: datetime | None = None,
) -> date:
    """Ask the giver for a later day; the old one holds until it is granted."""
    check(task, "ask_extension")
    need(reason)
    new = _new_day(task, due, working_days, now)
    advance(task, "ask_extension", by, reason)
    mark(task, "ask_extension", by, now, due=new.isoformat(), reason=reason)
    task.asked = task.marks[-1]
    renew(task)
    return new


def grant_extension(
    task: Task,
    by: Actor,
    *,
    due: date | None = None,
    comment: str = "",
    now: datetime | None = None,
) -> date:
    """Grant the day that was asked for, or another one."""
    check(task, "grant_extension")
    new = _new_day(task, due or date.fromisoformat(task.asked["due"]), None, now)
    advance(task, "grant_extension", by, comment)
    mark(task, "grant_extension", by, now, due=new.isoformat(), reason=comment)
    task.asked = None
    renew(task)
    notify(DeadlineMoved(task))
    return new


def refuse_extension(
    task: Task, by: Actor, reason: str, now: datetime | None = None
) -> None:
    """Leave the deadline as it is, with a reason."""
    check(task, "refuse_extension")
    need(reason)
    advance(task, "refuse_extension", by, reason)
    mark(task, "refuse_extension", by, now, reason=reason)
    task.asked = None
    renew(task)


def _new_day(
    task: Task, due: date | None, days: int | None, now: datetime | None
) -> date:
    """Return the new last day; 422 when it is no later day or after the lead's."""
    today = (now or clock.now()).date()
    old = last_day(task, today)
    if days is not None and due is None:
        due = calendar().add(max(old, today), days)
    new = deadline(due, None, today, calendar())
    if new <= old:
        raise BadValue(
            _("This is not later than the present deadline."),
            field="due",
            code="not_later",
        )
    limit = _limit(task, today)
    if limit and new > limit:
        raise BadValue(
            _("Not later than ${day}: the lead or the task above is due.", day=limit),
            field="due",
            code="after_lead",
        )
    return new


def _limit(task: Task, today: date) -> date | None:
    """Return the day after which *task* helps nobody: of its lead, or of the above."""
    above = task.aq_parent
    limits = [last_day(above, today)] if ITask.providedBy(above) else []
    if task.duty == SUPPORT:
        limits += [
            last_day(beside, today)
            for beside in storage.children(above)
            if beside.duty == LEAD
            and beside.directive == task.directive
            and state(beside) not in STOPPED
        ]
    return min((day for day in limits if day and day >= today), default=None)
