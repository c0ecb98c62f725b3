"""Writing into the journal, and reading it."""

from BTrees.OOBTree import OOBTree
from datetime import datetime
from imoit.workflows.journal import domain
from imoit.workflows.journal import storage
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.domain import Verdict
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zoneinfo import ZoneInfo

import logging
import sqlite3
import time
import transaction
import uuid


KEY = "imoit.journal.outbox"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
log = logging.getLogger(__name__)


def record(
    act: str,
    uid: str,
    *,
    actor: Any,
    item: str = "",
    details: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> None:
    """Write the line of an act in the act's own transaction.

    It reaches the store after the commit; an aborted act leaves no line.
    """
    line = _record(act, uid, item, details, now)
    line.update(
        person=actor.person,
        name=actor.name,
        post=actor.post,
        post_title=actor.post_title,
    )
    box = _outbox()
    _forget_written(box)
    box[line["event"]] = line
    _after_commit(line)


def note(
    act: str,
    *,
    person: str,
    post: str = "",
    uid: str = "",
    item: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Write the line of a refusal or a reading at once, apart from any transaction."""
    line = _record(act, uid, item, details, None)
    line.update(person=person, post=post)
    try:
        storage.append([line])
    except (sqlite3.Error, OSError):
        log.exception("a line of the journal could not be written: %s", act)


def _record(act, uid, item, details, now) -> dict[str, Any]:
    when = now or datetime.now(ZONE)
    return {
        "event": f"{time.time_ns():020d}-{uuid.uuid4().hex[:12]}",
        "time": when.astimezone(ZONE).isoformat(timespec="milliseconds"),
        "act": act,
        "uid": uid,
        "item": item,
        "details": details or {},
    }


def _outbox() -> OOBTree:
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    return notes[KEY]


def _forget_written(box: OOBTree) -> None:
    """Take out what the store already has: a clean-up that rides with the next act."""
    if not box:
        return
    try:
        with storage.opened() as connection:
            written = [event for event in box if storage.has(event, connection)]
    except (sqlite3.Error, OSError):
        return
    for event in written:
        del box[event]


def _after_commit(line: dict[str, Any]) -> None:
    current = transaction.get()
    waiting = getattr(current, "_imoit_journal", None)
    if waiting is None:
        waiting = current._imoit_journal = []
        current.addAfterCommitHook(_send, (waiting,))
    waiting.append(line)


def _send(committed: bool, lines: list[dict[str, Any]]) -> None:
    if not committed:
        return
    try:
        storage.append(lines)
    except (sqlite3.Error, OSError):
        log.exception("the journal is late: its lines wait in the outbox")


def flush() -> int:
    """Bring what a crash left in the outbox into the store; return how many lines."""
    box = IAnnotations(api.portal.get()).get(KEY) or {}
    return storage.append([dict(box[event]) for event in box]) if box else 0


def lines(uid: str) -> list[Line]:
    """Return the lines of one document, oldest first."""
    return storage.select("WHERE uid = ? ORDER BY seq", (uid,))


def recent(start: int = 0, size: int = 50) -> tuple[int, list[Line]]:
    """Return how many lines there are, and one batch, newest first."""
    found = storage.select("ORDER BY seq DESC LIMIT ? OFFSET ?", (size, start))
    return storage.count(), found


def verify() -> Verdict:
    """Check the whole chain."""
    return domain.verify(storage.select("ORDER BY seq"), *storage.head())
