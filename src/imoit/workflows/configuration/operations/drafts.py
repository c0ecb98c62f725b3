"""Drafting a process: the one in force is never touched."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.storage import Draft
from imoit.workflows.journal.operations import record
from imoit.workflows.process.domain.checks import check
from imoit.workflows.process.domain.findings import Problem
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.rights import widening
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import read
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from plone import api
from typing import Any


EXPRESSIONS = "iMOIT: Edit expressions"
# Roles that come with the site, not with a document: who has them, has them everywhere.
EVERYWHERE = ("*", "Anonymous", "Authenticated", "Member")


def live(name: str) -> Process:
    """Return the definition in force."""
    return read(facts.flow(name))


def tag(name: str) -> str:
    """Return the ETag of what is edited: the draft, else what is in force."""
    found = storage.draft(name)
    return digest(found.process) if found else digest(live(name))


def agree(name: str, tags: str) -> None:
    """Refuse with 409 when *tags* (If-Match) name something older."""
    if tags and tags != "*" and tag(name) not in tags.replace('"', "").split(","):
        raise Conflict(
            _("Somebody changed the draft meanwhile: look again."),
            details={"etag": tag(name)},
        )


def begin(name: str, by: Actor, now: datetime | None = None) -> Draft:
    """Begin a draft of what is in force, or return the one there is."""
    found = storage.draft(name)
    if found is not None:
        return found
    process = live(name)
    moment = (now or clock.now()).isoformat(timespec="seconds")
    keep_as_found(name, process, moment)
    number = len(storage.versions(name)) + 1
    text = storage.written(process)
    found = Draft(text, digest(process), by.person, by.name, moment, number, {})
    storage.keep_draft(name, found)
    return found


def keep_as_found(name: str, process: Process, moment: str) -> None:
    """Keep what is in force as a version when the room does not know it yet."""
    kept = storage.versions(name)
    if kept and kept[-1].digest == digest(process):
        return
    text = storage.written(process)
    version = storage.Version(
        len(kept) + 1, digest(process), moment, "", "", "", text, {}
    )
    storage.add_version(name, version)


def change(
    name: str,
    act: Callable[[Process], Process],
    by: Actor,
    mapping: Mapping[str, str] | None = None,
) -> Draft:
    """Apply *act* to the draft, begun where there is none; a confirmation is void."""
    draft = begin(name, by)
    process = act(draft.process)
    if process.id != name:
        raise BadValue(_("The id of a process stays."), field="id", code="readonly")
    check_expressions(draft.process, process)
    draft = draft._replace(
        text=storage.written(process),
        person=by.person,
        name=by.name,
        time=clock.now().isoformat(timespec="seconds"),
        mapping={**draft.mapping, **(mapping or {})},
        confirmed="",
        confirmed_name="",
        confirmed_digest="",
    )
    storage.keep_draft(name, draft)
    return draft


def check_expressions(before: Process, after: Process) -> None:
    """Conditions and programs are for the Manager: they run with the site's rights.

    Whoever is none may use what a process of this site runs already.
    """
    new = _programs(after) - _programs(before)
    if not new or new <= {text for n in facts.names() for text in _programs(live(n))}:
        return
    if not api.user.has_permission(EXPRESSIONS):
        raise NotAllowed(
            _("Only a manager of the whole system writes conditions and programs."),
            field="expression",
            code="expression",
        )


def _programs(process: Process) -> set[str]:
    guards = [step.guard.expression for step in process.steps]
    guards += [found.guard.expression for found in process.variables]
    guards += [found.guard.expression for found in process.worklists]
    guards += [process.creation.expression]
    guards += [text for step in process.steps for text in (step.before, step.after)]
    guards += [text for step in process.steps for text in step.values.values()]
    guards += [found.expression for found in process.variables]
    guards += [
        match
        for found in process.worklists
        for match in found.match.values()
        if isinstance(match, str)
    ]
    return {text for text in guards if text}


def discard(name: str, by: Actor) -> None:
    """Throw the draft away."""
    storage.keep_draft(name, None)
    record("process_discarded", "", actor=by, item=name)


def draft_of(name: str) -> Draft:
    """Return the draft; refuse with 409 where there is none."""
    facts.flow(name)
    found = storage.draft(name)
    if found is None:
        raise Conflict(_("There is no draft of this process."))
    return found


def problems(name: str) -> list[Problem]:
    """Return everything that is wrong with the draft, else with what is in force."""
    found = storage.draft(name)
    process = found.process if found else live(name)
    known = facts.facts(name, live(name), dict(found.mapping) if found else {})
    return check(process, known)


def sole(name: str, login: str = "") -> list[tuple[str, str, str]]:
    """Return what the draft gives to roles that *login* has everywhere, or to all.

    Nobody opens documents to themselves alone: this needs a second person.
    """
    draft = draft_of(name)
    user = api.user.get(userid=login) if login else api.user.get_current()
    own = {*EVERYWHERE, *(user.getRoles() if user else ())}
    before = live(name)
    found = [line for line in widening(draft.process, before) if line[2] in own]
    return found + _own_groups(draft.process, before, user)


def _own_groups(process: Process, before: Process, user: Any) -> list:
    """A state's role for a group that one is in oneself is given to oneself."""
    mine = set(user.getGroups()) if user else set()
    had = {(s.id, g, r) for s in before.states for g in s.groups for r in s.groups[g]}
    now = {(s.id, g, r) for s in process.states for g in s.groups for r in s.groups[g]}
    return sorted(line for line in now - had if line[1] in mine)


def confirm(name: str, by: Actor) -> Draft:
    """Stand by the draft as a second person."""
    draft = draft_of(name)
    if by.person == draft.person:
        raise NotAllowed(
            _("A second person must confirm this."), field="confirm", code="second"
        )
    draft = draft._replace(
        confirmed=by.person,
        confirmed_name=by.name,
        confirmed_digest=digest(draft.process),
    )
    storage.keep_draft(name, draft)
    details = {"process": name, "draft": draft.name}
    record("process_confirmed", "", actor=by, item=name, details=details)
    return draft
