from datetime import date
from datetime import timedelta
from imoit.content.correspondence.events import Opened
from imoit.content.issued import operations
from imoit.content.issued.domain import Dispatch
from imoit.content.issued.domain import Use
from imoit.content.outgoing import operations as outgoing
from imoit.content.registers import storage
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import rows
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from tests.rooms import ministry
from zope.event import notify

import pytest


YEAR = clock.today().year
TODAY = clock.today().strftime("%d/%m/%Y")
AGENCY = "agency:000.00.00.G12"


def cells(book, who="vanthu.bo", sieve=None):
    """Return the cells of each row of *book*, oldest first; None for a hidden one."""
    layout = columns.layout(book)
    with ministry.acting(who):
        found = rows.sifted(book, YEAR, sieve or Sieve(), rows.eyes(), False)
        return [
            columns.CELLS[layout](row.entry, row.line, YEAR) if row.line else None
            for row in found
        ]


def as_clerk(act, *args, **kw):
    with ministry.acting("vanthu.bo") as clerk:
        return act(*args, clerk, **kw)


def posted(document, **changes):
    """Send *document* to an agency; record that it went by post."""
    as_clerk(lambda by: operations.add_recipients(document, [AGENCY], by))
    number = operations.sendings(document)[-1].number
    found = Dispatch("post", 1, "EE123VN", clock.today())._replace(**changes)
    return as_clerk(lambda by: operations.dispatch(document, (YEAR, number), found, by))


def test_each_recipient_has_a_row_in_the_sending_book(integration):
    ministry.published()

    found = cells("sending")

    assert [row[1] for row in found] == ["01/BCT-TTTN"] * 2
    assert found[0][2] == "Cục Xuất nhập khẩu"
    assert all(row[0].endswith(TODAY) and row[4] == "" for row in found)


def test_the_first_opening_is_receipt_and_the_second_changes_nothing(integration):
    document = ministry.published()
    for who in ("truong.xnk", "vanthu.xnk"):
        with ministry.acting(who) as by:
            notify(Opened(document, by))

    first, second = cells("sending")

    assert TODAY in first[4]
    assert second[4] == ""
    names = {entry.facts.get("receiver") for entry in operations.sendings(document)}
    with ministry.acting("truong.xnk") as by:
        assert names == {by.name, None}


def test_what_left_the_house_says_by_which_way_and_when_it_was_received(integration):
    document = ministry.published()
    posted(document)
    waiting = operations.sendings(document)[-1]
    assert (waiting.facts["way"], waiting.facts["covers"]) == ("post", 1)

    row = (YEAR, waiting.number)
    back = Dispatch("post", 1, "EE123VN", clock.today(), clock.today(), "Trần Văn A")
    as_clerk(lambda by: operations.dispatch(document, row, back, by))

    last = cells("sending")[-1]
    assert last[3:5] == ["1", f"{TODAY}; Trần Văn A; EE123VN"]
    assert columns.notes("sending", waiting, {}, "published") == ["way-post"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"way": "pigeon"}, "way"),
        ({"way": "system"}, "way"),
        ({"sent_on": date(2020, 1, 1)}, "sent_on"),
        ({"sent_on": clock.today() + timedelta(1)}, "sent_on"),
        ({"received_on": date(2020, 1, 1)}, "received_on"),
    ],
)
def test_no_such_sending(integration, changes, field):
    document = ministry.published()

    with pytest.raises(BadValue) as found:
        posted(document, **changes)

    assert found.value.errors[0].field == field


def test_what_went_on_the_system_is_not_recorded_by_hand(integration):
    document = ministry.published()
    number = operations.sendings(document)[0].number

    with ministry.acting("vanthu.bo") as by, pytest.raises(Conflict):
        operations.dispatch(document, (YEAR, number), Dispatch("axis"), by)
    with ministry.acting("vanthu.bo") as by, pytest.raises(NotThere):
        operations.dispatch(document, (YEAR, 999), Dispatch("post"), by)


def test_a_paper_copy_beside_the_system_is_recorded_and_opening_is_still_receipt(
    integration,
):
    document = ministry.published()
    sent = operations.sendings(document)[0]
    today = clock.today()
    paper = Dispatch("hand", 1, "", today, today, "Lê Thị B")
    as_clerk(lambda by: operations.dispatch(document, (YEAR, sent.number), paper, by))

    now = operations.sendings(document)[0]

    assert (now.facts["way"], now.facts["sent"]) == ("system", sent.facts["sent"])
    assert not now.facts.get("received"), "paper in the hand is no opening"
    assert cells("sending")[0][3:5] == ["1", f"{TODAY}; Lê Thị B"]
    notes = columns.notes("sending", now, {}, "published")
    assert notes == ["way-system", "paper-hand"]


def test_a_copy_stands_in_the_register_of_copies(integration):
    document = ministry.published()
    as_clerk(lambda by: operations.make_copy(document, "SY", by, reason="Gửi Sở"))
    as_clerk(lambda by: operations.make_copy(document, "TrS", by, part="Mục 2"))

    first, second = cells("copies")

    assert first[:5] == [
        "01/SY-BCT",
        TODAY,
        "SAO Y",
        "01/BCT-TTTN",
        "Công văn v/v trả lời",
    ]
    assert first[7] == "Gửi Sở"
    assert second[2:6:3] == ["TRÍCH SAO", "Mục 2"]


