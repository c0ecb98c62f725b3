"""What a program reads when something goes wrong: one form for every error."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from Acquisition import aq_base
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import refused
from imoit.workflows.rest.services import absent
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.component.hooks import getSite
from zope.interface import Interface

import json


READING = ("GET", "HEAD", "OPTIONS")


class IGuarded(Interface):
    """Content whose very existence is hidden from those who may not view it."""

    def withheld_from(groups):
        """Return what answers an act of *groups* that knew it before it was hidden.

        None where they learn nothing: then it is absent.
        """


class RefusalView(BrowserView):
    """A refusal raised anywhere below a service of Plone's own."""

    def __call__(self):
        return answer(self.context, self.request)


class UnauthorizedView(BrowserView):
    """401 for strangers, 404 for what one may not see, 403 for what one may not do."""

    def __call__(self):
        user = visitor(self.request)
        if not is_api(self.request):
            return self.page(user)
        if user is None:
            refusal = NotLoggedIn(_("Please log in."))
        elif hidden(self.request, user):
            refusal = why_hidden(self.request) or absent()
        else:
            refusal = NotAllowed(_("You may not do this."))
        return answer(refusal, self.request)

    def page(self, user) -> str:
        """A page one may not see does not exist; else Plone asks to log in."""
        if user is None or not hidden(self.request, user):
            return ""
        why = why_hidden(self.request) or NotFound()
        response = self.request.response
        response.setStatus(getattr(why, "status", 404), lock=1)
        response._has_challenged = True
        view = getMultiAdapter((why, self.request), name="index.html")
        body = view()
        response.setBody(body, lock=1)
        return body


class NotLoggedIn(Refusal):
    """Nobody is logged in."""

    status = 401


def answer(refusal: Refusal, request) -> str:
    """Lock the response to *refusal*; PAS must not turn it into a log-in page."""
    response = request.response
    response.setHeader("Content-Type", "application/json")
    response.setStatus(refusal.status, lock=1)
    text = json.dumps(refused(refusal, request), ensure_ascii=False, sort_keys=True)
    response.setBody(text, lock=1)
    response._has_challenged = True
    return text


def visitor(request):
    """Return the user whose credentials the request carries, or None.

    Zope forgets who it was when it refuses: the user is looked up again.
    """
    users = getSite().acl_users
    for user_id, login in users._extractUserIds(request, users.plugins):
        user = users._findUser(users.plugins, user_id, login, request)
        if user is not None:
            return user.__of__(users)
    return None


def hidden(request, user) -> bool:
    """Tell whether the nearest guarded content may not be viewed by *user*."""
    newSecurityManager(request, user)
    content = nearest_guarded(request)
    return content is not None and not user.has_permission("View", content)


def why_hidden(request) -> Refusal | None:
    """Return what an act on hidden content is answered with, None where it is absent.

    Whoever only reads learns nothing.
    """
    content = nearest_guarded(request)
    if content is None or request.method in READING:
        return None
    return content.withheld_from(groups_here())


def groups_here() -> list[str]:
    """Return the groups of the present user; Zope's root has none."""
    user = aq_base(getSecurityManager().getUser())
    return list(getattr(user, "getGroups", list)())


def nearest_guarded(request):
    """Return the innermost guarded content on the way of *request*, or None."""
    for parent in request.get("PARENTS", ()):
        content = getattr(aq_base(parent), "context", None)
        content = parent if content is None else content
        if IGuarded.providedBy(content):
            return content
    return None


def is_api(request) -> bool:
    """Tell a program's request from a page's."""
    return IAPIRequest.providedBy(request)
