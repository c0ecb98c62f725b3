"""Where searches that people keep lie: with the site, by person."""

from BTrees.OOBTree import OOBTree
from imoit.content.search.domain import Saved
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.searches"


def saved(person: str) -> list[Saved]:
    """Return what *person* keeps, by name."""
    kept = IAnnotations(api.portal.get()).get(KEY, {}).get(person, ())
    return [Saved(*values) for values in kept]


def keep(person: str, searches: list[Saved]) -> None:
    """Keep *searches* and nothing else for *person*."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    notes[KEY][person] = tuple(tuple(one) for one in searches)
