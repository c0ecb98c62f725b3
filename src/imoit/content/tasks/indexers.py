"""What the catalog knows of a task."""

from imoit.content.correspondence import domain
from imoit.content.tasks.domain.standing import kept
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import timing
from imoit.content.tasks.schema import ITask
from imoit.workflows.transitions import storage
from plone.indexer import indexer


@indexer(ITask)
def waiting(task):
    """For whom it waits, and in which box."""
    return (*storage.waiting(task), *dictating.waiting(task))


@indexer(ITask)
def due(task):
    """The last day, as a number of days; none while the clock stands still."""
    day = _day(task)
    return day.toordinal() if day else None


@indexer(ITask)
def place(task):
    """Where it stands in a list, by its document's urgency and its own day."""
    day = _day(task)
    due = day.toordinal() if day else None
    priority = task.journal_root().priority
    return domain.place(priority, due, int(task.created()) // 60)


@indexer(ITask)
def line(task):
    """What a list shows of the task, without waking it or its document."""
    root, day = task.journal_root(), _day(task)
    return {
        **root.line(),
        "duty": task.duty,
        "who": task.assignee_title,
        "giver": task.giver_title,
        "opened": bool(task.opened_at),
        "percent": task.percent,
        "due": day.isoformat() if day else "",
        "paused": timing.is_paused(task),
        "asked": bool(task.asked),
        "document": root.UID(),
        "path": "/".join(root.getPhysicalPath()),
    }


@indexer(ITask)
def clock(task):
    """What lateness is computed from, on any day, without waking the task."""
    ended = timing.finished_on(task)
    return kept(
        task.given_on(), task.due, task.marks, ended.isoformat() if ended else ""
    )


@indexer(ITask)
def words(task):
    """A task is found through its document."""
    return ""


def _day(task):
    """The nearer of its own deadline and the last day of its state; none if paused."""
    if timing.is_paused(task):
        return None
    return storage.last_day(task, timing.last_day(task))
