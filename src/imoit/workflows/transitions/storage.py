"""What a process says of the state a thing is in, and what is written beside steps."""

from AccessControl.Permission import getPermissionIdentifier
from Acquisition import aq_base
from DateTime import DateTime
from datetime import date
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.process import storage
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.transitions import domain
from imoit.workflows.transitions.interfaces import IMoving
from Products.CMFCore.utils import getToolByName
from Products.DCWorkflow.utils import modifyRolesForGroup
from Products.DCWorkflow.utils import modifyRolesForPermission
from typing import Any
from typing import NamedTuple
from zope.component.hooks import getSite


def tool() -> Any:
    """Return Plone's workflow tool."""
    return getToolByName(getSite(), "portal_workflow")


def asked(live: Any) -> tuple[Asked, ...]:
    """Return what the form of the live step asks for; unsaid, it takes an opinion."""
    found = storage.step(live).form
    return (Asked(domain.REASON),) if found is None else found


def effects(live: Any) -> tuple[str, ...]:
    """Return the effects of the live step."""
    return storage.step(live).effects


def standing(obj: Any) -> State | None:
    """Return the state that *obj* is in, as its process describes it."""
    for flow in tool().getWorkflowsFor(obj)[:1]:
        live = flow.states.get(tool().getInfoFor(obj, flow.state_var, ""))
        return storage.state(live) if live is not None else None
    return None


def waiting(obj: Any) -> tuple[str, ...]:
    """Return the keys `<box>/<group>` under which *obj* waits for somebody.

    What the code says for whom is put into the box of the state, beside the groups
    that have a role by the state; what names a box of its own stays there.
    """
    state = standing(obj)
    groups = sorted(state.groups) if state else ()
    return domain.boxed(obj.waits_for(), state.box if state else "", groups)


def limit(obj: Any) -> int | None:
    """Return the working days that *obj* may be in its state, None without a limit."""
    state = standing(obj)
    return state.limit if state else None


def last_day(obj: Any, given: date | None) -> date | None:
    """Return the nearer of the day *given* and the last day of the present state."""
    state = standing(obj)
    if state is None or not state.limit:
        return given
    since = entered(obj)
    if since is None:
        return given
    limit = calendar().add(since, state.limit)
    return min(limit, given) if given else limit


def entered(obj: Any) -> date | None:
    """Return the day on which *obj* came into its state."""
    for flow in tool().getWorkflowsFor(obj)[:1]:
        status = tool().getStatusOf(flow.getId(), obj) or {}
        when = status.get("time")
        return clock.day(when.asdatetime()) if when else None
    return None


def roles_of_state(obj: Any) -> dict[str, tuple[str, ...]]:
    """Return the roles that groups have while *obj* is in its state."""
    state = standing(obj)
    return dict(state.groups) if state is not None else {}


def local_roles(obj: Any, grants: tuple[tuple, ...]) -> dict[str, list[str]]:
    """Return the roles of each group: those given by acts, those of the state."""
    found = {group: set(roles) for group, roles in domain.roles(grants).items()}
    for group, roles in roles_of_state(obj).items():
        found.setdefault(group, set()).update(roles)
    return {group: sorted(found[group]) for group in sorted(found) if found[group]}


def given_roles(obj: Any) -> dict[str, list[str]]:
    """Return the roles that groups and people have on *obj* now."""
    return dict(getattr(aq_base(obj), "__ac_local_roles__", None) or {})


# ---- what a new definition changes in what is there ----
def history(obj: Any, flow: str) -> list[dict]:
    """Return what *obj* went through, oldest first."""
    return list((getattr(aq_base(obj), "workflow_history", None) or {}).get(flow, ()))


def left_in(obj: Any, flow: Any, before: Process) -> str | None:
    """Return the state from which *obj* must be moved, None where it stands right.

    That is one that *flow* has not any more, or the one in the process *before*, which
    its type moved through until now.
    """
    status = tool().getStatusOf(flow.getId(), obj) or {}
    if before.id != flow.getId():
        old = tool().getStatusOf(before.id, obj) or {}
        if old and not _is_later(status, old):
            return old.get(before.state_variable)
    here = status.get(flow.state_var)
    return here if here and flow.states.get(here) is None else None


def _is_later(status: dict, old: dict) -> bool:
    times = status.get("time"), old.get("time")
    return bool(status) and (None in times or times[0] >= times[1])


def carry_over(obj: Any, flow: Any, goal: str, by: Actor, comment: str) -> None:
    """Put *obj* into the state *goal* with a line in its history, by no step."""
    status = {
        **(tool().getStatusOf(flow.getId(), obj) or {}),
        flow.state_var: goal,
        "action": "",
        "actor": by.person,
        "comments": comment,
        "time": DateTime(),
    }
    tool().setStatusOf(flow.getId(), obj, status)


class Renewed(NamedTuple):
    """What was not in line: who has a permission, which groups have a role."""

    rights: bool
    roles: bool


def renew(obj: Any, flow: Any, before: Process) -> Renewed:
    """Bring the rights on *obj* in line with *flow*; tell whether any changed.

    What *before* managed and *flow* does not any more is reset: rights are as above,
    roles of groups are gone.
    """
    live = flow.states.get(tool().getInfoFor(obj, flow.state_var, ""))
    wanted: dict[str, Any] = {key: [] for key in before.permissions}
    if live is not None:
        said = live.permission_roles or {}
        wanted |= {name: said.get(name, []) for name in flow.permissions}
    rights = [_map(obj, name, roles) for name, roles in wanted.items()]
    if IMoving.providedBy(obj):
        return Renewed(any(rights), _renew_roles(obj))
    return Renewed(any(rights), _renew_groups(obj, flow, live, before))


def _map(obj: Any, permission: str, roles: list | tuple) -> bool:
    """Set who has *permission*, as DCWorkflow does; what is so already is not asked."""
    base = aq_base(obj)
    name = getPermissionIdentifier(permission)
    kept = vars(base).get(name, getattr(type(base), name, []))
    if kept == roles:
        return False
    return bool(modifyRolesForPermission(obj, permission, roles))


def _renew_groups(obj: Any, flow: Any, live: Any, before: Process) -> bool:
    said = (live.group_roles if live is not None else None) or {}
    managed = set(flow.getRoles()) | set(before.roles or ())
    groups = {*before.groups, *flow.getGroups()} if managed else ()
    changed = [
        modifyRolesForGroup(obj, group, said.get(group, ()), managed)
        for group in sorted(groups)
    ]
    return any(changed)


def _renew_roles(obj: Any) -> bool:
    roles = local_roles(obj, getattr(aq_base(obj), "grants", ()))
    if roles == (getattr(aq_base(obj), "__ac_local_roles__", None) or {}):
        return False
    obj.__ac_local_roles__ = roles
    return True


def is_apart(obj: Any, permission: str, *, roles: bool) -> bool:
    """Tell whether *permission* on *obj* hangs on nothing above it.

    *roles*: also by no role that groups have above.
    """
    base = aq_base(obj)
    if roles:
        return bool(getattr(base, "__ac_local_roles_block__", False))
    return isinstance(vars(base).get(getPermissionIdentifier(permission)), tuple)
