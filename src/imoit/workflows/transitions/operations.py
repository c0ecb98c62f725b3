"""The one door: steps, and the roles that come with them."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import UnrestrictedUser
from Acquisition import aq_base
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import JUDGED
from imoit.workflows.actors.operations import delegation_now
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions import domain
from imoit.workflows.transitions import storage
from imoit.workflows.transitions.domain import Grant
from imoit.workflows.transitions.domain import Step
from imoit.workflows.transitions.interfaces import IStepField
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.globalrequest import getRequest


_REMEMBERED = "borg.localrole.workspace.checkLocalRolesAllowed"
_open_for: ContextVar[str] = ContextVar("imoit_open_for", default="")
_by_itself: ContextVar[bool] = ContextVar("imoit_by_itself", default=False)
_said: ContextVar[tuple[str, str, str]] = ContextVar("imoit_said", default=("",) * 3)


def process(obj: Any) -> Any:
    """Return the process that *obj* moves through."""
    return api.portal.get_tool("portal_workflow").getWorkflowsFor(obj)[0]


def state(obj: Any) -> str:
    """Return the id of the state *obj* is in."""
    return api.portal.get_tool("portal_workflow").getInfoFor(obj, "review_state", "")


def state_title(obj: Any) -> str:
    """Return the title of the state *obj* is in, as its process writes it."""
    found = process(obj).states.get(state(obj))
    return found.title if found is not None else state(obj)


def steps(obj: Any) -> list[Step]:
    """Return the steps the present user may take now, in the order of the process."""
    flow = process(obj)
    here = flow.states.get(state(obj))
    if here is None:
        return []
    return [
        Step(
            step.id,
            step.actbox_name or step.title,
            must_say_why(step),
            step.id in domain.OPERATION_ONLY,
            storage.asked(step),
        )
        for step in (flow.transitions.get(name) for name in here.transitions)
        if step is not None and obj.suits(step.id) and _permits(flow, step, obj)
    ]


def must_say_why(step: Any) -> bool:
    """Tell whether the form of the live *step* asks for a reason."""
    return domain.REASON in must_say(step)


def must_say(step: Any) -> set[str]:
    """Return the fields that the live *step* cannot be taken without."""
    return {asked.field for asked in storage.asked(step) if asked.required}


def may(obj: Any, step: str) -> bool:
    """Tell whether the present user may take *step* now."""
    return any(found.id == step for found in steps(obj))


def check(obj: Any, step: str) -> None:
    """Refuse with 409 what this state does not know, with 403 what one may not do."""
    check_state(obj, step)
    flow = process(obj)
    allowed = flow._checkTransitionGuard(flow.transitions.get(step), obj)
    if not allowed or not _is_admitted(obj, step):
        raise NotAllowed(_("You may not do this."))
    check_delegation(obj, step)


def check_state(obj: Any, step: str) -> None:
    """Refuse with 409 what this state does not know, whoever asks."""
    flow = process(obj)
    here = flow.states.get(state(obj))
    known = flow.transitions.get(step) is not None and step in here.transitions
    if not known or not obj.suits(step):
        raise Conflict(
            _("This cannot be done while the state is “${state}”.", state=here.title),
            details={"state": here.id},
        )


def check_for(obj: Any, step: str, group: str) -> None:
    """Refuse as `check` does, but for somebody of *group* who is not here."""
    check_state(obj, step)
    if not permits_group(obj, step, group):
        raise NotAllowed(_("You may not do this."))


def permits_group(obj: Any, step: str, group: str) -> bool:
    """Tell whether somebody of *group* might take *step* now."""
    flow = process(obj)
    here, definition = flow.states.get(state(obj)), flow.transitions.get(step)
    if definition is None or step not in here.transitions or not obj.suits(step):
        return False
    held = {role for found, role, _cause in obj.grants if found == group}
    asked = definition.getGuard().permissions
    admitted = {
        role["name"]
        for permission in asked
        for role in obj.rolesOfPermission(permission)
        if role["selected"]
    }
    return bool(held & admitted) and obj.admits(step, [group])


def advance(
    obj: Any,
    step: str,
    by: Actor,
    comment: str = "",
    *,
    by_itself: bool = False,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Take *step*; *by_itself*: it follows from another act and asks no right.

    Refuses with 409 in a wrong state, 403 without the right, 422 without a reason
    where one is due. *data* goes to the effects of the step. Announces `Advanced`.
    """
    live = process(obj).transitions.get(step)
    if not by_itself:
        comment = comment or _said_of(obj, step)
        if live is not None and must_say_why(live) and not comment.strip():
            raise BadValue(_("Give the reason."), field="reason", code="required")
    if by_itself:
        with _standing_in(by):
            _take(obj, step, by, comment, data)
    else:
        _take(obj, step, by, comment, data)


def _take(
    obj: Any, step: str, by: Actor, comment: str, data: Mapping[str, Any] | None
) -> None:
    check(obj, step)
    token = _open_for.set(step)
    try:
        api.portal.get_tool("portal_workflow").doActionFor(
            obj, step, comment=comment, by=by, post=by.post, data=data or {}
        )
    finally:
        _open_for.reset(token)


