"""What can be wrong with who may what."""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.process.domain.findings import ACCESS
from imoit.workflows.process.domain.findings import error
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.findings import MODIFY
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.findings import Problem
from imoit.workflows.process.domain.findings import VIEW
from imoit.workflows.process.domain.findings import warning
from imoit.workflows.process.domain.shape import AUTOMATIC
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Name


def _stuck(process: Process, facts: Facts) -> Iterator[Problem]:
    if facts.held is None:
        return
    for state in process.states:
        steps = [step for name in state.steps if (step := process.step(name))]
        if steps and not any(_passable(process, state, s, facts) for s in steps):
            yield warning(
                "nobody_leaves",
                f"states.{state.id}",
                _("Nobody may take any step out of “${state}”.", state=name(state)),
            )


def _passable(process: Process, state: State, step: Step, facts: Facts) -> bool:
    """Tell whether somebody passes the guard of *step* in *state*."""
    held = set(facts.held or ()) | {r for roles in state.groups.values() for r in roles}
    if process.manager_bypass:
        return True
    if step.guard.roles and not held & set(step.guard.roles):
        return False
    if not step.guard.permissions:
        return True
    rules = [
        state.permissions.get(wanted) if wanted in process.permissions else None
        for wanted in step.guard.permissions
    ]
    return any(rule is None or rule.acquire or held & set(rule.roles) for rule in rules)


def _guards(process: Process, facts: Facts) -> Iterator[Problem]:
    guarded = [(f"steps.{step.id}", name(step), step.guard) for step in process.steps]
    guarded.append(("creation", process.title or process.id, process.creation))
    guarded += [
        (f"worklists.{found.id}", found.menu.title or found.id, found.guard)
        for found in process.worklists
    ]
    for where, title, guard in guarded:
        yield from _unknown(guard, where, title, facts)
        yield from _conditions(guard, where, title)
        complaint = guard.expression and facts.compiles(guard.expression)
        if complaint:
            yield error(
                "expression",
                where,
                _(
                    "The condition of “${step}” cannot be read: ${complaint}",
                    step=title,
                    complaint=complaint,
                ),
            )
    for step in process.steps:
        if step.trigger != AUTOMATIC and step.guard.is_open():
            text = _("Anybody who sees it may take “${step}”.", step=name(step))
            yield warning("no_role", f"steps.{step.id}", text)


def _unknown(guard: Guard, where: str, title: str, facts: Facts) -> Iterator[Problem]:
    kinds = (
        ("unknown_role", guard.roles, facts.roles, _UNKNOWN_ROLE),
        ("unknown_permission", guard.permissions, facts.permissions, _UNKNOWN_RIGHT),
        ("unknown_group", guard.groups, facts.groups, _UNKNOWN_GROUP),
        ("unknown_condition", wanted(guard), facts.conditions, _UNKNOWN_CONDITION),
    )
    for code, named, known, text in kinds:
        for missing in named if known is not None else ():
            if missing not in known:
                yield error(code, where, _(text, name=missing, where=title))


def wanted(guard: Guard) -> tuple[str, ...]:
    """Return the conditions that *guard* names, whether they must hold or not."""
    return tuple(name.removeprefix("!") for name in guard.conditions)


def _conditions(guard: Guard, where: str, title: str) -> Iterator[Problem]:
    if guard.conditions and guard.expression:
        text = _("“${step}” has both named conditions and a program.", step=title)
        yield error("two_conditions", where, text)
    for found in guard.conditions:
        if f"!{found}" in guard.conditions:
            text = _("“${step}” wants a condition to hold and not to hold.", step=title)
            yield error("contradiction", where, text)


_UNKNOWN_ROLE = _("There is no role “${name}” (named by “${where}”).").text
_UNKNOWN_RIGHT = _("There is no permission “${name}” (named by “${where}”).").text
_UNKNOWN_CONDITION = _("There is no condition “${name}” (named by “${where}”).").text
_UNKNOWN_GROUP = _("There is no group “${name}” (named by “${where}”).").text


# Whoever has one of these runs the site; no state gives them to anybody.
POWERS = ("Manager", "Site Administrator")


def _powers(process: Process, facts: Facts) -> Iterator[Problem]:
    for state in process.states:
        given = {role for roles in state.groups.values() for role in roles}
        for role in POWERS:
            if role in given:
                text = _(
                    "In “${state}” a group would become “${role}”.",
                    state=name(state),
                    role=Name("role", role),
                )
                yield error("power", f"states.{state.id}", text)
    yield from _managers_kept(process, facts.before)


