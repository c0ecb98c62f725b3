from datetime import date
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis.strategies import integers
from hypothesis.strategies import lists
from hypothesis.strategies import sampled_from
from imoit.content.drafting import operations as drafting
from imoit.content.files.operations import with_role
from imoit.content.outgoing import operations
from imoit.content.outgoing.schema import approvals_shown
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.domain import OPERATION_ONLY
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import process
from imoit.workflows.transitions.operations import state
from tests.rooms import ministry

import pytest
import transaction


PEOPLE = ("cv.tttn", "truong.tttn", "truong.vp", "thuky1", "vanthu.bo", "botruong")
PDF = (ministry.SAMPLES / "letter-00.pdf").read_bytes()
SCAN = "letter-01-scan200-stamped.pdf"
BEGUN = (ministry.drafted, ministry.content_approved, ministry.numbered)


def acts(document):
    """Return every act that somebody could try, whether it is in turn or not."""
    to = "person:thutruong1"
    plain = [
        lambda by, step=step: advance(document, step, by, "Lý do")
        for step in process(document).transitions.objectIds()
        if step not in OPERATION_ONLY
    ]
    return [
        *plain,
        lambda by: drafting.save(document, "du-thao.pdf", PDF, by),
        lambda by: operations.send_to_head(document, by),
        lambda by: operations.approve_content(document, by),
        lambda by: operations.approve_form(document, by),
        lambda by: operations.hand_over(document, "to_secretary", by),
        lambda by: operations.hand_over(document, "to_leader", by),
        lambda by: operations.hand_over(document, "back", by),
        lambda by: operations.record_signature(
            document, to, "KT.", date(2026, 11, 20), by
        ),
        lambda by: operations.take_number(document, by),
        lambda by: ministry.put(document, by, "signed_scan", SCAN),
        lambda by: operations.publish(document, by, stamped=True),
        lambda by: operations.publish(document, by, stamped=False),
        lambda by: operations.go_back(document, "return", by, "Sửa"),
        lambda by: operations.restrict(document, by, "Chưa công bố"),
        lambda by: operations.lift_restriction(document, by),
    ]


def lacks(document):
    """Return what a published document lacks; nothing is missing when all is well."""
    stand = {a["act"] for a in approvals_shown(document) if a["stands"]}
    needed = {
        "content approval": "approve_content" in stand,
        "form approval": "approve_form" in stand,
        "signature": bool(document.signature),
        "number": bool(document.number),
        "stamp": document.stamped,
        "scan": with_role(document, "signed_scan") is not None,
    }
    return [name for name, there in needed.items() if not there]


def attempt(act, who):
    """Try an act; a refusal leaves nothing behind, as in a request."""
    before = transaction.savepoint()
    with ministry.acting(who) as by:
        try:
            act(by)
        except Refusal:
            before.rollback()
            return False
    return True


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    made=sampled_from(BEGUN), order=lists(integers(0, 100), min_size=20, max_size=30)
)
def test_no_order_of_acts_publishes_what_lacks_something(integration, made, order):
    document = made()
    for number in order:
        possible = acts(document)
        act = possible[number % len(possible)]
        any(attempt(act, who) for who in PEOPLE)
        if state(document) in ("published", "filed"):
            assert lacks(document) == []


def test_a_lifted_restriction_leads_no_further_than_it_came_from(integration):
    document = ministry.numbered()
    with ministry.acting("botruong") as leader:
        operations.restrict(document, leader, "Chưa công bố")
        with pytest.raises(Refusal):
            advance(document, "lift_restriction", leader)
        operations.lift_restriction(document, leader)

    assert state(document) == "numbered"


def test_the_right_order_publishes_and_lacks_nothing(integration):
    document = ministry.published()

    assert state(document) == "published"
    assert lacks(document) == []


@pytest.mark.parametrize(
    "missing", ["approvals", "number", "stamp", "scan", "signature"]
)
def test_each_thing_that_lacks_keeps_a_document_in_the_house(integration, missing):
    document = (
        ministry.numbered() if missing != "signature" else ministry.form_approved()
    )
    with ministry.acting("vanthu.bo") as clerk:
        if missing not in ("scan", "signature"):
            ministry.put(document, clerk, "signed_scan", SCAN)
        if missing == "approvals":
            document.approvals = ()
        if missing == "number":
            document.number = None
        with pytest.raises(Refusal):
            operations.publish(document, clerk, stamped=missing != "stamp")

    assert state(document) != "published"
