from datetime import date
from datetime import datetime
from imoit.content.incoming import domain
from imoit.workflows.calendar.clock import ZONE
from imoit.workflows.calendar.domain import Calendar

import pytest


CALENDAR = Calendar({date(2026, 11, 24): "Nghỉ"})
TEN = datetime(2026, 11, 20, 10, tzinfo=ZONE)  # a Friday


def at(day, hour=9, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("since", "now", "late"),
    [
        pytest.param(TEN, at(20, 17), False, id="the same day"),
        pytest.param(TEN, at(22), False, id="over the weekend"),
        pytest.param(TEN, at(23, 23, 59), False, id="the end of the next working day"),
        pytest.param(TEN, at(24, 0), True, id="midnight after it"),
        pytest.param(at(21), at(23), False, id="on a Saturday"),
        pytest.param(at(23), at(25), False, id="a holiday between"),
        pytest.param(at(23), at(26), True, id="after the holiday and a day"),
    ],
)
def test_a_letter_is_submitted_by_the_end_of_the_next_working_day(since, now, late):
    assert domain.wait("normal", since, now, CALENDAR).late is late


@pytest.mark.parametrize("priority", ["urgent", "very_urgent", "express"])
def test_an_urgent_letter_is_late_by_minutes(priority):
    at_once = domain.wait(priority, TEN, TEN, CALENDAR)
    later = domain.wait(priority, TEN, at(20, 10, 42), CALENDAR)

    assert (at_once.late, later.late, later.minutes) == (False, True, 42)


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        pytest.param("normal", date(2026, 11, 23), id="the next working day"),
        pytest.param("express", date(2026, 11, 19), id="late at once"),
    ],
)
def test_a_registered_letter_has_its_last_day_to_be_submitted(priority, day):
    calendar = Calendar({}, frozenset())

    assert domain.submit_by(priority, datetime(2026, 11, 20, 9), calendar) == day
