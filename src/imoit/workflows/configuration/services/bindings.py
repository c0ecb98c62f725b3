"""`@process-bindings`: which processes things of each type move through."""

from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from plone import api
from typing import Any


class BindingsGet(AnswerService):
    """Which processes the things of each type move through."""

    def answer(self):
        return bindings(self.request)


def bindings(request: Any) -> dict:
    """Return the chain of each type, and the ETag of all of them."""
    request.response.setHeader("ETag", f'"{binding.tag()}"')
    return {
        "@id": f"{api.portal.get().absolute_url()}/@process-bindings",
        "default": list(binding.default()),
        "items": {kind: list(chain) for kind, chain in facts.chains().items()},
    }


class BindingsPatch(WriteService):
    """Binds a type to processes; where things are goes along in `mapping`."""

    def write(self, data: dict) -> dict:
        binding.agree(self.request.get_header("If-Match") or "")
        kind = read_text(data, "type", required=True)
        mapping = data.get("mapping") or {}
        chain = tuple(read_names(data, "processes"))
        by = person.acting(self.request)
        job = binding.bind(kind, chain, mapping, by)
        self.request.response.setStatus(202)
        answer = bindings(self.request)
        jobs = f"{api.portal.get().absolute_url()}/@jobs/{job}"
        return {**answer, "job": jobs if job else None}
