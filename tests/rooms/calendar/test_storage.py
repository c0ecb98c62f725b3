from datetime import date
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.calendar.storage import public_calendar
from plone import api

import pytest


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(date(2026, 2, 12), date(2026, 2, 26), id="over Tết"),
        pytest.param(date(2026, 4, 24), date(2026, 5, 6), id="Hùng Kings, 30/4, 1/5"),
        pytest.param(date(2026, 8, 28), date(2026, 9, 9), id="over 2/9"),
    ],
)
def test_five_working_days(start, end):
    assert public_calendar(2027).add(start, 5) == end


def test_a_swapped_saturday_is_worked():
    known = public_calendar(2027)

    assert known.is_working(date(2026, 8, 22))
    assert not known.is_working(date(2026, 8, 31))
    assert known.holidays[date(2026, 9, 2)] == "Quốc khánh"


def test_the_sites_table_wins(portal):
    name = "imoit.calendar.holidays"
    api.portal.set_registry_record(name, ["2026-08-22 Nghỉ theo công văn"])
    api.portal.set_registry_record("imoit.calendar.workdays", ["2026-08-31 Làm bù"])

    known = calendar(date(2026, 8, 1))

    assert not known.is_working(date(2026, 8, 22))
    assert known.is_working(date(2026, 8, 31))
    assert known.holidays[date(2026, 8, 22)] == "Nghỉ theo công văn"
