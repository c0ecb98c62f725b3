"""The REST side of files: how a text looks on paper, and its pages as pictures."""

from imoit.content.files.operations import pictures
from imoit.content.files.operations import preview
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from typing import Any


def shown(attachment: Any, request: Any) -> dict:
    """Return how the preview of a file stands, as JSON."""
    url = attachment.absolute_url()
    found = preview.standing(attachment)
    return {
        "@id": f"{url}/@preview",
        "state": found.state,
        "progress": {"done": found.done, "of": found.of},
        "href": f"{url}/@@preview" if found.state == "ready" else None,
        "message": say(found.why, request) if found.why else None,
        "pages": pages(attachment, request),
    }


def pages(attachment: Any, request: Any) -> dict:
    """Return the pictures of the pages, as JSON."""
    found, url = pictures.standing(attachment), attachment.absolute_url()
    return {
        "state": found.state,
        "progress": {"done": found.done, "of": found.of},
        "message": say(found.why, request) if found.why else None,
        "items": [
            {
                "number": number,
                "width": width,
                "height": height,
                "image": f"{url}/@@page-image?page={number}",
                "thumbnail": f"{url}/@@page-image?page={number}&small=1",
            }
            for number, (width, height) in enumerate(found.sizes, 1)
        ],
    }


class PreviewGet(AnswerService):
    """Whether the preview is there, how far it is, where it is to be had."""

    def answer(self):
        return shown(self.context, self.request)


class PreviewPost(WriteService):
    """Asks for a preview that is not there, or once more after a failure."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if pictures.source_of(self.context) is None:
            preview.ask(self.context, by)
        else:
            pictures.ask(self.context)
        self.request.response.setStatus(202)
        return shown(self.context, self.request)
