"""Files of a document as they are fetched."""

from imoit.content.correspondence.events import Opened
from imoit.content.correspondence.services.content import actor_or_none
from imoit.content.correspondence.views.document import Sheet
from imoit.content.files.operations.preview import pdf_of
from imoit.workflows.rest.services import absent
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


class PreviewDisplay(FileDisplay):
    """A text as it looks on paper: reading it is reading the document."""

    def _getFile(self):
        found = pdf_of(self.context)
        if found is None:
            raise absent()
        self.fieldname = "file"
        return found


class PreviewPart(Sheet):
    """How far the preview is: a part of the document's page that a script renews."""

    @property
    def document(self):
        return self.context.document()

    def show(self) -> str:
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    def line(self) -> dict:
        return self.file_line(self.context)
