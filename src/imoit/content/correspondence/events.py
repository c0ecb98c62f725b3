"""The news that somebody opened a document, or changed its record."""

from zope.interface import implementer
from zope.interface.interfaces import IObjectEvent
from zope.interface.interfaces import ObjectEvent


class IOpened(IObjectEvent):
    """A person opened a document or its main file."""


@implementer(IOpened)
class Opened(ObjectEvent):
    """*by* opened *object*; by an addressee this is receipt."""

    def __init__(self, document, by):
        super().__init__(document)
        self.by = by


class IChanged(IObjectEvent):
    """The record of a document was changed."""


@implementer(IChanged)
class Changed(ObjectEvent):
    """The record of *object* says something else now: *event* is the journal's line."""

    def __init__(self, document, by, event):
        super().__init__(document)
        self.by = by
        self.event = event
