"""Refusals before anything of ours is asked."""

from AccessControl import getSecurityManager
from imoit.workflows.rest.views import nearest_guarded
from imoit.workflows.rest.views import why_hidden
from Products.CMFPlone.utils import getToolByName
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized


def check_form(event) -> None:
    """Refuse with 400 a form that does not say where its parts end.

    Zope takes that for an error of its own.
    """
    kind = event.request.environ.get("CONTENT_TYPE", "").lower()
    if kind.startswith("multipart/form-data") and "boundary=" not in kind:
        raise BadRequest("multipart/form-data without a boundary")


def hide(event) -> None:
    """Plone lets everybody call harmless methods of content: not on ours."""
    content = nearest_guarded(event.request)
    if content is None or getSecurityManager().checkPermission("View", content):
        return
    if getToolByName(content, "portal_membership").isAnonymousUser():
        raise Unauthorized
    raise why_hidden(event.request) or NotFound()
