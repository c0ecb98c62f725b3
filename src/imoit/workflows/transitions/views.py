"""How DCWorkflow asks for the named conditions of a guard."""

from imoit.workflows.transitions import vocabularies
from Products.Five import BrowserView
from zope.interface import implementer
from zope.traversing.interfaces import ITraversable


@implementer(ITraversable)
class ConditionsView(BrowserView):
    """The end of the path `here/@@imoit-conditions/urgent/!type.qd` of a guard.

    It answers a guard, no address: nothing is published below it.
    """

    # What it returns is yes or no; Zope asks its holder who may have it.
    __allow_access_to_unprotected_subobjects__ = True

    def traverse(self, name: str, further: list[str]) -> bool:
        """Return whether all the conditions in the path let the thing pass."""
        names = [name, *reversed(further)]
        further.clear()
        return vocabularies.hold(self.context, names)
