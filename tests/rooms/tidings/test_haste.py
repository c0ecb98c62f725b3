from imoit.content.directory.operations import entries
from imoit.content.directory.operations import posts
from imoit.content.incoming import operations as incoming
from imoit.workflows.notices import storage
from imoit.workflows.transitions.operations import advance
from tests.rooms import ministry
from tests.rooms.ministry import acting

import pytest


REGISTRY = "imoit.vp.ministry_registry"


@pytest.fixture
def notices(works_off):
    """Return what was told: (kind, group, whether at once) of each notice."""

    def read():
        works_off()
        return [(n.kind, n.group, n.urgent) for n in storage.to_mail("")]

    return read


def test_an_express_letter_is_told_to_the_registry_at_once(site, notices):
    ministry.received(priority="express")

    assert notices() == [("to_register", REGISTRY, True)]


def test_once_registered_it_is_told_that_it_waits_to_be_submitted(site, notices):
    ministry.registered(priority="express")

    assert notices() == [("to_submit", REGISTRY, True)]


def test_once_submitted_its_leader_is_told_and_nobody_else(site, notices):
    document = ministry.registered(priority="express")
    with acting("vanthu.bo") as clerk:
        incoming.submit(document, "person:thutruong1", clerk)

    assert [(kind, urgent) for kind, _group, urgent in notices()] == [
        ("to_direct", True)
    ]


@pytest.mark.parametrize("priority", ["normal", "urgent", "very_urgent"])
def test_the_registry_is_told_of_express_letters_only(site, notices, priority):
    ministry.registered(priority=priority)

    assert notices() == []


def test_a_refused_letter_waits_for_nobody(site, notices):
    document = ministry.received(priority="express")
    notices()
    with acting("vanthu.bo") as clerk:
        advance(document, "refuse", clerk, "Gửi nhầm nơi nhận")

    assert notices() == []


def test_the_clerk_who_did_it_is_not_told(site, told):
    ministry.registered(priority="express")

    assert told("vanthu.bo") == []


@pytest.fixture
def second_clerk(site):
    """Another clerk at the counter."""
    made = entries.new_post(
        unit="vp",
        function="ministry_registry",
        title="Văn thư Bộ",
        serves="",
        by="quantri",
    )
    posts.give_post(made.getId(), "cv.hc", "quantri")
    return "cv.hc"


def test_another_clerk_at_the_counter_is_mailed_at_once(
    site, mails, works_off, second_clerk
):
    ministry.registered(priority="express")

    works_off()

    assert "HỎA TỐC – Văn bản đến hỏa tốc chờ trình" in mails.to(second_clerk)[0]
    assert mails.to("vanthu.bo") == []
