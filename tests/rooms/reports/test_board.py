from datetime import datetime
from datetime import timedelta
from imoit.content.reports.operations import board
from imoit.content.tasks import storage
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.workflows.calendar import clock
from tests import cast
from tests.rooms import ministry

import pytest
import transaction


NOW = clock.now()
MONTH = NOW.date().isoformat()[:7]


def rows(found):
    return {row.id: tuple(row[1:]) for row in found}


def seen_by(login, now=None, unit=""):
    with ministry.acting(login):
        return board.board(MONTH, unit, now=now)


def finish(document):
    task = ministry.task_of(document)
    with ministry.acting(cast.HEAD) as head:
        closing.report(task, head, text="Đã xong.")


def later(days):
    return NOW + timedelta(days)


def test_open_then_overdue_by_the_day_alone(integration):
    ministry.directed(support=(), informed=())

    today, in_a_month = seen_by(cast.DEPUTY), seen_by(cast.DEPUTY, later(31))

    assert rows(today.units) == {"tttn": (0, 0, 0, 1, 0, 0)}
    assert rows(in_a_month.units) == {"tttn": (0, 0, 0, 0, 0, 1)}
    assert rows(today.leaders) == {"ldb-deputy_minister-1": (0, 0, 0, 1, 0, 0)}


def test_what_is_reported_in_time_is_on_time(integration):
    finish(ministry.directed(support=(), informed=()))

    assert rows(seen_by(cast.DEPUTY).units) == {"tttn": (1, 0, 0, 0, 0, 0)}


def test_what_is_for_information_is_never_counted(integration):
    ministry.directed()

    found = seen_by(cast.DEPUTY, later(31))

    assert set(rows(found.units)) == {"tttn", "xnk"}


def test_only_what_the_reader_may_see_is_counted(integration):
    ministry.directed(support=(), informed=())

    counted = {
        login: seen_by(login).total.total
        for login in (
            *(cast.MINISTER, cast.OFFICE, cast.DEPUTY, cast.HEAD),
            *("truong.xnk", cast.MANAGER, cast.AUDITOR),
        )
    }

    assert counted == {
        cast.MINISTER: 1,
        cast.OFFICE: 1,
        cast.DEPUTY: 1,
        cast.HEAD: 1,
        "truong.xnk": 0,
        cast.MANAGER: 0,
        cast.AUDITOR: 1,
    }


def test_work_given_on_counts_for_the_post_and_once_for_the_unit(integration):
    task = ministry.task_of(ministry.directed(support=(), informed=()))
    with ministry.acting(cast.HEAD) as head:
        order = giving.order("Dự thảo.", ["person:cv.tttn"], working_days=3)
        giving.direct(task, order, head)

    found = seen_by(cast.HEAD, unit="tttn")

    assert rows(found.units) == {"tttn": (0, 0, 0, 1, 0, 0)}
    assert rows(found.posts) == {"tttn-officer-1": (0, 0, 0, 1, 0, 0)}


def test_what_was_returned_is_nobodys(integration):
    document = ministry.directed(support=(), informed=())
    with ministry.acting(cast.HEAD) as head:
        working.return_task(ministry.task_of(document), head, "Không thuộc chức năng.")

    assert rows(seen_by(cast.DEPUTY).units) == {}


@pytest.mark.parametrize("period", ["2020-01", "2020"])
def test_another_time_has_none_of_it(integration, period):
    finish(ministry.directed(support=(), informed=()))

    with ministry.acting(cast.DEPUTY):
        assert board.board(period).units == []


def test_who_only_waits_for_a_late_supporter_is_not_plainly_overdue(integration):
    ministry.directed(informed=())

    assert rows(seen_by(cast.DEPUTY, later(31)).units) == {
        "tttn": (0, 0, 0, 0, 1, 0),
        "xnk": (0, 0, 0, 0, 0, 1),
    }


def test_once_the_supporter_is_done_the_lead_is_overdue_by_itself(integration):
    document = ministry.directed(informed=())
    task = ministry.task_of(document, "support")
    with ministry.acting("truong.xnk") as head:
        closing.report(task, head, text="Đã góp ý.")

    assert rows(seen_by(cast.DEPUTY, later(31)).units)["tttn"] == (0, 0, 0, 0, 0, 1)


def test_a_clock_that_stood_still_excuses_as_many_days(integration):
    task = ministry.task_of(ministry.directed(support=(), informed=()))
    with ministry.acting(cast.DEPUTY) as giver:
        timing.pause(task, giver, "Chờ văn bản bổ sung", now=NOW)
    assert rows(seen_by(cast.DEPUTY, later(31)).units) == {"tttn": (0, 0, 0, 1, 0, 0)}

    with ministry.acting(cast.DEPUTY) as giver:
        timing.resume(task, giver, now=later(14))

    found = [rows(seen_by(cast.DEPUTY, later(n)).units)["tttn"] for n in (15, 60)]
    assert found == [(0, 0, 0, 0, 1, 0), (0, 0, 0, 0, 0, 1)]


def test_the_board_stands_as_each_task_says_of_itself(integration):
    document = ministry.directed(informed=())
    day = later(31)

    told = [timing.standing(task, day.date()) for task in storage.walk(document)]

    total = seen_by(cast.DEPUTY, day).total
    assert sorted(told) == ["overdue", "overdue_waiting"]
    assert (total.overdue, total.overdue_waiting) == (1, 1)


def test_no_task_is_woken(functional):
    ministry.directed()
    transaction.commit()
    functional["portal"]._p_jar.cacheMinimize()

    with ministry.acting(cast.DEPUTY):
        board.board(MONTH, now=datetime.now(clock.ZONE))

    cache = functional["portal"]._p_jar._cache
    woken = [o for _oid, o in cache.items() if type(o).__name__ == "Task"]
    assert [task for task in woken if task._p_changed is not None] == []
