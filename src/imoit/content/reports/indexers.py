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
    return domain.keys(
        task.unit,
        task.giver_post,
        task.assignee,
        timing.standing(task),
        timing.finished_on(task),
        not ITask.providedBy(aq_parent(aq_inner(task))),
    )
