"""Files of a document as they are fetched."""

from imoit.content.correspondence.events import Opened
from imoit.content.correspondence.services.content import actor_or_none
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.protect.interfaces import IDisableCSRFProtection
from zope.event import notify
from zope.interface import alsoProvides


def note_opening(view) -> None:
    """Fetching a main file opens the document; HEAD and other files do not."""
    if view.request.method != "GET" or view.context.role == "attachment":
        return
    by = actor_or_none(view.request)
    if by is not None:
        alsoProvides(view.request, IDisableCSRFProtection)
        notify(Opened(view.context.document(), by))


class FileDownload(Download):
    """The file, to be saved."""

    def __call__(self):
        note_opening(self)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return super().__call__()


class FileDisplay(DisplayFile):
    """The file, to be looked at."""

    def __call__(self):
        note_opening(self)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return super().__call__()
