"""What opinions can be asked about."""

from imoit.content.correspondence.schema import ICorrespondence
from zope.interface import Attribute


class IDiscussed(ICorrespondence):
    """A draft on which opinions are asked."""

    opinions = Attribute("Tuple of plain values, one for each opinion asked.")

    def may_ask(by):
        """Tell whether *by* may ask for opinions now."""

    def version_number():
        """Return the number of the version that is asked about."""
