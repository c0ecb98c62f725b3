"""Queueing a job inside the transaction of an act."""

from collections.abc import Mapping
from datetime import datetime
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.schema import Job
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import getSite

import json
import logging
import secrets
import threading
import time
import transaction


log = logging.getLogger(__name__)
# Rings when this process has queued something in a lane.
rung = {lane: threading.Event() for lane in domain.LANES}


def kind_of(name: str) -> Kind:
    """Return the kind of work with this name."""
    return getUtility(IKind, name)


def queue(
    kind: str,
    args: Mapping[str, Any] | None = None,
    *,
    key: str = "",
    by: Actor | None = None,
    uid: str = "",
    of: int = 0,
    now: datetime | None = None,
) -> str:
    """Queue a job in this transaction; it begins after the commit. Returns its id.

    *args* are plain values. With a *key*, work that waits or is done already is not
    queued again: its id is returned. *uid* names the document it is about.
    """
    portal = getSite()
    same = storage.known(portal, key)
    if same is not None:
        return same.id
    lane = kind_of(kind).lane
    job = storage.add(
        portal,
        {
            "id": f"{time.time_ns():020d}{secrets.token_hex(4)}",
            "kind": kind,
            "args": json.loads(json.dumps(dict(args or {}))),
            "key": key,
            "person": by.person if by else "",
            "post": by.post if by else "",
            "uid": uid,
            "of": of,
            "queued_at": (now or clock.now()).isoformat(timespec="seconds"),
        },
    )
    wake_after_commit(portal, job.id, lane)
    return job.id


def again(job: Job, now: datetime | None = None) -> None:
    """Let a job that failed or is held go on where it stopped."""
    if job.state not in (domain.FAILED, domain.HELD):
        raise Conflict(_("Only a job that failed can be run again."))
    portal = getSite()
    job.state, job.tries, job.not_before = domain.QUEUED, 0, 0.0
    job.finished_at = ""
    storage.reopen(portal, job)
    wake_after_commit(portal, job.id, kind_of(job.kind).lane)


def hold(job: Job) -> None:
    """Stop a job after the chunk at hand; what is done stays, `again` goes on.

    Refuses with 409 a job that is over. A chunk that is being written meets a conflict
    with this and is not done.
    """
    if job.state not in domain.WAITING:
        raise Conflict(_("This job is over: it cannot be paused."))
    job.state, job.worker = domain.HELD, ""


def get(job: str) -> Job:
    """Return the job with this id, or refuse with 404."""
    found = storage.find(getSite(), job)
    if found is None:
        raise NotThere(_("There is no such job."))
    return found


def of_key(key: str) -> Job | None:
    """Return the newest job that was queued with *key*, None where there is none."""
    return storage.of_key(getSite(), key)


def wake_after_commit(portal: Any, job: str, lane: str) -> None:
    """Say after the commit that *job* may begin; nothing is said of what is undone."""
    name = message("/".join(portal.getPhysicalPath()), job)
    transaction.get().addAfterCommitHook(_woken, (lane, name))


def message(path: str, job: str) -> bytes:
    """Return the name of a job in the queue."""
    return f"{path} {job}".encode()


def _woken(committed: bool, lane: str, name: bytes) -> None:
    if committed:
        wake(lane, name)


def wake(lane: str, name: bytes) -> None:
    """Put the name of a job into the queue; when it cannot, the sweep finds the job."""
    try:
        storage.queue(lane).enqueue(name)
    except Exception:
        log.exception("the queue is out of reach; the job begins with the next sweep")
    rung[lane].set()


def title_of(kind: str) -> Sentence | str:
    """Return what a kind of work is called; one that is gone keeps its id."""
    found = queryUtility(IKind, kind)
    return found.title if found is not None else kind
