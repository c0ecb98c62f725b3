from datetime import datetime
from datetime import timedelta
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.content.tasks.storage import children
from imoit.content.tasks.storage import directives
from imoit.content.tasks.storage import phrases
from imoit.workflows.calendar.clock import ZONE
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest


HEAD, LEADER, OFFICER = "truong.tttn", "thutruong1", "cv.tttn"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZONE)


def at(day, hour=9):
    return MONDAY.replace(day=day, hour=hour)


def directed(**more):
    """Return a document directed on Monday 23 November, due on 1 December.

    The 24th is a holiday: the Day of Vietnamese Culture.
    """
    document = ministry.submitted()
    with ministry.acting(LEADER) as by:
        order = giving.order(
            "Chủ trì.",
            ["unit:tttn"],
            ["unit:xnk"],
            ["unit:vp"],
            working_days=5,
            now=MONDAY,
            **more,
        )
        giving.direct(document, order, by, MONDAY)
    return document


def passed_on(task, **more):
    with ministry.acting(HEAD) as by:
        order = giving.order(
            "Dự thảo.", [f"person:{OFFICER}"], working_days=3, now=MONDAY, **more
        )
        giving.direct(task, order, by, MONDAY)
    return children(task)[0]


def keys(thing):
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        UID=thing.UID()
    )[0]
    catalog = api.portal.get_tool("portal_catalog")
    return set(catalog.getIndexDataForRID(found.getRID())["imoit_waiting"])


def day(task):
    return timing.last_day(task, MONDAY.date()).isoformat()


def test_a_return_recalls_what_was_given_below_and_settles_nothing(integration):
    document = directed()
    task = ministry.task_of(document)
    lower = passed_on(task)

    with ministry.acting(HEAD) as by:
        working.return_task(task, by, "Không thuộc chức năng", at(24))

    assert (state(task), state(lower)) == ("returned", "recalled")
    assert keys(task) == {"returned/imoit.post.ldb-deputy_minister-1"}
    assert timing.standing(task, at(30).date()) == "stopped"
    assert not [grant for grant in document.grants if task.UID() in grant[2]]
    assert not [grant for grant in document.grants if lower.UID() in grant[2]]


def test_a_new_directive_settles_what_came_back(integration):
    document = directed()
    task = ministry.task_of(document)
    with ministry.acting(HEAD) as by:
        working.return_task(task, by, "Không thuộc chức năng")

    with ministry.acting(LEADER) as by:
        giving.direct(document, giving.order("Làm.", ["unit:pc"], working_days=2), by)

    assert keys(task) == set()


def test_who_supersedes_may_recall_the_old_tasks(integration):
    document = directed()
    old = children(document)

    with ministry.acting(LEADER) as by:
        order = giving.order("Giao Vụ PC.", ["unit:pc"], working_days=5)
        giving.direct(document, order, by, supersedes=1, recall_old=True)

    assert [state(task) for task in old] == ["recalled"] * 3
    assert [d.get("supersedes") for d in directives(document)] == [None, 1]
    assert directives(document)[0]["text"] == "Chủ trì."


def test_who_supersedes_may_leave_the_old_tasks(integration):
    document = directed()
    old = children(document)

    with ministry.acting(LEADER) as by:
        order = giving.order("Giao thêm Vụ PC.", ["unit:pc"], working_days=5)
        giving.direct(document, order, by, supersedes=1)

    assert [state(task) for task in old] == ["assigned"] * 3


def test_a_head_gives_work_to_those_below_only(integration):
    task = ministry.task_of(directed())

    with ministry.acting(HEAD) as by, pytest.raises(BadValue) as refusal:
        order = giving.order("Làm.", ["unit:xnk"], working_days=2, now=MONDAY)
        giving.direct(task, order, by, MONDAY)

    assert [error.code for error in refusal.value.errors] == ["not_below"]


def test_the_task_above_is_reported_by_itself(integration):
    task = ministry.task_of(directed())
    lower = passed_on(task)
    with ministry.acting(OFFICER) as by:
        closing.report(lower, by, text="Đã dự thảo.", now=at(24))

    with ministry.acting(HEAD) as by:
        closing.accept(lower, by, at(25))

    assert (state(lower), state(task)) == ("done", "reported")
    assert task.result == "Đã dự thảo."


def test_who_reports_upwards_alone_is_left_to_do_it(integration):
    task = ministry.task_of(directed())
    lower = passed_on(task, reports_up=False)
    with ministry.acting(OFFICER) as by:
        closing.report(lower, by, text="Đã dự thảo.")

    with ministry.acting(HEAD) as by:
        closing.accept(lower, by)

    assert state(task) == "forwarded"


def test_where_the_giver_said_so_a_report_closes_the_document(integration):
    document = directed(closes=True)
    task = ministry.task_of(document)

    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Xong.", now=at(24))

    assert (state(task), state(document)) == ("done", "completed")
    assert timing.standing(task) == "on_time"


