from datetime import timedelta
from imoit.content.desk import operations as desk
from imoit.content.reports.operations import board
from imoit.content.reports.operations import monthly
from imoit.content.tasks.operations import timing
from imoit.workflows.calendar import clock
from tests import cast
from tests.rooms import ministry

import pytest


LATER = 40  # days: long after each deadline
INFORMED, LEAD = "truong.vp", "truong.tttn"


@pytest.fixture
def letter(integration):
    """A letter that one unit leads, another supports and a third reads only."""
    return ministry.directed()


def counts(who):
    with ministry.acting(who) as actor:
        found = desk.counts(actor, clock.now() + timedelta(days=LATER))
    return {count.box.id: count.count for count in found}


@pytest.mark.parametrize("box", ["overdue", "due_soon", "to_process"])
def test_it_waits_in_no_box_that_has_a_deadline(letter, box):
    assert (counts(INFORMED)[box], counts(INFORMED)["informed"]) == (0, 1)


def test_who_leads_is_late_on_the_same_day(letter):
    assert counts(LEAD)["overdue"] == 1


def test_its_line_in_the_list_has_no_day(letter):
    with ministry.acting(INFORMED) as actor:
        later = clock.now() + timedelta(days=LATER)
        _total, (line,) = desk.items("informed", actor, now=later)

    assert line.due is None


def test_the_task_itself_is_never_late(letter):
    task = ministry.task_of(letter, "informed")
    later = clock.now() + timedelta(days=LATER)

    assert (task.due, timing.last_day(task)) == (None, None)
    assert timing.standing(task, later.date()) not in ("overdue", "late")


def test_no_report_has_its_unit(letter):
    later = clock.now() + timedelta(days=LATER)
    with ministry.acting(cast.MINISTER):
        progress = board.board(clock.now().strftime("%Y-%m"), now=later)
        month = monthly.report(later.strftime("%Y-%m"), later)

    assert {row.id for row in progress.units} == {"tttn", "xnk"}
    assert {row.id for row in month.units} == {"tttn", "xnk"}


def test_a_letter_for_information_alone_has_no_limit_in_the_follow_up_book(integration):
    document = ministry.submitted()
    with ministry.acting(cast.DEPUTY) as leader:
        order = ministry.giving.order("Để biết.", [], [], ["unit:vp"])
        ministry.giving.direct(document, order, leader)

    assert document.line()["limit"] == ""
    assert document.standing() != "late"
