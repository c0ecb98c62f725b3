"""Files of a document as they are fetched."""

from imoit.content.correspondence.services.content import note_opening
from imoit.content.correspondence.views.document import READ_BY
from imoit.content.correspondence.views.document import Sheet
from imoit.content.files.operations import pictures
from imoit.content.files.operations import text
from imoit.content.files.operations.preview import pdf_of
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.services import absent
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from Products.Five import BrowserView

import json


class FileDownload(Download):
    """The file, to be saved."""

    def __call__(self):
        note_opening(self.context, self.request)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return super().__call__()


class FileDisplay(DisplayFile):
    """The file, to be looked at."""

    def __call__(self):
        note_opening(self.context, self.request)
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


class PageImage(BrowserView):
    """A page as a picture; a large one is reading, a small one is not."""

    def __call__(self):
        form, answer = self.request.form, self.request.response
        number, small = str(form.get("page", "1")), bool(form.get("small"))
        try:
            page = int(number) if number.isdecimal() else 0
            data = pictures.picture(self.context, page, small=small)
        except NotThere:
            raise absent() from None
        if not small:
            note_opening(self.context, self.request)
        mark = f'"{self.context.sha256[:20]}-{page}{"s" if small else ""}"'
        answer.setHeader("Cache-Control", "private, no-cache")
        answer.setHeader("ETag", mark)
        answer.setHeader("X-Content-Type-Options", "nosniff")
        if self.request.get_header("If-None-Match") == mark:
            answer.setStatus(304)
            return b""
        answer.setHeader("Content-Type", "image/webp")
        return data


class TextLayer(BrowserView):
    """The words of a file and where they stand, to be laid over its pages."""

    def __call__(self):
        note_opening(self.context, self.request)
        answer = self.request.response
        answer.setHeader("Content-Type", "application/json")
        answer.setHeader("Cache-Control", "private, no-store")
        pages = text.pages_of(self.context)
        return json.dumps({page.number: placed(page) for page in pages})


def placed(page: ReadPage) -> list[list]:
    """Return the lines of a page: of each word that has a place its text and box."""
    lines = [[list(word[:5]) for word in line.words if word.x1] for line in page.lines]
    return [line for line in lines if line]


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


class ReadingPart(PreviewPart):
    """How far the file is read: a part like that."""


class TextPage(Sheet):
    """What is written in a file, to be copied, heard and searched in."""

    @property
    def document(self):
        return self.context.document()

    def show(self) -> str:
        note_opening(self.context, self.request)
        return super().show()

    def line(self) -> dict:
        """Return what is said of the file."""
        return self.file_line(self.context)

    def pages(self) -> list[dict]:
        """Return the pages that were read."""
        return [
            {
                "number": page.number,
                "by": self.say(READ_BY[page.how]),
                "lines": page.text.splitlines(),
            }
            for page in text.pages_of(self.context)
        ]
