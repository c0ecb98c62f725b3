"""Giving directives: on a document, or on a task to those below."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from imoit.content.directory.storage import folder
from imoit.content.tasks import storage
from imoit.content.tasks.domain import orders
from imoit.content.tasks.domain.orders import Order
from imoit.content.tasks.domain.orders import TaskPlan
from imoit.content.tasks.domain.states import nothing_to_do
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.events import TasksFinished
from imoit.content.tasks.operations.timing import last_day
from imoit.content.tasks.operations.working import recall
from imoit.content.tasks.operations.working import settle
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import Task
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.journal.operations import record
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import state
from typing import Any
from zope.event import notify


LEADERS = "ldb"


def order(
    text: str,
    lead: Sequence[str],
    support: Sequence[str] = (),
    informed: Sequence[str] = (),
    *,
    due: date | None = None,
    working_days: int | None = None,
    dues: Mapping[str, date] | None = None,
    closes: bool = False,
    reports_up: bool = True,
    now: datetime | None = None,
) -> Order:
    """Return the order that the given principals and deadline make.

    What is for information alone needs no deadline.
    """
    today = (now or clock.now()).date()
    named = Order(
        text.strip(),
        tuple(party(name, "lead") for name in lead),
        tuple(party(name, "support") for name in support),
        tuple(party(name, "informed") for name in informed),
        None,
        closes=closes,
        reports_up=reports_up,
    )
    if named.is_information:
        return named
    days = {party(name).id: day for name, day in (dues or {}).items()}
    for day in days.values():
        orders.last_day(day, None, today, calendar(), "support")
    last = orders.last_day(due, working_days, today, calendar())
    return named._replace(due=last, dues=days)


def direct(
    target: Any,
    order: Order,
    by: Actor,
    now: datetime | None = None,
    *,
    supersedes: int = 0,
    recall_old: bool = False,
    entered_by: Mapping[str, str] | None = None,
) -> dict:
    """Give the directive *order* on a document, or on a task to those below.

    The directive is kept for ever, its tasks appear at their addressees. One that
    *supersedes* an earlier one is linked to it, both stay; with *recall_old* the open
    tasks of that one are recalled. *entered_by*: who wrote it down for *by*.
    Refuses with 422 (field), 409 in a wrong state, 403 without the right.
    """
    now = now or clock.now()
    is_task = ITask.providedBy(target)
    step = "forward" if is_task else "direct"
    check(target, step)
    plans = orders.plan(
        order, _below(by) if is_task else None, _above(target, now.date())
    )
    orders.check_field(order, by.behalf)
    if supersedes:
        _check_superseded(target, supersedes, by)
    values = {
        **_written(order, by, now),
        **({"supersedes": supersedes} if supersedes else {}),
        **({"entered_by": dict(entered_by)} if entered_by else {}),
    }
    number = storage.append(target, values)
    if by.behalf is None:
        storage.keep_phrase(by.post, order.text)
    storage.drop_dictation(target)
    _clear(target, by, now, supersedes if recall_old else 0, order.text)
    for place, plan in enumerate(plans):
        _give(target, plan, by, number, place, values)
    advance(target, step, by)
    if not is_task:
        target.reindexObject(idxs=["SearchableText"])
    _tell(target, by, values, now)
    _finish_what_asks_nothing(target, by)
    return {"number": number, **values}


def _tell(target: Any, by: Actor, values: Mapping, now: datetime) -> None:
    document = target.journal_root() if ITask.providedBy(target) else target
    item = "" if document is target else target.UID()
    record("directive", document.UID(), actor=by, item=item, details=values, now=now)


def _below(by: Actor):
    """Return what tells whether somebody may be given work by *by* on a task."""

    def below(party: Party) -> bool:
        unit = party.unit
        while unit and unit != by.unit:
            found = folder("units").get(unit)
            unit = getattr(found, "parent", "")
        return bool(unit) or by.unit == LEADERS

    return below


def _above(target: Any, today: date) -> date | None:
    """Return the last day of the task *target* while it can still be kept."""
    found = last_day(target, today) if ITask.providedBy(target) else None
    return found if found and found >= today else None


def _check_superseded(target: Any, number: int, by: Actor) -> None:
    found = storage.directives(target)
    orders.check_superseded(found, number, by.post, by.function)


def _clear(target: Any, by: Actor, now: datetime, number: int, reason: str) -> None:
    """Recall what directive *number* left open; settle what came back to *by*."""
    for task in storage.children(target):
        if number and task.directive == number and state(task) in OPEN:
            recall(task, by, reason, now, by_itself=True)
        elif state(task) == "returned" and task.giver_post == by.post:
            settle(task, now)


def _finish_what_asks_nothing(target: Any, by: Actor) -> None:
    """What only informs is finished at once: nobody would ever close it."""
    if ITask.providedBy(target):
        return
    found = [(task.duty, state(task)) for task in storage.children(target)]
    if nothing_to_do(found):
        notify(TasksFinished(target, by))


def _written(order: Order, by: Actor, now: datetime) -> dict:
    return {
        "text": order.text,
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "post_title": by.post_title,
        "function": by.function,
        **({"on_behalf_of": by.behalf.name} if by.behalf else {}),
        "time": now.isoformat(timespec="seconds"),
        "due": order.due.isoformat() if order.due else None,
        "closes": order.closes,
        "reports_up": order.reports_up,
        **{
            duty: [_named(order, p) for p in getattr(order, duty)]
            for duty in orders.DUTIES
        },
    }


def _named(order: Order, party: Party) -> dict[str, str]:
    own = order.dues.get(party.id)
    return {
        "id": party.id,
        "title": party.title,
        **({"due": own.isoformat()} if own else {}),
    }


def _give(
    target: Any, plan: TaskPlan, by: Actor, number: int, place: int, values: Mapping
) -> Task:
    task = storage.make(
        target,
        {
            "duty": plan.duty,
            "assignee": plan.party.id,
            "assignee_title": plan.party.title,
            "acting": plan.party.acting,
            "reading": plan.party.reading,
            "unit": plan.party.unit,
            "giver_post": by.post,
            "giver_person": by.person,
            "giver_title": f"{by.name}, {by.post_title}",
            "directive": number,
            "place": place,
            "given_at": values["time"],
            "due": plan.due,
            "closes": values["closes"],
            "reports_up": values["reports_up"],
        },
    )
    cause = f"task:{task.UID()}"
    grant(task, plan.party.acting, "Task Assignee", cause)
    grant(task, [task.giver_group()], "Task Giver", f"given:{task.UID()}")
    readers = (*plan.party.acting, *plan.party.reading)
    grant(task.journal_root(), readers, "Document Reader", cause)
    return task
