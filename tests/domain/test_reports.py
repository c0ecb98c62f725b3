from datetime import date
from imoit.content.directory.domain import OWN_ROLES
from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.workflows.refusal import BadValue

import pytest


DONE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(
            ("tttn", "ldb-minister-1", "unit:tttn", "running", None, True),
            ("unit:tttn/open", "post:ldb-minister-1/open"),
            id="open, given by a leader to a unit",
        ),
        pytest.param(
            ("tttn", "ldb-minister-1", "unit:tttn", "late", DONE, True),
            ("unit:tttn/late/2026-11", "post:ldb-minister-1/late/2026-11"),
            id="finished late",
        ),
        pytest.param(
            ("tttn", "tttn-head-1", "post:tttn-officer-1", "overdue", None, False),
            ("person:tttn-officer-1/open",),
            id="given on within the unit: not counted again for it",
        ),
        pytest.param(
            ("tttn", "x", "unit:tttn", "stopped", None, True), (), id="returned"
        ),
    ],
)
def test_under_which_keys_a_task_is_counted(arguments, expected):
    assert domain.keys(*arguments) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-11", ("2026-11",)), ("2026", tuple(f"2026-{m:02d}" for m in range(1, 13)))],
)
def test_a_period_has_its_months(period, expected):
    assert domain.months(period) == expected


@pytest.mark.parametrize("period", ["", "2026-13", "now", "26-1", "2026-11-01"])
def test_what_is_no_period(period):
    with pytest.raises(BadValue):
        domain.months(period)


def test_most_overdue_first_and_empty_rows_left_out():
    rows = [
        Row("a", 9, 0, 0, 0, 0, 1),
        Row("b", 0, 0, 0, 0, 0, 0),
        Row("c", 1, 0, 0, 0, 0, 2),
    ]

    assert [row.id for row in domain.last_first(rows)] == ["c", "a"]


def test_the_rate_is_of_what_is_finished():
    assert Row("a", 3, 1, 0, 5, 0, 5).rate == 0.75
    assert Row("a", 0, 0, 0, 5, 0, 5).rate is None
    assert domain.total([Row("a", 1, 2, 3, 4, 5, 6), Row("b", 1, 1, 1, 1, 1, 1)]) == (
        Row("", 2, 3, 4, 5, 6, 7)
    )


def test_to_read_is_not_to_own():
    grants = [
        ("imoit.tttn.head", "Document Reader", "task:1"),
        ("imoit.post.ldb-minister-1", "Director", "submission"),
    ]

    assert domain.owns(grants, ["imoit.post.ldb-minister-1"])
    assert not domain.owns(grants, ["imoit.tttn.head"])


def test_each_role_on_documents_has_its_words():
    of_people = {"Staff", "Ministry Registry", "Auditor", "Overseer"}

    assert OWN_ROLES - of_people == set(domain.ROLES)


@pytest.mark.parametrize(
    ("month", "days"),
    [
        ("2026-11", (date(2026, 11, 1), date(2026, 11, 30))),
        ("2028-02", (date(2028, 2, 1), date(2028, 2, 29))),
        ("2026-12", (date(2026, 12, 1), date(2026, 12, 31))),
    ],
)
def test_a_month_has_its_days(month, days):
    assert domain.month(month) == days


@pytest.mark.parametrize("month", ["2026", "11/2026", ""])
def test_what_is_no_month(month):
    with pytest.raises(BadValue):
        domain.month(month)


def test_the_supporters_beside_a_lead_are_found_by_its_keys():
    given = date(2026, 11, 2)
    lead = domain.history_keys(given, "above", 1, "lead", False)
    support = domain.history_keys(given, "above", 1, "support", False)

    assert domain.beside(lead) in support
    assert domain.beside(support) == ""


def test_a_report_counts_what_still_has_time_as_open():
    table = {"tttn": {"on_time": 2, "running": 1, "due_soon": 1, "paused": 1}}

    assert domain.reported(table) == [Row("tttn", 2, 0, 0, 3, 0, 0)]
