"""Telling: queued in the act's transaction, kept after its commit."""

from collections.abc import Iterable
from datetime import datetime
from datetime import timedelta
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import storage as jobs
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Schedule
from imoit.workflows.jobs.schema import Work
from imoit.workflows.notices import domain
from imoit.workflows.notices import storage
from imoit.workflows.notices.domain import Notice
from imoit.workflows.refusal import _
from plone import api
from typing import Any

import transaction


DELIVER = "notices.deliver"
KEPT_DAYS = 180


def tell(
    kind: str,
    groups: Iterable[str],
    *,
    uid: str,
    item: str = "",
    by: Actor | None = None,
    due: str = "",
    urgent: int = domain.PLAIN,
    key: str = "",
    now: datetime | None = None,
) -> None:
    """Tell the members of *groups*, but not who did it, after this transaction.

    *uid* is the document: who may not see it is not told; empty where the kind has a
    page of its own. *item* is what the notice is about inside it (a task). What has
    the same *key* is told once. *urgent* is its degree of urgency, from 0 to 3.
    """
    groups = list(dict.fromkeys(groups))
    if not groups:
        return
    _add(
        {
            "kind": kind,
            "groups": groups,
            "uid": uid,
            "item": item or uid,
            "person": by.person if by else "",
            "name": by.name if by else "",
            "due": due,
            "urgent": urgent,
            "key": key,
            "time": (now or clock.now()).isoformat(timespec="seconds"),
        }
    )


def take_back(item: str, *kinds: str, but: str = "") -> None:
    """Take back what was told of *item*, of these kinds only where some are named.

    *but* keeps those whose key begins with it.
    """
    _add({"item": item, "gone": list(kinds), "but": but})


def _add(entry: dict[str, Any]) -> None:
    """Put *entry* into the one job of this transaction."""
    portal, current = api.portal.get(), transaction.get()
    try:
        job = jobs.find(portal, current.data(tell))
    except KeyError:
        job = None
    if job is None:
        current.set_data(tell, queue(DELIVER, {"entries": [entry]}))
    else:
        job.args = {"entries": [*job.args["entries"], entry]}


def deliver(work: Work) -> None:
    """Keep what was told; what is urgent or wished at once goes by mail."""
    now: list[str] = []
    for place, entry in enumerate(work.args["entries"]):
        if "gone" in entry:
            storage.drop(entry["item"], entry["gone"], entry["but"])
            continue
        name = entry["key"] or f"{work.id}-{place:05}"
        notices = [
            _notice(f"{name}-{group}", entry, group) for group in entry["groups"]
        ]
        storage.add(notices)
        now += [notice.id for notice in notices if _is_wished_at_once(notice)]
    if now:
        queue("notices.mail", {"ids": now}, key=f"notices.mail {work.id}")


def _notice(name: str, entry: dict[str, Any], group: str) -> Notice:
    fields = {f: entry[f] for f in ("time", "kind", "uid", "item", "person", "name")}
    return Notice(
        id=name, group=group, due=entry["due"], urgent=entry["urgent"], **fields
    )


def _is_wished_at_once(notice: Notice) -> bool:
    return any(
        domain.goes_at_once(notice, chosen)
        for chosen in ({}, *storage.choosers().values())
    )


def clear(work: Work) -> None:
    """Forget what was told long ago."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    storage.clear(before.isoformat(timespec="seconds"))


DELIVERING = Kind(title=_("Notices are given"), run=deliver, kept=False)
CLEARING = Kind(title=_("Old notices are cleared away"), run=clear)
CLEARED = Schedule("notices.clear", lambda: ("02:10",))
