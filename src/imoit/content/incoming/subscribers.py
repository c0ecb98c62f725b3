"""What an incoming document does when it hears news from below."""

from imoit.content.incoming.operations import complete
from imoit.content.incoming.schema import IIncomingDocument
from imoit.workflows.transitions.operations import state


def close_when_tasks_finished(document, event) -> None:
    """All leads are done: the document is completed by itself."""
    if IIncomingDocument.providedBy(document) and state(document) == "in_progress":
        complete(document, event.by, event.answer, by_itself=True)
