"""What tasks do when their document is opened or its record changed."""

from imoit.content.tasks.operations.closing import finish
from imoit.content.tasks.operations.working import receive
from imoit.content.tasks.operations.working import renew
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.storage import walk


def receipt(document, event) -> None:
    """The first opening by each addressee is recorded (R-09)."""
    receive(document, event.by)


def finish_added(event) -> None:
    """A step that was added may lead to the end: what belongs to it is done then."""
    if not ITask.providedBy(event.object) or event.after != "done":
        return
    if event.step not in ("accept", "close"):
        finish(event.object, event.by)


def show_anew(document, _event) -> None:
    """What lists show of a task is taken from its document."""
    for task in walk(document):
        renew(task)
