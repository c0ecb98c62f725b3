"""The REST side of written authorities."""

from imoit.content.signing import operations
from imoit.content.signing import storage
from imoit.content.signing.domain import Authority
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from plone import api


def shown(found: Authority) -> dict:
    """Return a written authority as JSON."""
    url = f"{api.portal.get().absolute_url()}/@authorities"
    return {
        "@id": f"{url}/{found.id}",
        **found._asdict(),
        "types": list(found.types),
        "post": {"id": f"post:{found.post}", "title": found.title},
        "given_by": {"id": f"post:{found.given_by}", "title": found.given_by_title},
    }


class AuthoritiesGet(AnswerService):
    """Every written authority."""

    def answer(self):
        url = f"{api.portal.get().absolute_url()}/@authorities"
        return {"@id": url, "items": [shown(a) for a in storage.authorities()]}


def read_authority(data: dict) -> dict:
    """Return the values of a written authority; else 422."""
    return {
        "post": read_text(data, "post", required=True),
        "given_by": read_text(data, "given_by", required=True),
        "symbol": read_text(data, "symbol", limit=100),
        "scope": read_text(data, "scope", limit=2000),
        "types": read_names(data, "types"),
        "valid_from": read_date(data, "valid_from", required=True),
        "valid_to": read_date(data, "valid_to", required=True),
    }


class AuthoritiesPost(PathMixin, WriteService):
    """Records a written authority, or ends one: `@authorities/<id>/end`."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if self.path:
            if len(self.path) != 2 or self.path[1] != "end":
                raise absent()
            return shown(operations.end_authority(self.path[0], by))
        found = operations.authorise(read_authority(data), by)
        self.request.response.setStatus(201)
        return shown(found)
