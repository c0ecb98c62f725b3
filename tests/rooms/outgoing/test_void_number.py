from imoit.content.files.operations import with_role
from imoit.content.outgoing import operations
from imoit.content.outgoing.operations.voiding import void_number
from imoit.content.registers import storage
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import rows
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import lines
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import state
from tests.rooms import ministry

import pytest
import transaction


YEAR = clock.today().year
SCAN = "letter-01-scan200-stamped.pdf"
DOORS = {
    "the document": lambda document, by, why: void_number(document, by, why),
    "the book": lambda document, by, why: numbers.void(
        document.book, YEAR, Number(document.number), by, why
    ),
}
doors = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)


def with_scan():
    document = ministry.numbered()
    with ministry.acting("vanthu.bo") as clerk:
        ministry.put(document, clerk, "signed_scan", SCAN)
    return document


def symbols():
    """Return what stands in the first column of the book, oldest first."""
    with ministry.acting("vanthu.bo"):
        found = rows.sifted("outgoing", YEAR, Sieve(), rows.eyes(), False)
        return [columns.outgoing(r.entry, r.line or {}, YEAR)[0] for r in found]


@doors
def test_a_void_number_stays_in_the_book_and_leaves_the_document(integration, door):
    document = with_scan()
    with ministry.acting("vanthu.bo") as clerk:
        door(document, clerk, "Nhầm loại văn bản")

    row = storage.explain("outgoing", YEAR, Number(1))
    assert (row.state, row.void, row.uid) == (
        "void",
        "Nhầm loại văn bản",
        document.UID(),
    )
    assert state(document) == "signed"
    assert (document.number, document.symbol(), document.issued_date) == (
        None,
        "",
        None,
    )
    assert document.voided[0][:2] == ("01/BCT-TTTN", "Nhầm loại văn bản")


@doors
def test_the_act_is_in_the_journal_with_its_reason(functional, door):
    document = with_scan()
    with ministry.acting("vanthu.bo") as clerk:
        door(document, clerk, "Nhầm số")
    transaction.commit()

    found = {line.act: line for line in lines(document.UID())}
    assert found["number_void"].details == {"number": "1", "reason": "Nhầm số"}
    assert found["void_number"].details["reason"] == "Nhầm số"
    assert found["void_number"].person == "vanthu.bo"


@doors
def test_the_next_number_is_a_new_one(integration, door):
    document = with_scan()
    with ministry.acting("vanthu.bo") as clerk:
        door(document, clerk, "Nhầm sổ")
        given = operations.take_number(document, clerk)

    assert given.symbol == "02/BCT-TTTN"
    assert symbols() == ["01/BCT-TTTN", "02/BCT-TTTN"]


def test_the_scan_of_the_void_number_does_not_count_any_more(integration):
    document = with_scan()
    with ministry.acting("vanthu.bo") as clerk:
        void_number(document, clerk, "Nhầm số")
        operations.take_number(document, clerk)
        with pytest.raises(Conflict) as found:
            operations.publish(document, clerk, stamped=True)

    assert found.value.errors[0].code == "R-15"
    assert with_role(document, "void_scan") is not None


@doors
@pytest.mark.parametrize(
    "made", [ministry.published, ministry.filed, ministry.recalled, ministry.restricted]
)
def test_what_went_out_or_is_shut_keeps_its_number(integration, door, made):
    document = made()

    with ministry.acting("vanthu.bo") as clerk, pytest.raises(Conflict):
        door(document, clerk, "Nhầm số")

    assert document.symbol() == "01/BCT-TTTN"


@doors
def test_why_must_be_said(integration, door):
    document = ministry.numbered()

    with ministry.acting("vanthu.bo") as clerk, pytest.raises(BadValue) as found:
        door(document, clerk, " ")

    assert found.value.errors[0].field == "reason"
    assert state(document) == "numbered"


@doors
@pytest.mark.parametrize(
    "who",
    [n for n in ministry.CAST if n != "vanthu.bo"],
)
def test_only_the_registry_of_the_ministry_voids(integration, door, who):
    document = ministry.numbered()

    with ministry.acting(who) as by, pytest.raises((NotAllowed, NotThere)):
        door(document, by, "Thử")

    assert document.symbol() == "01/BCT-TTTN"


@doors
def test_a_number_is_void_once(integration, door):
    document = ministry.numbered()
    with ministry.acting("vanthu.bo") as clerk:
        void_number(document, clerk, "Nhầm số")
        with pytest.raises(Refusal):
            door(document, clerk, "Nhầm số")


def test_another_row_of_the_document_void_takes_nothing_from_it(integration):
    document = ministry.published()
    with ministry.acting("vanthu.xnk") as by:
        numbers.void("arrivals-xnk", YEAR, Number(1), by, "Vào nhầm sổ")

    assert (state(document), document.symbol()) == ("published", "01/BCT-TTTN")
