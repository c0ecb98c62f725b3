"""Bringing documents in line with a new definition: in chunks, to be taken up again."""

from collections.abc import Mapping
from imoit.workflows.actors.domain import Actor
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations.sight import write_anew
from imoit.workflows.jobs.domain import SLOW
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.journal.operations import record
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import state as read_state
from imoit.workflows.refusal import _
from imoit.workflows.transitions import storage as moving
from imoit.workflows.transitions.interfaces import IMoving
from itertools import islice
from plone import api
from typing import Any
from typing import NamedTuple

import json
import math
import time


KIND_ID = "processes.renew"
# A chunk holds the writers' turn: so many things, and no new one after so long.
CHUNK = 200
SECONDS = 1.0
# Things of other processes on the way to the next of ours.
PASSED = 20_000
WHO = ("person", "name", "post", "post_title")
# Where a thing waits, and until when.
LISTED = ("imoit_waiting", "imoit_due")


class Task(NamedTuple):
    """What a publication left to do for the documents of *process*."""

    process: str
    before: Process
    mapping: Mapping[str, str]
    by: Actor
    version: int


class Chunk(NamedTuple):
    """What one chunk did: the cursor of the next (None: none), and counts."""

    cursor: str | None
    seen: int
    changed: int


def queued(task: Task) -> dict[str, Any]:
    """Return *task* as the plain arguments of a job."""
    before = json.dumps(plain(task.before), ensure_ascii=False)
    by = {name: getattr(task.by, name) for name in WHO}
    return {**task._asdict(), "before": before, "by": by}


def taken(args: Mapping[str, Any]) -> Task:
    """Return the task that a job was queued with."""
    by = Actor(**args["by"], unit="", unit_title="", function="", groups=())
    return Task(**{**args, "before": parse(json.loads(args["before"])), "by": by})


def renew_chunk(
    task: Task,
    cursor: str | None = None,
    size: int = CHUNK,
    seconds: float = math.inf,
) -> Chunk:
    """Renew the next *size* things behind *cursor*, none begun after *seconds*.

    What is done twice does no harm; new things already follow the new definition.
    """
    flow, seen, changed = facts.flow(task.process), 0, 0
    site, end = api.portal.get(), time.monotonic() + seconds
    way = facts.things(task.process, cursor)
    for mark, path in islice(way, PASSED):
        cursor = mark
        if path is None:
            continue
        seen += 1
        obj = thing(site, path)
        changed += obj is not None and renew_one(obj, flow, task)
        if seen == size or time.monotonic() > end:
            break
    more = any(path is not None for _mark, path in way)
    return Chunk(cursor if more else None, seen, changed)


def thing(site: Any, path: str) -> Any:
    """Return what lies at *path*; not what another place would lend its name."""
    found = site.unrestrictedTraverse(path, None)
    there = found is not None and "/".join(found.getPhysicalPath()) == path
    return found if there else None


def renew_one(obj: Any, flow: Any, task: Task) -> bool:
    """Bring one thing in line, all that hangs on it with it; tell if it changed."""
    moved = _carry_over(obj, flow, task)
    found = moving.renew(obj, flow, task.before)
    if moved:
        states = moving.tool().getCatalogVariablesFor(obj) or {}
        obj.reindexObject(idxs=[*states, *LISTED, "imoit_progress", "imoit_traits"])
    elif _is_listed_anew(obj, flow, task.before):
        obj.reindexObject(idxs=list(LISTED))
    if any(found) or moved:
        write_anew(obj, roles=found.roles)
    return any(found) or moved


def _carry_over(obj: Any, flow: Any, task: Task) -> bool:
    """Put *obj* where its state went; the history and the journal say so."""
    here = moving.left_in(obj, flow, task.before)
    goal = task.mapping.get(here, here) if here is not None else None
    if goal not in flow.states:
        return False
    moving.carry_over(obj, flow, goal, task.by, f"v{task.version}")
    if IMoving.providedBy(obj):
        root = getattr(obj, "journal_root", lambda: obj)()
        item = "" if root is obj else obj.UID()
        details = {"from": here, "to": goal, "version": task.version}
        record("process_moved", root.UID(), actor=task.by, item=item, details=details)
    return True


def _is_listed_anew(obj: Any, flow: Any, before: Process) -> bool:
    """Tell whether a thing in its state waits elsewhere or until another day."""
    here = moving.tool().getInfoFor(obj, flow.state_var, "")
    old, live = before.state(here), flow.states.get(here)
    if old is None or live is None:
        return False
    new = read_state(live)
    return (old.box, old.limit, old.groups) != (new.box, new.limit, new.groups)


def run(work: Work) -> str | None:
    """Do one chunk of the job."""
    chunk = renew_chunk(taken(work.args), work.cursor, CHUNK, SECONDS)
    done = work.done + chunk.seen
    work.progress(done, max(work.of, done))
    return chunk.cursor


KIND = Kind(title=_("Documents follow a new process"), run=run, lane=SLOW)
