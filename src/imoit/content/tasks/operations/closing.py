"""Results: reported, accepted, sent back; what closes by itself."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Sequence
from datetime import datetime
from imoit.content.files.operations import attach
from imoit.content.tasks import storage
from imoit.content.tasks.domain import states
from imoit.content.tasks.domain.orders import INFORMED
from imoit.content.tasks.domain.orders import LEAD
from imoit.content.tasks.domain.orders import SUPPORT
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.domain.states import WORKING
from imoit.content.tasks.events import TasksFinished
from imoit.content.tasks.operations.timing import mark
from imoit.content.tasks.operations.working import need
from imoit.content.tasks.operations.working import note
from imoit.content.tasks.operations.working import renew
from imoit.content.tasks.operations.working import stamp
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import Task
from imoit.workflows.actors.domain import Actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import state
from typing import Any
from zope.event import notify


def report(
    task: Task,
    by: Actor,
    *,
    text: str = "",
    percent: int | None = None,
    answer: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    now: datetime | None = None,
    by_itself: bool = False,
) -> None:
    """Report the result, or how far it is (below 100 per cent nothing closes).

    *files* (name, bytes) become files of the document. Where the giver said so the
    task closes with the report.
    """
    percent = states.check_percent(percent)
    if not by_itself:
        check(task, "report")
        if not text.strip() and not answer and not files:
            raise BadValue(
                _("Write what was done, or name the answer."),
                field="text",
                code="required",
            )
    _keep(task, by, text.strip(), percent, answer, files, now)
    if percent < 100:
        note(task, "progress", by, percent=percent, text=task.result)
        renew(task)
        return
    task.reported_at = stamp(now)
    task.asked = None
    mark(task, "report", by, now)
    advance(task, "report", by, text, by_itself=by_itself)
    if task.closes:
        accept(task, by, now, by_itself=True)


def _keep(
    task: Task,
    by: Actor,
    text: str,
    percent: int,
    answer: str,
    files: Sequence[tuple[str, bytes]],
    now: datetime | None,
) -> None:
    root = task.journal_root()
    kept = [
        attach(root, name=name, data=data, by=by, door="report").getId()
        for name, data in files
    ]
    task.result, task.percent = text or task.result, percent
    task.answer = answer or task.answer
    entry = {
        "time": stamp(now),
        "name": by.name,
        "post_title": by.post_title,
        "percent": percent,
        "text": text,
        "answer": answer,
        "files": kept,
    }
    task.reports = (*task.reports, entry)


def accept(
    task: Task, by: Actor, now: datetime | None = None, *, by_itself: bool = False
) -> None:
    """Accept what was reported; the last lead done finishes the document's work."""
    if not by_itself:
        check(task, "accept")
    task.done_at = stamp(now)
    advance(task, "accept", by, by_itself=by_itself)
    if state(task) == "done":
        _close_below(task, by, now)
        _settle(task, by, now)
    else:  # a state that was added comes first
        task.done_at = ""


def finish(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Do what belongs to a task that came to its end by a step that was added."""
    task.done_at = stamp(now)
    _close_below(task, by, now)
    _settle(task, by, now)


def send_back(task: Task, by: Actor, reason: str, now: datetime | None = None) -> None:
    """Ask for more; the days that the report waited do not count as the assignee's."""
    check(task, "send_back")
    need(reason)
    task.reason, task.reported_at = reason.strip(), ""
    mark(task, "send_back", by, now, reason=reason.strip())
    advance(task, "send_back", by, reason)
    renew(task)


def answered(
    document: Any, answer: str, by: Actor, groups: Sequence[str], task: str = ""
) -> Task | None:
    """Close the lead task under *document* that *answer* fulfils, and those above it.

    *groups* are those of the drafting post; *task* (UID) decides ties; else 422.
    """
    open_leads = {
        found.UID(): found
        for found in storage.walk(document)
        if found.duty == LEAD and state(found) in OPEN
    }
    if task and task not in open_leads:
        raise BadValue(_("This task is not open."), field="task", code="not_open")
    chosen = task or states.choose(
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
        child.duty == LEAD and state(child) in OPEN and set(child.acting) & set(groups)
        for child in storage.walk(task)
    )


def _finish_upwards(task: Task, answer: str, by: Actor) -> None:
    while ITask.providedBy(task):
        if state(task) in OPEN:
            task.answer = answer
        if state(task) in WORKING:
            report(task, by, answer=answer, by_itself=True)
        if state(task) == "reported":
            accept(task, by, by_itself=True)
        task = aq_parent(aq_inner(task))


def _close(task: Task, by: Actor, now: datetime | None) -> None:
    task.done_at = stamp(now)
    advance(task, "close", by, by_itself=True)
    _close_below(task, by, now)


def _close_below(task: Task, by: Actor, now: datetime | None) -> None:
    """Close what was given below a finished task; information stays to be read."""
    for child in storage.children(task):
        if child.duty != INFORMED and state(child) in OPEN:
            _close(child, by, now)


def _settle(task: Task, by: Actor, now: datetime | None = None) -> None:
    """Close the supports beside a finished lead; tell when the branch is done.

    What is for information stays with its reader until it is seen: it holds nobody up.
    """
    above = aq_parent(aq_inner(task))
    beside = storage.children(above)
    if not states.all_leads_done([(t.duty, state(t)) for t in beside]):
        return
    for other in beside:
        if other.duty == SUPPORT and state(other) in OPEN:
            _close(other, by, now)
    if not ITask.providedBy(above):
        notify(TasksFinished(above, by, task.answer))
    elif task.reports_up and state(above) == "forwarded":
        text = task.result or above.result
        report(above, by, text=text, answer=task.answer, now=now, by_itself=True)
