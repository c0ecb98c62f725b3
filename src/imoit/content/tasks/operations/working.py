"""Working on a task: opened, seen, given back; and taken back by who gave it."""

from datetime import datetime
from imoit.content.tasks import storage
from imoit.content.tasks.domain import orders
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.schema import Task
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import withdraw
from plone import api
from typing import Any


WORK = "iMOIT: Work on task"


def stamp(now: datetime | None) -> str:
    """Return the moment as tasks keep it."""
    return (now or clock.now()).isoformat(timespec="seconds")


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
    if task.duty != orders.INFORMED:
        check(task, "open")
    task.opened_at = stamp(now)
    task.opened_by = by.name
    if task.duty == orders.INFORMED:
        note(task, "open", by)
        renew(task)
        return
    advance(task, "open", by)


def mark_seen(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Take note of what was sent for information."""
    check(task, "mark_seen")
    if not task.opened_at:
        task.opened_at = stamp(now)
        task.opened_by = by.name
    advance(task, "mark_seen", by)


def return_task(
    task: Task, by: Actor, reason: str, now: datetime | None = None
) -> None:
    """Give the task back to who gave it; its addressee's roles go with it.

    The clock stops for good; what was given below is recalled.
    """
    advance(task, "return", by, reason)
    task.reason = reason.strip()
    _end(task, by, reason, now)


def recall(
    task: Task,
    by: Actor,
    reason: str,
    now: datetime | None = None,
    *,
    by_itself: bool = False,
) -> None:
    """Take the task back, and with it everything given below it."""
    advance(task, "recall", by, reason, by_itself=by_itself)
    task.reason = reason.strip()
    _end(task, by, reason, now)


def _end(task: Task, by: Actor, reason: str, now: datetime | None) -> None:
    task.done_at = stamp(now)
    for child in storage.children(task):
        if state(child) in OPEN:
            recall(child, by, reason, now, by_itself=True)
    cause = f"task:{task.UID()}"
    withdraw(task, cause)
    withdraw(task.journal_root(), cause)
    renew(task)


def take_note(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Know of a returned task without giving the work to somebody else."""
    check(task, "take_note")
    advance(task, "take_note", by)
    settle(task, now)


def settle(task: Task, now: datetime | None) -> None:
    """Let a returned task wait no longer for who gave it."""
    task.settled_at = stamp(now)
    renew(task)


def need(reason: str) -> None:
    """Refuse an act that must say why and does not."""
    if not reason.strip():
        raise BadValue(_("Give the reason."), field="reason", code="required")


def note(task: Task, act: str, by: Actor, **details: Any) -> None:
    """Write an act on *task* that is no step into the journal."""
    root = task.journal_root()
    record(act, root.UID(), actor=by, item=task.UID(), details=details)


def renew(task: Task) -> None:
    """Let the catalog know what changed without a step."""
    places = ["imoit_waiting", "imoit_due", "imoit_place", "imoit_progress"]
    task.reindexObject(idxs=places)


def find(document: Any, uid: str) -> Task:
    """Return the task with *uid* under *document*, or refuse."""
    for task in storage.walk(document):
        if task.UID() == uid:
            return task
    raise Conflict(_("There is no such task on this document."))
