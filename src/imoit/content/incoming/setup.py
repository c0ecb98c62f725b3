"""The folder of all incoming documents."""

from plone.dexterity.utils import createContent
from typing import Any


READERS = ("Manager", "Site Administrator", "Staff")


def install(portal: Any) -> None:
    """Make `incoming` in the portal, seen by staff only."""
    if "incoming" in portal:
        return
    folder = createContent("IncomingFolder", id="incoming")
    folder.title = "Văn bản đến"
    portal._setObject("incoming", folder)
    folder = portal["incoming"]
    for permission in ("View", "Access contents information"):
        folder.manage_permission(permission, roles=READERS, acquire=0)
    folder.reindexObjectSecurity()
