from datetime import date
from datetime import datetime
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.pages import domain

import pytest


CALENDAR = Calendar()
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)


def said(sentence):
    text = sentence.text
    for name, value in sentence.values.items():
        text = text.replace("${" + name + "}", str(value))
    return text


@pytest.mark.parametrize(
    ("day", "kind", "short", "full"),
    [
        (None, "none", "No deadline", "No deadline"),
        (date(2026, 11, 18), "late", "Overdue 3 d", "overdue by 3 working days"),
        (FRIDAY, "late", "Overdue 1 d", "overdue by 1 working days"),
        (MONDAY, "today", "Due today", "Due today"),
        (date(2026, 11, 24), "soon", "1 d left", "1 working days left"),
        (date(2026, 11, 25), "soon", "2 d left", "2 working days left"),
        (date(2026, 11, 26), "later", "3 d left", "3 working days left"),
        (date(2026, 11, 30), "later", "5 d left", "5 working days left"),
    ],
)
def test_a_deadline_says_how_it_stands(day, kind, short, full):
    found = domain.due(day, MONDAY, CALENDAR)

    assert (found.kind, said(found.short), said(found.full)) == (kind, short, full)


def test_what_was_due_on_friday_is_late_on_saturday():
    found = domain.due(FRIDAY, date(2026, 11, 21), CALENDAR)

    assert (found.kind, said(found.short)) == ("late", "Overdue 1 d")


@pytest.mark.parametrize(
    ("hour", "short"), [(9, "8 h left"), (16, "1 h left"), (17, "Due today")]
)
def test_what_is_due_today_counts_the_hours_of_the_working_day(hour, short):
    now = datetime(2026, 11, 23, hour, 30)

    assert said(domain.due(MONDAY, MONDAY, CALENDAR, now=now).short) == short


@pytest.mark.parametrize(
    ("day", "finished", "short"),
    [
        (None, MONDAY, "On time"),
        (MONDAY, FRIDAY, "On time"),
        (MONDAY, MONDAY, "On time"),
        (FRIDAY, MONDAY, "Late by 1 d"),
    ],
)
def test_what_is_done_says_whether_it_was_in_time(day, finished, short):
    found = domain.due(day, date(2027, 1, 4), CALENDAR, finished=finished)

    assert (found.kind, said(found.short)) == ("done", short)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("23/11/2026", "2026-11-23"),
        (" 3.9.2026 ", "2026-09-03"),
        ("2026-11-23", "2026-11-23"),
        ("hôm qua", "hôm qua"),
        ("", ""),
    ],
)
def test_a_date_is_typed_as_on_paper(typed, iso):
    assert domain.iso_date(typed) == iso


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 23, 8, 5), "08:05"),
        (datetime(2026, 11, 20, 14, 52), "20/11 14:52"),
        (datetime(2025, 12, 31, 9, 0), "31/12/2025 09:00"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be(when, said):
    assert domain.moment(when, MONDAY) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 kB"), (510_000, "510 kB"), (4_800_000, "4,8 MB")]
)
def test_sizes_have_a_decimal_comma(count, said):
    assert domain.size(count) == said


def test_counts_have_dots_and_states_a_disc():
    assert domain.grouped(123265) == "123.265"
    assert domain.disc("in_progress") == "50"
    assert domain.disc("refused") == "stop"
    assert domain.disc("a state of one's own") == "0"


def test_only_urgent_letters_are_stamped():
    assert domain.stamp("normal") is None
    assert domain.stamp("express")[1] == "im-stamp--3"


def test_a_field_sent_twice_is_a_list_and_a_file_is_no_text():
    form = {"one": " a ", "many": ["a", " ", "b"], "file": object()}

    assert domain.typed(form, "one") == "a"
    assert domain.typed(form, "file") == ""
    assert domain.typed_all(form, "one") == ["a"]
    assert domain.typed_all(form, "many") == ["a", "b"]
