"""Writing into the journal, and reading it."""

from BTrees.OOBTree import OOBTree
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from imoit.workflows.journal import domain
from imoit.workflows.journal import storage
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.domain import Verdict
from itertools import islice
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations

import json
import logging
import sqlite3
import time
import transaction
import uuid


KEY = "imoit.journal.outbox"
# How much of a backlog one act takes along.
SWEEP = 50
TROUBLE = (sqlite3.Error, OSError)
log = logging.getLogger(__name__)
# Notes that could not be written at once wait here for the next one.
_late: deque[dict[str, Any]] = deque(maxlen=10_000)


def record(
    act: str,
    uid: str,
    *,
    actor: Any,
    item: str = "",
    details: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> str:
    """Write the line of an act in the act's own transaction; return its event.

    It reaches the store after the commit; an aborted act leaves no line. When the
    store cannot be written the act stands, and its line goes along with the next.
    """
    line = _line(act, uid, item, {**(details or {}), **_behalf(actor)}, now)
    line.update(
        person=_clean(actor.person),
        name=_clean(actor.name),
        post=_clean(actor.post),
        post_title=_clean(actor.post_title),
    )
    box = _outbox()
    waiting = _waiting(box)
    box[line["event"]] = line
    waiting.append(line)
    return line["event"]


def note(
    act: str,
    *,
    person: str,
    name: str = "",
    post: str = "",
    uid: str = "",
    item: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the line of a refusal or a reading at once, apart from any transaction.

    *details* never hold content of a document. When the store cannot be written the
    line waits in memory for the next note and is in the log of the site.
    """
    line = _line(act, uid, item, details, None)
    line.update(person=_clean(person), name=_clean(name), post=_clean(post))
    _late.append(line)
    lines = list(_late)
    try:
        storage.append(lines, forced=False)
    except TROUBLE:
        log.exception("the journal is late: %s", json.dumps(line))
    else:
        for written in lines:
            _drop(written)


def flush() -> int:
    """Bring what a crash left in the outbox into the store; return how many lines."""
    box = IAnnotations(api.portal.get()).get(KEY)
    return storage.append([dict(box[event]) for event in box]) if box else 0


def lines(uid: str) -> list[Line]:
    """Return the lines of one document, oldest first."""
    return list(storage.each("WHERE uid = ? ORDER BY seq", (uid,)))


def of_event(event: str) -> Line | None:
    """Return the line of one act, None while the store has none."""
    return next(storage.each("WHERE event = ?", (event,)), None)


def recent(start: int = 0, size: int = 50) -> tuple[int, list[Line]]:
    """Return how many lines there are, and one batch, newest first."""
    found = storage.each("ORDER BY seq DESC LIMIT ? OFFSET ?", (size, start))
    return storage.count(), list(found)


def verify() -> Verdict:
    """Check the whole chain, what waits in the outbox brought in before."""
    try:
        flush()
    except TROUBLE:
        log.exception("the journal is late: its lines wait in the outbox")
    noted = storage.head()
    return domain.verify(storage.each(), noted)


def _line(act, uid, item, details, now) -> dict[str, Any]:
    when = now or datetime.now(storage.ZONE)
    return {
        "event": f"{time.time_ns():020d}-{uuid.uuid4().hex[:12]}",
        "time": when.astimezone(storage.ZONE).isoformat(timespec="milliseconds"),
        "act": _clean(act),
        "uid": _clean(uid),
        "item": _clean(item),
        "details": json.loads(json.dumps(dict(details or {}), default=_plain)),
    }


def _behalf(actor: Any) -> dict[str, str]:
    """Return by which delegation and for whom *actor* acts."""
    found = getattr(actor, "behalf", None)
    return {"delegation": found.id, "on_behalf_of": found.person} if found else {}


def _clean(text: str) -> str:
    """Return *text* without what UTF-8 cannot hold: a line must be writable."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping) or hasattr(value, "keys"):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else list(value)


def _outbox() -> OOBTree:
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    return notes[KEY]


def _waiting(box: OOBTree) -> list[dict[str, Any]]:
    """Return this transaction's lines; its first takes care of those of acts before."""
    current = transaction.get()
    try:
        return current.data(record)
    except KeyError:
        waiting = _swept(box)
        current.set_data(record, waiting)
        current.addBeforeCommitHook(_keep_what_stands, (box, waiting))
        current.addAfterCommitHook(_send, (waiting,))
        return waiting


def _swept(box: OOBTree) -> list[dict[str, Any]]:
    """Take out of *box* what the store has; return what it has not."""
    events = list(islice(box, SWEEP))
    try:
        with storage.opened() as store:
            written = {event for event in events if storage.has(event, store)}
    except TROUBLE:
        return []
    late = [dict(box[event]) for event in events if event not in written]
    for event in written:
        del box[event]
    return late


def _keep_what_stands(box: OOBTree, waiting: list[dict[str, Any]]) -> None:
    """Drop the lines of what was undone within the transaction (savepoints)."""
    waiting[:] = [line for line in waiting if line["event"] in box]


def _send(committed: bool, waiting: list[dict[str, Any]]) -> None:
    if not committed or not waiting:
        return
    try:
        storage.append(waiting)
    except TROUBLE:
        log.exception("the journal is late: its lines wait in the outbox")


def _drop(line: dict[str, Any]) -> None:
    try:
        _late.remove(line)
    except ValueError:
        return
