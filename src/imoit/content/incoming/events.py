"""The news that a letter came in."""

from zope.interface import implementer
from zope.interface.interfaces import IObjectEvent
from zope.interface.interfaces import ObjectEvent


class IReceived(IObjectEvent):
    """A letter was taken in; it has no number yet."""


@implementer(IReceived)
class Received(ObjectEvent):
    """*by* took *object* in."""

    def __init__(self, document, by):
        super().__init__(document)
        self.by = by
