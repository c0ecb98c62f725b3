"""`GET @processes`: all, one, its check, differences, versions, files."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import trials
from imoit.workflows.configuration.operations.files import exported
from imoit.workflows.configuration.services.telling import ProcessesMixin
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.templates import TEMPLATES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.operations import send_file
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.speech.operations import say
from typing import Any


class ProcessesGet(ProcessesMixin, AnswerService):
    """All processes; one; its check, difference, versions, replay, files."""

    def answer(self):
        if not self.path:
            return {
                "@id": self.url(),
                "items": [self.line(n) for n in facts.names()],
                "templates": [self.titled(n, t.title) for n, t in TEMPLATES.items()],
            }
        facts.flow(self.name)
        if not self.what:
            return self.shown()
        read = {
            "validation": lambda: {"items": self.problems()},
            "diff": lambda: {"items": self.differences()},
            "permissions": self.rules,
            "versions": self.versions,
            "replay": self.replayed,
            "dry-run": self.tried,
            "simulation": self.simulated,
            "choices": self.choices,
        }.get(self.what[0])
        if read is None:
            raise NotThere(_("There is nothing here, or nothing you may see."))
        return {"@id": self.url(*self.path), **read()}

    def render(self):
        """Files are no JSON."""
        if self.what == ("export",):
            try:
                kind, content = exported(self.name, self.request.form.get("format"))
            except Refusal:
                return super().render()
            if kind == "application/zip":
                send_file(self.request.response, kind, f"{self.name}.zip")
            self.request.response.setHeader("Content-Type", kind)
            return content
        return super().render()

    def line(self, name: str) -> dict:
        process, draft = drafts.live(name), storage.draft(name)
        job = publishing.following(name)
        return {
            "@id": self.url(name),
            "id": name,
            "title": process.title,
            "states": len(process.states),
            "steps": len(process.steps),
            "types": facts.types_of(name),
            "documents": sum(facts.occupied(name).values()),
            "draft": draft is not None,
            "following": job and {"state": job.state, "done": job.done, "of": job.of},
            "version": len(storage.versions(name)),
        }

    def rules(self) -> dict:
        process = parse(self.shown()["process"])
        return {
            "items": {
                permission: {
                    state.id: process.rule(state, permission)._asdict()
                    for state in process.states
                }
                for permission in process.permissions
            }
        }

    def versions(self) -> dict:
        return {
            "items": [
                {
                    "version": found.number,
                    "etag": found.digest,
                    "time": found.time,
                    "by": found.name or None,
                    "reason": found.reason,
                    "confirmed_by": found.confirmed or None,
                }
                for found in reversed(storage.versions(self.name))
            ]
        }

    def choices(self) -> dict:
        """What a step of this process may ask for and bring, where things may wait."""
        kinds = {
            "fields": facts.fields,
            "effects": facts.effects,
            "conditions": facts.conditions,
        }
        found = {kind: read(self.name).items() for kind, read in kinds.items()}
        return {
            **{
                kind: [self.titled(name, one.title) for name, one in pairs]
                for kind, pairs in found.items()
            },
            "boxes": [
                self.titled(name, title) for name, title in facts.boxes().items()
            ],
        }

    def tried(self) -> dict:
        found = trials.dry_run(self.name)._asdict()
        for part in ("gains", "loses"):
            lines = [{**n, "name": say(n["name"], self.request)} for n in found[part]]
            found[part] = lines
        return found

    def titled(self, name: str, title: Any) -> dict:
        return {"id": name, "title": say(title, self.request)}

    def replayed(self) -> dict:
        last = read_number(self.request.form, "last", least=1, most=1000) or 100
        count, stuck = trials.replayed(self.name, last)
        return {
            "replayed": count,
            "stuck": [{"UID": found.uid, **found.stuck._asdict()} for found in stuck],
        }

    def simulated(self) -> dict:
        form = self.request.form
        uid = read_text(form, "document", required=True)
        login = read_text(form, "person", required=True).removeprefix("person:")
        found = trials.simulate(self.name, login, uid)
        return {
            "state": found.state.id if found.state else None,
            "roles": found.roles,
            "sees": found.sees,
            "steps": [{"id": step.id, "title": step.title} for step in found.steps],
        }
