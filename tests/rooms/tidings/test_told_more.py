from datetime import timedelta
from imoit.content.directory.operations import delegations
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import giving
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations.showing import listing
from tests.rooms import ministry
from tests.rooms.ministry import acting

import pytest


LETTER = "V/v tăng cường sử dụng chữ ký số"
SAID = {
    "text": "Giao Cục TTTN chủ trì.",
    "lead": ["unit:tttn"],
    "support": [],
    "informed": [],
    "working_days": 5,
}


@pytest.fixture
def written_down(site):
    """A letter on which the secretary wrote a directive down."""
    document = ministry.submitted()
    with acting("thuky1") as secretary:
        dictating.dictate(document, SAID, secretary)
    return document


def test_what_was_written_down_is_told_to_its_leader_alone(written_down, told):
    assert told("thutruong1") == [("dictated", LETTER), ("to_direct", LETTER)]
    for name in ("thuky1", "botruong", "chanhvp", "truong.tttn"):
        assert "dictated" not in dict(told(name))


def test_written_down_anew_it_is_told_once(written_down, told):
    told("thutruong1")
    with acting("thuky1") as secretary:
        dictating.dictate(written_down, SAID, secretary)

    assert told("thutruong1") == [("dictated", LETTER), ("to_direct", LETTER)]


def test_confirmed_it_waits_no_longer(written_down, told):
    told("thutruong1")
    with acting("thutruong1") as leader:
        dictating.confirm(written_down, leader)

    assert told("thutruong1") == []
    assert told("truong.tttn") == [("task", LETTER)]


def test_dropped_it_waits_no_longer(written_down, told):
    told("thutruong1")
    with acting("thuky1") as secretary:
        dictating.drop(written_down, secretary)

    assert told("thutruong1") == [("to_direct", LETTER)]


def test_what_was_written_down_on_a_task_is_told_and_taken_back(site, told):
    task = ministry.task_of(ministry.directed("person:botruong", (), ()))
    with acting("botruong") as minister:
        order = giving.order("Xem.", ["person:thutruong1"], working_days=3)
        giving.direct(task, order, minister)
    below = next(iter(task.objectValues()))
    with acting("thuky1") as secretary:
        dictating.dictate(below, {**SAID, "working_days": 2}, secretary)
    assert told("thutruong1") == [("dictated", LETTER), ("task", LETTER)]
    with acting("thutruong1") as leader:
        dictating.confirm(below, leader)

    assert told("thutruong1") == [("task", LETTER)]


def replaced(recall_old):
    document = ministry.directed(support=(), informed=())
    with acting("thutruong1") as leader:
        order = giving.order("Giao Vụ Pháp chế.", ["unit:pc"], working_days=5)
        giving.direct(document, order, leader, supersedes=1, recall_old=recall_old)


def test_a_replaced_directive_is_told_to_those_who_still_work_on_it(site, told):
    replaced(recall_old=False)

    assert told("truong.tttn") == [("superseded", LETTER), ("task", LETTER)]
    assert told("truong.pc") == [("task", LETTER)]


def test_whose_task_was_recalled_with_it_is_told_of_the_recall_only(site, told):
    replaced(recall_old=True)

    assert told("truong.tttn") == [("recalled", "")]


@pytest.fixture
def delegation(site):
    """The deputy minister stands in for the minister from today."""
    today = clock.today()
    with acting("botruong") as minister:
        return delegations.delegate(
            minister, "person:thutruong1", today, today + timedelta(5)
        )


def test_a_delegation_is_told_to_who_stands_in(delegation, told):
    assert told("thutruong1") == [("delegated", "")]
    assert told("botruong") == []
    assert told("quantri") == []
    with acting("thutruong1"):
        shown = listing(current_actor())[1][0]
    assert shown.address.endswith("/@@delegations")
    assert shown.notice.name


def test_its_end_takes_its_place(delegation, told):
    told("thutruong1")
    with acting("botruong") as minister:
        delegations.end(delegation.id, minister)

    assert told("thutruong1") == [("delegation_ended", "")]


def test_a_mail_of_a_delegation_leads_to_its_page(mails, works_off, site):
    storage.choose("thutruong1", {"delegated": {"bell": True, "mail": "at_once"}})
    today = clock.today()
    with acting("botruong") as minister:
        delegations.delegate(minister, "person:thutruong1", today, today)

    works_off()

    assert "Được ủy quyền một chức vụ" in mails.to("thutruong1")[0]
    assert "/@@delegations" in mails.to("thutruong1")[0]
