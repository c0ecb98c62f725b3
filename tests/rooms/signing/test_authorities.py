from datetime import date
from datetime import datetime
from datetime import UTC
from imoit.content.outgoing import operations as outgoing
from imoit.content.signing import domain
from imoit.content.signing import operations
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import state
from tests.rooms import ministry

import pytest


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DECISION = {
    "post": "person:truong.tttn",
    "given_by": "person:botruong",
    "symbol": "12/UQ-BCT",
    "scope": "Ký giấy mời họp",
    "types": ["Giấy mời"],
    "valid_from": date(2026, 11, 1),
    "valid_to": date(2026, 11, 30),
}


def authorised(**changes):
    with ministry.acting("vanthu.bo") as clerk:
        return operations.authorise({**DECISION, **changes}, clerk, NOW)


def on_the_way(type_name="Công văn", signatory="tttn-head-1"):
    document = ministry.drafted(type_name=type_name)
    with ministry.acting("cv.tttn") as officer:
        outgoing.send_to_head(document, officer)
    with ministry.acting("truong.tttn") as head:
        outgoing.approve_content(document, head)
    document.signatory = signatory
    with ministry.acting("truong.vp") as deputy:
        outgoing.approve_form(document, deputy)
    return document


def sign(document, capacity, who="vanthu.bo", signer="person:truong.tttn"):
    with ministry.acting(who) as by:
        return outgoing.record_signature(
            document, signer, capacity, date(2026, 11, 20), by, NOW
        )


def test_a_head_signs_by_order_without_the_paper_folder(integration):
    document = on_the_way()

    sign(document, "TL.")

    assert state(document) == "signed"


def test_the_site_manager_may_ask_for_the_folder_below_the_leaders(integration):
    from plone import api

    document = on_the_way()
    api.portal.set_registry_record("imoit.signing.folder_for_all", True)

    with pytest.raises(Conflict):
        sign(document, "TL.")


def test_nobody_signs_by_authority_without_the_written_decision(integration):
    document = on_the_way("Giấy mời")

    with pytest.raises(BadValue) as refused:
        sign(document, "TUQ.")

    assert refused.value.errors[0].code == "no_authority"


def through_the_folder(document, carrier):
    with ministry.acting(carrier) as by:
        for step in domain.STEPS:
            outgoing.hand_over(document, step, by)


def signed_by(name, post, carrier, capacity):
    """Tell whether the holder of a post may sign so; else nothing has changed."""
    document = on_the_way("Giấy mời", post)
    through_the_folder(document, carrier)
    try:
        sign(document, capacity, carrier, f"person:{name}")
    except BadValue as refused:
        assert {error.field for error in refused.errors} == {"capacity"}
        assert (state(document), document.signature) == ("paper_signing", None)
        return False
    assert (state(document), document.signature["capacity"]) == ("signed", capacity)
    return True


MAY = {
    "": {"botruong"},
    "TM.": {"botruong"},
    "Q.": {"botruong", "thutruong1"},
    "KT.": {"thutruong1"},
    "TL.": {"chanhvp", "truong.vp", "truong.tttn"},
    "TUQ.": {"truong.tttn"},
}
SIGNERS = [
    ("botruong", "ldb-minister-1", "thuky.botruong"),
    ("thutruong1", "ldb-deputy_minister-1", "thuky1"),
    ("chanhvp", "vp-office_head-1", "vanthu.bo"),
    ("truong.vp", "vp-deputy_head-1", "vanthu.bo"),
    ("truong.tttn", "tttn-head-1", "vanthu.bo"),
    ("cv.tttn", "tttn-officer-1", "vanthu.bo"),
]


@pytest.mark.parametrize("capacity", domain.CAPACITIES)
def test_each_capacity_is_signed_in_by_those_who_may_and_by_nobody_else(
    integration, capacity
):
    authorised()

    signed = {signer[0] for signer in SIGNERS if signed_by(*signer, capacity)}

    assert signed == MAY[capacity]


def test_the_secretary_of_one_leader_does_not_record_for_another(
    integration,
):
    document = on_the_way(signatory="ldb-deputy_minister-1")
    through_the_folder(document, "thuky1")

    with pytest.raises(NotAllowed) as refused:
        sign(document, "TM.", "thuky1", "person:botruong")

    assert refused.value.errors[0].code == "not_served"
    assert state(document) == "paper_signing"


def test_with_the_written_decision_it_is_signed(integration):
    authorised()
    document = on_the_way("Giấy mời")

    sign(document, "TUQ.")

    assert document.signature["capacity"] == "TUQ."


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": date(2026, 11, 19)},
        {"valid_from": date(2026, 11, 21)},
        {"types": ["Thông báo"]},
        {"post": "person:truong.xnk"},
    ],
    ids=["over", "not yet", "another type", "another person"],
)
def test_a_decision_that_does_not_cover_it_is_none(integration, changes):
    authorised(**changes)
    document = on_the_way("Giấy mời")

    with pytest.raises(BadValue):
        sign(document, "TUQ.")


def test_authority_is_not_given_further(integration):
    authorised()

    with pytest.raises(BadValue) as refused:
        authorised(given_by="person:truong.tttn", post="person:cv.tttn")

    assert refused.value.errors[0].code == "no_chain"


def test_an_ended_authority_counts_no_more(integration):
    found = authorised()
    document = on_the_way("Giấy mời")
    with ministry.acting("vanthu.bo") as clerk:
        early = datetime(2026, 11, 10, tzinfo=UTC)
        operations.end_authority(found.id, clerk, early)
        with pytest.raises(Conflict):
            operations.end_authority(found.id, clerk, NOW)

    with pytest.raises(BadValue):
        sign(document, "TUQ.")


def test_the_scanned_code_leads_to_its_folder_for_those_who_may_see_it(integration):
    from imoit.workflows.refusal import NotThere

    document = ministry.form_approved()
    code = document.folder_code

    with ministry.acting("thuky1"):
        assert operations.find(code).UID() == document.UID()
    with ministry.acting("cv.vp"), pytest.raises(NotThere):
        operations.find(code)


def test_the_slip_of_a_returned_draft_is_old(integration):
    document = ministry.form_approved()
    old = document.folder_code
    with ministry.acting("thuky1") as secretary:
        outgoing.go_back(document, "return_to_form", secretary, "Sửa")
    with ministry.acting("truong.vp") as deputy:
        outgoing.approve_form(document, deputy)

    with ministry.acting("thuky1"), pytest.raises(Conflict):
        operations.find(old)
