"""What a directive may say, and what tasks it becomes."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import Party
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


LEAD = "lead"
SUPPORT = "support"
INFORMED = "informed"
DUTIES = (LEAD, SUPPORT, INFORMED)
TEXT_LIMIT = 2000
# A letter goes to at most 200 at once.
MOST = 200
# Who may replace whose directive: the same post, or one that stands higher.
RANKS = {"minister": 3, "deputy_minister": 2, "office_head": 1}


class Order(NamedTuple):
    """What a leader wants: who leads, others, a text, a last day.

    `dues` holds the last days of those who have one of their own. With `closes` a
    report closes its task without being accepted; with `reports_up` the task above is
    reported by itself when all that lead below it are done.
    """

    text: str
    lead: tuple[Party, ...]
    support: tuple[Party, ...]
    informed: tuple[Party, ...]
    due: date | None
    dues: Mapping[str, date] = {}
    closes: bool = False
    reports_up: bool = True

    @property
    def is_information(self) -> bool:
        """Tell whether nobody has to do anything."""
        return bool(self.informed) and not self.lead and not self.support


class TaskPlan(NamedTuple):
    """A task to be made: for whom, with what duty, until when."""

    party: Party
    duty: str
    due: date | None


def last_day(
    due: date | None,
    working_days: int | None,
    today: date,
    calendar: Calendar,
    field: str = "due",
) -> date:
    """Return the deadline: given as a day, or as working days from *today*."""
    if due is None and working_days is None:
        raise BadValue(_("Give a deadline."), field="working_days", code="required")
    if due is None:
        return calendar.add(today, working_days)
    if due < today:
        raise BadValue(_("The deadline has passed."), field=field, code="past")
    if not calendar.is_working(due):
        raise BadValue(
            _("The deadline is not a working day."), field=field, code="not_working"
        )
    return due


def plan(
    order: Order,
    below: Callable[[Party], bool] | None = None,
    above: date | None = None,
) -> list[TaskPlan]:
    """Return the tasks of *order*, or refuse with every reason at once.

    On a task, *below* tells whom work may be given to and *above* is its own last day.
    """
    errors = [
        *_text_errors(order),
        *_lead_errors(order),
        *_party_errors(order),
        *_below_errors(order, below),
        *_due_errors(order, above),
    ]
    if errors:
        raise BadValue(errors[0].message, errors=tuple(errors))
    return [
        *(TaskPlan(party, LEAD, order.due) for party in order.lead),
        *(
            TaskPlan(party, SUPPORT, order.dues.get(party.id, order.due))
            for party in order.support
        ),
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


def _lead_errors(order: Order) -> list[FieldError]:
    if len(order.lead) == 1 or order.is_information:
        return []
    sentence = _("Name exactly one lead.")
    return [FieldError(LEAD, "one_lead", sentence)]


def _party_errors(order: Order) -> list[FieldError]:
    errors = []
    seen: set[str] = set()
    for field in DUTIES:
        for party in getattr(order, field):
            if party.id in seen:
                sentence = _("${name} is named twice.", name=party.title)
                errors.append(FieldError(field, "twice", sentence))
            if not party.acting:
                sentence = _("${name} is outside the Ministry.", name=party.title)
                errors.append(FieldError(field, "outside", sentence))
            seen.add(party.id)
    if len(seen) > MOST:
        sentence = _("At most ${limit} addressees.", limit=MOST)
        errors.append(FieldError(SUPPORT, "too_many", sentence))
    return errors


def _below_errors(
    order: Order, below: Callable[[Party], bool] | None
) -> list[FieldError]:
    if below is None:
        return []
    return [
        FieldError(field, "not_below", _not_below(party))
        for field in (LEAD, SUPPORT)
        for party in getattr(order, field)
        if not below(party)
    ]


def _not_below(party: Party) -> Sentence:
    return _(
        "${name} does not stand below you: return the task instead.", name=party.title
    )


def _due_errors(order: Order, above: date | None) -> list[FieldError]:
    errors = [
        FieldError(SUPPORT, "after_lead", _after_lead(party))
        for party in order.support
        if order.due and order.dues.get(party.id, order.due) > order.due
    ]
    if above and order.due and order.due > above:
        sentence = _("This is after the deadline of the task above.")
        errors.append(FieldError("due", "after_above", sentence))
    return errors


def _after_lead(party: Party) -> Sentence:
    return _("${name} would have to answer after the lead.", name=party.title)


def check_superseded(
    orders: Sequence[Mapping], number: int, post: str, function: str
) -> None:
    """Refuse to replace what is not there, is replaced, or stands higher."""
    if not 1 <= number <= len(orders):
        raise BadValue(
            _("There is no such directive."), field="supersedes", code="not_found"
        )
    if number in superseded(orders):
        raise Conflict(
            _("This directive was replaced already."),
            field="supersedes",
            code="superseded",
        )
    old = orders[number - 1]
    higher = RANKS.get(function, 0) > RANKS.get(old.get("function", ""), 0)
    if old["post"] != post and not higher:
        raise NotAllowed(
            _("Only who gave a directive, or who stands higher, may replace it."),
            field="supersedes",
            code="not_yours",
        )


def superseded(orders: Sequence[Mapping]) -> dict[int, int]:
    """Return which directive was replaced by which, by their numbers."""
    return {
        order["supersedes"]: number
        for number, order in enumerate(orders, 1)
        if order.get("supersedes")
    }
