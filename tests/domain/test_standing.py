from datetime import date
from imoit.content.tasks.domain.standing import against
from imoit.content.tasks.domain.standing import Case
from imoit.content.tasks.domain.standing import Clock
from imoit.content.tasks.domain.standing import clock_on
from imoit.content.tasks.domain.standing import days_stopped
from imoit.content.tasks.domain.standing import kept
from imoit.content.tasks.domain.standing import last_day
from imoit.content.tasks.domain.standing import read
from imoit.content.tasks.domain.standing import standing
from imoit.content.tasks.domain.standing import Stop
from imoit.content.tasks.domain.standing import tally
from imoit.content.tasks.domain.standing import wait_for
from imoit.content.tasks.domain.standing import whole
from imoit.workflows.calendar.domain import Calendar

import pytest


# 2 September and the day before are holidays, 31 August off for Saturday the 22nd.
CALENDAR = Calendar(
    {date(2026, 8, 31): "swap", date(2026, 9, 1): "2/9", date(2026, 9, 2): "2/9"},
    frozenset({date(2026, 8, 22)}),
)


def nov(day):
    """Return a day of November 2026; the 2nd, 9th, 16th, 23rd are Mondays."""
    return date(2026, 11, day)


def clock(due=None, finished=None, stops=(), waits=(), since=2, off=False):
    return Clock(nov(since), due, finished, tuple(stops), tuple(waits), off)


def pause(start, end=None):
    return Stop(nov(start), nov(end) if end else None, "pause")


def support(start, end=None):
    return Stop(nov(start), nov(end) if end else None, "support")


def mark(act, day, **more):
    return {"act": act, "time": f"2026-11-{day:02}T10:00:00+07:00", **more}


@pytest.mark.parametrize(
    ("found", "today", "expected"),
    [
        pytest.param(clock(nov(9)), 4, "running", id="three days left"),
        pytest.param(clock(nov(9)), 5, "due_soon", id="two days left"),
        pytest.param(clock(nov(9)), 9, "due_soon", id="due today"),
        pytest.param(clock(nov(9)), 10, "overdue", id="a day late"),
        pytest.param(clock(nov(6)), 8, "overdue", id="late on a Sunday already"),
        pytest.param(clock(nov(9), nov(9)), 30, "on_time", id="on the last day"),
        pytest.param(clock(nov(9), nov(10)), 30, "late", id="done a day late"),
        pytest.param(clock(), 30, "running", id="no deadline"),
        pytest.param(clock(None, nov(9)), 30, "on_time", id="done without deadline"),
        pytest.param(clock(nov(9), off=True), 30, "stopped", id="returned"),
        pytest.param(clock(nov(9), stops=[pause(5)]), 30, "paused", id="paused"),
        pytest.param(
            clock(nov(9), stops=[pause(11)]), 13, "overdue", id="paused too late"
        ),
        pytest.param(
            clock(nov(9), stops=[pause(5, 9)]), 10, "overdue_waiting", id="waited, open"
        ),
        pytest.param(
            clock(nov(9), stops=[pause(5, 9)]),
            12,
            "overdue",
            id="waited less than late",
        ),
        pytest.param(
            clock(nov(9), nov(11), [pause(5, 9)]), 30, "late_waiting", id="waited, done"
        ),
        pytest.param(
            clock(nov(9), nov(12), [pause(5, 9)]), 30, "late", id="waited, too late"
        ),
        pytest.param(
            clock(nov(9), nov(11), waits=[support(9, 11)]),
            30,
            "late_waiting",
            id="a supporter was two days late",
        ),
        pytest.param(
            clock(nov(9), nov(12), waits=[support(9, 11)]),
            30,
            "late",
            id="a day later than the supporter",
        ),
        pytest.param(
            clock(nov(9), waits=[support(9)]),
            20,
            "overdue_waiting",
            id="the supporter is still late",
        ),
        pytest.param(
            clock(nov(9), waits=[support(9)]),
            21,
            "overdue_waiting",
            id="still late on a Saturday",
        ),
        pytest.param(
            clock(nov(9), nov(11), [pause(5, 9)], [support(6, 9)]),
            30,
            "late_waiting",
            id="the same day is not counted twice",
        ),
        pytest.param(
            clock(nov(9), nov(12), [pause(5, 9)], [support(6, 9)]),
            30,
            "late",
            id="nor does it excuse twice",
        ),
    ],
)
def test_how_a_task_stands(found, today, expected):
    assert standing(found, nov(today), CALENDAR) == expected


@pytest.mark.parametrize(
    ("stops", "until", "days"),
    [
        pytest.param([pause(5, 9)], 30, 2, id="Friday and Monday"),
        pytest.param([pause(6, 8)], 30, 0, id="a weekend is no waiting"),
        pytest.param([pause(5, 5)], 30, 0, id="the same day"),
        pytest.param([pause(5)], 10, 3, id="still open"),
        pytest.param([pause(5, 9), pause(6, 10)], 30, 3, id="overlapping"),
        pytest.param([pause(1, 4)], 30, 2, id="only since it was given"),
        pytest.param([pause(5, 20)], 10, 3, id="only until it was done"),
    ],
)
def test_working_days_that_the_clock_stood_still(stops, until, days):
    assert days_stopped(stops, nov(2), nov(until), CALENDAR) == days


def test_a_stop_over_a_long_holiday_counts_its_working_days():
    stop = Stop(date(2026, 8, 28), date(2026, 9, 4), "pause")

    days = days_stopped([stop], date(2026, 8, 20), date(2026, 9, 30), CALENDAR)

    assert days == 2  # 3 and 4 September


