"""How dates, deadlines, urgency and states are said on a page."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple

import re


SOON = 2  # working days
CLOSING = 17  # the hour at which a working day ends

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)

STAMPS = {
    "urgent": (_("URGENT"), ""),
    "very_urgent": (_("VERY URGENT"), "im-stamp--2"),
    "express": (_("EXPRESS"), "im-stamp--3"),
}

# How far the disc of a state is filled; other words are shapes of their own.
DISCS = {
    "received": "0",
    "registered": "0",
    "submitted": "25",
    "assigned": "0",
    "in_progress": "50",
    "forwarded": "50",
    "reported": "75",
    "completed": "100",
    "done": "100",
    "seen": "100",
    "drafting": "25",
    "unit_review": "25",
    "form_check": "50",
    "paper_signing": "50",
    "signed": "75",
    "numbered": "75",
    "published": "100",
    "filed": "filed",
    "refused": "stop",
    "recalled": "stop",
    "returned": "stop",
    "replaced": "stop",
    "restricted": "stop",
}

_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")


class Due(NamedTuple):
    """How a deadline stands: its kind, its icon, short words, full words."""

    kind: str
    icon: str
    short: Sentence
    full: Sentence


def due(
    day: date | None,
    today: date,
    calendar: Calendar,
    *,
    finished: date | None = None,
    now: datetime | None = None,
) -> Due:
    """Say how *day* stands today, in working days; *finished*: what is done says so.

    With *now*, what is due today says the hours left until the day closes.
    """
    if finished is not None:
        return _finished(day, finished, calendar)
    if day is None:
        return Due("none", "", _("No deadline"), _("No deadline"))
    if day < today:
        return _late(day, today, calendar)
    if day == today:
        return _today(now)
    return _later(day, today, calendar)


def _finished(day: date | None, finished: date, calendar: Calendar) -> Due:
    if day is None or finished <= day:
        return Due("done", "check2-circle", _("On time"), _("On time"))
    days = max(1, calendar.between(day, finished))
    said = _("Late by ${days} d", days=days)
    return Due(
        "done", "check2-circle", said, _("late by ${days} working days", days=days)
    )


def _late(day: date, today: date, calendar: Calendar) -> Due:
    days = max(1, calendar.between(day, today))
    return Due(
        "late",
        "exclamation-octagon-fill",
        _("Overdue ${days} d", days=days),
        _("overdue by ${days} working days", days=days),
    )


def _today(now: datetime | None) -> Due:
    left = CLOSING - now.hour if now is not None else 0
    said = _("${hours} h left", hours=left) if left > 0 else _("Due today")
    return Due("today", "alarm-fill", said, _("Due today"))


def _later(day: date, today: date, calendar: Calendar) -> Due:
    days = calendar.between(today, day)
    kind, icon = ("soon", "clock-history") if days <= SOON else ("later", "calendar3")
    return Due(
        kind,
        icon,
        _("${days} d left", days=days),
        _("${days} working days left", days=days),
    )


def printed(day: date | None) -> str:
    """Return dd/MM/yyyy."""
    return day.strftime("%d/%m/%Y") if day else ""


def with_weekday(day: date) -> Sentence:
    """Return a deadline with its day of the week."""
    return _("${weekday}, ${day}", weekday=WEEKDAYS[day.weekday()], day=printed(day))


def moment(when: datetime, today: date) -> str:
    """Return the hour alone for today, day and month this year, else the whole date."""
    hour = when.strftime("%H:%M")
    if when.date() == today:
        return hour
    day = when.strftime("%d/%m") if when.year == today.year else printed(when.date())
    return f"{day} {hour}"


def iso_date(text: str) -> str:
    """Return a date typed as dd/MM/yyyy in ISO form; anything else as it is."""
    found = _DAY_FIRST.match(text.strip())
    if found is None:
        return text.strip()
    day, month, year = (int(part) for part in found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def disc(state: str) -> str:
    """Return how the disc of *state* is drawn."""
    return DISCS.get(state, "0")


def stamp(priority: str) -> tuple[Sentence, str] | None:
    """Return the words and the frame of the stamp of urgency; normal has none."""
    return STAMPS.get(priority)


def size(count: int) -> str:
    """Return a file's size in kB or MB, with a decimal comma."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def grouped(number: int) -> str:
    """Return a count with a dot between thousands."""
    return f"{number:,}".replace(",", ".")


def typed(form: Mapping[str, Any], name: str) -> str:
    """Return what was typed in a field, `` when it was not sent."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def typed_all(form: Mapping[str, Any], name: str) -> list[str]:
    """Return every value of a field that may be sent several times."""
    value = form.get(name, [])
    values = value if isinstance(value, (list, tuple)) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]
