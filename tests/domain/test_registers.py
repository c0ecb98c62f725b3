from datetime import date
from datetime import datetime
from imoit.content.registers.domain import books
from imoit.content.registers.domain import columns
from imoit.content.registers.domain import ledger
from imoit.content.registers.domain.books import Book
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.sieve import Sieve
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Refusal

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
    with pytest.raises(Refusal):
        entry.voided(reason)


def test_the_registry_sees_all_books_newest_year_first():
    begun = [("incoming", 2025), ("arrivals-tttn", 2026), ("outgoing-qd", 2026)]

    found = books.open_books((), True, begun, 2026)

    assert found == [
        ("incoming", 2026),
        ("outgoing", 2026),
        ("outgoing-qd", 2026),
        ("arrivals-tttn", 2026),
        ("copies", 2026),
        ("sending", 2026),
        ("uses", 2026),
        ("incoming", 2025),
    ]


def test_a_unit_sees_its_own_book_alone():
    groups = ("imoit.post.tttn-head-1", "imoit.tttn.head")
    begun = [("incoming", 2026), ("arrivals-xnk", 2026)]

    assert books.open_books(groups, False, begun, 2026) == [("arrivals-tttn", 2026)]


def test_an_officer_sees_no_book():
    groups = ("imoit.post.tttn-officer-1", "imoit.tttn.officer")

    assert books.open_books(groups, False, [("arrivals-tttn", 2026)], 2026) == []


def test_each_book_of_the_law_has_ten_columns():
    assert len(columns.INCOMING) == len(columns.OUTGOING) == 10
    assert len(columns.FOLLOW_UP) == 7


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
    assert columns.described(type_name, subject) == expected


def test_a_day_of_the_books_year_is_short():
    assert columns.short("2026-11-23", 2026) == "23/11"
    assert columns.short("2027-01-02", 2026) == "02/01/2027"


@pytest.mark.parametrize(
    ("book", "today", "closed"),
    [
        pytest.param(Book(2025), date(2026, 1, 5), True, id="last year"),
        pytest.param(Book(2026), date(2026, 12, 31), None, id="the year still runs"),
        pytest.param(Book(2025, 0, True), date(2026, 1, 5), None, id="closed before"),
    ],
)
def test_which_books_are_closed(book, today, closed):
    if closed:
        assert book.shut(today).closed
    else:
        with pytest.raises(Conflict):
            book.shut(today)


@pytest.mark.parametrize(
    ("book", "today", "opens"),
    [
        pytest.param(Book(2025, 9, True), date(2026, 1, 15), True, id="in grace"),
        pytest.param(Book(2025, 9, True), date(2026, 1, 16), False, id="too late"),
        pytest.param(Book(2025), date(2026, 1, 2), False, id="never closed"),
    ],
)
def test_which_books_are_opened_again(book, today, opens):
    if opens:
        assert not book.reopened(today).closed
    else:
        with pytest.raises(Conflict):
            book.reopened(today)


SHARED = (Shared("a", "Khối thương mại", ("tttn", "xnk")),)


@pytest.mark.parametrize(
    ("plan", "kind", "unit", "book"),
    [
        (Plan("incoming", "agency"), "qd", "vp", "incoming"),
        (Plan("incoming", "type"), "qd", "vp", "incoming-qd"),
        (Plan("incoming", "type"), "", "vp", "incoming"),
        (Plan("incoming", "unit"), "qd", "vp", "incoming-unit-vp"),
        (Plan("outgoing", "agency"), "qd", "tttn", "outgoing"),
        (Plan("outgoing", "type"), "qd", "tttn", "outgoing-qd"),
        (Plan("outgoing", "unit"), "", "tttn", "outgoing-unit-tttn"),
        (Plan("outgoing", "unit"), "qd", "tttn", "outgoing-qd"),
        (Plan("arrivals", "unit"), "", "tttn", "arrivals-tttn"),
        (Plan("arrivals", "agency"), "", "tttn", "arrivals"),
        (Plan("arrivals", "unit", 0, SHARED), "", "xnk", "arrivals-shared-a"),
        (Plan("arrivals", "unit", 0, SHARED), "", "vp", "arrivals-vp"),
    ],
)
def test_which_book_a_document_goes_into(plan, kind, unit, book):
    assert plan.book(kind, unit) == book


def test_a_division_counts_from_its_year_on():
    plans = {"incoming": (Plan("incoming", "type", 2027),)}

    assert books.plan_of(plans, "incoming", 2026).scope == "agency"
    assert books.plan_of(plans, "incoming", 2027).scope == "type"
    assert books.plan_of(plans, "incoming", 2030).scope == "type"


ALONE = (Shared("a", "Một mình", ("tttn",)),)
TWICE = (*SHARED, Shared("b", "Khác", ("xnk", "vp")))


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(Plan("sideways", "agency", 2027), id="no such direction"),
        pytest.param(Plan("incoming", "person", 2027), id="no such scope"),
        pytest.param(Plan("arrivals", "type", 2027), id="arrivals by type"),
        pytest.param(Plan("incoming", "type", 2027, SHARED), id="shared by type"),
        pytest.param(Plan("arrivals", "unit", 2027, ALONE), id="shared by one"),
        pytest.param(Plan("arrivals", "unit", 2027, TWICE), id="a unit twice"),
        pytest.param(Plan("incoming", "unit", 2025), id="in the past"),
        pytest.param(Plan("incoming", "unit", 2028), id="too far ahead"),
        pytest.param(Plan("incoming", "unit", 2026), id="numbers were given"),
    ],
)
def test_no_division(plan):
    with pytest.raises(Refusal):
        books.check_plan(plan, [("incoming", 2026)], 2026)


