"""What a directive may say, what tasks it becomes, how a task stands."""

from collections.abc import Sequence
from datetime import date
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import Party
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Refusal
from typing import NamedTuple


LEAD = "lead"
SUPPORT = "support"
INFORMED = "informed"
TEXT_LIMIT = 2000
OPEN = ("assigned", "in_progress", "forwarded", "reported")
SOON = 2  # working days


class Order(NamedTuple):
    """What a leader wants: one lead, others, a text, a last day."""

    text: str
    lead: tuple[Party, ...]
    support: tuple[Party, ...]
    informed: tuple[Party, ...]
    due: date


class TaskPlan(NamedTuple):
    """A task to be made: for whom, with what duty, until when."""

    party: Party
    duty: str
    due: date | None


def last_day(
    due: date | None, working_days: int | None, today: date, calendar: Calendar
) -> date:
    """Return the deadline: given as a day, or as working days from *today*."""
    if due is None and working_days is None:
        raise BadValue(_("Give a deadline."), field="working_days", code="required")
    if due is None:
        return calendar.add(today, working_days)
    if due < today:
        raise BadValue(_("The deadline has passed."), field="due", code="past")
    if not calendar.is_working(due):
        raise BadValue(
            _("The deadline is not a working day."), field="due", code="not_working"
        )
    return due


def plan(order: Order) -> list[TaskPlan]:
    """Return the tasks of *order*, or refuse with every reason at once."""
    errors = [*_text_errors(order), *_party_errors(order)]
    if errors:
        raise BadValue(errors[0].message, errors=tuple(errors))
    return [
        *(TaskPlan(party, LEAD, order.due) for party in order.lead),
        *(TaskPlan(party, SUPPORT, order.due) for party in order.support),
        *(TaskPlan(party, INFORMED, None) for party in order.informed),
    ]


def check_field(order: Order, delegation: Delegation | None) -> None:
    """Refuse a lead outside of the units that a delegation is limited to."""
    units = delegation.units if delegation else ()
    for party in order.lead:
        if units and party.unit not in units:
            raise NotAllowed(
                _("Your delegation does not cover ${name}.", name=party.title),
                field="lead",
                code="outside_delegation",
            )


def _text_errors(order: Order) -> list[FieldError]:
    if not order.text.strip():
        return [FieldError("text", "required", _("Write what is to be done."))]
    if len(order.text) > TEXT_LIMIT:
        sentence = _("At most ${limit} characters.", limit=TEXT_LIMIT)
        return [FieldError("text", "too_long", sentence)]
    return []


def _party_errors(order: Order) -> list[FieldError]:
    errors = []
    if len(order.lead) != 1:
        sentence = _("Name exactly one lead.")
        errors.append(FieldError("lead", "one_lead", sentence))
    seen: set[str] = set()
    for field in (LEAD, SUPPORT, INFORMED):
        for party in getattr(order, field):
            if party.id in seen:
                sentence = _("${name} is named twice.", name=party.title)
                errors.append(FieldError(field, "twice", sentence))
            if not party.acting:
                sentence = _("${name} is outside the Ministry.", name=party.title)
                errors.append(FieldError(field, "outside", sentence))
            seen.add(party.id)
    return errors


def standing(
    due: date | None, finished: date | None, today: date, calendar: Calendar
) -> str:
    """Return on_time, late, overdue, due_soon or running; computed, never stored."""
    if due is None:
        return "on_time" if finished else "running"
    if finished:
        return "on_time" if finished <= due else "late"
    if today > due:
        return "overdue"
    return "due_soon" if calendar.between(today, due) <= SOON else "running"


def waiting(
    state: str, duty: str, acting: Sequence[str], giver: str
) -> tuple[str, ...]:
    """Return the keys `<box>/<group>` under which a task waits for somebody."""
    if duty == INFORMED:
        return tuple(f"informed/{g}" for g in acting) if state == "assigned" else ()
    keys: list[str] = []
    if state in ("assigned", "in_progress", "forwarded"):
        keys += [f"to_process/{group}" for group in acting]
    if state in OPEN:
        keys.append(f"assigned/{giver}")
    if state == "reported":
        keys.append(f"to_approve/{giver}")
    if state == "returned":
        keys.append(f"returned/{giver}")
    return tuple(keys)


def all_leads_done(tasks: Sequence[tuple[str, str]]) -> bool:
    """Tell from (duty, state) of a document's tasks whether the work is done.

    Recalled and returned leads do not count; without any lead nothing is done.
    """
    leads = [
        state
        for duty, state in tasks
        if duty == LEAD and state not in ("recalled", "returned")
    ]
    return bool(leads) and all(state == "done" for state in leads)


def check_percent(percent: int | None) -> int:
    """Return the percent reported; nothing said means all of it."""
    if percent is None:
        return 100
    if not 0 <= percent <= 100:
        raise BadValue(
            _("This must be between ${least} and ${most}.", least=0, most=100),
            field="percent",
            code="out_of_range",
        )
    return percent


def choose(candidates: Sequence[str]) -> str | None:
    """Return the one task an answer closes, None without any; several are a tie."""
    if len(candidates) > 1:
        raise Refusal(
            _("This answer could close several tasks: name the task."),
            field="task",
            code="ambiguous",
        )
    return candidates[0] if candidates else None
