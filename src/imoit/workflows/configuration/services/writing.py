"""`POST` and `PATCH @processes`: begin, change, publish."""

from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import files
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.services.telling import ProcessesMixin
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import WriteService
from plone import api
from typing import Any

import base64


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
            "import": lambda: self.imported(data, by),
            "restore": lambda: restored(self.name, data, by),
        }.get("/".join(self.what))
        if self.what == ("retire",):
            return self.retired(by)
        if self.what == ("publish",):
            return self.published(data, by)
        if act is None:
            raise NotThere(_("There is nothing here, or nothing you may see."))
        more = act()
        return {**self.shown(), **(more if isinstance(more, dict) else {})}

    def imported(self, data: dict, by: Any) -> dict:
        """Take a file into the draft; say what it binds otherwise than this site."""
        found = imported(self.name, data, by)
        return {"bindings": {kind: list(chain) for kind, chain in found.items()}}

    def made(self, data: dict, by: Any) -> dict:
        name = binding.create(
            read_text(data, "title", required=True, limit=200),
            read_text(data, "copy_of"),
            by,
            read_text(data, "template"),
        )
        self.path = (name,)
        self.request.response.setStatus(201)
        given = {n: data[n] for n in ("xml", "zip") if data.get(n)}
        more = self.imported(given, by) if given else {}
        return {**self.shown(), **more}

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
        typed = read_text(data, "typed", limit=200)
        found = publishing.publish(self.name, by, reason, mapping, typed=typed)
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


def imported(name: str, data: dict, by: Any) -> dict:
    """Take a definition of GenericSetup, a zip or JSON into the draft, never further.

    Returns what the file binds otherwise than this site.
    """
    if data.get("process"):
        found = parse(data["process"])
        drafts.change(name, lambda _process: found, by)
    elif data.get("zip") is not None:
        return files.take_zip(name, _decoded(data["zip"]), by)
    else:
        text = data.get("xml")
        if not isinstance(text, str):
            raise BadValue(_("This must be a text."), field="xml", code="not_text")
        files.take_xml(name, text, by)
    return {}


def _decoded(value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError):
        raise BadValue(
            _("This must be a file in base64."), field="zip", code="not_base64"
        ) from None


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
