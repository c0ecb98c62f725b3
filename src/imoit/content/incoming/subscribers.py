"""What an incoming document does when it hears news from below."""

from imoit.content.incoming.operations import complete
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.tasks.domain.orders import LEAD
from imoit.workflows.transitions.operations import state


def close_when_tasks_finished(document, event) -> None:
    """All leads are done: the document is completed by itself."""
    if IIncomingDocument.providedBy(document) and state(document) == "in_progress":
        complete(document, event.by, event.answer, by_itself=True)


def renew_limit(task, event) -> None:
    """The follow-up book shows the day by which those who lead are done."""
    letter = task.aq_parent
    if task.duty == LEAD and IIncomingDocument.providedBy(letter):
        letter.reindexObject(idxs=["imoit_line"])
