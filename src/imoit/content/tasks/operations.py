"""What can be done with directives and tasks."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from imoit.content.tasks import domain
from imoit.content.tasks import storage
from imoit.content.tasks.domain import Order
from imoit.content.tasks.domain import TaskPlan
from imoit.content.tasks.events import TasksFinished
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import Task
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import withdraw
from plone import api
from typing import Any
from zope.event import notify


WORK = "iMOIT: Work on task"


def order(
    text: str,
    lead: Sequence[str],
    support: Sequence[str] = (),
    informed: Sequence[str] = (),
    *,
    due: date | None = None,
    working_days: int | None = None,
    now: datetime | None = None,
) -> Order:
    """Return the order that the given principals and deadline make."""
    today = (now or clock.now()).date()
    return Order(
        text.strip(),
        tuple(party(name, "lead") for name in lead),
        tuple(party(name, "support") for name in support),
        tuple(party(name, "informed") for name in informed),
        domain.last_day(due, working_days, today, calendar()),
    )


def direct(target: Any, order: Order, by: Actor, now: datetime | None = None) -> dict:
    """Give the directive *order* on a document, or on a task to those below.

    The directive is kept for ever, its tasks appear at their addressees. Refuses with
    422 (field), 409 in a wrong state, 403 without the right.
    """
    now = now or clock.now()
    step = "forward" if ITask.providedBy(target) else "direct"
    check(target, step)
    plans = domain.plan(order)
    domain.check_field(order, by.behalf)
    number = storage.append(target, _written(order, by, now))
    for place, plan in enumerate(plans):
        _give(target, plan, by, number, place)
    advance(target, step, by)
    document = target.journal_root() if ITask.providedBy(target) else target
    record(
        "directive",
        document.UID(),
        actor=by,
        item="" if document is target else target.UID(),
        details=storage.directives(target)[number - 1],
        now=now,
    )
    return {"number": number, **storage.directives(target)[number - 1]}


def _written(order: Order, by: Actor, now: datetime) -> dict:
    return {
        "text": order.text,
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "post_title": by.post_title,
        "time": now.isoformat(timespec="seconds"),
        "due": order.due.isoformat(),
        **{
            duty: [{"id": p.id, "title": p.title} for p in getattr(order, duty)]
            for duty in (domain.LEAD, domain.SUPPORT, domain.INFORMED)
        },
    }


def _give(target: Any, plan: TaskPlan, by: Actor, number: int, place: int) -> Task:
    task = storage.make(
        target,
        {
            "duty": plan.duty,
            "assignee": plan.party.id,
            "assignee_title": plan.party.title,
            "acting": plan.party.acting,
            "reading": plan.party.reading,
            "giver_post": by.post,
            "giver_person": by.person,
            "giver_title": f"{by.name}, {by.post_title}",
            "directive": number,
            "place": place,
            "due": plan.due,
        },
    )
    cause = f"task:{task.UID()}"
    grant(task, plan.party.acting, "Task Assignee", cause)
    grant(task, [giver_group(task)], "Task Giver", cause)
    readers = (*plan.party.acting, *plan.party.reading)
    grant(task.journal_root(), readers, "Document Reader", cause)
    return task


def giver_group(task: Task) -> str:
    """Return the group of the post that gave *task*."""
    return f"imoit.post.{task.giver_post}"


def receive(document: Any, by: Actor, now: datetime | None = None) -> list[Task]:
    """Record the first opening of *document* by *by*: a receipt on each task of theirs.

    Returns the tasks that were opened by this.
    """
    now = now or clock.now()
    opened = []
    for task in storage.walk(document):
        mine = not task.opened_at and set(task.acting) & set(by.groups)
        if mine and state(task) == "assigned" and _is_covered(task, by):
            open_task(task, by, now)
            opened.append(task)
    return opened


def _is_covered(task: Task, by: Actor) -> bool:
    """Tell whether a delegation that is cut to a field has *task* in it."""
    return by.behalf is None or api.user.has_permission(WORK, obj=task)


def waits_for_opening(document: Any, by: Actor) -> bool:
    """Tell whether a task of *by* on *document* has not been opened yet."""
    return any(
        not task.opened_at and set(task.acting) & set(by.groups)
        for task in storage.walk(document)
    )


def open_task(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Record the receipt; whoever has to act is in progress from now on."""
    task.opened_at = (now or clock.now()).isoformat(timespec="seconds")
    task.opened_by = by.name
    if task.duty == domain.INFORMED:
        _record(task, "open", by)
        _renew(task)
        return
    advance(task, "open", by)


