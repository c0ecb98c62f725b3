"""What others know the index by."""

from zope.interface import Interface


class IWordsIndex(Interface):
    """An index of words, in the place of Plone's."""
