"""What a process has beside states and steps: roles of groups, variables, worklists."""

from collections.abc import Sequence
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Variable
from imoit.workflows.process.domain.shape import Worklist
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from typing import Any


# The history is empty without these, and Plone's own pages fail.
KEPT = ("action", "actor", "comments", "review_history", "time")


def set_group_roles(
    process: Process, state: str, group: str, roles: Sequence[str]
) -> Process:
    """Return *process* in which *group* has just *roles* by the state; none: nothing.

    The group and the roles are managed from then on.
    """
    states = []
    for found in process.states:
        if found.id == state:
            groups = {name: had for name, had in found.groups.items() if name != group}
            groups |= {group: tuple(roles)} if roles else {}
            found = found._replace(groups=groups)
        states.append(found)
    return process._replace(
        states=tuple(states),
        groups=_with(process.groups, [group]) if roles else process.groups,
        roles=_managed(process, roles),
    )


def _managed(process: Process, roles: Sequence[str]) -> tuple[str, ...] | None:
    """Unsaid, all roles of the groups are managed: those given by acts would go."""
    if process.roles is None and (process.groups or not roles):
        return None
    return _with(process.roles or (), roles)


def _with(names: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *more)))


def variable_of(process: Process, name: str) -> Variable:
    """Return the variable *name*; refuse with 404."""
    return _found(process.variables, name)


def put_variable(process: Process, variable: Variable) -> Process:
    """Return *process* with *variable* in the place of the one of its id, or added."""
    return process._replace(variables=_put(process.variables, variable))


def remove_variable(process: Process, name: str) -> Process:
    """Return *process* without the variable, nor what states and steps set it to."""
    variable_of(process, name)
    if name in KEPT:
        raise BadValue(_("The history needs this variable."), field="variable")
    return process._replace(
        variables=_without(process.variables, name),
        states=tuple(s._replace(values=_less(s.values, name)) for s in process.states),
        steps=tuple(s._replace(values=_less(s.values, name)) for s in process.steps),
    )


def worklist_of(process: Process, name: str) -> Worklist:
    """Return the worklist *name*; refuse with 404."""
    return _found(process.worklists, name)


def put_worklist(process: Process, worklist: Worklist) -> Process:
    """Return *process* with *worklist* in the place of the one of its id, or added."""
    return process._replace(worklists=_put(process.worklists, worklist))


def remove_worklist(process: Process, name: str) -> Process:
    """Return *process* without the worklist."""
    worklist_of(process, name)
    return process._replace(worklists=_without(process.worklists, name))


def _found(things: Sequence[Any], name: str) -> Any:
    for thing in things:
        if thing.id == name:
            return thing
    raise NotThere(_("This process has nothing of this name."))


def _put(things: Sequence[Any], new: Any) -> tuple:
    if new.id not in [thing.id for thing in things]:
        return (*things, new)
    return tuple(new if thing.id == new.id else thing for thing in things)


def _without(things: Sequence[Any], name: str) -> tuple:
    return tuple(thing for thing in things if thing.id != name)


def _less(values: Any, name: str) -> dict:
    return {key: value for key, value in values.items() if key != name}
