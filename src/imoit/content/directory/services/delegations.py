"""`@delegations`: what one delegated, what was delegated to one; for some, all."""

from collections.abc import Mapping
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations.delegations import Scope
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.services.entries import login
from imoit.content.directory.services.shown import person_json
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import KINDS
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from plone import api
from typing import Any


OVERSEE = "iMOIT: Oversee delegations"


class DelegationsGet(AnswerService):
    """`{given, held}`; with `all=1` `{items}`, for the Office and the site manager."""

    def answer(self):
        if self.request.form.get("all") in ("1", "true"):
            if not may_oversee():
                raise NotAllowed(_("You may not do this."))
            return {"@id": address(), "items": self.shown(delegations.everything())}
        return {
            "@id": address(),
            "given": self.shown(delegations.given(login())),
            "held": self.shown(delegations.held(login())),
        }

    def shown(self, found: list[Delegation]) -> list[dict]:
        return [delegation_json(one, self.request) for one in found]


class DelegationsPost(WriteService):
    """Delegates: `{to, from, until, units | process, acts, decision}`."""

    def write(self, data: dict) -> dict:
        made = delegations.delegate(current_actor(self.request), **read(data))
        shown = delegation_json(made, self.request)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", shown["@id"])
        return shown


class DelegationsDelete(PathMixin, WriteService):
    """Ends the delegation named in the path, at once."""

    def write(self, data: dict) -> dict:
        if len(self.path) != 1:
            raise NotThere(_("There is no such delegation."))
        ended = delegations.end(self.path[0], current_actor(self.request))
        return delegation_json(ended, self.request)


def read(data: Mapping) -> dict[str, Any]:
    """Return what makes a delegation, as programs and forms send it."""
    units = tuple(name.removeprefix("unit:") for name in read_names(data, "units"))
    return {
        "to": read_text(data, "to", required=True),
        "start": read_date(data, "from", required=True),
        "until": read_date(data, "until", required=True),
        "scope": Scope(
            units,
            read_text(data, "process"),
            tuple(read_names(data, "acts")),
            read_text(data, "decision", limit=200),
        ),
    }


def may_oversee() -> bool:
    """Tell whether every delegation is open to the acting post."""
    if api.user.has_permission(OVERSEE):
        return True
    try:
        by: Actor = current_actor()
    except Refusal:
        return False
    return by.function in ("office_head", "deputy_head") and by.behalf is None


def address() -> str:
    """Return the address of the resource."""
    return f"{api.portal.get().absolute_url()}/@delegations"


def delegation_json(found: Delegation, request: Any) -> dict[str, Any]:
    """Return a delegation as a program reads it."""
    return {
        "@id": f"{address()}/{found.id}",
        "id": found.id,
        "post": post_json(found.post),
        "person": person_json(found.person),
        "to": {**post_json(found.to_post), "person": person_json(found.to_person)},
        "from": found.start,
        "until": found.until,
        "units": [{"id": f"unit:{u}", "title": unit_title(u)} for u in found.units],
        "process": found.process or None,
        "acts": [{"id": k, "title": say(KINDS[k].title, request)} for k in found.kinds],
        "decision": found.decision,
        "standing": delegations.standing(found),
        "ended_at": found.ended_at or None,
    }


def post_json(post: str) -> dict[str, str]:
    """Return `{id, title}` of a post, whoever holds it now."""
    return {"id": f"post:{post}", "title": DirectoryUtility().post_title(post)}


def unit_title(unit: str) -> str:
    """Return the name of a unit, open or closed."""
    return DirectoryUtility().unit_title(unit)