USE = Use("Trần Văn A, Vụ Pháp chế", "Đối chiếu bản gốc", "Chánh Văn phòng")


def test_a_use_of_the_file_copy_and_its_end_stand_in_the_nine_columns(integration):
    document = ministry.published()
    entry = as_clerk(lambda by: operations.use_copy(document, USE, by))
    row = (YEAR, entry.number)
    as_clerk(lambda by: operations.give_back(document, row, clock.today(), by))

    (found,) = cells("uses")

    assert found == [
        TODAY,
        "Trần Văn A, Vụ Pháp chế",
        f"01/BCT-TTTN, {TODAY}",
        "Công văn v/v trả lời",
        "VT-2026/11",
        "",
        TODAY,
        "Chánh Văn phòng",
        "Đối chiếu bản gốc",
    ]
    with pytest.raises(Conflict):
        as_clerk(lambda by: operations.give_back(document, row, clock.today(), by))


def test_every_part_of_a_use_must_be_said(integration):
    document = ministry.published()

    with pytest.raises(BadValue) as found:
        as_clerk(lambda by: operations.use_copy(document, Use("", " ", ""), by))

    assert {e.field for e in found.value.errors} == {"who", "purpose", "allowed_by"}


@pytest.mark.parametrize("made", [ministry.numbered, ministry.restricted])
def test_the_copy_of_what_is_not_out_is_not_used(integration, made):
    document = made()

    with pytest.raises(Conflict):
        as_clerk(lambda by: operations.use_copy(document, USE, by))


@pytest.mark.parametrize("who", [n for n in ministry.CAST if n != "vanthu.bo"])
def test_only_the_registry_of_the_ministry_writes_in_these_books(integration, who):
    document = ministry.published()
    row = (YEAR, operations.sendings(document)[0].number)

    with ministry.acting(who) as by:
        for act in (
            lambda: operations.use_copy(document, USE, by),
            lambda: operations.give_back(document, (YEAR, 1), clock.today(), by),
            lambda: operations.dispatch(document, row, Dispatch("post"), by),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize("book", ["sending", "copies", "uses"])
def test_rows_of_what_was_restricted_show_nothing(integration, book):
    document = ministry.published()
    as_clerk(lambda by: operations.make_copy(document, "SY", by))
    as_clerk(lambda by: operations.use_copy(document, USE, by))
    assert all(cells(book))
    with ministry.acting("botruong") as leader:
        outgoing.restrict(document, leader, "Chưa công bố")

    assert not any(cells(book))
    assert not any(cells(book, "kiemtra"))


@pytest.mark.parametrize("book", ["sending", "uses"])
def test_rows_that_stand_by_their_day_are_neither_reserved_nor_void(integration, book):
    document = ministry.published()
    as_clerk(lambda by: operations.use_copy(document, USE, by))

    with ministry.acting("vanthu.bo") as by:
        with pytest.raises(Conflict):
            numbers.reserve(book, YEAR, by, "Thử")
        with pytest.raises(Conflict):
            numbers.void(book, YEAR, Number(1), by, "Thử")


def test_rows_are_asked_for_by_recipient_and_signer(integration):
    ministry.published()

    def asked(book, **sieve):
        return len(cells(book, sieve=Sieve(**sieve)))

    assert asked("sending", recipient="xuat nhap khau") == 1
    assert asked("outgoing", recipient="xuat nhap khau") == 1
    assert asked("outgoing", signer="thanh van") == 1
    assert asked("outgoing", signer="nguyen van khac") == 0


@pytest.mark.parametrize("book", ["outgoing", "sending", "uses"])
@pytest.mark.parametrize("asked", ["xuat nhap khau", "cục", "nobody"])
def test_by_recipient_is_found_what_looking_at_every_row_finds(
    integration, book, asked
):
    document = ministry.published()
    as_clerk(lambda by: operations.add_recipients(document, [AGENCY], by))
    as_clerk(lambda by: operations.use_copy(document, USE, by))
    sieve = Sieve(recipient=asked)
    with ministry.acting("vanthu.bo"):
        every = list(rows.joined(storage.rows(book, YEAR), rows.eyes()))
        found = rows.page(book, YEAR, sieve, rows.eyes(), 50).rows

    wanted = [r for r in every if sieve.lets(r.entry, r.line)]
    assert [r.entry for r in found] == [r.entry for r in wanted]
    assert bool(found) is (asked != "nobody")


def test_a_recipient_added_later_is_found_in_the_book(integration):
    document = ministry.published()
    sieve = Sieve(recipient="hóa chất")
    assert cells("outgoing", sieve=sieve) == []

    as_clerk(lambda by: operations.add_recipients(document, ["unit:hc"], by))

    assert len(cells("outgoing", sieve=sieve)) == 1
