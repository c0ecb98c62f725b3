"""The directory folder and the groups' plug-in."""

from imoit.content.directory import storage
from imoit.content.directory.groups import KINDS
from imoit.content.directory.groups import PostGroups
from plone.dexterity.utils import createContent
from typing import Any


PLUGIN = "imoit_posts"
READERS = ("Manager", "Site Administrator", "Staff")


def install(portal: Any) -> None:
    """Make `directory` and the plug-in that turns posts into groups."""
    if "directory" not in portal:
        _make_folders(portal)
    storage.rebuild()
    users = portal.acl_users
    if PLUGIN not in users:
        users._setObject(PLUGIN, PostGroups(PLUGIN, "iMOIT"))
        for kind in KINDS:
            users.plugins.activatePlugin(kind, PLUGIN)
            users.plugins.movePluginsTop(kind, [PLUGIN])


def _make_folders(portal: Any) -> None:
    directory = createContent("Directory", id="directory")
    directory.title = "Danh bạ"
    portal._setObject("directory", directory)
    directory = portal["directory"]
    for part in storage.PARTS:
        directory._setObject(part, createContent("Directory", id=part))
    for permission in ("View", "Access contents information"):
        directory.manage_permission(permission, roles=READERS, acquire=0)


def uninstall(portal: Any) -> None:
    """Take the plug-in out."""
    users = portal.acl_users
    if PLUGIN in users:
        for kind in KINDS:
            users.plugins.deactivatePlugin(kind, PLUGIN)
        users._delObject(PLUGIN)
