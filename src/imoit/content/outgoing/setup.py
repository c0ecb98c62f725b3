"""The folder of all outgoing documents."""

from plone.dexterity.utils import createContent
from typing import Any


READERS = ("Manager", "Site Administrator", "Staff")


def install(portal: Any) -> None:
    """Make `outgoing` in the portal, seen by staff only."""
    if "outgoing" in portal:
        return
    folder = createContent("OutgoingFolder", id="outgoing")
    folder.title = "Văn bản đi"
    portal._setObject("outgoing", folder)
    folder = portal["outgoing"]
    for permission in ("View", "Access contents information"):
        folder.manage_permission(permission, roles=READERS, acquire=0)
    folder.reindexObjectSecurity()