def test_a_division_of_a_year_without_numbers():
    books.check_plan(Plan("incoming", "unit", 2027), [("incoming", 2026)], 2026)
    books.check_plan(Plan("arrivals", "unit", 2026, SHARED), [], 2026)


HEAD, REGISTRY = ("imoit.tttn.head",), ("imoit.tttn.registry",)
PLANS = {"arrivals": (Plan("arrivals", "unit", 0, SHARED),)}


@pytest.mark.parametrize(
    ("groups", "registry", "book", "plans", "keeps"),
    [
        ((), True, "incoming", {}, True),
        ((), True, "outgoing-qd", {}, True),
        ((), True, "arrivals-tttn", {}, False),
        (REGISTRY, False, "arrivals-tttn", {}, True),
        (REGISTRY, False, "arrivals-xnk", {}, False),
        (REGISTRY, False, "incoming", {}, False),
        (HEAD, False, "arrivals-tttn", {}, False),
        (REGISTRY, False, "arrivals-shared-a", PLANS, True),
        (REGISTRY, False, "arrivals-tttn", PLANS, False),
    ],
)
def test_who_keeps_a_book(groups, registry, book, plans, keeps):
    assert books.keeps(groups, registry, book, 2026, plans) is keeps


def test_units_that_share_a_book_both_look_into_it():
    groups = ("imoit.xnk.head",)

    assert books.open_books(groups, False, [], 2026, PLANS) == [
        ("arrivals-shared-a", 2026)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", Number(12)), ("012A", Number(12, "a")), (" 7 b", Number(7, "b"))],
)
def test_numbers_are_read(text, number):
    assert ledger.read_number(text) == number
    assert Number.at(number.key) == number


@pytest.mark.parametrize("text", ["", "a", "12ab", "-1", "1/2", "12à"])
def test_no_number(text):
    with pytest.raises(BadValue):
        ledger.read_number(text)


def test_inserted_rows_stand_after_their_number():
    inserted = [Number(2, "b").key, Number(2, "a").key]

    up = [str(Number.at(k)) for k in ledger.keys(3, inserted, newest_first=False)]
    down = [str(Number.at(k)) for k in ledger.keys(3, inserted)]

    assert up == ["1", "2", "2a", "2b", "3"]
    assert down == up[::-1]


def test_letters_run_out_after_z():
    all_of_them = [Number(7, letter).key for letter in ledger.LETTERS]

    assert ledger.next_suffix(7, all_of_them[:2]) == "c"
    assert ledger.next_suffix(8, all_of_them) == "a"
    with pytest.raises(Conflict):
        ledger.next_suffix(7, all_of_them)


@pytest.mark.parametrize(
    ("day", "fits"), [(1, False), (2, True), (3, True), (4, True), (5, False)]
)
def test_an_inserted_row_lies_between_its_neighbours(day, fits):
    def check():
        ledger.check_between(date(2026, 3, day), "2026-03-02", "2026-03-04")

    if fits:
        check()
    else:
        with pytest.raises(BadValue):
            check()


LINE = {"kind": "incoming", "from": "Bộ Công an", "type": "Công văn", "to": "Cục TTTN"}


@pytest.mark.parametrize(
    ("sieve", "line", "lets"),
    [
        (Sieve(), LINE, True),
        (Sieve(), None, True),
        (Sieve(issuer="bo cong an"), LINE, True),
        (Sieve(issuer="bộ công an"), None, False),
        (Sieve(issuer="y tế"), LINE, False),
        (Sieve(type="cong van", unit="tttn"), LINE, True),
        (Sieve(unit="xnk"), LINE, False),
        (Sieve(since="2026-08-22", until="2026-08-22"), None, True),
        (Sieve(since="2026-08-23"), LINE, False),
        (Sieve(until="2026-08-21"), LINE, False),
        (Sieve(state="given"), LINE, True),
        (Sieve(state="void"), LINE, False),
    ],
)
def test_which_rows_pass(sieve, line, lets):
    assert sieve.lets(Entry(7, "u", "2026-08-22"), line) is lets


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry(7, "u", "2026-08-22"), "given"),
        (Entry(7, "", "2026-08-22"), "reserved"),
        (Entry(7, "u", "2026-08-22", "", "a"), "inserted"),
        (Entry(7, "u", "2026-08-22", "Nhầm", "a"), "void"),
    ],
)
def test_how_a_row_stands(entry, state):
    assert entry.state == state


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"limit": "2026-08-21"}, "overdue"),
        ({"limit": "2026-08-22"}, None),
        ({"limit": "2026-08-21", "done": "2026-08-21"}, "on time"),
        ({"limit": "2026-08-20", "done": "2026-08-21"}, "late"),
        ({}, None),
    ],
)
def test_lateness_is_counted_when_asked(line, said):
    found = columns.lateness(line, TODAY)

    assert (found.text if found else None) == said
