"""Filling the demo's site for load tests."""

from imoit.policy.instance.domain import Wish
from imoit.policy.instance.operations.make import open_zope
from imoit.policy.instance.operations.make import SITE
from imoit.policy.instance.operations.terminal import say
from imoit.policy.instance.storage import Place
from imoit.policy.setup import large
from imoit.policy.setup import large_outgoing
from zope.component.hooks import setSite

import Zope2


def load(where: Place, asked: Wish, kind: str, letters: int) -> None:
    """Fill the site in *where*, which nobody serves meanwhile, up to *letters*."""
    portal = open_zope(where, where.data, asked)[SITE]
    setSite(portal)
    room = large_outgoing if kind == "load-outgoing" else large
    room.load(portal, letters, say)
    Zope2.DB.close()
