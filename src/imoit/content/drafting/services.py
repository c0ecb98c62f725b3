"""The REST side of drafting: versions, the pen, the form."""

from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.services.content import may_attach
from imoit.content.correspondence.services.content import read_file
from imoit.content.drafting import operations
from imoit.content.drafting.domain.versions import Version
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say


def shown(document, version: Version) -> dict:
    """Return a version as JSON."""
    url = document.absolute_url()
    return {
        **version._asdict(),
        "@id": f"{url}/@versions/{version.number}",
        "file": f"{url}/{version.file}",
    }


class VersionsGet(PathMixin, AnswerService):
    """All versions, one of them, or two side by side."""

    def answer(self):
        if self.path[:1] == ("compare",):
            return self.compared()
        found = [shown(self.context, v) for v in operations.versions(self.context)]
        if self.path:
            return self.one(found)
        url = f"{self.context.absolute_url()}/@versions"
        return {"@id": url, "items": found, "items_total": len(found)}

    def one(self, found: list[dict]) -> dict:
        wanted = [v for v in found if str(v["number"]) == self.path[0]]
        if not wanted or len(self.path) > 1:
            raise absent()
        return wanted[0]

    def compared(self) -> dict:
        form = self.request.form
        left = read_number(form, "left", least=1) or 1
        right = read_number(form, "right", least=1) or 1
        rows = operations.compare(self.context, left, right)
        return {
            "left": left,
            "right": right,
            "rows": [row._asdict() for row in rows],
            "changes": sum(row.kind != "same" for row in rows),
        }


class VersionsPost(PathMixin, WriteService):
    """Saves a version, or brings one back: `@versions/<n>/restore`."""

    def write(self, data: dict) -> dict:
        may_attach(self.context)
        by = current_actor(self.request)
        if self.path == ("from-template",):
            version = operations.fill(self.context, by)
        elif self.path:
            version = operations.restore(self.context, self.number(), by)
        else:
            name, content = read_file(data)
            note = read_text(data, "note", limit=2000)
            sure = read_flag(data, "confirm_text")
            sent = [(name, content)]
            pass_gate(self.request, sent, door="version", confirmed=sure)
            version = operations.save(
                self.context, name, content, by, note, door="rest"
            )
        self.request.response.setStatus(201)
        return shown(self.context, version)

    def number(self) -> int:
        if len(self.path) != 2 or self.path[1] != "restore":
            raise absent()
        if not self.path[0].isdigit():
            raise absent()
        return int(self.path[0])


class PenGet(AnswerService):
    """Who is writing."""

    def answer(self):
        held = operations.pen(self.context)
        url = f"{self.context.absolute_url()}/@pen"
        return {"@id": url, "pen": held._asdict() if held else None}


class PenPost(WriteService):
    """Takes the pen; `{take_over: true}` takes it from somebody."""

    def write(self, data: dict) -> dict:
        may_attach(self.context)
        by = current_actor(self.request)
        held = operations.take_pen(self.context, by, over=read_flag(data, "take_over"))
        url = f"{self.context.absolute_url()}/@pen"
        return {"@id": url, "pen": held._asdict()}


class PenDelete(WriteService):
    """Lays the pen down."""

    def write(self, data: dict) -> None:
        operations.leave_pen(self.context, current_actor(self.request))


class FormCheckGet(AnswerService):
    """What is missing or ill-formed in the newest version: it advises."""

    def answer(self):
        newest = operations.current(self.context)
        if newest is None:
            raise NotThere(absent().message)
        return {
            "@id": f"{self.context.absolute_url()}/@form-check",
            "version": newest.number,
            "findings": [
                {"part": f.part, "code": f.code, "message": say(f.message)}
                for f in operations.findings(self.context)
            ],
        }
