"""The demo's password is published: nobody may take it as their own."""

from imoit.workflows.refusal import _
from imoit.workflows.speech.operations import say
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from typing import Any
from zope.interface import implementer


PUBLISHED = "imoit-demo"
PLUGIN = "imoit_published_password"


@implementer(IValidationPlugin)
class PublishedPassword(BasePlugin):
    """Refuses the demo's password wherever Plone asks whether one is good."""

    meta_type = "iMOIT published password"

    def __init__(self, name: str):
        self._setId(name)

    def validateUserInfo(self, user: Any, set_id: str, set_info: dict) -> tuple:
        """Return the complaint about the password in *set_info*, if there is one."""
        if str(set_info.get("password") or "").casefold() != PUBLISHED:
            return ()
        sentence = _("This is the password of the demo. Take another.")
        return ({"id": "password", "error": say(sentence)},)


def install(portal: Any) -> None:
    """Put the plug-in in; doing it twice changes nothing."""
    users = portal.acl_users
    if PLUGIN not in users:
        users._setObject(PLUGIN, PublishedPassword(PLUGIN))
        users[PLUGIN].manage_activateInterfaces(["IValidationPlugin"])


def uninstall(portal: Any) -> None:
    """Take the plug-in out."""
    if PLUGIN in portal.acl_users:
        portal.acl_users.manage_delObjects([PLUGIN])
