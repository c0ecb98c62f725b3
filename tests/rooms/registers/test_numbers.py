from datetime import datetime
from imoit.content.incoming import operations as incoming
from imoit.content.registers import storage
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import rows
from imoit.content.registers.operations import shelf
from imoit.content.registers.operations.numbers import Place
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import recent
from imoit.workflows.refusal import Refusal
from tests.rooms import ministry

import pytest
import transaction


YEAR = clock.today().year
JANUARY = datetime(YEAR + 1, 1, 5, 9, 0, tzinfo=clock.ZONE)


def reserve(by):
    return numbers.reserve("incoming", YEAR, by, "Công văn hỏa tốc đang chuyển đến")


def void(by):
    return numbers.void("incoming", YEAR, Number(1), by, "Vào sổ nhầm")


def release(by):
    return numbers.release("incoming", YEAR, Number(2), by, "Không dùng")


def close(by):
    return shelf.close("incoming", YEAR, by, "Hết năm", JANUARY)


def reopen(by):
    return shelf.reopen("incoming", YEAR, by, "Còn văn bản", JANUARY)


def look(by):
    return numbers.explain("incoming", YEAR, Number(1), by)


def divide(by):
    return shelf.plan(Plan("incoming", "unit", YEAR + 1), by)


ACTS = (reserve, release, void, close, reopen, look, divide)
MAY = {
    "vanthu.bo": ("reserve", "release", "void", "close", "reopen", "look"),
    "kiemtra": ("look",),
    "quantri": ("divide",),
}


def outcome(act, by):
    try:
        act(by)
    except Refusal as refusal:
        return refusal.status
    return 0


@pytest.mark.parametrize("name", ministry.CAST)
def test_who_may_do_what_with_the_book_of_the_ministry(portal, name):
    ministry.registered()
    with ministry.acting("vanthu.bo") as clerk:
        reserve(clerk)

    with ministry.acting(name) as by:
        done = {act.__name__: outcome(act, by) for act in ACTS}

    allowed = MAY.get(name, ())
    assert [act for act, status in done.items() if not status] == list(allowed)
    others = {status for act, status in done.items() if act not in (*allowed, "divide")}
    sees = "look" in allowed
    assert others <= ({403} if sees else {404})


def test_the_registry_of_a_unit_keeps_its_own_book_alone(portal):
    ministry.published()

    with ministry.acting("vanthu.tttn") as by:
        assert shelf.on_shelf(by, YEAR) == [("arrivals-tttn", YEAR)]
        assert numbers.reserve("arrivals-tttn", YEAR, by, "Chờ") == [Number(1)]
        with pytest.raises(Refusal):
            numbers.reserve("arrivals-xnk", YEAR, by, "Chờ")
    with ministry.acting("truong.tttn") as head:
        assert shelf.on_shelf(head, YEAR) == [("arrivals-tttn", YEAR)]
        with pytest.raises(Refusal) as refused:
            numbers.reserve("arrivals-tttn", YEAR, head, "Chờ")
    assert refused.value.status == 403


@pytest.mark.parametrize("act", ["reserve", "release", "void", "close", "reopen"])
def test_nothing_without_a_reason(portal, act):
    ministry.registered()
    with ministry.acting("vanthu.bo") as by:
        reserve(by)
        if act == "reopen":
            close(by)
        calls = {
            "reserve": lambda: numbers.reserve("incoming", YEAR, by, " "),
            "release": lambda: numbers.release("incoming", YEAR, Number(2), by, ""),
            "void": lambda: numbers.void("incoming", YEAR, Number(1), by, " "),
            "close": lambda: shelf.close("incoming", YEAR, by, "", JANUARY),
            "reopen": lambda: shelf.reopen("incoming", YEAR, by, "", JANUARY),
        }
        with pytest.raises(Refusal) as refused:
            calls[act]()

    assert refused.value.errors[0][:2] == ("reason", "required")


def registered_at(place, **changes):
    document = ministry.received(code_number="77", **changes)
    with ministry.acting("vanthu.bo") as by:
        return document, incoming.register(document, by, place=place)


def test_a_letter_takes_the_number_kept_for_it(portal):
    with ministry.acting("vanthu.bo") as by:
        reserve(by)
    ministry.registered()

    document, given = registered_at(Place(reserved=Number(1)))

    assert (given.number, given.suffix) == (1, "")
    assert document.arrival_number == 1
    assert storage.explain("incoming", YEAR, Number(1)).uid == document.UID()


def test_a_letter_is_inserted_after_a_number(portal):
    ministry.registered()

    document, given = registered_at(Place(after=1, reason="Sót khi vào sổ"))

    assert (given.number, given.suffix) == (1, "a")
    assert document.line()["number"] == "1a"
    assert "1a" in document.words()


def test_a_number_is_explained(functional):
    ministry.registered()
    document, _given = registered_at(Place(after=1, reason="Sót khi vào sổ"))
    transaction.commit()

    with ministry.acting("vanthu.bo") as by:
        found = numbers.explain("incoming", YEAR, Number(1, "a"), by)

    assert document.UID() == found.document.UID
    told = [(act["act"], act["name"], act.get("reason")) for act in found.acts]
    who = "Trần Thị Mai Hương"
    assert ("number_inserted", who, "Sót khi vào sổ") in told
    assert ("register", who, None) in told


def test_the_document_stays_hidden_from_who_may_not_see_it(portal):
    ministry.registered()

    with ministry.acting("kiemtra") as by:
        found = numbers.explain("incoming", YEAR, Number(1), by)

    assert found.document is None


def test_what_is_done_to_a_book_is_journaled(functional):
    ministry.registered()
    with ministry.acting("vanthu.bo") as by:
        reserve(by)
        void(by)
    transaction.commit()

    lines = {line.act: line for line in recent(0, 10)[1]}
    assert lines["number_reserved"].item == f"incoming/{YEAR}/2"
    assert lines["number_void"].details == {"number": "1", "reason": "Vào sổ nhầm"}


def test_units_that_share_a_book_get_one_row(portal):
    shared = (Shared("tm", "Khối thương mại", ("xnk", "tmdt")),)
    with ministry.acting("quantri") as by:
        shelf.plan(Plan("arrivals", "unit", YEAR, shared), by)

    assert shelf.books_of_units(["xnk", "tmdt", "vp"], YEAR) == [
        "arrivals-shared-tm",
        "arrivals-vp",
    ]


def test_a_division_begins_when_no_number_was_given(portal):
    ministry.registered()
    with ministry.acting("quantri") as by:
        with pytest.raises(Refusal) as refused:
            shelf.plan(Plan("incoming", "type", YEAR), by)
        shelf.plan(Plan("incoming", "type", YEAR + 1), by)

    assert refused.value.status == 409
    assert shelf.book_for("incoming", YEAR, "qd") == "incoming"
    assert shelf.book_for("incoming", YEAR + 1, "qd") == "incoming-qd"


def test_rows_show_what_one_may_see(portal):
    ministry.registered()
    ministry.registered(code_number="9")

    with ministry.acting("vanthu.bo"):
        _total, seen = rows.batch("incoming", YEAR, 0, 50, rows.eyes())
    with ministry.acting("kiemtra"):
        _total, hidden = rows.batch("incoming", YEAR, 0, 50, rows.eyes())

    assert [row.line["symbol"] for row in seen] == ["9/BKHCN-VP", "4527/BKHCN-VP"]
    assert [row.line for row in hidden] == [None, None]
