"""What other rooms register: the words of a kind of notice."""

from zope.interface import Interface


class IWords(Interface):
    """What a notice says besides, read when it is shown; a utility named by its kind.

    Called with the item of the notice it returns sentences; it is asked only for those
    who may see the document.
    """
