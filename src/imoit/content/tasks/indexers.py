"""What the catalog knows of a task."""

from imoit.content.tasks import domain
from imoit.content.tasks.operations import giver_group
from imoit.content.tasks.schema import ITask
from imoit.workflows.transitions.operations import state
from plone.indexer import indexer


@indexer(ITask)
def waiting(task):
    """For whom it waits, and in which box."""
    return domain.waiting(state(task), task.duty, task.acting, giver_group(task))


@indexer(ITask)
def due(task):
    """The last day, as a number of days."""
    return task.due.toordinal() if task.due else None


@indexer(ITask)
def line(task):
    """What a list shows of the task, without waking it or its document."""
    root = task.journal_root()
    return {
        **root.line(),
        "duty": task.duty,
        "who": task.assignee_title,
        "giver": task.giver_title,
        "opened": bool(task.opened_at),
        "percent": task.percent,
        "due": task.due.isoformat() if task.due else "",
        "document": root.UID(),
        "path": "/".join(root.getPhysicalPath()),
    }


@indexer(ITask)
def words(task):
    """A task is found through its document."""
    return ""
