"""The calendar in force: Vietnam's public holidays, overridden by the site's table.

Swapped days and the length of Tết are decided anew each year by the Government,
so the library alone is never enough.
"""

from datetime import date
from functools import lru_cache
from holidays import country_holidays
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.calendar.domain import read_table
from plone import api


FIRST_YEAR = 2010
YEARS_AHEAD = 5


def calendar(today: date | None = None) -> Calendar:
    """Return the calendar that deadlines are counted with."""
    year = (today or clock.today()).year
    return _overridden(year, _table("holidays"), _table("workdays"))


def public_calendar(last_year: int) -> Calendar:
    """Return Vietnam's public holidays, swapped Saturdays included."""
    days = country_holidays(
        "VN", years=range(FIRST_YEAR, last_year + 1), language="vi", expand=False
    )
    return Calendar(dict(days), frozenset(days.weekend_workdays))


def tables() -> tuple[dict[date, str], dict[date, str]]:
    """Return the site's own days off and days worked instead."""
    return read_table(_table("holidays")), read_table(_table("workdays"))


@lru_cache(maxsize=4)
def _overridden(
    year: int, holidays: tuple[str, ...], workdays: tuple[str, ...]
) -> Calendar:
    return _public(year).with_table(read_table(holidays), read_table(workdays))


@lru_cache(maxsize=2)
def _public(year: int) -> Calendar:
    return public_calendar(year + YEARS_AHEAD)


def _table(name: str) -> tuple[str, ...]:
    lines = api.portal.get_registry_record(f"imoit.calendar.{name}", default=None)
    return tuple(lines or ())
