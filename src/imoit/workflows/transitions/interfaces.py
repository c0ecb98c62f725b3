"""What the one door works on, and what it announces."""

from imoit.workflows.rest.views import IGuarded
from zope.interface import Attribute
from zope.interface import Interface


class IMoving(IGuarded):
    """Content that moves through a process of ours."""

    grants = Attribute("Tuples (group, role, cause): why each group has its role.")


class IEffect(Interface):
    """What a step may bring with it: a named utility that a process refers to."""

    title = Attribute("Sentence: what it does.")

    def run(obj, by):
        """Do it to *obj*, in the transaction of the step."""


class IStepField(Interface):
    """What the form of a step may ask for: a named utility."""

    title = Attribute("Sentence: the label.")

    def read(data):
        """Return the value sent, or refuse with 422."""

    def write(obj, value):
        """Keep the value on *obj*."""


class IBoxes(Interface):
    """The boxes of the desk: a utility of the room that has a desk."""

    def boxes():
        """Return (id, title) of each box in which something may wait."""


class IAdvanced(Interface):
    """A thing has taken a step."""

    object = Attribute("The thing.")
    step = Attribute("Id of the step.")
    before = Attribute("Id of the state it was in.")
    after = Attribute("Id of the state it is in now.")
    by = Attribute("The Actor.")
    comment = Attribute("What was said with it.")
