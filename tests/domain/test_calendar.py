from datetime import date
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.calendar.domain import check_tables
from imoit.workflows.calendar.domain import check_worked
from imoit.workflows.calendar.domain import lines_of
from imoit.workflows.calendar.domain import read_table
from imoit.workflows.refusal import BadValue

import pytest


SWAP = Calendar(
    {date(2026, 8, 31): "swap", date(2026, 9, 1): "2/9", date(2026, 9, 2): "2/9"},
    frozenset({date(2026, 8, 22)}),
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2026, 8, 21), True, id="a Friday"),
        pytest.param(date(2026, 8, 22), True, id="a Saturday worked instead"),
        pytest.param(date(2026, 8, 29), False, id="a Saturday"),
        pytest.param(date(2026, 8, 30), False, id="a Sunday"),
        pytest.param(date(2026, 8, 31), False, id="a Monday off in exchange"),
    ],
)
def test_working_days(day, working):
    assert SWAP.is_working(day) is working


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        pytest.param(date(2026, 8, 28), 5, date(2026, 9, 9), id="over a long holiday"),
        pytest.param(date(2026, 8, 20), 2, date(2026, 8, 22), id="Saturday counts"),
        pytest.param(date(2026, 8, 30), 0, date(2026, 8, 30), id="none is the start"),
        pytest.param(date(2026, 9, 3), -1, date(2026, 8, 28), id="backwards"),
    ],
)
def test_the_start_does_not_count(start, n, end):
    assert SWAP.add(start, n) == end


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        pytest.param(date(2026, 8, 28), date(2026, 9, 9), 5, id="forward"),
        pytest.param(date(2026, 9, 9), date(2026, 8, 28), -5, id="late is negative"),
        pytest.param(date(2026, 8, 28), date(2026, 8, 28), 0, id="the same day"),
        pytest.param(date(2026, 8, 28), date(2026, 8, 30), 0, id="only a weekend"),
    ],
)
def test_days_between(a, b, days):
    assert SWAP.between(a, b) == days


def test_the_ministrys_table_wins():
    own = SWAP.with_table({date(2026, 8, 22): "off after all"}, [date(2026, 8, 31)])

    assert not own.is_working(date(2026, 8, 22))
    assert own.is_working(date(2026, 8, 31))
    assert not own.is_working(date(2026, 9, 1))


def test_a_table_is_read_line_by_line():
    table = read_table(["2026-08-31 Nghỉ hoán đổi", "", " 2026-01-02  Nghỉ bù "])

    assert table == {date(2026, 8, 31): "Nghỉ hoán đổi", date(2026, 1, 2): "Nghỉ bù"}


@pytest.mark.parametrize(
    "line", ["31/08/2026 Nghỉ", "2026-02-30 Nghỉ", "2026-08-31", "20260831 Nghỉ"]
)
def test_a_bad_line_is_named(line):
    with pytest.raises(BadValue) as refused:
        read_table(["2026-01-02 Nghỉ bù", line], "holidays")

    assert refused.value.message.values["number"] == 2
    assert refused.value.errors[0].field == "holidays"


def test_a_day_is_there_once():
    with pytest.raises(BadValue):
        read_table(["2026-01-02 Nghỉ", "2026-01-02 Nghỉ"])


def test_a_day_is_not_off_and_worked():
    with pytest.raises(BadValue):
        check_tables({date(2026, 1, 2): "a"}, {date(2026, 1, 2): "b"})


def test_the_clock_shows_vietnam_time():
    assert clock.now().utcoffset().total_seconds() == 7 * 3600
    assert clock.now().date() == clock.today()


@pytest.mark.parametrize(
    "day", [date(2026, 8, 22), date(2026, 8, 29), date(2026, 9, 1)]
)
def test_a_day_off_may_be_worked_instead(day):
    check_worked({day: "made up"}, SWAP)


def test_a_working_day_is_not_worked_instead():
    with pytest.raises(BadValue):
        check_worked({date(2026, 8, 28): "a Friday"}, SWAP)


def test_a_table_is_kept_as_it_is_read():
    lines = ["2026-08-31 Nghỉ hoán đổi", "2026-09-03 Nghỉ thêm"]

    assert lines_of(read_table(lines[::-1])) == lines
