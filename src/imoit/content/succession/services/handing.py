"""`@hand-over` of a post: what goes with it, and to whom."""

from imoit.content.directory.operations.record import actor_of
from imoit.content.directory.services.delegations import delegation_json
from imoit.content.directory.services.entries import login
from imoit.content.directory.services.shown import entry_json
from imoit.content.succession.domain import Count
from imoit.content.succession.operations import handing
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from typing import Any


class HandOverGet(AnswerService):
    """What goes with the post: counts, the things one may see, delegations."""

    def answer(self):
        found = handing.burden(self.context, who(self.request))
        return {
            "@id": f"{self.context.absolute_url()}/@hand-over",
            "post": entry_json(self.context),
            "counts": [count_json(count, self.request) for count in found.counts],
            "items_total": found.total,
            "items": [line_json(brain) for brain in found.lines],
            "delegations": [
                delegation_json(one, self.request) for one in found.delegations
            ],
        }


class HandOverPost(WriteService):
    """`{successor: person}` takes the post (202: waits for a second person);
    `{to: post}` passes its open work to another post of the unit.
    """

    def write(self, data: dict) -> dict:
        successor, to = read_text(data, "successor"), read_text(data, "to")
        if bool(successor) == bool(to):
            raise BadValue(
                _("Name a successor, or a post that takes the work."),
                field="successor",
                code="required",
            )
        by = who(self.request)
        if successor:
            name = successor.removeprefix("person:")
            done = handing.succeed(self.context, name, by)
        else:
            done = handing.pass_on(self.context, to, by)
        self.request.response.setStatus(200 if done.given else 202)
        return {**done._asdict(), "post": entry_json(self.context)}


def who(request: Any) -> Actor:
    """Return as whom the present user acts, posts or none."""
    try:
        return current_actor(request)
    except NotAllowed as refusal:
        if any(error.code == "not_held" for error in refusal.errors):
            raise
        return actor_of(login())


def count_json(count: Count, request: Any) -> dict[str, Any]:
    """Return how much there is of a kind."""
    return {
        "kind": count.kind,
        "title": say(count.title, request),
        "count": count.count,
    }


def line_json(brain: Any) -> dict[str, Any]:
    """Return one open thing."""
    line = brain.imoit_line or {}
    return {
        "@id": brain.getURL(),
        "@type": brain.portal_type,
        "UID": brain.UID,
        "title": line.get("subject", ""),
        "symbol": line.get("symbol", ""),
        "review_state": brain.review_state,
        "due": line.get("due") or None,
    }
