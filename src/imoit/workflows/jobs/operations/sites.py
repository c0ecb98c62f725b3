"""Opening a site outside any request, as a job needs it."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import UnrestrictedUser
from collections.abc import Iterator
from contextlib import contextmanager
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import HEADER
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.turns.subscribers import PATIENCE
from imoit.workflows.turns.subscribers import Ticket
from imoit.workflows.turns.subscribers import turn
from plone.base.interfaces import IPloneSiteRoot
from Testing.makerequest import makerequest
from typing import Any
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent

import io
import transaction


SYSTEM = "imoit.system"


@contextmanager
def opened(database: Any, path: str = "", *, writing: bool = False) -> Iterator[Any]:
    """Open the site at *path* (the root without one) in a new transaction.

    *writing*: the writers' turn is held until the end. Whoever wants to keep what
    they wrote commits.
    """
    ticket = Ticket(turn) if writing else None
    if ticket is not None:
        turn.take(ticket.key, PATIENCE)
    before = getSite(), getRequest(), getSecurityManager()
    transaction.begin()
    connection = database.open()
    app = makerequest(connection.root()["Application"], stdout=io.BytesIO())
    try:
        yield _entered(app, path) if path else app
    finally:
        transaction.abort()
        app.REQUEST.close()
        _restore(*before)
        connection.close()
        if ticket is not None:
            ticket.give_back()


def _restore(site: Any, request: Any, manager: Any) -> None:
    setSite(site)
    setRequest(request)
    setSecurityManager(manager)


def _entered(app: Any, path: str) -> Any:
    request = app.REQUEST
    request["PARENTS"] = [app]
    setRequest(request)
    site = app.unrestrictedTraverse(path)
    setSite(site)
    notify(BeforeTraverseEvent(site, request))
    act_as_system(site)
    return site


def act_as_system(site: Any) -> None:
    """Have every right from here on."""
    user = UnrestrictedUser(SYSTEM, "", [], "")
    newSecurityManager(None, user.__of__(getattr(site, "acl_users", site)))


def act_as(site: Any, person: str, post: str = "") -> Actor | None:
    """Have the rights of *person* from here on, as the holder of *post*.

    Without *post* all posts of the person count. Refuses when it is not held any more.
    """
    user = site.acl_users.getUserById(person)
    actor = directory().actor(person, post) if post else None
    if user is None or (post and actor is None):
        raise NotAllowed(_("${who} does not hold this post any more.", who=person))
    name = f"HTTP_{HEADER.upper().replace('-', '_')}"
    site.REQUEST.environ[name] = post
    newSecurityManager(None, user.__of__(site.acl_users))
    return actor


def paths(database: Any) -> list[str]:
    """Return the path of every Plone site in *database*."""
    with opened(database) as app:
        return [
            "/".join(site.getPhysicalPath())
            for site in app.objectValues()
            if IPloneSiteRoot.providedBy(site)
        ]
