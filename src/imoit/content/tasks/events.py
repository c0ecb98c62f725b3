"""The news of directives and tasks."""

from zope.interface import implementer
from zope.interface.interfaces import IObjectEvent
from zope.interface.interfaces import ObjectEvent


class ITasksFinished(IObjectEvent):
    """All lead tasks of a document are done."""


@implementer(ITasksFinished)
class TasksFinished(ObjectEvent):
    """All lead tasks of *object* are done; *by* did the last of them."""

    def __init__(self, document, by, answer=""):
        super().__init__(document)
        self.by = by
        self.answer = answer
