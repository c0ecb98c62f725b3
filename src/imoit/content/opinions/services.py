"""The REST side of opinions."""

from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.services.content import read_file
from imoit.content.opinions import domain
from imoit.content.opinions import operations
from imoit.content.opinions.domain import Opinion
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService


def shown(document, opinion: Opinion) -> dict:
    """Return an opinion as JSON."""
    url = document.absolute_url()
    values = opinion._asdict()
    values.pop("groups")
    return {
        **values,
        "@id": f"{url}/@opinions/{opinion.id}",
        "to": {"id": opinion.to, "title": opinion.title},
        "files": [f"{url}/{name}" for name in opinion.files],
        "late": opinion.is_late(clock.today()),
        "awaited": opinion.is_open(),
    }


def listed(document) -> dict:
    """Return every opinion, and how they stand."""
    found = operations.opinions(document)
    return {
        "@id": f"{document.absolute_url()}/@opinions",
        "items": [shown(document, opinion) for opinion in found],
        "counts": domain.counts(found, clock.today()),
    }


class OpinionsGet(AnswerService):
    """Every opinion asked on a draft."""

    def answer(self):
        return listed(self.context)


class OpinionsPost(PathMixin, WriteService):
    """Asks; `@opinions/<id>` answers, `…/<id>/end` ends, `…/go-on` goes on."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if not self.path:
            self.request.response.setStatus(201)
            return self.ask(data, by)
        if self.path == ("go-on",):
            operations.go_on(self.context, self.reason(data), by)
            return listed(self.context)
        if len(self.path) == 2 and self.path[1] == "end":
            ended = operations.end(self.context, self.path[0], self.reason(data), by)
            return shown(self.context, ended)
        if len(self.path) > 1:
            raise absent()
        return self.give(data, by)

    def reason(self, data: dict) -> str:
        return read_text(data, "reason", required=True, limit=2000)

    def ask(self, data: dict, by) -> dict:
        operations.ask(
            self.context,
            read_names(data, "to"),
            read_date(data, "due"),
            read_text(data, "question", limit=2000),
            by,
        )
        return listed(self.context)

    def give(self, data: dict, by) -> dict:
        verdict = read_text(data, "verdict", required=True)
        reasons = read_text(data, "reasons", limit=4000)
        operations.check_giving(self.context, self.path[0], verdict, reasons, by)
        files = [read_file(data)] if data.get("file") else []
        sure = read_flag(data, "confirm_text")
        pass_gate(self.request, files, door="opinion", confirmed=sure)
        given = operations.give(self.context, self.path[0], verdict, reasons, by, files)
        return shown(self.context, given)
