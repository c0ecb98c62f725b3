"""What can be drafted: something with versions, a pen, and a form."""

from imoit.content.correspondence.schema import ICorrespondence
from zope.interface import Attribute


class IDrafted(ICorrespondence):
    """A document that is written here."""

    pen = Attribute("Who is writing, {person, name, since}, or None.")

    def accepts(role):
        """Tell whether its state takes a file of this role."""

    def facts():
        """Return the Facts against which its paper is held."""

    def blanks():
        """Return what fills the blanks of a template."""
