"""Directives that a secretary writes down for a leader.

Until the leader confirms it, what was written down is no directive: it makes no task,
gives nobody a right, is seen by the two alone, and may be written anew or dropped.
"""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from imoit.content.tasks import storage
from imoit.content.tasks.domain import orders
from imoit.content.tasks.events import Dictated
from imoit.content.tasks.events import DictationDropped
from imoit.content.tasks.operations.giving import direct
from imoit.content.tasks.operations.giving import order
from imoit.content.tasks.operations.working import stamp
from imoit.content.tasks.schema import ITask
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.operations import directory
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import check_for
from imoit.workflows.transitions.operations import permits_group
from typing import Any
from zope.event import notify


def leader_of(target: Any, by: Actor) -> str:
    """Return the post for which *by* may write a directive down on *target*, or ''."""
    leader = directory().leader_of(by.post)
    if leader and permits_group(target, _step(target), post_group(leader)):
        return leader
    return ""


def dictate(
    target: Any, data: Mapping[str, Any], by: Actor, now: datetime | None = None
) -> dict:
    """Write a directive down for the leader whom *by* serves; it waits to be confirmed.

    *data* is an order as REST sends it: read anew when it is confirmed, so that working
    days count from then. What waited before is replaced. Refuses what could not be
    sent, and with 403 everybody but the leader's own secretary.
    """
    leader = directory().leader_of(by.post)
    if not leader:
        raise NotAllowed(_("Only a leader's secretary writes directives down."))
    check_for(target, _step(target), post_group(leader))
    orders.plan(read(data, now))
    dictated = {
        **data,
        "leader": leader,
        "leader_title": directory().party(f"post:{leader}").title,
        "time": stamp(now),
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "post_title": by.post_title,
    }
    storage.keep_dictation(target, dictated)
    _tell("dictate", target, by, {"for": leader, "text": data["text"]})
    _renew(target)
    notify(Dictated(target, by, post_group(leader)))
    return dictated


def read(data: Mapping[str, Any], now: datetime | None = None) -> orders.Order:
    """Return the order that was written down, its deadline counted from *now*."""
    due = data.get("due")
    return order(
        data["text"],
        data["lead"],
        data["support"],
        data["informed"],
        due=date.fromisoformat(due) if due else None,
        working_days=data.get("working_days"),
        closes=bool(data.get("closes_by_itself")),
        dues={name: date.fromisoformat(d) for name, d in data.get("dues", {}).items()},
        now=now,
    )


def confirm(target: Any, by: Actor, now: datetime | None = None) -> dict:
    """Make what was written down the leader's directive; it names both."""
    dictated = _waiting(target)
    check(target, _step(target))
    if by.post != dictated["leader"]:
        raise NotAllowed(_("Only the leader it was written down for confirms it."))
    names = ("person", "name", "post", "post_title", "time")
    entered_by = {name: dictated[name] for name in names}
    return direct(target, read(dictated, now), by, now, entered_by=entered_by)


def drop(target: Any, by: Actor, reason: str = "") -> None:
    """Let what was written down lapse: the leader's word, or the secretary's own."""
    dictated = _waiting(target)
    if by.post not in (dictated["leader"], dictated["post"]):
        raise NotAllowed(_("Only the leader it was written down for confirms it."))
    storage.drop_dictation(target)
    event = _tell("drop_dictation", target, by, {"reason": reason} if reason else {})
    _renew(target)
    notify(DictationDropped(target, by, post_group(dictated["post"]), event))


def seen_by(target: Any, by: Actor | None) -> dict | None:
    """Return what waits to be confirmed, for the two whom it concerns."""
    dictated = storage.dictation(target)
    if dictated is None or by is None or not _holds(target, dictated):
        return None
    return dictated if by.post in (dictated["leader"], dictated["post"]) else None


def waiting(target: Any) -> tuple[str, ...]:
    """Return the key under which what was written down waits for its leader."""
    dictated = storage.dictation(target)
    if dictated is None:
        return ()
    group = post_group(dictated["leader"])
    return (f"to_approve/{group}",) if _holds(target, dictated) else ()


def _holds(target: Any, dictated: Mapping) -> bool:
    """Tell whether the leader may still give it: a letter may have gone elsewhere."""
    return permits_group(target, _step(target), post_group(dictated["leader"]))


def _waiting(target: Any) -> dict:
    dictated = storage.dictation(target)
    if dictated is None:
        raise Conflict(_("Nothing was written down that waits to be confirmed."))
    return dictated


def _step(target: Any) -> str:
    return "forward" if ITask.providedBy(target) else "direct"


def _tell(act: str, target: Any, by: Actor, details: Mapping[str, Any]) -> str:
    root = target.journal_root() if ITask.providedBy(target) else target
    item = "" if root is target else target.UID()
    return record(act, root.UID(), actor=by, item=item, details=details)


def _renew(target: Any) -> None:
    target.reindexObject(idxs=["imoit_waiting", "imoit_line"])
