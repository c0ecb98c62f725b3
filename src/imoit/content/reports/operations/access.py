"""Who opened a document, and who can see it, and why."""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations.groups import group_title
from imoit.content.directory.operations.groups import members
from imoit.content.reports import domain
from imoit.content.tasks import storage as tasks
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.operations import lines
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple


READINGS = ("read", "open")


class Reason(NamedTuple):
    """Why a group can see a document: its people, what they may do, since what act."""

    group: str
    title: str
    people: tuple[str, ...]
    roles: tuple[str, ...]
    cause: str
    task: Any | None
    stand_ins: tuple[str, ...]


def is_owner(document: Any, by: Actor | None) -> bool:
    """Tell whether *by* made, gave, registered or leads the document."""
    if by is None:
        return False
    if domain.owns(getattr(aq_base(document), "grants", ()), by.groups):
        return True
    return any(task.giver_post == by.post for task in tasks.walk(document))


def check_owner(document: Any, by: Actor | None) -> None:
    """Refuse with 403 whoever only reads the document."""
    if not is_owner(document, by):
        raise NotAllowed(
            _("Who made, gave or registered a document sees who has access to it."),
            code="not_owner",
        )


def readings(document: Any, by: Actor) -> list[Line]:
    """Return every access to *document*, the newest first."""
    check_owner(document, by)
    found = [line for line in lines(document.UID()) if line.act in READINGS]
    return found[::-1]


def reasons(document: Any, by: Actor) -> list[Reason]:
    """Return who can see *document* now, each grant with its cause."""
    check_owner(document, by)
    seeing = set(rolesForPermissionOn("View", document))
    found: dict[tuple[str, str], list[str]] = {}
    for group, role, cause in document.grants:
        found.setdefault((group, cause), []).append(role)
    given = {task.UID(): task for task in tasks.walk(document)}
    return [
        _reason(group, cause, roles, given)
        for (group, cause), roles in found.items()
        if seeing.intersection(roles)
    ]


def why(reason: Reason) -> Sentence | str:
    """Return the cause in words."""
    task = reason.task
    if task is None:
        return domain.CAUSES.get(reason.cause, reason.cause)
    return _(
        "a task of ${who}, given by ${giver}",
        who=task.assignee_title,
        giver=task.giver_title,
    )


def _reason(group: str, cause: str, roles: list[str], given: dict) -> Reason:
    people = members(group)
    names = tuple(directory().who(login) for login in people)
    kind, _colon, uid = cause.partition(":")
    task = given.get(uid) if kind in ("task", "given") else None
    title = group_title(group)
    lent = tuple(_stand_ins(group))
    return Reason(group, title, names, tuple(roles), cause, task, lent)


def _stand_ins(group: str):
    """Yield who stands in now for somebody in *group*."""
    for login in members(group):
        for found in delegations.given(login):
            if found.runs(clock.today()) and delegations.counts(found):
                yield found.to_name