def test_what_was_left_when_it_stopped_is_left_when_it_goes_on():
    found = clock(nov(12), stops=[pause(5, 10)])

    last = last_day(found, nov(10), CALENDAR)

    assert last == nov(17)
    assert CALENDAR.between(nov(5), nov(12)) == CALENDAR.between(nov(10), last)


def test_a_late_supporter_moves_no_deadline():
    assert last_day(clock(nov(9), waits=[support(5, 20)]), nov(20), CALENDAR) == nov(9)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], (nov(2), nov(9), ()), id="nothing happened"),
        pytest.param(
            [mark("pause", 4), mark("resume", 6)],
            (nov(2), nov(9), (pause(4, 6),)),
            id="stopped and started",
        ),
        pytest.param([mark("pause", 4)], (nov(2), nov(9), (pause(4),)), id="stopped"),
        pytest.param(
            [mark("report", 6), mark("send_back", 9)],
            (nov(2), nov(9), (Stop(nov(6), nov(9), "report"),)),
            id="the giver took his time",
        ),
        pytest.param(
            [mark("ask_extension", 4, due="2026-11-16")],
            (nov(2), nov(9), ()),
            id="asked is not granted",
        ),
        pytest.param(
            [
                mark("ask_extension", 4, due="2026-11-16"),
                mark("refuse_extension", 5),
            ],
            (nov(2), nov(9), ()),
            id="refused",
        ),
        pytest.param(
            [mark("grant_extension", 5, due="2026-11-16")],
            (nov(5), nov(16), ()),
            id="granted",
        ),
        pytest.param(
            [mark("pause", 4), mark("pause", 5), mark("resume", 6), mark("resume", 9)],
            (nov(2), nov(9), (pause(4, 6),)),
            id="doubled acts count once",
        ),
    ],
)
def test_what_the_history_says(marks, expected):
    assert read(nov(2), nov(9), marks) == expected


def test_an_extension_after_a_stop_is_not_moved_by_it():
    since, due, stops = read(
        nov(2),
        nov(9),
        [
            mark("pause", 3),
            mark("resume", 5),
            mark("grant_extension", 6, due="2026-11-16"),
        ],
    )

    assert last_day(Clock(since, due, None, stops), nov(10), CALENDAR) == nov(16)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([clock(nov(9), nov(9)), clock(nov(9), nov(10))], "late"),
        ([clock(nov(9), nov(9)), clock(nov(27))], "running"),
        ([clock(nov(9), nov(9))], "on_time"),
        ([], "running"),
    ],
    ids=["one of two late", "one still at work", "done", "nobody leads"],
)
def test_a_document_stands_as_the_worst_of_its_leads(kinds, expected):
    assert whole(kinds, nov(10), CALENDAR) == expected


@pytest.mark.parametrize(
    ("due", "finished", "expected"),
    [
        (nov(9), None, "overdue"),
        (nov(9), nov(9), "on_time"),
        (nov(9), nov(10), "late"),
        (None, None, "running"),
    ],
)
def test_a_mere_deadline(due, finished, expected):
    assert against(due, finished, nov(20), CALENDAR) == expected


def plain(*marks, ended=""):
    return kept(nov(2), nov(9), [mark(*one) for one in marks], ended)


@pytest.mark.parametrize(
    ("found", "day", "finished"),
    [
        pytest.param(plain(ended="2026-11-06"), 5, None, id="not finished yet"),
        pytest.param(plain(ended="2026-11-06"), 6, 6, id="finished that day"),
        pytest.param(
            plain(("report", 6), ended="2026-11-06"), 9, 6, id="reported, not undone"
        ),
        pytest.param(
            plain(("report", 6), ("send_back", 9), ("report", 12), ended="2026-11-12"),
            8,
            6,
            id="reported then, sent back later",
        ),
        pytest.param(
            plain(("report", 6), ("send_back", 9), ("report", 12), ended="2026-11-12"),
            10,
            None,
            id="sent back, not reported again",
        ),
    ],
)
def test_what_happened_later_changes_no_report(found, day, finished):
    assert clock_on(found, nov(day)).finished == (nov(finished) if finished else None)


def test_an_extension_counts_from_the_day_it_was_granted():
    marks = [mark("grant_extension", 9, due="2026-11-20")]
    found = kept(nov(2), nov(10), marks, "")

    assert [clock_on(found, nov(day)).due for day in (8, 9)] == [nov(10), nov(20)]


def test_nobody_waits_for_a_supporter_in_time():
    late, done = clock(nov(6), nov(10)), clock(nov(6), nov(6))

    assert wait_for(late, nov(20), CALENDAR) == support(6, 10)
    assert wait_for(done, nov(20), CALENDAR) is None


# The month of scenario 15, worked out by hand: five tasks of TTTN, four of XNK.
MONTH = [
    Case("tttn", "lead", clock(nov(6), nov(6))),  # on the day
    Case("tttn", "lead", clock(nov(6), nov(9))),  # one working day late
    Case("tttn", "support", clock(nov(10), nov(9))),  # early
    Case("tttn", "lead", clock(nov(13))),  # open, a week over
    Case("tttn", "informed", clock()),  # not counted
    Case("xnk", "lead", clock(nov(6), nov(10), [pause(4, 6)])),  # 2 late, 2 waited
    Case("xnk", "lead", clock(nov(6), nov(11), [pause(4, 6)])),  # 3 late, 2 waited
    Case("xnk", "support", clock(nov(12), off=True)),  # returned: not counted
    Case("xnk", "lead", clock(nov(30))),  # five working days left
]


def test_the_monthly_report_is_the_one_worked_out_by_hand():
    assert tally(MONTH, nov(23), CALENDAR) == {
        "tttn": {"on_time": 2, "late": 1, "overdue": 1},
        "xnk": {"late_waiting": 1, "late": 1, "running": 1},
    }
