"""The REST side of files: how a text looks on paper."""

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
    }


class PreviewGet(AnswerService):
    """Whether the preview is there, how far it is, where it is to be had."""

    def answer(self):
        return shown(self.context, self.request)


class PreviewPost(WriteService):
    """Asks for a preview that is not there, or once more after a failure."""

    def write(self, data: dict) -> dict:
        preview.ask(self.context, current_actor(self.request))
        self.request.response.setStatus(202)
        return shown(self.context, self.request)
