"""What is told when something has taken a step, or was opened."""

from collections.abc import Iterable
from imoit.content.correspondence.domain import PRIORITIES
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.storage import children
from imoit.content.tasks.storage import directives
from imoit.content.tasks.storage import walk
from imoit.content.tidings import domain
from imoit.workflows.actors.domain import post_group
from imoit.workflows.notices.operations.showing import opened
from imoit.workflows.notices.operations.telling import take_back
from imoit.workflows.notices.operations.telling import tell
from imoit.workflows.refusal import _
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.schema import Effect
from imoit.workflows.transitions.storage import waiting
from typing import Any


NOTIFY = "notify"
SHELF = "to_shelve"


class Notify(Effect):
    """Telling is done when the step is announced: then everybody has their rights."""

    def __init__(self):
        super().__init__(_("Those with whom it lies next are told"), self.later)

    def later(self, obj: Any, taken: Any) -> None:
        """Nothing yet."""


NOTIFYING = Notify()


def document_moved(event: Any) -> None:
    """Tell those with whom a document lies now, and of the tasks that were given."""
    document = event.object
    if not ICorrespondence.providedBy(document):
        return
    if event.step in domain.MOVING or NOTIFY in event.effects:
        take_back(document.UID(), *domain.WAITS)
    if NOTIFY in event.effects:
        tell_of_document(document, event)
    elif urgency(document) and event.step in domain.HASTE:
        tiding = domain.HASTE[event.step]
        groups = domain.holders(waiting(document), tiding.to)
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
    if NOTIFY in event.effects:
        tell_of_task(task, event)
    if event.step in domain.GIVING:
        take_back(task.UID(), "dictated")
        tell_tasks(task, event)


def tell_of_document(document: Any, event: Any) -> None:
    """Tell those with whom *document* lies after the step."""
    keys = [key for key in waiting(document) if key.partition("/")[0] != SHELF]
    known = domain.DOCUMENT.get(event.step)
    for tiding in [known] if known else domain.waits(keys):
        groups = domain.holders(keys, tiding.to)
        _tell(tiding.kind, groups, document, document.UID(), event)


def tell_of_task(task: Any, event: Any) -> None:
    """Tell giver or addressee, of a step that was added both but who took it."""
    root, known = task.journal_root(), domain.TASK.get(event.step)
    if known is None:
        for tiding in domain.waits(waiting(task)):
            groups = domain.holders(waiting(task), tiding.to)
            _tell(tiding.kind, groups, root, task.UID(), event, task.due)
        return
    groups = [task.giver_group()] if known.to == domain.GIVER else task.acting
    _tell(known.kind, groups, root, task.UID(), event, task.due)


def tell_tasks(target: Any, event: Any) -> None:
    """Tell the addressees of the directive that was just given on *target*."""
    given = children(target)
    number = max((task.directive for task in given), default=0)
    for task in given:
        if task.directive == number:
            kind = domain.of_duty(task.duty)
            root = task.journal_root()
            _tell(kind, task.acting, root, task.UID(), event, task.due)
    tell_replaced(target, number, event)


def tell_replaced(target: Any, number: int, event: Any) -> None:
    """Tell those who still work on the directive that directive *number* replaces."""
    given = directives(target)
    old = given[number - 1].get("supersedes") if 0 < number <= len(given) else None
    for task in children(target) if old else ():
        if task.directive == old and state(task) in OPEN:
            root = task.journal_root()
            _tell("superseded", task.acting, root, task.UID(), event)


def came_in(event: Any) -> None:
    """Tell the registry at once of an urgent letter."""
    document = event.object
    if urgency(document):
        uid = document.UID()
        _tell("to_register", document.registrars, document, uid, event)


def dictated(event: Any) -> None:
    """Tell the leader of what a secretary has written down."""
    take_back(event.object.UID(), "dictated")
    root = event.object
    root = root.journal_root() if ITask.providedBy(root) else root
    _tell("dictated", [event.leader], root, event.object.UID(), event)


def dictation_dropped(event: Any) -> None:
    """Nothing waits for the leader any more; who wrote it down is told why."""
    take_back(event.object.UID(), "dictated")
    root = event.object
    root = root.journal_root() if ITask.providedBy(root) else root
    _tell("dictation_dropped", [event.writer], root, event.event, event)


def corrected(document: Any, event: Any) -> None:
    """Tell those who work by a letter that its record says something else now."""
    if state(document) not in domain.WORKED_BY:
        return
    tasks = [task for task in walk(document) if state(task) in OPEN]
    working = [group for task in tasks for group in task.acting]
    groups = [key.partition("/")[2] for key in waiting(document)]
    _tell("corrected", [*groups, *working], document, event.event, event)


def delegated(event: Any) -> None:
    """Tell who stands in from now on."""
    found = event.delegation
    tell("delegated", [post_group(found.to_post)], uid="", item=found.id, by=event.by)


def delegation_ended(event: Any) -> None:
    """Tell who stands in no longer."""
    found = event.delegation
    group = post_group(found.to_post)
    take_back(found.id)
    tell("delegation_ended", [group], uid="", item=found.id, by=event.by)


def urgency(document: Any) -> int:
    """Return the degree of urgency, 0 for a plain document."""
    return PRIORITIES.index(document.priority or "normal")


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
        urgent=urgency(document),
    )


def was_opened(document: Any, event: Any) -> None:
    """Who opens a document has read what tells of it."""
    opened(document, event.by)
