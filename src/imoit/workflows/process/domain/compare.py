"""What is different between two definitions, in words."""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Name
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple


class Change(NamedTuple):
    """One difference: a code, where, and the sentence."""

    code: str
    where: str
    message: Sentence


# Parts of a state or step whose change is told by their names alone.
_STATE = ("title", "description", "groups", "values", "limit", "box", "final")
_STEP = (
    "title", "description", "trigger", "guard", "menu", "values",
    "before", "after", "form", "effects",
)  # fmt: skip
_WHOLE = (
    "title", "description", "initial", "state_variable", "manager_bypass", "creation",
    "permissions", "groups", "roles", "variables", "worklists",
)  # fmt: skip


def compare(before: Process, after: Process) -> list[Change]:
    """Return what *after* says otherwise than *before*."""
    return [*_whole(before, after), *_states(before, after), *_steps(before, after)]


NEW, GONE, CHANGED = "is-new", "is-gone", "is-changed"


def marks(
    before: Process, after: Process, changes: Iterable[Change]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return how states and steps are marked in the pictures of both."""
    codes = {"_added": NEW, "_gone": GONE}
    found = {
        change.where: codes.get(change.code.removeprefix("state").removeprefix("step"))
        or CHANGED
        for change in changes
        if change.where.partition(".")[0] in ("states", "steps")
    }
    old = {where: mark for where, mark in found.items() if mark != NEW}
    return old, {where: mark for where, mark in found.items() if mark != GONE}


def _whole(before: Process, after: Process) -> Iterator[Change]:
    for part in _WHOLE:
        if getattr(before, part) != getattr(after, part):
            yield _part("process", part, after.title or after.id)


def _part(where: str, part: str, title: str) -> Change:
    text = _("“${title}”: ${part} changed.", title=title, part=PARTS[part])
    return Change(part, where, text)


def _states(before: Process, after: Process) -> Iterator[Change]:
    for old in before.states:
        if after.state(old.id) is None:
            text = _("State “${state}” is gone.", state=name(old))
            yield Change("state_gone", f"states.{old.id}", text)
    for new in after.states:
        old = before.state(new.id)
        if old is None:
            text = _("State “${state}” is new.", state=name(new))
            yield Change("state_added", f"states.{new.id}", text)
        elif old != new:
            yield from _state(old, new, before, after)


def _state(old: State, new: State, before: Process, after: Process) -> Iterator[Change]:
    where = f"states.{new.id}"
    for part in _STATE:
        if getattr(old, part) != getattr(new, part):
            yield _part(where, part, name(new))
    if set(old.steps) != set(new.steps):
        yield _part(where, "steps", name(new))
    for permission in dict.fromkeys((*before.permissions, *after.permissions)):
        had, has = before.rule(old, permission), after.rule(new, permission)
        if had.acquire != has.acquire:
            text = _RULE_ON if has.acquire else _RULE_OFF
            yield Change(
                "acquire",
                where,
                _(text, state=name(new), permission=Name("permission", permission)),
            )
        yield from _roles(where, permission, name(new), set(had.roles), set(has.roles))


_RULE_ON = _("“${state}”: “${permission}” also from above now.").text
_RULE_OFF = _("“${state}”: “${permission}” no longer from above.").text


def _roles(where, permission, title, had: set, has: set) -> Iterator[Change]:
    right = Name("permission", permission)
    values: dict[str, Any] = {"state": title, "permission": right}
    for role in sorted(has - had):
        text = _(
            "“${state}”: ${role} gains “${permission}”.",
            role=Name("role", role),
            **values,
        )
        yield Change("role_gains", where, text)
    for role in sorted(had - has):
        text = _(
            "“${state}”: ${role} loses “${permission}”.",
            role=Name("role", role),
            **values,
        )
        yield Change("role_loses", where, text)


def _steps(before: Process, after: Process) -> Iterator[Change]:
    for old in before.steps:
        if after.step(old.id) is None:
            text = _("Step “${step}” is gone.", step=name(old))
            yield Change("step_gone", f"steps.{old.id}", text)
    for new in after.steps:
        old = before.step(new.id)
        if old is None:
            text = _("Step “${step}” is new.", step=name(new))
            yield Change("step_added", f"steps.{new.id}", text)
        elif old != new:
            yield from _step(old, new, before, after)


def _step(old: Step, new: Step, before: Process, after: Process) -> Iterator[Change]:
    where = f"steps.{new.id}"
    if old.to != new.to:
        yield Change(
            "goal",
            where,
            _(
                "Step “${step}” leads to “${after}”, not to “${before}” any more.",
                step=name(new),
                before=title(before, old.to),
                after=title(after, new.to),
            ),
        )
    for part in _STEP:
        if getattr(old, part) != getattr(new, part):
            yield _part(where, part, name(new))


def title(process: Process, state: str) -> str:
    """Return what a person calls the state of this id."""
    found = process.state(state)
    return name(found) if found is not None else state


# What a person calls each part.
PARTS = {
    "title": _("the title"),
    "description": _("the description"),
    "initial": _("the first state"),
    "permissions": _("the permissions that are managed"),
    "groups": _("the groups"),
    "limit": _("the time limit"),
    "box": _("the waiting box"),
    "final": _("whether it is final"),
    "steps": _("the steps that lead on"),
    "guard": _("who may take it"),
    "menu": _("the name in the menu"),
    "form": _("what is asked for"),
    "effects": _("the effects"),
    "trigger": _("how it is taken"),
    "roles": _("the roles given by state"),
    "variables": _("the variables"),
    "worklists": _("the waiting lists"),
    "values": _("values of variables"),
    "before": _("the program before"),
    "after": _("the program after"),
    "state_variable": _("the variable of the state"),
    "manager_bypass": _("whether managers pass"),
    "creation": _("who may begin"),
}
