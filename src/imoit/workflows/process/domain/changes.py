"""Changes of a process that a person makes as one act."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.workflows.process.domain.findings import ACCESS
from imoit.workflows.process.domain.findings import VIEW
from imoit.workflows.process.domain.reading import ID
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from typing import Any
from unicodedata import normalize

import re


# Plone's own page of a step; its menus lead there.
ADDRESS = "%(content_url)s/content_status_modify?workflow_action={}"


def new_id(title: str, taken: Sequence[str]) -> str:
    """Return an id made of *title*, without marks, that is not *taken*."""
    flat = normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
    plain = re.sub(r"[^a-z0-9]+", "_", flat.encode("ascii", "ignore").decode().lower())
    wanted = plain.strip("_")[:60] or "buoc"
    if not ID.fullmatch(wanted):
        wanted = f"b_{wanted}"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    return found


def state_of(process: Process, name: str) -> State:
    """Return the state *name*; refuse with 404."""
    found = process.state(name)
    if found is None:
        raise NotThere(_("This process has no such state."))
    return found


def step_of(process: Process, name: str) -> Step:
    """Return the step *name*; refuse with 404."""
    found = process.step(name)
    if found is None:
        raise NotThere(_("This process has no such step."))
    return found


def put_state(process: Process, state: State) -> Process:
    """Return *process* with *state* in the place of the one of its id, or added."""
    if process.state(state.id) is None:
        return process._replace(states=(*process.states, state))
    states = tuple(state if s.id == state.id else s for s in process.states)
    return process._replace(states=states)


def put_step(
    process: Process, step: Step, sources: Sequence[str] | None = None
) -> Process:
    """Return *process* with *step*; *sources*: all the states it leads from."""
    if process.step(step.id) is None:
        process = process._replace(steps=(*process.steps, step))
    else:
        steps = tuple(step if s.id == step.id else s for s in process.steps)
        process = process._replace(steps=steps)
    if sources is None:
        return process
    return process._replace(
        states=tuple(_leading(state, step.id, sources) for state in process.states)
    )


def _leading(state: State, step: str, sources: Sequence[str]) -> State:
    if (step in state.steps) == (state.id in sources):
        return state
    if state.id in sources:
        return state._replace(steps=(*state.steps, step))
    return state._replace(steps=tuple(s for s in state.steps if s != step))


def add_state(process: Process, title: str, like: str = "") -> Process:
    """Return *process* with a new state in which people may what they may in *like*."""
    pattern = state_of(process, like) if like else State("")
    state = State(
        new_id(title, process.state_ids()),
        title,
        permissions=dict(pattern.permissions),
        box=pattern.box,
    )
    return put_state(process, state)


def move_up(process: Process, name: str) -> Process:
    """Return *process* with the state one place higher in the list."""
    state = state_of(process, name)
    place = max(process.state_ids().index(name) - 1, 0)
    rest = [found for found in process.states if found.id != name]
    return process._replace(states=(*rest[:place], state, *rest[place:]))


def copy_rules(process: Process, source: str, goal: str) -> Process:
    """Return *process* with the rights of the state *source* in the state *goal*."""
    rules = state_of(process, source).permissions
    state = state_of(process, goal)
    return put_state(process, state._replace(permissions=dict(rules)))


def remove_state(process: Process, name: str) -> Process:
    """Return *process* without the state, and without the steps that led to it."""
    state_of(process, name)
    rest = tuple(state for state in process.states if state.id != name)
    process = process._replace(states=rest)
    for step in process.steps:
        if step.to == name or not process.sources(step.id):
            process = remove_step(process, step.id)
    return process


def remove_step(process: Process, name: str) -> Process:
    """Return *process* without the step."""
    step_of(process, name)
    return process._replace(
        steps=tuple(step for step in process.steps if step.id != name),
        states=tuple(_leading(state, name, ()) for state in process.states),
    )


def set_rules(process: Process, permission: str, rules: Mapping[str, Rule]) -> Process:
    """Return *process* with who has *permission* in each of the states named."""
    if permission not in process.permissions:
        process = process._replace(permissions=(*process.permissions, permission))
    states = tuple(
        state._replace(permissions={**state.permissions, permission: rules[state.id]})
        if state.id in rules
        else state
        for state in process.states
    )
    return process._replace(states=states)


def drop_permission(process: Process, permission: str) -> Process:
    """Return *process* that does not manage *permission* any more."""
    return process._replace(
        permissions=tuple(p for p in process.permissions if p != permission),
        states=tuple(
            state._replace(
                permissions={
                    name: rule
                    for name, rule in state.permissions.items()
                    if name != permission
                }
            )
            for state in process.states
        ),
    )


def add_check(
    process: Process,
    before: str,
    after: str,
    *,
    id: str = "",  # noqa: A002 - the word of the REST field
    title: str,
    groups: Sequence[str],
    role: str,
    box: str,
    limit: int | None,
    effects: Sequence[str] = (),
) -> Process:
    """Return *process* with one more check between two states, as one act.

    What led from *before* to *after* now leads to the check; *groups* pass it on or
    send it back with a reason. They have *role* in this state alone. *effects* come
    with the steps out of it, and with those that lead to it now.
    """
    start, goal = state_of(process, before), state_of(process, after)
    ways = [s for s in process.steps if s.id in start.steps and s.to == after]
    if not ways:
        raise BadValue(
            _(
                "No step leads from “${start}” to “${goal}”.",
                start=start.title or before,
                goal=goal.title or after,
            ),
            field="after",
            code="no_way",
        )
    _check_asked(title, groups)
    name = id or new_id(title, process.state_ids())
    process = _with_state(process, name, title, start, groups, role, box, limit)
    for step in ways:
        step = step._replace(to=name, effects=_and_all(step.effects, effects))
        process = put_step(process, step)
    for step in _steps_of_check(process, name, title, before, after, role):
        process = put_step(process, step._replace(effects=tuple(effects)), [name])
    return process


def _check_asked(title: str, groups: Sequence[str]) -> None:
    if not title.strip():
        raise BadValue(_("Name the check."), field="title", code="required")
    if not groups:
        raise BadValue(_("Say who checks."), field="groups", code="required")


def _with_state(process, name, title, start, groups, role, box, limit) -> Process:
    """Only the sight of the state before is taken over, no other right."""
    rules: dict[str, Any] = {
        permission: Rule(False, ()) for permission in process.permissions
    }
    for permission in (VIEW, ACCESS):
        if permission in process.permissions:
            had = process.rule(start, permission)
            rules[permission] = Rule(had.acquire, _and(had.roles, role))
    state = State(
        id=name,
        title=title,
        permissions=rules,
        groups=dict.fromkeys(groups, (role,)),
        box=box,
        limit=limit,
    )
    states = list(process.states)
    states.insert(process.state_ids().index(start.id) + 1, state)
    return process._replace(
        states=tuple(states),
        groups=tuple(dict.fromkeys((*process.groups, *groups))),
        roles=_managed(process, role),
    )


def _managed(process: Process, role: str) -> tuple[str, ...] | None:
    """Unsaid, all roles of the groups are managed: those given by acts would go."""
    if process.roles is None and process.groups:
        return None
    return _and(process.roles or (), role)


def _and_all(names: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *more)))


def _and(names: Sequence[str], name: str) -> tuple[str, ...]:
    return _and_all(names, (name,))


def _steps_of_check(process, name, title, before, after, role) -> list[Step]:
    passed = new_id(f"pass_{name}", process.step_ids())
    back = new_id(f"return_{name}", process.step_ids())
    return [
        _step(passed, f"Đồng ý: {title}", after, role, (Asked("reason"),)),
        _step(back, f"Trả lại: {title}", before, role, (Asked("reason", True),)),
    ]


def _step(name, title, to, role, form) -> Step:
    return Step(
        id=name,
        title=title,
        to=to,
        guard=Guard(roles=(role,)),
        menu=Menu(title, ADDRESS.format(name)),
        form=form,
    )
