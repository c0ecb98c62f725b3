"""Rules of arrival: what may be registered, and for whom a letter waits."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from pathlib import PurePath
from typing import Any
from typing import NamedTuple


BOOK = "incoming"
REQUIRED = ("type_name", "subject", "issuer")

# What the paper says and its row repeats: corrected at any time, with a reason. Of
# secrecy the gate decides, which lets nothing in but what is not secret.
ON_PAPER = frozenset(
    (
        "code_number",
        "code_notation",
        "issued_date",
        "type_name",
        "subject",
        "issuer",
        "signer",
        "pages",
        "copies",
        "channel",
        "language",
        "note",
        "secrecy",
    )
)
# Whom a letter may be submitted to: leaders, the head of the Office.
LEADERS = ("minister", "deputy_minister")
DISTRIBUTORS = ("office_head",)


def check_arrival(arrival: date, issued: date | None, today: date) -> None:
    """Refuse an arrival after today, or before the letter was written."""
    if arrival > today:
        raise BadValue(
            _("The arrival date lies in the future."),
            field="arrival_date",
            code="future",
        )
    if issued and arrival < issued:
        raise BadValue(
            _("The letter cannot arrive before its own date."),
            field="arrival_date",
            code="before_issue",
        )


def check_complete(values: Mapping[str, Any]) -> None:
    """Refuse to register a record that lacks what the register must show."""
    errors = [
        FieldError(name, "required", _("This is required."))
        for name in REQUIRED
        if not values.get(name)
    ]
    if errors:
        raise BadValue(
            _("The record is not complete enough to be registered."),
            errors=tuple(errors),
        )


def check_correction(state: str, changed: Mapping[str, Any], reason: str) -> None:
    """Refuse to change a row without a reason, or by more than what the paper says.

    Until a letter is submitted the whole record is the registry's. Afterwards others
    work by it: what lateness is counted by is no longer changed by whom it counts.
    """
    if state == "received" or not changed:
        return
    if not reason.strip():
        raise BadValue(
            _("The letter is registered: give the reason for the correction."),
            field="reason",
            code="required",
        )
    fixed = sorted(changed.keys() - ON_PAPER) if state != "registered" else ()
    if fixed:
        raise Conflict(
            _("The letter is submitted: only what stands on the paper is corrected."),
            errors=tuple(
                FieldError(
                    name,
                    "fixed",
                    _("Others work by this: it is no longer changed here."),
                )
                for name in fixed
            ),
        )


def check_issued(issued: date | None, arrival: date) -> None:
    """Refuse to correct the date of a letter to a day after its arrival."""
    if issued and issued > arrival:
        raise BadValue(
            _("The letter cannot arrive before its own date."),
            field="issued_date",
            code="after_arrival",
        )


def waiting(
    state: str, registrars: Sequence[str], submitted_to: Sequence[str]
) -> tuple[str, ...]:
    """Return the keys `/<group>` of those for whom a letter waits in its state."""
    if state in ("received", "registered"):
        return tuple(f"/{group}" for group in registrars)
    if state == "submitted":
        return tuple(f"/{group}" for group in submitted_to)
    return ()


class Wait(NamedTuple):
    """How long a letter waits where it is: the last day, whether late, minutes."""

    due: date
    late: bool
    minutes: int


WAITING = ("received", "registered", "submitted")


def wait(
    priority: str, since: datetime, now: datetime, calendar: Calendar, days: int = 1
) -> Wait:
    """Return how a letter stands that waits since *since* (NĐ 30/2020, Điều 4.2.c).

    By the end of the next working day, or of as many *days* as its state allows; an
    urgent one at once, counted in minutes.
    """
    minutes = max(0, int((now - since).total_seconds() // 60))
    if priority not in ("", "normal"):
        return Wait(since.date(), minutes > 0, minutes)
    due = calendar.add(since.date(), days)
    return Wait(due, now.date() > due, minutes)


def submit_by(
    priority: str, since: datetime, calendar: Calendar, days: int = 1
) -> date:
    """Return the last day to submit a letter registered at *since* in time.

    An urgent one is late at once: its last day is the one before.
    """
    found = wait(priority, since, since, calendar, days)
    return found.due if priority in ("", "normal") else found.due - timedelta(days=1)


def named_after(file: str) -> str:
    """Return what the name of a scanned file says, as the gate reads it."""
    return PurePath(file.replace("\\", "/")).stem.replace("_", " ")


def role_of(function: str) -> str:
    """Return the role of whom a letter is submitted to."""
    return "Distributor" if function in DISTRIBUTORS else "Director"
