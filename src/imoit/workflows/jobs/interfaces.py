"""What other rooms register: kinds of work, and when one begins by itself."""

from zope.interface import Interface


class IKind(Interface):
    """A kind of work; registered as a utility whose name is the kind's id."""


class ISchedule(Interface):
    """Times of day at which a job is queued by itself; a utility with a name."""
