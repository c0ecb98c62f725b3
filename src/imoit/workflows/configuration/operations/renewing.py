"""Bringing documents in line with a new definition: in chunks, to be taken up again."""

from collections.abc import Mapping
from imoit.workflows.actors.domain import Actor
from imoit.workflows.configuration.operations import facts
from imoit.workflows.jobs.domain import SLOW
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import state as read_state
from imoit.workflows.refusal import _
from imoit.workflows.transitions import storage as moving
from plone import api
from typing import Any
from typing import NamedTuple

import json


KIND_ID = "processes.renew"
CHUNK = 100


class Chunk(NamedTuple):
    """What one chunk did: the cursor of the next (None: none), and counts."""

    cursor: str | None
    seen: int
    changed: int


def renew_chunk(
    name: str,
    before: Process,
    mapping: Mapping[str, str],
    by: Actor,
    comment: str,
    cursor: str | None = None,
    size: int = CHUNK,
) -> Chunk:
    """Renew the next *size* things of the process after *cursor* (a path).

    What is done twice does no harm; new things already follow the new definition.
    """
    flow, seen, changed = facts.flow(name), 0, 0
    paths = sorted(brain.getPath() for brain in facts.brains(name))
    todo = [path for path in paths if cursor is None or path > cursor][:size]
    for path in todo:
        obj = api.portal.get().unrestrictedTraverse(path, None)
        if obj is not None:
            changed += renew_one(obj, flow, before, mapping, by, comment)
        seen, cursor = seen + 1, path
    more = bool(todo) and todo[-1] != paths[-1]
    return Chunk(cursor if more else None, seen, changed)


def renew_one(
    obj: Any,
    flow: Any,
    before: Process,
    mapping: Mapping[str, str],
    by: Actor,
    comment: str,
) -> bool:
    """Bring one thing in line, all that lies below it with it; tell if it changed."""
    here = moving.tool().getInfoFor(obj, flow.state_var, "")
    moved = flow.states.get(here) is None and here in mapping
    if moved:
        moving.carry_over(obj, flow, mapping[here], by, comment)
    changed = moving.renew(obj, flow, before) or moved
    if moved:
        obj.reindexObject()
    elif _is_listed_anew(before, flow, here):
        obj.reindexObject(idxs=["imoit_waiting", "imoit_due"])
    if changed:
        # Children without a process of their own acquire: their entries too.
        obj.reindexObjectSecurity()
    return changed


def _is_listed_anew(before: Process, flow: Any, here: str) -> bool:
    """Tell whether a thing in the state *here* waits elsewhere or until another day."""
    old, live = before.state(here), flow.states.get(here)
    if old is None or live is None:
        return False
    new = read_state(live)
    return (old.box, old.limit, old.groups) != (new.box, new.limit, new.groups)


def run(work: Work) -> str | None:
    """Do one chunk of the job."""
    args = work.args
    before = parse(json.loads(args["before"]))
    comment = f"v{args['version']}"
    by = work.by or Actor("", "", "", "", "", "", "", ())
    chunk = renew_chunk(
        args["process"], before, args["mapping"], by, comment, work.cursor
    )
    work.progress(work.done + chunk.seen, max(work.of, work.done + chunk.seen))
    return chunk.cursor


KIND = Kind(title=_("Documents follow a new process"), run=run, lane=SLOW)
