"""`@working-calendar`: the days off and the days worked of a year."""

from datetime import date
from datetime import timedelta
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.calendar.storage import FIRST_YEAR
from imoit.workflows.calendar.storage import tables
from imoit.workflows.calendar.storage import YEARS_AHEAD
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from plone import api
from typing import Any


class CalendarGet(AnswerService):
    """One `year` (default: this one)."""

    def answer(self):
        this = clock.today().year
        most = this + YEARS_AHEAD
        year = read_number(self.request.form, "year", least=FIRST_YEAR, most=most)
        return shown(year or this)


def shown(year: int) -> dict[str, Any]:
    """Return what makes *year* another than weeks of five days."""
    found = calendar()
    own_off, own_work = tables()
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return {
        "@id": f"{api.portal.get().absolute_url()}/@working-calendar?year={year}",
        "year": year,
        "holidays": [
            {"date": day.isoformat(), "title": name, "own": day in own_off}
            for day, name in sorted(found.holidays.items())
            if day.year == year
        ],
        "workdays": [
            {"date": day.isoformat(), "title": own_work.get(day, "")}
            for day in sorted(found.workdays)
            if day.year == year
        ],
        "working_days": sum(map(found.is_working, days)),
    }
