"""What an install adds beside the profile, and what an uninstall takes back."""

from imoit.content.directory.setup import install as install_directory
from imoit.content.directory.setup import uninstall as uninstall_directory
from imoit.content.incoming.setup import install as install_incoming
from imoit.content.outgoing.setup import install as install_outgoing
from plone import api


def installed(tool) -> None:
    """Make the three folders of the Ministry and the groups' plug-in."""
    portal = api.portal.get()
    install_directory(portal)
    install_incoming(portal)
    install_outgoing(portal)


def uninstalled(tool) -> None:
    """Take the plug-in back; documents and directory stay where they are."""
    uninstall_directory(api.portal.get())
