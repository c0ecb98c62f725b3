from datetime import date
from imoit.content.tidings import domain
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.notices.domain import KINDS

import pytest


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param(date(2026, 11, 26), "", id="4 days"),
        pytest.param(date(2026, 11, 25), "due_soon", id="3 days"),
        pytest.param(date(2026, 11, 24), "", id="2 days"),
        pytest.param(date(2026, 11, 23), "due_soon", id="1 day, a weekend between"),
        pytest.param(FRIDAY, "", id="today"),
        pytest.param(date(2026, 11, 19), "overdue", id="late"),
        pytest.param(date(2026, 10, 1), "overdue", id="very late"),
    ],
)
def test_one_is_reminded_three_and_one_working_days_before_and_when_late(due, expected):
    assert domain.reminder(due, FRIDAY, Calendar()) == expected


def test_every_tiding_is_of_a_kind_that_notices_know():
    told = {t.kind for t in (*domain.DOCUMENT.values(), *domain.TASK.values())}
    told |= {*domain.REMINDERS, domain.of_duty("lead"), domain.of_duty("informed")}

    assert told - set(KINDS) == set()


def test_those_whose_box_it_lies_in_are_told():
    keys = ["to_approve/imoit.tttn.head", "drafts/imoit.post.x", "to_approve/b"]

    assert domain.holders(keys, "to_approve") == ["imoit.tttn.head", "b"]
