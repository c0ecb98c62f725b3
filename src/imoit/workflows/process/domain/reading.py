"""From JSON to a process and back: every problem of the form at once."""

from collections.abc import Callable
from collections.abc import Mapping
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import AUTOMATIC
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.process.domain.shape import USER
from imoit.workflows.process.domain.shape import Variable
from imoit.workflows.process.domain.shape import Worklist
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Sentence
from typing import Any

import hashlib
import json
import re


# Ids of DCWorkflow become attributes: letters, digits, a few marks, no space.
ID = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,79}")
LONGEST = 2000
MOST = 500
MOST_DAYS = 365


class Reader:
    """Reads values out of JSON and collects what is wrong with them."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def wrong(self, where: str, code: str, sentence: Sentence) -> None:
        """Note what is wrong at *where*."""
        self.errors.append(FieldError(where, code, sentence))

    def text(self, data: Mapping, name: str, where: str, default: str = "") -> str:
        """Return a text, a default where none is."""
        value = data.get(name, default)
        if not isinstance(value, str):
            self.wrong(f"{where}{name}", "not_text", _("This must be a text."))
            return default
        if len(value) > LONGEST:
            self.wrong(
                f"{where}{name}",
                "too_long",
                _("At most ${limit} characters.", limit=LONGEST),
            )
        return value

    def id(self, data: Mapping, where: str) -> str:
        """Return an id that DCWorkflow can hold."""
        value = self.text(data, "id", where)
        if not ID.fullmatch(value):
            self.wrong(
                f"{where}id",
                "bad_id",
                _("“${id}” is no id: letters without marks, digits, _.", id=value),
            )
        return value

    def flag(self, data: Mapping, name: str, where: str, default: bool) -> bool:
        """Return true or false."""
        value = data.get(name, default)
        if value not in (True, False):
            self.wrong(f"{where}{name}", "not_a_flag", _("This must be true or false."))
            return default
        return bool(value)

    def names(self, data: Mapping, name: str, where: str) -> tuple[str, ...]:
        """Return a list of plain texts."""
        value = data.get(name) or []
        if not isinstance(value, (list, tuple)) or not all(
            isinstance(v, str) and v for v in value
        ):
            self.wrong(f"{where}{name}", "not_a_list", _("This must be a list."))
            return ()
        return tuple(value)

    def mapping(self, data: Mapping, name: str, where: str) -> Mapping[str, Any]:
        """Return an object."""
        value = data.get(name) or {}
        if not isinstance(value, Mapping):
            self.wrong(f"{where}{name}", "not_an_object", _("This must be an object."))
            return {}
        return value

    def each(
        self, data: Mapping, name: str, read: Callable[[Mapping, str], Any]
    ) -> tuple:
        """Return what *read* makes of each object of a list; ids are not repeated."""
        value = data.get(name) or []
        if not isinstance(value, (list, tuple)) or len(value) > MOST:
            self.wrong(name, "not_a_list", _("This must be a list."))
            return ()
        found: dict[str, Any] = {}
        for number, item in enumerate(value):
            where = f"{name}.{_place(item, number)}."
            if not isinstance(item, Mapping):
                self.wrong(where[:-1], "not_an_object", _("This must be an object."))
                continue
            one = read(item, where)
            if one.id in found:
                self.wrong(
                    f"{where}id", "twice", _("“${id}” is there twice.", id=one.id)
                )
            found.setdefault(one.id, one)
        return tuple(found.values())


def _place(item: Any, number: int) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) and name else str(number)


def parse(data: Mapping[str, Any]) -> Process:
    """Return the process that *data* describes; refuse with all that cannot be read."""
    r = Reader()
    found = Process(
        id=r.id(data, ""),
        title=r.text(data, "title", ""),
        description=r.text(data, "description", ""),
        initial=r.text(data, "initial", ""),
        state_variable=r.text(data, "state_variable", "", "review_state"),
        manager_bypass=r.flag(data, "manager_bypass", "", False),
        creation=_guard(r, data, "creation", ""),
        permissions=r.names(data, "permissions", ""),
        groups=r.names(data, "groups", ""),
        roles=None if data.get("roles") is None else r.names(data, "roles", ""),
        states=r.each(data, "states", lambda d, w: _state(r, d, w)),
        steps=r.each(data, "steps", lambda d, w: _step(r, d, w)),
        variables=r.each(data, "variables", lambda d, w: _variable(r, d, w)),
        worklists=r.each(data, "worklists", lambda d, w: _worklist(r, d, w)),
        scripts=r.names(data, "scripts", ""),
    )
    if r.errors:
        raise BadValue(
            _("The definition cannot be read. Nothing was stored."),
            errors=tuple(r.errors),
        )
    return found


def _guard(r: Reader, data: Mapping, name: str, where: str) -> Guard:
    value, where = r.mapping(data, name, where), f"{where}{name}."
    return Guard(
        r.names(value, "permissions", where),
        r.names(value, "roles", where),
        r.names(value, "groups", where),
        r.text(value, "expression", where),
        r.names(value, "conditions", where),
    )


def _menu(r: Reader, data: Mapping, where: str, category: str) -> Menu:
    value, where = r.mapping(data, "menu", where), f"{where}menu."
    return Menu(
        r.text(value, "title", where),
        r.text(value, "url", where),
        r.text(value, "category", where, category),
        r.text(value, "icon", where),
    )


def _state(r: Reader, data: Mapping, where: str) -> State:
    rules = r.mapping(data, "permissions", where)
    groups = r.mapping(data, "groups", where)
    return State(
        id=r.id(data, where),
        title=r.text(data, "title", where),
        description=r.text(data, "description", where),
        steps=r.names(data, "steps", where),
        permissions={
            name: _rule(r, rules, name, f"{where}permissions.") for name in rules
        },
        groups={name: r.names(groups, name, f"{where}groups.") for name in groups},
        values=dict(r.mapping(data, "values", where)),
        limit=_limit(r, data, where),
        box=r.text(data, "box", where),
        final=r.flag(data, "final", where, False),
    )


def _rule(r: Reader, rules: Mapping, name: str, where: str) -> Rule:
    """Whether it is acquired is said, never guessed."""
    value = rules[name]
    if not isinstance(value, Mapping) or "acquire" not in value:
        r.wrong(
            f"{where}{name}",
            "acquire",
            _("Say {“acquire”: true or false, “roles”: […]}."),
        )
        return Rule()
    where = f"{where}{name}."
    return Rule(r.flag(value, "acquire", where, False), r.names(value, "roles", where))


def _limit(r: Reader, data: Mapping, where: str) -> int | None:
    value = data.get("limit")
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        r.wrong(f"{where}limit", "number", _("This must be a whole number."))
        return None
    if not 1 <= value <= MOST_DAYS:
        r.wrong(
            f"{where}limit",
            "out_of_range",
            _("This must be between ${least} and ${most}.", least=1, most=MOST_DAYS),
        )
    return value


def _step(r: Reader, data: Mapping, where: str) -> Step:
    trigger = r.text(data, "trigger", where, USER)
    if trigger not in (USER, AUTOMATIC):
        r.wrong(f"{where}trigger", "unknown_value", _("This value is not known."))
    values = r.mapping(data, "values", where)
    return Step(
        id=r.id(data, where),
        title=r.text(data, "title", where),
        description=r.text(data, "description", where),
        to=r.text(data, "to", where),
        trigger=trigger,
        guard=_guard(r, data, "guard", where),
        menu=_menu(r, data, where, "workflow"),
        values={name: r.text(values, name, f"{where}values.") for name in values},
        before=r.text(data, "before", where),
        after=r.text(data, "after", where),
        form=_form(r, data, where),
        effects=r.names(data, "effects", where),
    )


def _form(r: Reader, data: Mapping, where: str) -> tuple[Asked, ...] | None:
    if data.get("form") is None:
        return None
    value = data["form"]
    if not isinstance(value, (list, tuple)):
        r.wrong(f"{where}form", "not_a_list", _("This must be a list."))
        return None
    return tuple(_asked(r, item, f"{where}form.{n}.") for n, item in enumerate(value))


def _asked(r: Reader, item: Any, where: str) -> Asked:
    if isinstance(item, str):
        return Asked(item)
    if not isinstance(item, Mapping):
        r.wrong(where[:-1], "not_an_object", _("This must be an object."))
        return Asked("")
    return Asked(r.text(item, "field", where), r.flag(item, "required", where, False))


def _variable(r: Reader, data: Mapping, where: str) -> Variable:
    return Variable(
        id=r.id(data, where),
        description=r.text(data, "description", where),
        for_catalog=r.flag(data, "for_catalog", where, True),
        for_status=r.flag(data, "for_status", where, True),
        update_always=r.flag(data, "update_always", where, True),
        default=data.get("default", ""),
        expression=r.text(data, "expression", where),
        guard=_guard(r, data, "guard", where),
    )


def _worklist(r: Reader, data: Mapping, where: str) -> Worklist:
    match = r.mapping(data, "match", where)
    return Worklist(
        id=r.id(data, where),
        description=r.text(data, "description", where),
        match={
            name: value if isinstance(value, str) else tuple(value)
            for name, value in match.items()
        },
        guard=_guard(r, data, "guard", where),
        menu=_menu(r, data, where, "global"),
    )


def plain(process: Process) -> dict[str, Any]:
    """Return *process* as JSON knows it; `parse` gives it back."""
    return json.loads(json.dumps(_plain(process)))


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value


def digest(process: Process) -> str:
    """Return a short name of exactly this definition."""
    text = json.dumps(_plain(process), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
