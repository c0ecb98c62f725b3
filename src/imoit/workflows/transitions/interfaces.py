"""What the one door works on, and what it announces."""

from imoit.workflows.rest.views import IGuarded
from zope.interface import Attribute
from zope.interface import Interface


class IMoving(IGuarded):
    """Content that moves through a process of ours."""

    grants = Attribute("Tuples (group, role, cause): why each group has its role.")

    def waits_for():
        """Return `<box>/<group>` for whom it waits; no box means that of its state."""


class IEffect(Interface):
    """What a step may bring with it: a named utility that a process refers to."""

    title = Attribute("Sentence: what it does.")
    of = Attribute("Interface of the things it can be done to.")
    after = Attribute("Steps or effects: one of them lies on every way to it.")
    back = Attribute("Steps that lead back to where a thing was: no ways to it.")
    steps = Attribute("Steps whose service counts on it: they must have it.")

    def check(obj, taken):
        """Refuse, before anything is changed, what may not be; *taken*: a `Taken`."""

    def run(obj, taken):
        """Do it to *obj*, in the transaction of the step."""


class IStepField(Interface):
    """What the form of a step may ask for: a named utility."""

    title = Attribute("Sentence: the label.")
    of = Attribute("Interface of the things it can be asked of.")
    kind = Attribute("How it is shown: text, date, flag, choice or choices.")

    def choices(obj):
        """Return (value, title) of what may be chosen."""

    def value(obj):
        """Return what *obj* has now, as the form shows it."""

    def read(data):
        """Return the value sent, or refuse with 422."""

    def write(obj, value):
        """Keep the value on *obj*, or refuse with 422."""


class IConditions(Interface):
    """What may be asked of a thing before a step: a named utility of each room."""

    def conditions():
        """Return the `Condition` of each name.

        A name is ASCII; those with the same part before the dot are of one kind.
        """


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
    effects = Attribute("Names of the effects that it brought.")