def test_work_below_closes_with_the_task_and_information_stays(integration):
    document = directed()
    task = ministry.task_of(document)
    lower = passed_on(task)
    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Tôi tự làm.")

    with ministry.acting(LEADER) as by:
        closing.accept(task, by)

    assert state(lower) == "done"
    found = {child.duty: state(child) for child in children(document)}
    assert found == {"lead": "done", "support": "done", "informed": "assigned"}
    assert state(document) == "completed"


def test_information_alone_completes_the_document_at_once(integration):
    document = ministry.submitted()

    with ministry.acting(LEADER) as by:
        order = giving.order("Để biết.", [], [], ["unit:vp", "unit:xnk"])
        giving.direct(document, order, by)

    assert state(document) == "completed"
    assert document.standing() == "on_time"
    assert [state(task) for task in children(document)] == ["assigned"] * 2


def test_the_clock_stops_and_runs_again(integration):
    task = ministry.task_of(directed())
    with ministry.acting(LEADER) as by:
        timing.pause(task, by, "Chờ Bộ Tài chính", at(25))
    assert timing.standing(task, at(30).date()) == "paused"

    with ministry.acting(HEAD) as by:
        timing.resume(task, by, at(27))

    assert timing.last_day(task, at(30).date()).isoformat() == "2026-12-03"
    assert [mark["act"] for mark in task.marks] == ["pause", "resume"]


def test_a_stopped_clock_is_in_no_box_of_time(integration):
    task = ministry.task_of(directed())
    catalog = api.portal.get_tool("portal_catalog")

    with ministry.acting(LEADER) as by:
        timing.pause(task, by, "Chờ", at(24))

    found = catalog.unrestrictedSearchResults(UID=task.UID())[0]
    assert (found.imoit_line["due"], found.imoit_line["paused"]) == ("", True)


def test_more_time_is_asked_and_granted(integration):
    task = ministry.task_of(directed())
    with ministry.acting(HEAD) as by:
        timing.ask_extension(task, by, "Nhiều việc", working_days=3, now=at(24))
    assert (day(task), task.asked["due"]) == ("2026-12-01", "2026-12-04")
    assert "to_approve/imoit.post.ldb-deputy_minister-1" in keys(task)

    with ministry.acting(LEADER) as by:
        timing.grant_extension(task, by, now=at(25))

    assert (day(task), task.asked) == ("2026-12-04", None)
    assert "to_approve/imoit.post.ldb-deputy_minister-1" not in keys(task)


def test_more_time_is_refused_with_a_reason(integration):
    task = ministry.task_of(directed())
    with ministry.acting(HEAD) as by:
        timing.ask_extension(task, by, "Nhiều việc", working_days=3, now=at(24))

    with ministry.acting(LEADER) as by:
        with pytest.raises(BadValue):
            timing.refuse_extension(task, by, " ")
        timing.refuse_extension(task, by, "Gấp", at(25))

    assert (day(task), task.asked) == ("2026-12-01", None)


@pytest.mark.parametrize(
    ("duty", "who", "days", "code"),
    [
        ("support", "truong.xnk", 1, "after_lead"),
        ("lead", HEAD, 0, "not_later"),
    ],
)
def test_an_extension_that_helps_nobody(integration, duty, who, days, code):
    task = ministry.task_of(directed(), duty)

    with ministry.acting(who) as by, pytest.raises(BadValue) as refusal:
        timing.ask_extension(task, by, "Nhiều việc", working_days=days, now=at(24))

    assert refusal.value.errors[0].code == code


def test_a_giver_who_sends_back_late_does_not_make_the_assignee_late(integration):
    task = ministry.task_of(directed())
    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Xong.", now=at(27))
    with ministry.acting(LEADER) as by:
        closing.send_back(task, by, "Thiếu số liệu", MONDAY + timedelta(days=9))

    assert state(task) == "in_progress"
    today = (MONDAY + timedelta(days=9)).date()
    assert timing.last_day(task, today).isoformat() == "2026-12-04"
    assert task.percent == 100 and not task.reported_at


def test_what_counts_is_the_day_of_the_report(integration):
    task = ministry.task_of(directed())
    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Xong.", now=at(30))

    with ministry.acting(LEADER) as by:
        closing.accept(task, by, MONDAY + timedelta(days=14))

    assert timing.standing(task) == "on_time"


def test_files_of_a_report_are_files_of_the_document(integration):
    task = ministry.task_of(directed())
    data = (ministry.SAMPLES / "letter-01.pdf").read_bytes()

    with ministry.acting(HEAD) as by:
        closing.report(task, by, files=[("ket-qua.pdf", data)], percent=50)

    document = task.journal_root()
    kept = task.reports[0]["files"]
    assert document[kept[0]].title == "ket-qua.pdf"
    assert (task.percent, state(task)) == (50, "assigned")


def test_phrases_belong_to_the_post(integration):
    directed()

    assert phrases("ldb-deputy_minister-1") == ("Chủ trì.",)
    assert phrases("ldb-minister-1") == ()


def test_a_secretary_cannot_direct(integration):
    document = ministry.submitted()

    with ministry.acting("thuky1") as by, pytest.raises(NotAllowed):
        order = giving.order("Chủ trì.", ["unit:tttn"], working_days=5)
        giving.direct(document, order, by)
