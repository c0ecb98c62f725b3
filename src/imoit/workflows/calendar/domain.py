"""The arithmetic of working days."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple


DAY = timedelta(days=1)
SATURDAY = 5


class Calendar(NamedTuple):
    """The days off with their names, and the weekend days that are worked."""

    holidays: Mapping[date, str] = {}
    workdays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Tell whether *day* is a working day."""
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, start: date, n: int) -> date:
        """Return the *n*th working day after *start*; *start* does not count."""
        day, step = start, DAY if n >= 0 else -DAY
        for _nth in range(abs(n)):
            day = self._next(day, step)
        return day

    def between(self, a: date, b: date) -> int:
        """Return the working days after *a* up to and with *b*; negative if b < a."""
        if b < a:
            return -self.between(b, a)
        days = (a + DAY * n for n in range(1, (b - a).days + 1))
        return sum(self.is_working(day) for day in days)

    def with_table(self, off: Mapping[date, str], work: Iterable[date]) -> "Calendar":
        """Return the calendar overridden by the Ministry's own table."""
        work = frozenset(work)
        holidays = {d: name for d, name in self.holidays.items() if d not in work}
        return Calendar({**holidays, **off}, self.workdays - frozenset(off) | work)

    def _next(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_working(day):
            day += step
        return day


def read_table(lines: Iterable[str], field: str = "") -> dict[date, str]:
    """Return the days of lines “YYYY-MM-DD reason”; refuse with the line's number."""
    table: dict[date, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            day, reason = _read_line(number, line, field)
            if day in table:
                raise BadValue(
                    _("Line ${number}: ${day} is there twice.", number=number, day=day),
                    field=field,
                    code="twice",
                )
            table[day] = reason
    return table


def check_tables(off: Mapping[date, str], work: Mapping[date, str]) -> None:
    """Refuse a day that is both off and worked."""
    both = sorted(set(off) & set(work))
    if both:
        raise BadValue(
            _("${day} cannot be both a day off and a working day.", day=both[0]),
            field="workdays",
            code="both",
        )


def check_worked(work: Mapping[date, str], calendar: Calendar) -> None:
    """Refuse to make a working day of what is one by *calendar*."""
    for day in work:
        if calendar.is_working(day) and day not in calendar.workdays:
            raise BadValue(
                _("${day} is a working day anyway.", day=day),
                field="workdays",
                code="working",
            )


def lines_of(table: Mapping[date, str]) -> list[str]:
    """Return the lines by which *table* is kept, by day."""
    return [f"{day.isoformat()} {table[day]}" for day in sorted(table)]


def _read_line(number: int, line: str, field: str) -> tuple[date, str]:
    day, _space, reason = line.strip().partition(" ")
    try:
        if len(day) != len("2026-01-01") or not reason.strip():
            raise ValueError
        return date.fromisoformat(day), reason.strip()
    except ValueError:
        raise BadValue(
            _(
                "Line ${number} (“${line}”) must be a date and a reason, "
                "such as: 2026-08-31 Day off in exchange.",
                number=number,
                line=line.strip(),
            ),
            field=field,
            code="not_a_line",
        ) from None
