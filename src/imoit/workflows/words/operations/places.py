"""Where the index of words stands in a database: in each site's catalog."""

from collections.abc import Iterator
from plone.base.interfaces import IPloneSiteRoot
from typing import Any


NAME = "SearchableText"


def catalogs(database: Any) -> Iterator[tuple[str, ...]]:
    """Return the path of each site's catalog."""
    connection = database.open()
    try:
        sites = connection.root()["Application"].objectValues("Plone Site")
        found = [
            ("", site.getId(), "portal_catalog")
            for site in sites
            if IPloneSiteRoot.providedBy(site)
        ]
    finally:
        connection.close()
    yield from found
