"""What is told when something has taken a step, or was opened."""

from collections.abc import Iterable
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.storage import children
from imoit.content.tidings import domain
from imoit.workflows.notices.operations.showing import opened
from imoit.workflows.notices.operations.telling import take_back
from imoit.workflows.notices.operations.telling import tell
from typing import Any


def document_moved(event: Any) -> None:
    """Tell those with whom a document lies now, and of the tasks that were given."""
    document = event.object
    if not ICorrespondence.providedBy(document):
        return
    if event.step in domain.MOVING:
        take_back(document.UID(), *domain.WAITS)
    tiding = domain.DOCUMENT.get(event.step)
    if tiding is not None:
        groups = domain.holders(document.waiting(), tiding.to)
        _tell(tiding.kind, groups, document, document.UID(), event)
    if event.step in domain.GIVING:
        tell_tasks(document, event)
    if event.step in domain.WITHDRAWN:
        take_back(document.UID())
        delivered = getattr(document, "delivered", ())
        _tell("recalled", delivered, document, document.UID(), event)


def task_moved(event: Any) -> None:
    """Tell giver or addressee of a task, and of the tasks given below it."""
    task = event.object
    if not ITask.providedBy(task):
        return
    if event.step in domain.ENDING:
        take_back(task.UID())
    tiding = domain.TASK.get(event.step)
    if tiding is not None:
        to_giver = tiding.to == domain.GIVER
        groups = [task.giver_group()] if to_giver else task.acting
        _tell(tiding.kind, groups, task.journal_root(), task.UID(), event, task.due)
    if event.step in domain.GIVING:
        tell_tasks(task, event)


def tell_tasks(target: Any, event: Any) -> None:
    """Tell the addressees of the directive that was just given on *target*."""
    given = children(target)
    number = max((task.directive for task in given), default=0)
    for task in given:
        if task.directive == number:
            kind = domain.of_duty(task.duty)
            root = task.journal_root()
            _tell(kind, task.acting, root, task.UID(), event, task.due)


def _tell(
    kind: str,
    groups: Iterable[str],
    document: Any,
    item: str,
    event: Any,
    due: Any = None,
) -> None:
    tell(
        kind,
        groups,
        uid=document.UID(),
        item=item,
        by=event.by,
        due=due.isoformat() if due else "",
        urgent=document.priority == domain.EXPRESS,
    )


def was_opened(document: Any, event: Any) -> None:
    """Who opens a document has read what tells of it."""
    opened(document, event.by)
