"""What the one door works on, and what it announces."""

from imoit.workflows.rest.views import IGuarded
from zope.interface import Attribute
from zope.interface import Interface


class IMoving(IGuarded):
    """Content that moves through a process of ours."""

    grants = Attribute("Tuples (group, role, cause): why each group has its role.")


class IAdvanced(Interface):
    """A thing has taken a step."""

    object = Attribute("The thing.")
    step = Attribute("Id of the step.")
    before = Attribute("Id of the state it was in.")
    after = Attribute("Id of the state it is in now.")
    by = Attribute("The Actor.")
    comment = Attribute("What was said with it.")
