from imoit.content.tidings import operations as tidings
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.notices import storage
from tests.rooms import ministry

import pytest


LETTER = "V/v tăng cường sử dụng chữ ký số"


@pytest.fixture
def remind(works_off):
    """Remind as on a day, as often as is said; return what was told anew."""

    def run(day, times=1):
        works_off()
        for number in range(times):
            slot = f"{day.isoformat()}T07:00:00+07:00"
            queue("tidings.remind", {"slot": slot}, key=f"{day} {number}")
            works_off()
        notices = storage.to_mail("")
        return sorted((n.kind, n.group) for n in notices if n.kind in KINDS)

    return run


KINDS = ("due_soon", "overdue")


def due_of(document):
    return ministry.task_of(document).due


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        pytest.param(-4, None, id="4 working days before"),
        pytest.param(-3, "due_soon", id="3 before"),
        pytest.param(-2, None, id="2 before"),
        pytest.param(-1, "due_soon", id="1 before"),
        pytest.param(0, None, id="on the day"),
        pytest.param(1, "overdue", id="late"),
        pytest.param(9, "overdue", id="later"),
    ],
)
def test_lead_and_support_are_reminded_and_who_is_informed_never(
    site, remind, days, kind
):
    due = due_of(ministry.directed())
    told = [(kind, "imoit.tttn.head"), (kind, "imoit.xnk.head")] if kind else []

    assert remind(calendar().add(due, days)) == told


def test_one_is_reminded_once_a_day_however_often_it_runs(site, remind):
    due = due_of(ministry.directed(support=(), informed=()))

    assert len(remind(calendar().add(due, 1), times=3)) == 1


def test_the_reminder_of_a_day_takes_the_place_of_the_one_before(site, remind, told):
    due = due_of(ministry.directed(support=(), informed=()))
    for days in (-3, -1, 1, 2):
        remind(calendar().add(due, days))

    assert told("truong.tttn") == [("overdue", LETTER), ("task", LETTER)]


def test_on_days_off_nobody_is_reminded(site, remind):
    document = ministry.directed()
    sunday = due_of(document)
    while sunday.weekday() != 6:
        sunday = sunday.fromordinal(sunday.toordinal() + 1)

    assert remind(sunday) == []


def test_what_is_done_reminds_nobody(site, remind):
    due = due_of(ministry.completed())

    assert remind(calendar().add(due, 1)) == []


def test_nothing_is_woken_to_find_what_is_due(site, works_off):
    document = ministry.directed()
    works_off()
    connection = site._p_jar
    connection.cacheMinimize()

    found = tidings.due_tasks(calendar().add(due_of_minimized(document), 1))
    woken = [
        obj
        for obj in connection._cache.lru_items()
        if getattr(obj[1], "portal_type", "") == "Task"
    ]

    assert len(found) == 2
    assert woken == []


def due_of_minimized(document):
    due = due_of(document)
    document._p_jar.cacheMinimize()
    return due


def test_many_tasks_are_gone_through_in_chunks(site, remind, monkeypatch):
    monkeypatch.setattr(tidings, "CHUNK", 1)
    due = due_of(ministry.directed())

    assert len(remind(calendar().add(due, 1))) == 2
