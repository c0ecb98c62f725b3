"""Nothing below what one may not see is published, not even its address."""

from AccessControl import getSecurityManager
from imoit.workflows.rest.views import nearest_guarded
from imoit.workflows.rest.views import why_hidden
from Products.CMFPlone.utils import getToolByName
from zExceptions import NotFound
from zExceptions import Unauthorized


def hide(event) -> None:
    """Plone lets everybody call harmless methods of content: not on ours."""
    content = nearest_guarded(event.request)
    if content is None or getSecurityManager().checkPermission("View", content):
        return
    if getToolByName(content, "portal_membership").isAnonymousUser():
        raise Unauthorized
    raise why_hidden(event.request) or NotFound()