def report(
    task: Task,
    by: Actor,
    *,
    text: str = "",
    percent: int | None = None,
    answer: str = "",
    now: datetime | None = None,
    by_itself: bool = False,
) -> None:
    """Report the result, or how far it is (below 100 per cent nothing closes)."""
    percent = domain.check_percent(percent)
    if not by_itself:
        check(task, "report")
        if not text.strip() and not answer:
            raise BadValue(
                _("Write what was done, or name the answer."),
                field="text",
                code="required",
            )
    task.result, task.percent = text.strip() or task.result, percent
    task.answer = answer or task.answer
    if percent < 100:
        _record(task, "progress", by, percent=percent, text=task.result)
        _renew(task)
        return
    task.reported_at = (now or clock.now()).isoformat(timespec="seconds")
    advance(task, "report", by, text, by_itself=by_itself)


def accept(
    task: Task, by: Actor, now: datetime | None = None, *, by_itself: bool = False
) -> None:
    """Accept what was reported; the last lead done finishes the document's work."""
    if not by_itself:
        check(task, "accept")
    task.done_at = (now or clock.now()).isoformat(timespec="seconds")
    advance(task, "accept", by, by_itself=by_itself)
    _settle(task, by, now)


def return_task(task: Task, by: Actor, reason: str) -> None:
    """Give the task back to who gave it; its addressee's roles go with it."""
    task.reason = reason.strip()
    advance(task, "return", by, reason)
    _take_back(task)


def recall(task: Task, by: Actor, reason: str, *, by_itself: bool = False) -> None:
    """Take the task back, and with it everything given below it."""
    task.reason = reason.strip()
    advance(task, "recall", by, reason, by_itself=by_itself)
    for child in storage.children(task):
        if state(child) in domain.OPEN:
            recall(child, by, reason, by_itself=True)
    _take_back(task)


def mark_seen(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Take note of what was sent for information."""
    if not task.opened_at:
        task.opened_at = (now or clock.now()).isoformat(timespec="seconds")
        task.opened_by = by.name
    advance(task, "mark_seen", by)


def answered(
    document: Any, answer: str, by: Actor, groups: Sequence[str], task: str = ""
) -> Task | None:
    """Close the lead task under *document* that *answer* fulfils, and those above it.

    *groups* are those of the drafting post; *task* (UID) decides ties; else 422.
    """
    open_leads = {
        found.UID(): found
        for found in storage.walk(document)
        if found.duty == domain.LEAD and state(found) in domain.OPEN
    }
    if task and task not in open_leads:
        raise BadValue(_("This task is not open."), field="task", code="not_open")
    chosen = task or domain.choose(
        [
            uid
            for uid, found in open_leads.items()
            if set(found.acting) & set(groups) and not _has_own_child(found, groups)
        ]
    )
    if not chosen:
        return None
    found = open_leads[chosen]
    _finish_upwards(found, answer, by)
    return found


def _has_own_child(task: Task, groups: Sequence[str]) -> bool:
    return any(
        child.duty == domain.LEAD
        and state(child) in domain.OPEN
        and set(child.acting) & set(groups)
        for child in storage.walk(task)
    )


def _finish_upwards(task: Task, answer: str, by: Actor) -> None:
    if state(task) != "reported":
        report(task, by, answer=answer, by_itself=True)
    task.answer = answer
    accept(task, by, by_itself=True)
    above = aq_parent(aq_inner(task))
    if ITask.providedBy(above) and state(above) in domain.OPEN:
        _finish_upwards(above, answer, by)


def _settle(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Close the supports beside a finished lead; tell when the document is done."""
    above = aq_parent(aq_inner(task))
    beside = storage.children(above)
    if not domain.all_leads_done([(t.duty, state(t)) for t in beside]):
        return
    for other in beside:
        if other.duty == domain.SUPPORT and state(other) in domain.OPEN:
            other.done_at = (now or clock.now()).isoformat(timespec="seconds")
            advance(other, "close", by, by_itself=True)
    if not ITask.providedBy(above):
        notify(TasksFinished(above, by, task.answer))


def _take_back(task: Task) -> None:
    cause = f"task:{task.UID()}"
    withdraw(task.journal_root(), cause)


def _record(task: Task, act: str, by: Actor, **details: Any) -> None:
    root = task.journal_root()
    record(act, root.UID(), actor=by, item=task.UID(), details=details)


def _renew(task: Task) -> None:
    task.reindexObject(idxs=["imoit_waiting", "imoit_line"])


def find(document: Any, uid: str) -> Task:
    """Return the task with *uid* under *document*, or refuse."""
    for task in storage.walk(document):
        if task.UID() == uid:
            return task
    raise Conflict(_("There is no such task on this document."))
