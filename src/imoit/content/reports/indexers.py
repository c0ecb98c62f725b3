"""What the catalog counts of a task."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from imoit.content.reports import domain
from imoit.content.tasks.operations import timing
from imoit.content.tasks.schema import ITask
from plone.indexer import indexer


@indexer(ITask)
def progress(task):
    """Under which keys it is counted; for information it is under none."""
    if task.duty == "informed":
        return ()
    above = aq_parent(aq_inner(task))
    found = domain.keys(
        task.unit,
        task.giver_post,
        task.assignee,
        timing.standing(task),
        timing.finished_on(task),
        not ITask.providedBy(above),
    )
    if not found:
        return ()
    stopped = any(mark["act"] == "pause" for mark in task.marks)
    given, directive = task.given_on(), task.directive
    return (
        *found,
        *domain.history_keys(given, above.UID(), directive, task.duty, stopped),
    )
