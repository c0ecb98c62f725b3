"""Trying a draft before it counts: who would see what, whose way would end."""

from collections import Counter
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.findings import VIEW
from imoit.workflows.process.domain.replay import replay
from imoit.workflows.process.domain.replay import Stuck
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Name
from imoit.workflows.refusal import Sentence
from imoit.workflows.transitions import storage as moving
from imoit.workflows.transitions.vocabularies import hold
from plone import api
from typing import Any
from typing import NamedTuple


SAMPLE = 500
NAMES = 50
ROLE = "role:"


class Trial(NamedTuple):
    """What publishing would do, counted over *looked* of *total* things."""

    total: int
    looked: int
    states: dict[str, int]
    moved: dict[str, int]
    touched: int
    gains: list[dict]
    loses: list[dict]
    files: int


class Replayed(NamedTuple):
    """A thing whose real history would have come to a stand."""

    uid: str
    stuck: Stuck


def dry_run(name: str, sample: int = SAMPLE) -> Trial:
    """Return what the draft would do; nothing is written, no title is read."""
    draft = drafts.draft_of(name)
    before, after = drafts.live(name), draft.process
    gains, loses = Counter(), Counter()
    brains = facts.brains(name)
    touched = files = 0
    for brain in brains[:sample]:
        obj = brain._unrestrictedGetObject()
        goal = draft.mapping.get(brain.review_state, brain.review_state)
        had = _sees(obj, before, brain.review_state)
        will = _sees(obj, after, goal)
        touched += had != will or goal != brain.review_state
        files += (
            len(obj.objectIds()) if had != will and hasattr(obj, "objectIds") else 0
        )
        gains.update(_people(will - had, obj))
        loses.update(_people(had - will, obj))
    counts = facts.occupied(name)
    known = set(after.state_ids())
    moved = {s: n for s, n in counts.items() if s not in known}
    return Trial(
        len(brains), min(len(brains), sample), dict(counts), moved, touched,
        _named(gains), _named(loses), files,
    )  # fmt: skip


def _sees(obj: Any, process: Process, state: str) -> set[str]:
    """Return the groups, and `role:x` of each role, that would see *obj*."""
    found = process.state(state)
    if found is None or VIEW not in process.permissions:
        return set()
    rule = process.rule(found, VIEW)
    local = moving.given_roles(obj)
    for group in process.groups:
        local[group] = [
            *_kept(local.get(group, ()), process),
            *found.groups.get(group, ()),
        ]
    seen = {who for who, roles in local.items() if set(roles) & set(rule.roles)}
    return seen | {f"{ROLE}{role}" for role in rule.roles}


def _kept(roles: Any, process: Process) -> list[str]:
    """Return the roles of a group that the process does not manage."""
    managed = process.roles
    return [] if managed is None else [role for role in roles if role not in managed]


def _people(principals: set[str], obj: Any) -> set[str]:
    found: set[str] = set()
    for principal in principals:
        if principal.startswith(ROLE):
            found.add(principal)
            continue
        group = api.group.get(groupname=principal)
        members = [u.getId() for u in api.user.get_users(group=group)] if group else []
        found.update(members or [principal])
    return found


def _named(counts: Counter) -> list[dict]:
    return [
        {"who": who, "name": name_of(who), "documents": count}
        for who, count in counts.most_common(NAMES)
    ]


def name_of(who: str) -> Sentence | str:
    """Return what people call a person, a group, or `role:x`: whoever has the role."""
    if who.startswith(ROLE):
        return _("whoever is “${role}”", role=Name("role", who.removeprefix(ROLE)))
    user = api.user.get(userid=who)
    if user is not None:
        return str(user.getProperty("fullname") or who)
    group = api.group.get(groupname=who)
    return str((group and group.getProperty("title")) or who)


def replayed(name: str, last: int = 100) -> tuple[int, list[Replayed]]:
    """Run the histories of the *last* things changed against the draft."""
    draft = storage.draft(name)
    process = draft.process if draft else drafts.live(name)
    found = sorted(facts.brains(name), key=_changed, reverse=True)[:last]
    stuck = []
    for brain in found:
        obj = brain._unrestrictedGetObject()
        history = [
            (line.get("action") or "", line.get(process.state_variable, ""))
            for line in moving.history(obj, name)
        ]
        where = replay(process, history)
        if where is not None:
            stuck.append(Replayed(brain.UID, where))
    return len(found), stuck


def _changed(brain: Any) -> str:
    """Return when a thing changed, as far as the catalog keeps it."""
    when = getattr(brain, "modified", "")
    return "" if callable(when) else str(when)


class Answer(NamedTuple):
    """What a person could do with a thing: sight, roles, steps."""

    state: State | None
    roles: list[str]
    sees: bool
    steps: list[Step]


def simulate(name: str, login: str, uid: str) -> Answer:
    """Say what *login* could do with the thing *uid* by the draft, else as it is.

    No title, no content: whoever configures may not read documents.
    """
    user = api.user.get(userid=login)
    if user is None:
        raise BadValue(_("There is no such person."), field="person", code="not_found")
    brains = [brain for brain in facts.brains(name) if uid == brain.UID]
    if not brains:
        raise BadValue(
            _("There is no such document."), field="document", code="not_found"
        )
    obj = brains[0]._unrestrictedGetObject()
    draft = storage.draft(name)
    process = draft.process if draft else drafts.live(name)
    state = process.state(brains[0].review_state)
    if state is None:
        return Answer(None, [], False, [])
    held = set(user.getRolesInContext(obj))
    groups = set(user.getGroups())
    for group, roles in state.groups.items():
        held.update(roles if group in groups else ())
    return Answer(
        state,
        sorted(held),
        has(process, state, VIEW, held, user, obj),
        [
            step
            for step in (process.step(found) for found in state.steps)
            if step is not None
            and passes(process, state, step, held, groups, user, obj)
        ],
    )


def has(process, state, permission, held, user, obj) -> bool:
    """Tell whether roles *held* have *permission* in *state*."""
    if permission not in process.permissions:
        return bool(user.has_permission(permission, obj))
    rule = process.rule(state, permission)
    above = rule.acquire and user.has_permission(permission, obj.aq_parent)
    return bool(held & set(rule.roles)) or bool(above)


def passes(process, state, step, held, groups, user, obj) -> bool:
    """Tell whether the guard of *step* lets somebody pass; programs are not asked."""
    if process.manager_bypass and "Manager" in held:
        return True
    guard = step.guard
    if guard.roles and not held & set(guard.roles):
        return False
    if guard.groups and not groups & set(guard.groups):
        return False
    if guard.conditions and not hold(obj, guard.conditions):
        return False
    return not guard.permissions or any(
        has(process, state, wanted, held, user, obj) for wanted in guard.permissions
    )
