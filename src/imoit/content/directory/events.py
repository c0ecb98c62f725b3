"""The news of delegations."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Delegation
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IDelegationEvent(Interface):
    """Something became of a delegation."""

    delegation = Attribute("The delegation as it is now")
    by = Attribute("The actor who did it")


class IDelegationGiven(IDelegationEvent):
    """A post was delegated."""


class IDelegationEnded(IDelegationEvent):
    """A delegation was ended before its day."""


class DelegationEvent:
    """*by* did something with *delegation*."""

    def __init__(self, delegation: Delegation, by: Actor):
        self.delegation = delegation
        self.by = by


@implementer(IDelegationGiven)
class DelegationGiven(DelegationEvent):
    """*by* gave *delegation*."""


@implementer(IDelegationEnded)
class DelegationEnded(DelegationEvent):
    """*by* ended *delegation*."""
