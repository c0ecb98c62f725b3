from imoit.content.directory.operations import entries
from imoit.content.directory.operations import posts
from imoit.content.incoming import operations as incoming
from imoit.content.tasks.operations import giving
from imoit.workflows.notices import storage
from imoit.workflows.transitions.operations import advance
from tests.rooms import ministry
from tests.rooms.ministry import acting

import pytest


REGISTRY = "imoit.vp.ministry_registry"


@pytest.fixture
def notices(works_off):
    """Return what was told: (kind, group, degree of urgency) of each notice."""

    def read():
        works_off()
        return [(n.kind, n.group, n.urgent) for n in storage.to_mail("")]

    return read


def test_an_express_letter_is_told_to_the_registry_at_once(site, notices):
    ministry.received(priority="express")

    assert notices() == [("to_register", REGISTRY, 3)]


def test_once_registered_it_is_told_that_it_waits_to_be_submitted(site, notices):
    ministry.registered(priority="express")

    assert notices() == [("to_submit", REGISTRY, 3)]


def test_once_submitted_its_leader_is_told_and_nobody_else(site, notices):
    document = ministry.registered(priority="express")
    with acting("vanthu.bo") as clerk:
        incoming.submit(document, "person:thutruong1", clerk)

    assert [(kind, urgent) for kind, _group, urgent in notices()] == [("to_direct", 3)]


@pytest.mark.parametrize(("priority", "degree"), [("urgent", 1), ("very_urgent", 2)])
def test_each_urgent_letter_is_told_to_the_registry(site, notices, priority, degree):
    ministry.registered(priority=priority)

    assert notices() == [("to_submit", REGISTRY, degree)]


def test_a_plain_letter_is_not_told_to_the_registry(site, notices):
    ministry.registered(priority="normal")

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

    assert "HỎA TỐC – Văn bản đến khẩn chờ trình" in mails.to(second_clerk)[0]
    assert mails.to("vanthu.bo") == []


def submitted(priority):
    document = ministry.registered(priority=priority)
    with acting("vanthu.bo") as clerk:
        incoming.submit(document, "person:thutruong1", clerk)
    return document


@pytest.mark.parametrize(
    ("priority", "stamp"),
    [("urgent", "1. KHẨN – "), ("very_urgent", "1. THƯỢNG KHẨN – ")],
)
def test_an_urgent_letter_is_mailed_to_its_leader_at_once(
    mails, works_off, priority, stamp
):
    submitted(priority)

    works_off()

    assert len(mails.to("thutruong1")) == 1
    assert f"{stamp}Văn bản đến chờ cho ý kiến chỉ đạo" in mails.to("thutruong1")[0]


def test_a_plain_letter_is_mailed_to_its_leader_with_the_digest(mails, works_off):
    submitted("normal")

    works_off()

    assert mails.to("thutruong1") == []


def test_who_wants_urgent_letters_in_the_digest_waits_for_it(mails, works_off):
    storage.choose("thutruong1", {"to_direct": {"bell": True, "mail": "digest"}})
    submitted("very_urgent")

    works_off()

    assert mails.to("thutruong1") == []


def test_urgent_tasks_of_one_directive_are_one_mail_for_each_person(mails, works_off):
    document = submitted("urgent")
    with acting("thutruong1") as leader:
        order = giving.order("Chủ trì.", ["unit:tttn"], ["unit:xnk"], working_days=1)
        giving.direct(document, order, leader)

    works_off()

    assert [len(mails.to(n)) for n in ("truong.tttn", "truong.xnk")] == [1, 1]
    assert "KHẨN – Nhiệm vụ mới" in mails.to("truong.tttn")[0]
