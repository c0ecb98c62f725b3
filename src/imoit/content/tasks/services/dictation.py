"""`@dictation`: what a secretary wrote down for a leader, and its confirmation."""

from collections.abc import Mapping
from imoit.content.correspondence.services.content import named
from imoit.content.tasks.domain.orders import DUTIES
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.services.giving import given_json
from imoit.content.tasks.services.giving import read_dues
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from typing import Any


KEPT = (
    "text",
    "due",
    "working_days",
    "dues",
    "closes_by_itself",
    "time",
    "person",
    "name",
    "post",
    "post_title",
)


def read_dictated(data: Mapping) -> dict[str, Any]:
    """Return the order to be written down, as it was sent."""
    due = read_date(data, "due")
    return {
        "text": read_text(data, "text"),
        **{duty: read_names(data, duty) for duty in DUTIES},
        "due": due.isoformat() if due else None,
        "working_days": read_number(data, "working_days", least=0, most=1000),
        "closes_by_itself": read_flag(data, "closes_by_itself"),
        "dues": {name: day.isoformat() for name, day in read_dues(data).items()},
    }


class DictationGet(AnswerService):
    """What waits to be confirmed, for the leader and the secretary."""

    def answer(self):
        found = dictating.seen_by(self.context, current_actor(self.request))
        if found is None:
            raise absent()
        return dictated_json(self.context, found)


class DictationPost(PathMixin, WriteService):
    """Writes a directive down; with `confirm` in the path it is sent."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if self.path not in ((), ("confirm",)):
            raise absent()
        self.request.response.setStatus(201)
        if self.path:
            given = dictating.confirm(self.context, by)
            return given_json(self.context, given)
        kept = dictating.dictate(self.context, read_dictated(data), by)
        return dictated_json(self.context, kept)


def dictated_json(target: Any, found: Mapping) -> dict[str, Any]:
    """Return what was written down, as a program reads it."""
    said = {name: found[name] for name in KEPT}
    return {
        "@id": f"{target.absolute_url()}/@dictation",
        **said,
        **{duty: [named(name) for name in found[duty]] for duty in DUTIES},
        "leader": {"id": f"post:{found['leader']}", "title": found["leader_title"]},
    }


class DictationDelete(WriteService):
    """Lets what was written down lapse."""

    def write(self, data: dict) -> None:
        reason = read_text(data, "reason", limit=2000)
        dictating.drop(self.context, current_actor(self.request), reason)