@contextmanager
def saying(obj: Any, step: str, comment: str) -> Iterator[None]:
    """Let *comment* be said of *step*, by whatever operation it is taken."""
    token = _said.set((obj.UID(), step, comment))
    try:
        yield
    finally:
        _said.reset(token)


def _said_of(obj: Any, step: str) -> str:
    uid, known, comment = _said.get()
    return comment if (uid, known) == (obj.UID(), step) else ""


def fill(obj: Any, step: str, data: Mapping[str, Any]) -> None:
    """Keep what the form of *step* asks for beside the reason; else 422."""
    check(obj, step)
    for asked in storage.asked(process(obj).transitions[step]):
        field = queryUtility(IStepField, asked.field)
        if field is None or asked.field == domain.REASON:
            continue
        value = field.read(data)
        if asked.required and not value:
            raise BadValue(_("This is required."), field=asked.field, code="required")
        if value:
            field.write(obj, value)


def is_open_for(step: str) -> bool:
    """Tell whether *step* is being taken through this door."""
    return _open_for.get() == step


def grant(obj: Any, groups: Iterable[str], role: str, cause: str) -> None:
    """Give *role* on *obj* to *groups*, remembering *cause*."""
    new = [Grant(group, role, cause) for group in groups]
    _write(obj, domain.add(getattr(aq_base(obj), "grants", ()), new))


def withdraw(obj: Any, cause: str) -> None:
    """Take back exactly what was given for *cause*."""
    _write(obj, domain.without(getattr(aq_base(obj), "grants", ()), cause))


def pass_on(obj: Any, heirs: Mapping[str, str], kept: Container[str] = ()) -> None:
    """Pass what groups have on *obj* on to their *heirs*, each grant with its cause."""
    _write(obj, domain.passed_on(getattr(aq_base(obj), "grants", ()), heirs, kept))


def _write(obj: Any, grants: tuple[tuple, ...]) -> None:
    if grants == getattr(aq_base(obj), "grants", None):
        return
    obj.grants = grants
    obj.__ac_local_roles__ = storage.local_roles(obj, grants)
    _forget_roles()
    obj.reindexObjectSecurity()


def _forget_roles() -> None:
    """Plone remembers local roles for a request: what follows must see the new ones."""
    request = getRequest()
    if request is None:
        return
    notes = IAnnotations(request)
    for key in [key for key in notes if str(key).startswith(_REMEMBERED)]:
        del notes[key]


def check_delegation(obj: Any, act: str) -> None:
    """Refuse *act* on *obj* to a delegate when it lies outside of the delegation.

    Whoever acts in a post of their own, and what follows by itself, is not asked.
    """
    refusal = _outside(process(obj).id, act, obj)
    if refusal is not None:
        raise refusal


def check_making(kind: str, act: str) -> None:
    """Refuse a delegate to make a thing of process *kind* outside of the delegation."""
    refusal = _outside(kind, act)
    if refusal is not None:
        raise refusal


def _outside(kind: str, act: str, obj: Any = None) -> NotAllowed | None:
    login = api.user.get_current().getId() or ""
    delegation = None if _by_itself.get() else delegation_now(login)
    if delegation is None:
        return None
    if not delegation.permits(kind, act):
        return NotAllowed(
            _("Your delegation does not cover this."),
            field="delegation",
            code="outside_delegation",
        )
    if obj is not None and login in _makers(obj, act):
        return NotAllowed(
            _("Nobody approves their own draft or report by delegation."),
            field="delegation",
            code="own_work",
        )
    return None


def _makers(obj: Any, act: str) -> set[str]:
    """Return who made what *act* would judge, from the history of steps."""
    made = JUDGED.get(act, ())
    history = aq_base(obj).workflow_history.get(process(obj).id, ()) if made else ()
    return {line["actor"] for line in history if (line["action"] or "") in made}


def _permits(flow: Any, step: Any, obj: Any) -> bool:
    if not flow._checkTransitionGuard(step, obj):
        return False
    if _outside(flow.id, step.id, obj) is not None:
        return False
    return _is_admitted(obj, step.id)


def _is_admitted(obj: Any, step: str) -> bool:
    user = getSecurityManager().getUser()
    return isinstance(user, UnrestrictedUser) or obj.admits(step, _groups(user))


def _groups(user: Any) -> list[str]:
    """Return the groups of *user*, whole where a delegation cuts them to a field.

    Whether the thing lies in that field the guard has seen. Zope's root has none.
    """
    found = getattr(aq_base(user), "getGroups", list)()
    return [group.partition("@")[0] for group in found]


@contextmanager
def _standing_in(by: Actor) -> Iterator[None]:
    """Act under *by*'s name with the right that the act before gave."""
    before = getSecurityManager()
    user = UnrestrictedUser(by.person, "", [], "").__of__(api.portal.get().acl_users)
    token = _by_itself.set(True)
    newSecurityManager(None, user)
    try:
        yield
    finally:
        setSecurityManager(before)
        _by_itself.reset(token)