def _managers_kept(process: Process, before: Process | None) -> Iterator[Problem]:
    """Whoever mends what went wrong keeps what they had."""
    for state in process.states:
        old = before.state(state.id) if before is not None else None
        for permission in (VIEW, MODIFY) if old is not None else ():
            had, has = before.rule(old, permission), process.rule(state, permission)
            if POWERS[0] not in had.roles or has.acquire or POWERS[0] in has.roles:
                continue
            text = _(
                "In “${state}” “${role}” would lose “${permission}”.",
                state=name(state),
                role=Name("role", POWERS[0]),
                permission=Name("permission", permission),
            )
            yield error("manager_out", f"states.{state.id}", text)


def _rules(process: Process, facts: Facts) -> Iterator[Problem]:
    for permission in process.permissions:
        if facts.permissions is not None and permission not in facts.permissions:
            right = Name("permission", permission)
            text = _(_UNKNOWN_RIGHT, name=right, where=process.title)
            yield error("unknown_permission", "permissions", text)
        elif facts.allowed is not None and permission not in facts.allowed:
            right = Name("permission", permission)
            text = _("“${name}” is not managed by processes.", name=right)
            yield error("forbidden_permission", "permissions", text)
        if permission in facts.foreign_permissions:
            right = Name("permission", permission)
            text = _("Another process of the same type has “${name}”.", name=right)
            yield error("foreign_permission", "permissions", text)
    for state in process.states:
        yield from _rules_of(process, state, facts)


def _rules_of(process: Process, state: State, facts: Facts) -> Iterator[Problem]:
    where, title = f"states.{state.id}", name(state)
    named = {role for rule in state.permissions.values() for role in rule.roles}
    named |= {role for roles in state.groups.values() for role in roles}
    if facts.roles is not None:
        for role in sorted(named - facts.roles):
            text = _(_UNKNOWN_ROLE, name=role, where=title)
            yield error("unknown_role", where, text)
    if facts.groups is not None:
        for group in sorted(set(state.groups) - facts.groups):
            text = _(_UNKNOWN_GROUP, name=group, where=title)
            yield error("unknown_group", where, text)
    for permission in sorted(set(state.permissions) - set(process.permissions)):
        yield error(
            "unmanaged",
            where,
            _(
                "“${name}” is set in “${state}”, but the process does not manage it.",
                name=Name("permission", permission),
                state=title,
            ),
        )


def _sight(process: Process, facts: Facts) -> Iterator[Problem]:
    if VIEW not in process.permissions:
        return
    for state in process.states:
        where = f"states.{state.id}"
        sees = process.rule(state, VIEW)
        reads = process.rule(state, ACCESS)
        if ACCESS in process.permissions and sees.roles != () and not reads.acquire:
            lost = sorted(set(sees.roles) - set(reads.roles))
            if lost:
                yield warning(
                    "half_sight",
                    where,
                    _(
                        "In “${state}” ${roles} may view, but not what is inside.",
                        state=name(state),
                        roles=_roles(lost),
                    ),
                )
        if ACCESS in process.permissions and reads.acquire and not sees.acquire:
            text = _("In “${state}” lists show it to those above.", state=name(state))
            yield warning("listed", where, text)
        blind = set(process.rule(state, MODIFY).roles) - set(sees.roles)
        if MODIFY in process.permissions and not sees.acquire and blind - {"Manager"}:
            yield warning(
                "blind_change",
                where,
                _(
                    "In “${state}” ${roles} may change what they may not view.",
                    state=name(state),
                    roles=_roles(sorted(blind)),
                ),
            )


def _roles(names: Iterable[str]) -> list[Name]:
    return [Name("role", found) for found in names]


def widening(process: Process, before: Process | None) -> list[tuple[str, str, str]]:
    """Return (state, permission, role) for each role that gains something.

    A new state is measured against the whole of the process before; `*` is everybody
    who has the permission above.
    """
    found = []
    for state in process.states:
        for permission in process.permissions:
            had = _before(before, state.id, permission)
            rule = process.rule(state, permission)
            now = {*rule.roles, *(("*",) if rule.acquire else ())}
            found += [(state.id, permission, role) for role in sorted(now - had)]
    return found


def _before(before: Process | None, state: str, permission: str) -> set[str]:
    if before is None:
        return set()
    if permission not in before.permissions:
        return {"*"}
    old = before.state(state)
    states = [old] if old is not None else before.states
    rules = [before.rule(found, permission) for found in states]
    had = {role for rule in rules for role in rule.roles}
    return had | ({"*"} if any(rule.acquire for rule in rules) else set())


def _wider(process: Process, facts: Facts) -> Iterator[Problem]:
    if facts.before is None:
        return
    for state, permission, role in widening(process, facts.before):
        if role in ("Anonymous", "Authenticated", "Member", "*"):
            yield warning(
                "everybody",
                f"states.{state}",
                _(
                    "In “${state}” everybody gains “${permission}”.",
                    state=name(process.state(state)),
                    permission=Name("permission", permission),
                ),
            )


RULES = (_stuck, _guards, _powers, _rules, _sight, _wider)
