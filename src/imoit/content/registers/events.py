"""News of the books."""

from datetime import datetime
from imoit.workflows.actors.domain import Actor
from zope.interface import implementer
from zope.interface import Interface


class INumberVoided(Interface):
    """A number was declared void; who hears it may still refuse."""


@implementer(INumberVoided)
class NumberVoided:
    """Which number, of which document, by whom and why."""

    def __init__(
        self,
        book: str,
        year: int,
        number: str,
        uid: str,
        by: Actor,
        reason: str,
        now: datetime | None,
    ):
        self.book = book
        self.year = year
        self.number = number
        self.uid = uid
        self.by = by
        self.reason = reason
        self.now = now
