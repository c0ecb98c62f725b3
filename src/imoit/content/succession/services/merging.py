"""`@reorganisation` of a unit: closed into a successor, tried dry before."""

from collections.abc import Mapping
from imoit.content.directory.services.shown import person_json
from imoit.content.succession.operations import merging
from imoit.content.succession.services.handing import count_json
from imoit.content.succession.services.handing import who
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from typing import Any


class ReorganisationGet(AnswerService):
    """`?into=unit:xnk`: what would move; nothing is changed."""

    def answer(self):
        into = read_unit(self.request.form)
        return plan_json(self.context, into, self.request)


class ReorganisationPost(WriteService):
    """`{into, posts: {old: new}}`: closes the unit; again: moves what was left."""

    def write(self, data: dict) -> dict:
        into = read_unit(data)
        by = who(self.request)
        moved, left = merging.close(self.context, into, by, read_posts(data))
        return {
            "unit": self.context.getId(),
            "into": f"unit:{into}",
            "moved": moved,
            "left": left,
        }


def plan_json(unit: Any, into: str, request: Any) -> dict[str, Any]:
    """Return what would move, as a program reads it."""
    found = merging.plan(unit, into)
    return {
        "@id": f"{unit.absolute_url()}/@reorganisation?into=unit:{into}",
        "into": f"unit:{into}",
        "counts": [count_json(count, request) for count in found.counts],
        "items_total": found.total,
        "posts": [
            {
                "id": f"post:{move.post}",
                "title": move.title,
                "holder": person_json(move.holder),
                "to": {"id": move.to, "title": move.to_title},
            }
            for move in found.moves
        ],
    }


def read_unit(data: Mapping) -> str:
    """Return the id of the unit that takes over; else 422."""
    return read_text(data, "into", required=True).removeprefix("unit:")


def read_posts(data: Mapping) -> dict[str, str]:
    """Return which post takes over from which; else 422."""
    value = data.get("posts") or {}
    if not isinstance(value, Mapping) or not all(
        isinstance(one, str) for one in value.values()
    ):
        raise BadValue(
            _("This must be an object of posts."), field="posts", code="not_an_object"
        )
    return {name.removeprefix("post:"): to for name, to in value.items()}
