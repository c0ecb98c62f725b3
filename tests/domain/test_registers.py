from datetime import date
from datetime import datetime
from imoit.content.registers import domain
from imoit.content.registers.domain import Book
from imoit.content.registers.domain import Entry
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import BadValue

import pytest


TODAY = date(2026, 8, 22)


@pytest.mark.parametrize(
    ("book", "after"),
    [
        pytest.param(Book(2026), Book(2026, 1), id="the first number is 1"),
        pytest.param(Book(2026, 811), Book(2026, 812), id="no gap"),
    ],
)
def test_numbers_run_on(book, after):
    assert book.take(TODAY) == after


@pytest.mark.parametrize(
    ("book", "today", "is_open"),
    [
        pytest.param(Book(2026), date(2026, 12, 31), True, id="the current year"),
        pytest.param(Book(2026), date(2027, 1, 15), True, id="last year in grace"),
        pytest.param(Book(2026), date(2027, 1, 16), False, id="grace is over"),
        pytest.param(Book(2025), date(2027, 1, 2), False, id="two years ago"),
        pytest.param(Book(2027), date(2026, 12, 31), False, id="a year to come"),
        pytest.param(Book(2026, 9, True), date(2027, 1, 2), False, id="closed early"),
    ],
)
def test_which_years_are_open(book, today, is_open):
    assert book.is_open(today) is is_open


def test_a_shut_year_is_refused_at_its_field():
    with pytest.raises(BadValue) as refused:
        Book(2024).take(TODAY, "issued_date")

    assert refused.value.errors[0][:2] == ("issued_date", "book_closed")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T23:59:59+07:00", date(2026, 12, 31)),
        ("2027-01-01T00:00:00+07:00", date(2027, 1, 1)),
        ("2026-12-31T17:00:00+00:00", date(2027, 1, 1)),
    ],
)
def test_midnight_is_vietnams(moment, day):
    assert clock.day(datetime.fromisoformat(moment)) == day


def test_a_void_number_keeps_its_row():
    entry = Entry(7, "uid", "2026-08-22").voided(" Ghi nhầm ")

    assert entry == Entry(7, "uid", "2026-08-22", "Ghi nhầm")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param(Entry(7, "u", "2026-08-22"), " ", id="without a reason"),
        pytest.param(Entry(7, "u", "2026-08-22", "x"), "y", id="twice"),
    ],
)
def test_no_void(entry, reason):
    with pytest.raises(BadValue):
        entry.voided(reason)


def test_the_registry_sees_all_books_newest_year_first():
    begun = [("incoming", 2025), ("arrivals-tttn", 2026), ("outgoing-qd", 2026)]

    found = domain.open_books((), True, begun, 2026)

    assert found == [
        ("incoming", 2026),
        ("outgoing", 2026),
        ("arrivals-tttn", 2026),
        ("outgoing-qd", 2026),
        ("incoming", 2025),
    ]


def test_a_unit_sees_its_own_book_alone():
    groups = ("imoit.post.tttn-head-1", "imoit.tttn.head")
    begun = [("incoming", 2026), ("arrivals-xnk", 2026)]

    assert domain.open_books(groups, False, begun, 2026) == [("arrivals-tttn", 2026)]


def test_an_officer_sees_no_book():
    groups = ("imoit.post.tttn-officer-1", "imoit.tttn.officer")

    assert domain.open_books(groups, False, [("arrivals-tttn", 2026)], 2026) == []


def test_each_book_of_the_law_has_ten_columns():
    assert len(domain.INCOMING) == len(domain.OUTGOING) == 10


@pytest.mark.parametrize(
    ("type_name", "subject", "expected"),
    [
        ("Công văn", "V/v chữ ký số", "Công văn v/v chữ ký số"),
        ("Báo cáo", "Báo cáo tình hình xuất khẩu", "Báo cáo tình hình xuất khẩu"),
        ("Quyết định", "Ban hành Quy chế", "Quyết định Ban hành Quy chế"),
        ("", "", ""),
    ],
)
def test_a_book_says_type_and_abstract_once(type_name, subject, expected):
    assert domain.described(type_name, subject) == expected


def test_a_day_of_the_books_year_is_short():
    assert domain.short("23/11/2026", 2026) == "23/11"
    assert domain.short("02/01/2027", 2026) == "02/01/2027"
