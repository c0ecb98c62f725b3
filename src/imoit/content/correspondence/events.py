"""The news that a file is to come to a document, that it was opened or changed."""

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


class IFileComing(IObjectEvent):
    """Somebody sends a file for a document; nothing of it is stored yet."""


@implementer(IFileComing)
class FileComing(ObjectEvent):
    """A file for *object*: whoever hears it may refuse it, or ask to be *confirmed*.

    Nothing was written in the *request* so far.
    """

    def __init__(self, document, name, data, request, *, confirmed=False):
        super().__init__(document)
        self.name, self.data = name, data
        self.request, self.confirmed = request, confirmed
