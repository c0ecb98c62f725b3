"""`@processes` and `@process-bindings`: what the pages do, for programs."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import trials
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.compare import compare
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.exchange import bpmn
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.storage import from_xml
from imoit.workflows.process.storage import scratch
from imoit.workflows.process.storage import to_xml
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from plone import api
from typing import Any


class ProcessesMixin(PathMixin):
    """Reads `@processes/<id>/<what>` and says things as JSON."""

    @property
    def name(self) -> str:
        return self.path[0] if self.path else ""

    @property
    def what(self) -> tuple[str, ...]:
        return self.path[1:]

    def url(self, *more: str) -> str:
        base = f"{api.portal.get().absolute_url()}/@processes"
        return "/".join([base, *more])

    def tagged(self) -> str:
        tag = drafts.tag(self.name)
        self.request.response.setHeader("ETag", f'"{tag}"')
        return tag

    def agreed(self) -> None:
        drafts.agree(self.name, self.request.get_header("If-Match") or "")

    def shown(self) -> dict:
        draft = storage.draft(self.name)
        process = draft.process if draft else drafts.live(self.name)
        return {
            "@id": self.url(self.name),
            "etag": self.tagged(),
            "draft": draft is not None,
            "drafted_by": draft.name if draft else None,
            "mapping": dict(draft.mapping) if draft else {},
            "types": facts.types_of(self.name),
            "documents": dict(facts.occupied(self.name)),
            "process": plain(process),
        }

    def problems(self) -> list[dict]:
        return [
            {
                "level": found.level,
                "code": found.code,
                "where": found.where,
                "message": say(found.message, self.request),
            }
            for found in drafts.problems(self.name)
        ]

    def differences(self) -> list[dict]:
        draft = drafts.draft_of(self.name)
        return [
            {
                "code": found.code,
                "where": found.where,
                "message": say(found.message, self.request),
            }
            for found in compare(drafts.live(self.name), draft.process)
        ]


class ProcessesGet(ProcessesMixin, AnswerService):
    """All processes; one; its check, difference, versions, replay, files."""

    def answer(self):
        if not self.path:
            return {"@id": self.url(), "items": [self.line(n) for n in facts.names()]}
        facts.flow(self.name)
        if not self.what:
            return self.shown()
        read = {
            "validation": lambda: {"items": self.problems()},
            "diff": lambda: {"items": self.differences()},
            "permissions": self.rules,
            "versions": self.versions,
            "replay": self.replayed,
            "dry-run": lambda: trials.dry_run(self.name)._asdict(),
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
            self.request.response.setHeader("Content-Type", kind)
            return content
        return super().render()

    def line(self, name: str) -> dict:
        process, draft = drafts.live(name), storage.draft(name)
        return {
            "@id": self.url(name),
            "id": name,
            "title": process.title,
            "states": len(process.states),
            "steps": len(process.steps),
            "types": facts.types_of(name),
            "documents": sum(facts.occupied(name).values()),
            "draft": draft is not None,
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
        kinds = {"fields": facts.fields, "effects": facts.effects}
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


def exported(name: str, form: str | None) -> tuple[str, Any]:
    """Return type and content of the file: GenericSetup, BPMN, SVG, JSON."""
    draft = storage.draft(name)
    process = draft.process if draft else drafts.live(name)
    if form in (None, "", "gs"):
        text = to_xml(scratch(process, facts.tool())).encode("utf-8")
        return "application/xml; charset=utf-8", text
    if form == "bpmn":
        return "application/xml; charset=utf-8", bpmn(process)
    if form == "svg":
        return "image/svg+xml; charset=utf-8", svg(process, {}).encode("utf-8")
    raise BadValue(_("This value is not known."), field="format", code="unknown_value")


class ProcessesPost(ProcessesMixin, WriteService):
    """Acts: begin, add a check, publish, restore, confirm, import, discard."""

    def write(self, data: dict) -> dict:
        by = person.acting(self.request)
        if not self.path:
            return self.made(data, by)
        facts.flow(self.name)
        self.agreed()
        act = {
            "draft": lambda: drafts.begin(self.name, by),
            "checks": lambda: add_check(self.name, data, by),
            "discard": lambda: drafts.discard(self.name, by),
            "confirm": lambda: drafts.confirm(self.name, by),
            "import": lambda: imported(self.name, data, by),
            "restore": lambda: restored(self.name, data, by),
        }.get("/".join(self.what))
        if self.what == ("retire",):
            return self.retired(by)
        if self.what == ("publish",):
            return self.published(data, by)
        if act is None:
            raise NotThere(_("There is nothing here, or nothing you may see."))
        act()
        return self.shown()

    def made(self, data: dict, by: Any) -> dict:
        name = binding.create(
            read_text(data, "title", required=True, limit=200),
            read_text(data, "copy_of"),
            by,
        )
        self.path = (name,)
        self.request.response.setStatus(201)
        return self.shown()

    def retired(self, by: Any) -> dict:
        """Take the process away; what is left is the list."""
        binding.retire(self.name, by)
        return {"@id": self.url(), "items": [{"id": name} for name in facts.names()]}

    def published(self, data: dict, by: Any) -> dict:
        reason = read_text(data, "reason", limit=2000)
        mapping = data.get("mapping") or {}
        if not isinstance(mapping, dict):
            raise BadValue(
                _("This must be an object."), field="mapping", code="not_an_object"
            )
        found = publishing.publish(self.name, by, reason, mapping)
        self.request.response.setStatus(202)
        jobs = f"{api.portal.get().absolute_url()}/@jobs/{found.job}"
        return {**self.shown(), "version": found.version, "job": jobs}


def add_check(name: str, data: dict, by: Any) -> None:
    """Put one more check between two states."""
    telling = {"notify"} & set(facts.effects(name))
    drafts.change(
        name,
        lambda process: changes.add_check(
            process,
            read_text(data, "before", required=True),
            read_text(data, "after", required=True),
            title=read_text(data, "title", limit=200),
            groups=read_names(data, "groups"),
            role=read_text(data, "role") or "Checker",
            box=read_text(data, "box"),
            limit=read_number(data, "limit", least=1, most=365),
            effects=tuple(telling),
        ),
        by,
    )


def imported(name: str, data: dict, by: Any) -> None:
    """Take a definition of GenericSetup or JSON into the draft, never further."""
    if data.get("process"):
        found = parse(data["process"])
    else:
        text = data.get("xml")
        if not isinstance(text, str):
            raise BadValue(_("This must be a text."), field="xml", code="not_text")
        now = drafts.live(name)
        found = from_xml(text, facts.tool(), now.roles)._replace(id=name)
    drafts.change(name, lambda _process: found, by)


def restored(name: str, data: dict, by: Any) -> None:
    """Make a draft of an older version."""
    number = read_number(data, "version", least=1)
    publishing.restore(name, number or 0, by)


class ProcessesPatch(ProcessesMixin, WriteService):
    """Changes the draft: fields, states and steps by id; null takes away."""

    def write(self, data: dict) -> dict:
        by = person.acting(self.request)
        facts.flow(self.name)
        self.agreed()
        mapping = data.pop("mapping", None) or {}
        drafts.change(
            self.name, lambda process: parse(merged(plain(process), data)), by, mapping
        )
        return self.shown()


def merged(data: dict, changed: dict) -> dict:
    """Return *data* with what *changed* says; absent is unchanged.

    `states` and `steps` are objects by id: a part is merged, null takes away, with
    all that leads there.
    """
    for part in ("states", "steps"):
        for name, value in (changed.get(part) or {}).items():
            data = _merge_one(data, part, name, value)
    rest = {k: v for k, v in changed.items() if k not in ("states", "steps")}
    return {**data, **rest}


def _merge_one(data: dict, part: str, name: str, value: dict | None) -> dict:
    if value is None:
        drop = changes.remove_state if part == "states" else changes.remove_step
        return plain(drop(parse(data), name))
    known = [found for found in data[part] if found["id"] == name]
    if known:
        new = [{**f, **value} if f["id"] == name else f for f in data[part]]
    else:
        new = [*data[part], {**value, "id": name}]
    return {**data, part: new}


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
