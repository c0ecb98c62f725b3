"""`@text`: what is written in a file, for whoever may open it."""

from imoit.content.correspondence.services.content import note_opening
from imoit.content.files.operations import text
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from typing import Any


def shown(attachment: Any, request: Any) -> dict:
    """Return how far a file is read, as JSON."""
    found = text.standing(attachment)
    return {
        "@id": f"{attachment.absolute_url()}/@text",
        "state": found.state,
        "progress": {"done": found.done, "of": found.of},
        "tries": found.tries,
        "pages_seen": found.seen,
        "pages_unread": found.unread,
        "message": say(found.why, request) if found.why else None,
    }


def page_json(page: ReadPage) -> dict:
    """Return the text of a page, and who read it."""
    return {"number": page.number, "read_by": page.how, "text": page.text}


class TextGet(AnswerService):
    """The text page by page; with `page`, one page and where each word stands."""

    def answer(self):
        note_opening(self.context, self.request)
        pages = text.pages_of(self.context)
        number = read_number(self.request.form, "page", least=1, most=100_000)
        if number is None:
            items = [page_json(page) for page in pages]
            return {**shown(self.context, self.request), "items": items}
        page = next((page for page in pages if page.number == number), None)
        if page is None:
            raise NotThere(_("The file has no page ${n}.", n=number))
        return {
            **shown(self.context, self.request),
            **page_json(page),
            "width": round(page.width, 1),
            "height": round(page.height, 1),
            "lines": [[list(word) for word in line.words] for line in page.lines],
        }


class TextPost(WriteService):
    """Has a file read that was not yet, or once more what could not be."""

    def write(self, data: dict) -> dict:
        text.ask(self.context)
        self.request.response.setStatus(202)
        return shown(self.context, self.request)
