"""The index of traits comes with an install and goes with an uninstall."""

from imoit.content.search.operations.traits import NAME
from imoit.content.search.operations.traits import TraitsIndex
from typing import Any


def install(portal: Any) -> None:
    """Add the index, and take in what is there."""
    catalog = portal.portal_catalog
    if NAME not in catalog.indexes():
        catalog._catalog.addIndex(NAME, TraitsIndex(NAME))
        catalog.reindexIndex(NAME, portal.REQUEST)


def uninstall(portal: Any) -> None:
    """Take it away: without our code nobody could read it."""
    if NAME in portal.portal_catalog.indexes():
        portal.portal_catalog.delIndex(NAME)
