"""Putting a draft into force, and taking an older version up again."""

from collections.abc import Mapping
from datetime import datetime
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.interfaces import ProcessPublished
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.configuration.storage import Draft
from imoit.workflows.configuration.storage import Version
from imoit.workflows.jobs.domain import DONE
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.schema import Job
from imoit.workflows.journal.operations import record
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import write
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotThere
from typing import NamedTuple
from zope.event import notify


EVERYBODY = "everybody"  # the code of what the check says of it


class Published(NamedTuple):
    """The new version, and the job that brings the documents in line."""

    version: int
    job: str
    documents: int


def publish(
    name: str,
    by: Actor,
    reason: str,
    mapping: Mapping[str, str] | None = None,
    now: datetime | None = None,
    typed: str = "",
) -> Published:
    """Put the draft of *name* into force in this transaction.

    Refuses with 409 when the one in force changed under the draft or a second person
    is wanting, with 422 what the check finds, and when everybody gains something and
    *typed* is not the name of the process. Documents follow in a job.
    """
    draft = drafts.draft_of(name)
    if not reason.strip():
        raise BadValue(_("Give the reason."), field="reason", code="required")
    if mapping:
        draft = draft._replace(mapping={**draft.mapping, **mapping})
        storage.keep_draft(name, draft)
    before = drafts.live(name)
    _check_base(before, draft)
    _check_sound(name, draft)
    _check_second(name, draft, by)
    _check_typed(name, draft, typed)
    process = draft.process
    write(facts.flow(name), process)
    moment = (now or clock.now()).isoformat(timespec="seconds")
    number = len(storage.versions(name)) + 1
    version = Version(
        number,
        digest(process),
        moment,
        by.person,
        by.name,
        reason.strip(),
        storage.written(process),
        dict(draft.mapping),
        draft.confirmed,
    )
    storage.add_version(name, version)
    storage.keep_draft(name, None)
    job, count = _renew(name, before, version, by)
    details = {"process": name, "version": number, "reason": reason.strip()}
    record("process_published", "", actor=by, item=name, details=details, now=now)
    notify(ProcessPublished(name, number))
    return Published(number, job, count)


def _check_base(before: Process, draft: Draft) -> None:
    if digest(before) != draft.base:
        raise Conflict(
            _("The process in force was changed elsewhere since the draft was begun."),
            details={"base": draft.base, "now": digest(before)},
        )
    if digest(draft.process) == draft.base:
        raise Conflict(_("The draft changes nothing."))


def _check_sound(name: str, draft: Draft) -> None:
    found = errors(drafts.problems(name))
    if found:
        raise BadValue(
            _("The draft cannot be published as it is."),
            errors=tuple(FieldError(p.where, p.code, p.message) for p in found),
        )


def _check_second(name: str, draft: Draft, by: Actor) -> None:
    """Whoever publishes gives nothing to roles that they hold themselves."""
    wide = drafts.sole(name)
    confirmed = draft.confirmed and draft.confirmed_digest == digest(draft.process)
    if not wide or (confirmed and draft.confirmed != by.person):
        return
    raise Conflict(
        _("This opens documents to your own role: a second person must confirm it."),
        details={"second_person": [list(line) for line in wide]},
    )


def opens(name: str) -> bool:
    """Tell whether everybody gains something by the draft."""
    return any(found.code == EVERYBODY for found in drafts.problems(name))


def _check_typed(name: str, draft: Draft, typed: str) -> None:
    """What opens documents to everybody is not done by one slip of the hand."""
    title = draft.process.title or name
    if typed.strip().casefold() not in (title.casefold(), name) and opens(name):
        raise BadValue(
            _(
                "Everybody gains something by this: type “${title}” to go on.",
                title=title,
            ),
            field="typed",
            code="typed",
        )


def _renew(name: str, before: Process, version: Version, by: Actor) -> tuple[str, int]:
    count = facts.count(name)
    task = renewing.Task(name, before, dict(version.mapping), by, version.number)
    job = queue(renewing.KIND_ID, renewing.queued(task), by=by, of=count)
    storage.shelf(name).job = job
    return job, count


def following(name: str) -> Job | None:
    """Return the job that brings documents in line, None when they are all."""
    kept = storage.shelf(name)
    if kept is None or not kept.job:
        return None
    try:
        found = get(kept.job)
    except NotThere:
        return None
    return None if found.state == DONE else found


def version(name: str, number: int) -> Version:
    """Return a version; refuse with 404."""
    facts.flow(name)
    for found in storage.versions(name):
        if found.number == number:
            return found
    raise NotThere(_("There is no such version."))


def restore(name: str, number: int, by: Actor) -> Draft:
    """Make a draft of an older version; publishing it is an act of its own.

    Documents in states that it does not know follow the way back that the versions
    between tell, where they tell one.
    """
    old = version(name, number).process
    if storage.draft(name) is not None:
        raise Conflict(_("There is a draft already: publish or discard it first."))
    now = drafts.live(name)
    back = {s: goal for s in now.state_ids() if (goal := way_back(now, old, s))}
    return drafts.change(name, lambda _process: old, by, back)


def way_back(now: Process, old: Process, state: str) -> str:
    """Return the state of *old* for things in *state*: the nearest one before it."""
    if old.state(state) is not None:
        return ""
    before = [start for start, _step, goal in now.edges() if goal == state]
    known = [start for start in before if old.state(start) is not None]
    return known[0] if known else ""
