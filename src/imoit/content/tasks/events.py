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


class IDeadlineMoved(IObjectEvent):
    """A task got a later day, or its clock runs again."""


@implementer(IDeadlineMoved)
class DeadlineMoved(ObjectEvent):
    """*object*, a task, is due on another day than before."""


class IDictated(IObjectEvent):
    """A directive was written down for a leader."""


@implementer(IDictated)
class Dictated(ObjectEvent):
    """*by* wrote down on *object* what the group *leader* has to confirm."""

    def __init__(self, target, by, leader):
        super().__init__(target)
        self.by = by
        self.leader = leader


class IDictationDropped(IObjectEvent):
    """What was written down for a leader lapsed."""


@implementer(IDictationDropped)
class DictationDropped(ObjectEvent):
    """*by* dropped what the group *writer* wrote down; *event* is its line."""

    def __init__(self, target, by, writer, event):
        super().__init__(target)
        self.by = by
        self.writer = writer
        self.event = event
