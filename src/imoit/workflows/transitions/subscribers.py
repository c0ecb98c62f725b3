"""What happens around every step: the closed door before it, the journal after it."""

from imoit.workflows.actors.operations import current_actor
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions import storage
from imoit.workflows.transitions.domain import OPERATION_ONLY
from imoit.workflows.transitions.domain import READER
from imoit.workflows.transitions.domain import REASON
from imoit.workflows.transitions.domain import Taken
from imoit.workflows.transitions.events import Advanced
from imoit.workflows.transitions.interfaces import IEffect
from imoit.workflows.transitions.interfaces import IMoving
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import is_open_for
from imoit.workflows.transitions.operations import must_say
from imoit.workflows.transitions.operations import must_say_why
from zope.component import getUtility
from zope.event import notify


# What a step may change of what the catalog knows.
MOVED = ("imoit_waiting", "imoit_progress", "imoit_due", "imoit_row", "imoit_traits")


def check_effects(obj, event) -> None:
    """Refuse a step whose effects may not be, before anything is changed."""
    if event.transition is not None:
        for effect, taken in effects_of(event):
            effect.check(obj, taken)


def effects_of(event) -> list[tuple]:
    """Return each effect of the step with what it must know."""
    names = storage.effects(event.transition)
    if not names:
        return []
    told = event.kwargs or {}
    by = told.get("by") or current_actor()
    comment, data = told.get("comment", ""), told.get("data") or {}
    taken = Taken(event.transition.id, by, comment, data)
    return [(getUtility(IEffect, name), taken) for name in names]


def ask_for_reason(obj, event) -> None:
    """Other content that moves by a definition of ours must say why, too."""
    step = event.transition
    if step is None or IMoving.providedBy(obj) or not must_say_why(step):
        return
    if not (event.kwargs or {}).get("comment"):
        raise BadValue(_("Give the reason."), field="reason", code="required")


def refuse_side_doors(obj, event) -> None:
    """Acts that carry data pass only through their operation, for everybody."""
    step = event.transition
    if step is None or is_open_for(step.id):
        return
    beside = must_say(step) - {REASON}
    if step.id in OPERATION_ONLY or beside or obj.only_inside(step.id):
        raise NotAllowed(
            _("“${step}” carries data: use its own form or service.", step=step.title),
            field="step",
            code="operation_only",
        )
    if must_say_why(step) and not (event.kwargs or {}).get("comment"):
        raise BadValue(_("Give the reason."), field="reason", code="required")


def tell(obj, event) -> None:
    """Write the step into the journal and announce it."""
    if event.transition is None:
        return
    by = (event.kwargs or {}).get("by") or current_actor()
    comment = (event.kwargs or {}).get("comment", "")
    root = root_of(obj)
    record(
        event.transition.id,
        root.UID(),
        actor=by,
        item="" if root is obj else obj.UID(),
        details={
            "from": event.old_state.id,
            "to": event.new_state.id,
            **({"reason": comment} if comment else {}),
        },
    )
    keep_sight(obj, event.old_state, by)
    for effect, taken in effects_of(event):
        effect.run(obj, taken)
    obj.reindexObject(idxs=list(MOVED))
    notify(
        Advanced(
            obj,
            event.transition.id,
            event.old_state.id,
            event.new_state.id,
            by,
            comment,
            storage.effects(event.transition),
        )
    )


def keep_sight(obj, state, by) -> None:
    """Let who passed it on, by a role of the state alone, go on seeing it."""
    groups = set(state.group_roles or ()) & set(by.groups)
    if groups:
        grant(obj, sorted(groups), READER, "passed")


def root_of(obj):
    """Return the document whose record *obj* belongs to: the outermost moving thing."""
    return getattr(obj, "journal_root", lambda: obj)()
