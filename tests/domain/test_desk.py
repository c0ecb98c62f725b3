from datetime import date
from imoit.content.desk import domain

import pytest


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("priority", "due", "expected"),
    [
        pytest.param("express", None, "first", id="express without a deadline"),
        pytest.param("urgent", date(2027, 1, 5), "first", id="urgent, due later"),
        pytest.param("normal", date(2026, 11, 20), "first", id="overdue"),
        pytest.param("normal", MONDAY, "first", id="due today"),
        pytest.param("normal", date(2026, 11, 29), "week", id="Sunday of this week"),
        pytest.param("normal", date(2026, 11, 30), "later", id="Monday after"),
        pytest.param("normal", None, "open", id="no deadline"),
    ],
)
def test_a_line_stands_under_its_heading(priority, due, expected):
    ordinal = due.toordinal() if due else None

    assert domain.heading(priority, ordinal, MONDAY) == expected


def test_the_headings_follow_the_order_of_the_list():
    from imoit.content.correspondence.domain import rank

    days = [None, MONDAY, date(2026, 11, 27), date(2026, 12, 8)]
    lines = [(p, d and d.toordinal()) for p in ("normal", "express") for d in days]

    order = [
        domain.heading(*line, MONDAY) for line in sorted(lines, key=lambda x: rank(*x))
    ]

    assert list(dict.fromkeys(order)) == ["first", "week", "later", "open"]
    assert order == sorted(order, key=list(domain.HEADINGS).index)


def test_a_desk_begins_with_the_first_box_that_holds_something():
    counts = dict.fromkeys(domain.BOX_IDS, 0) | {"overdue": 2, "to_process": 3}

    assert domain.first_box(counts, "head") == "to_process"


def test_an_empty_desk_begins_with_its_first_usual_box():
    counts = dict.fromkeys(domain.BOX_IDS, 0)

    assert domain.first_box(counts, "ministry_registry") == "to_register"
    assert domain.first_box(counts, "auditor") == "to_process"


def test_an_unusual_box_shows_only_when_it_holds_something():
    assert not domain.is_shown("to_number", 0, "officer")
    assert domain.is_shown("to_number", 1, "officer")
    assert domain.is_shown("drafts", 0, "officer")


def test_each_box_says_what_would_be_in_it():
    assert set(domain.EMPTY) == set(domain.BOX_IDS)


@pytest.mark.parametrize(
    ("start", "total", "expected"),
    [
        pytest.param(0, 0, 0, id="empty"),
        pytest.param(50, 120, 50, id="a batch"),
        pytest.param(70, 120, 50, id="within a batch"),
        pytest.param(150, 120, 100, id="beyond the last"),
        pytest.param(100, 100, 50, id="the last batch is done"),
    ],
)
def test_a_batch_begins_where_it_should(start, total, expected):
    assert domain.batch(start, 50, total) == expected


def test_a_position_is_kept_as_it_was():
    place = domain.Position("tttn-head-1", "to_process", 50, "abc")

    assert domain.position(place.written()) == place


@pytest.mark.parametrize("written", ["", "a|b", "p|nobox|0|", "p|drafts|x|", "|||||"])
def test_what_is_no_position_is_none(written):
    assert domain.position(written) is None
