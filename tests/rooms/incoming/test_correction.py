from datetime import date
from imoit.content.correspondence.operations import change
from imoit.content.incoming import operations
from imoit.workflows.journal.operations import lines
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import advance
from plone import api
from plone.app.testing import login
from tests import cast
from tests.rooms import ministry
from tests.rooms.states import filed
from tests.rooms.states import letter_recalled
from tests.rooms.states import refused

import pytest
import transaction


STATES = {
    "received": ministry.received,
    "registered": ministry.registered,
    "submitted": ministry.submitted,
    "in_progress": ministry.directed,
    "completed": ministry.completed,
    "filed": filed,
}


def correct(document, reason="Gõ nhầm", who=cast.CLERK, **values):
    with ministry.acting(who) as by:
        document.check_change(values, reason)
        change(document, values, by, reason)


def may(document, who):
    login(api.portal.get(), who)
    return bool(api.user.has_permission("Modify portal content", obj=document))


@pytest.mark.parametrize("state", STATES)
def test_only_the_registry_that_registered_it_corrects_a_letter(integration, state):
    document = STATES[state]()

    assert api.content.get_state(document) == state
    assert [who for who in ministry.CAST if may(document, who)] == [cast.CLERK]


@pytest.mark.parametrize("made", [refused, letter_recalled])
def test_what_was_refused_or_recalled_is_corrected_by_nobody(integration, made):
    document = made()

    assert [who for who in ministry.CAST if may(document, who)] == []


@pytest.mark.parametrize("state", ["registered", "in_progress", "filed"])
def test_both_values_and_the_reason_stand_in_the_journal(functional, state):
    document = STATES[state]()

    correct(document, subject="V/v chữ ký số", pages=7)
    transaction.commit()

    (line,) = [line for line in lines(document.UID()) if line.act == "change"]
    assert line.details["changed"] == {
        "subject": ["V/v tăng cường sử dụng chữ ký số", "V/v chữ ký số"],
        "pages": [None, 7],
    }
    assert line.details["reason"] == "Gõ nhầm"


@pytest.mark.parametrize("state", [s for s in STATES if s != "received"])
def test_nothing_is_corrected_without_a_reason(integration, state):
    with pytest.raises(Refusal) as refusal:
        correct(STATES[state](), reason=" ", subject="V/v khác")

    assert (refusal.value.status, refusal.value.errors[0].field) == (422, "reason")


@pytest.mark.parametrize("state", ["submitted", "in_progress", "completed", "filed"])
@pytest.mark.parametrize(
    "values", [{"priority": "express"}, {"due_date": date(2026, 12, 31)}]
)
def test_what_lateness_is_counted_by_stays_once_others_work(integration, state, values):
    document = STATES[state]()

    with pytest.raises(Refusal) as refusal:
        correct(document, **values)

    assert refusal.value.status == 409
    assert [error.field for error in refusal.value.errors] == list(values)


def test_urgency_is_corrected_before_it_is_submitted(integration):
    document = ministry.registered()

    correct(document, priority="express")

    assert document.priority == "express"


def test_saying_again_what_stands_there_is_no_correction(integration):
    correct(ministry.directed(), reason="", priority="normal", due_date=None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"issued_date": date(2099, 1, 1)}, "issued_date"),
        ({"issuer": {}}, "issuer"),
    ],
)
def test_a_correction_leaves_no_impossible_row(integration, values, field):
    with pytest.raises(Refusal) as refusal:
        correct(ministry.directed(), **values)

    assert [error.field for error in refusal.value.errors] == [field]


def test_lists_searches_and_duplicates_know_the_correction(integration):
    document = ministry.directed()

    correct(document, subject="V/v hoá đơn", code_number="999")

    with ministry.acting(cast.HEAD) as head:
        found = api.portal.get_tool("portal_catalog")(
            imoit_waiting=[f"to_process/{group}" for group in head.groups]
        )
    assert [brain.imoit_line["subject"] for brain in found] == ["V/v hoá đơn"]
    known = operations.duplicates(
        document.issuer, "999", "BKHCN-VP", document.issued_date
    )
    assert [brain.UID for brain in known] == [document.UID()]


def test_a_letter_taken_back_to_the_counter_keeps_its_number(integration):
    document = ministry.submitted("person:chanhvp")
    given = (document.arrival_number, document.arrival_date, document.book)
    with ministry.acting(cast.OFFICE) as office:
        advance(document, "send_back", office, "Sai nơi nhận")

    correct(document, subject="V/v khác")

    assert (document.arrival_number, document.arrival_date, document.book) == given
