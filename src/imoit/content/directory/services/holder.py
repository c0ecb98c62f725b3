"""`@holder` and `@holder-confirmation`: how a post changes hands over REST."""

from imoit.content.directory.operations import posts
from imoit.content.directory.services.entries import login
from imoit.content.directory.services.shown import entry_json
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import WriteService


class HolderPost(WriteService):
    """Gives the post; to oneself it waits for a second person (202)."""

    def write(self, data: dict) -> dict:
        to = read_text(data, "person", required=True).removeprefix("person:")
        given = posts.give_post(self.context.getId(), to, login())
        self.request.response.setStatus(200 if given else 202)
        return entry_json(self.context)


class HolderDelete(WriteService):
    """Takes the post, or drops the wish that waits."""

    def write(self, data: dict) -> dict:
        posts.take_post(self.context.getId(), login())
        return entry_json(self.context)


class ConfirmationPost(WriteService):
    """Confirms as the second person."""

    def write(self, data: dict) -> dict:
        posts.confirm_post(self.context.getId(), login())
        return entry_json(self.context)
