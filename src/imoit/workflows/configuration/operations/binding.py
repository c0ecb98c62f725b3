"""Which things move through which process; new processes."""

from collections.abc import Mapping
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.journal.operations import record
from imoit.workflows.process.domain.changes import new_id
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.templates import begun
from imoit.workflows.process.storage import write
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from plone import api
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition

import hashlib
import json


START = "bat_dau"


def create(title: str, copy_of: str, by: Actor, template: str = "") -> str:
    """Make a process that nothing is bound to yet: a copy, a shape, or one state."""
    name = new_id(title, facts.tool().objectIds())
    if copy_of:
        process = drafts.live(copy_of)._replace(id=name, title=title, scripts=())
    else:
        base = drafts.live(facts.names()[0])
        process = Process(
            name,
            title,
            initial=START,
            permissions=("View", "Access contents information"),
            states=(State(START, "Bắt đầu"),),
            variables=base.variables,
        )
        process = begun(template, process) if template else process
    facts.tool()._setObject(name, DCWorkflowDefinition(name))
    write(facts.flow(name), process)
    drafts.begin(name, by)
    details = {"copy_of": copy_of or template}
    record("process_made", "", actor=by, item=name, details=details)
    return name


def may_retire(name: str) -> bool:
    """Tell whether nothing moves through the process and none is shipped by it."""
    return not facts.types_of(name) and name not in default()


def retire(name: str, by: Actor) -> None:
    """Take a process away that no type is bound to; its versions are kept."""
    facts.flow(name)
    if not may_retire(name):
        raise Conflict(_("Types are bound to this process: bind them to another one."))
    drafts.keep_as_found(name, drafts.live(name), clock.now().isoformat("T", "seconds"))
    storage.keep_draft(name, None)
    facts.tool()._delObject(name)
    record("process_retired", "", actor=by, item=name)


def default() -> tuple[str, ...]:
    """Return the processes of types that name none."""
    return tuple(facts.tool().getDefaultChain())


def tag() -> str:
    """Return the ETag of all bindings."""
    text = json.dumps({**facts.chains(), "": default()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def agree(tags: str) -> None:
    """Refuse with 409 when *tags* (If-Match) name something older."""
    if tags and tags != "*" and tag() not in tags.replace('"', "").split(","):
        raise Conflict(_("Somebody changed the bindings meanwhile: look again."))


def bind(
    kind: str, chain: tuple[str, ...], mapping: Mapping[str, str], by: Actor
) -> str:
    """Bind the type *kind* to *chain*; each occupied state must have its goal."""
    if kind not in facts.chains():
        raise NotThere(_("There is no such type."))
    for name in chain:
        facts.flow(name)
    before = facts.chains()[kind]
    if chain == before:
        raise Conflict(_("The draft changes nothing."))
    _check_ours(kind, before, chain)
    process = drafts.live(chain[0]) if chain else None
    known = set(process.state_ids()) if process else set()
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type=kind)
    lost = {b.review_state for b in found if b.review_state} - known - set(mapping)
    if process and (lost or not set(mapping.values()) <= known):
        raise BadValue(
            _("Say for each state where its documents go."),
            field="mapping",
            code="vanished",
            details={"states": sorted(lost)},
        )
    facts.tool().setChainForPortalTypes((kind,), chain)
    details = {"type": kind, "before": list(before), "after": list(chain)}
    record("process_bound", "", actor=by, item=kind, details=details)
    if not chain:
        return ""
    old = drafts.live(before[0]) if before else drafts.live(chain[0])
    number = len(storage.versions(chain[0]))
    task = renewing.Task(chain[0], old, dict(mapping), by, number)
    return queue(renewing.KIND_ID, renewing.queued(task), by=by, of=len(found))


def _check_ours(kind: str, before: tuple[str, ...], chain: tuple[str, ...]) -> None:
    """Our own documents keep their process: their operations know its steps."""
    if facts.is_ours(kind) and before != chain:
        raise Conflict(_("Documents of the Ministry keep their own process."))
