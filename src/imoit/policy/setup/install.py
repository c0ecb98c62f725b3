"""What an install adds beside the profile, and what an uninstall takes back."""

from imoit.content.directory.setup import install as install_directory
from imoit.content.directory.setup import uninstall as uninstall_directory
from imoit.content.incoming.setup import install as install_incoming
from imoit.content.outgoing.setup import install as install_outgoing
from imoit.content.search import setup as search
from imoit.policy.setup import passwords
from imoit.policy.setup import small_leaves
from imoit.workflows.words import setup as words
from plone import api


def installed(tool) -> None:
    """Make the three folders of the Ministry and the plug-ins."""
    portal = api.portal.get()
    install_directory(portal)
    install_incoming(portal)
    install_outgoing(portal)
    passwords.install(portal)
    words.install(portal)
    search.install(portal)


def uninstalled(tool) -> None:
    """Take the plug-in back; documents and directory stay where they are."""
    portal = api.portal.get()
    words.uninstall(portal)
    search.uninstall(portal)
    small_leaves.taken_back()
    uninstall_directory(portal)
    passwords.uninstall(portal)
