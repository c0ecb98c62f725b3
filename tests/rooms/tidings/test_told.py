from datetime import timedelta
from imoit.content.correspondence.events import Opened
from imoit.content.outgoing import operations as outgoing
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations import showing
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import withdraw
from tests.rooms import ministry
from tests.rooms.ministry import acting
from tests.rooms.ministry import task_of
from zope.event import notify

import pytest
import transaction


LETTER = "V/v tăng cường sử dụng chữ ký số"


def test_whom_a_letter_is_submitted_to_is_told(site, told):
    ministry.submitted()

    assert told("thutruong1") == [("to_direct", LETTER)]
    assert told("chanhvp") == []
    assert told("vanthu.bo") == []
    assert told("botruong") == []


def test_each_addressee_of_a_directive_is_told_by_duty(site, told):
    ministry.directed()

    assert told("truong.tttn") == [("task", LETTER)]
    assert told("truong.xnk") == [("task", LETTER)]
    assert told("truong.vp") == [("informed", LETTER)]
    assert told("cv.tttn") == []


def test_an_act_that_is_undone_tells_nobody(site, told):
    ministry.directed()
    transaction.abort()

    assert told("truong.tttn") == []


def test_what_a_savepoint_undid_is_not_told_and_the_rest_is(site, told):
    ministry.submitted()
    point = transaction.savepoint()
    ministry.drafted()
    ministry.sent_to_head()
    point.rollback()

    assert told("thutruong1") == [("to_direct", LETTER)]


def test_giver_and_addressee_are_told_of_each_others_acts(site, told):
    document = ministry.directed(support=(), informed=())
    task = task_of(document)
    with acting("truong.tttn") as head:
        working.open_task(task, head)
        closing.report(task, head, text="Đã xử lý xong.")
    assert told("thutruong1") == [("received", LETTER), ("reported", LETTER)]
    with acting("thutruong1") as leader:
        closing.accept(task, leader)

    assert told("truong.tttn") == [("accepted", LETTER)]


def test_a_returned_task_is_told_to_its_giver_and_to_nobody_else(site, told):
    document = ministry.directed(support=(), informed=())
    with acting("truong.tttn") as head:
        working.return_task(task_of(document), head, "Không thuộc thẩm quyền")

    assert ("returned", LETTER) in told("thutruong1")
    assert told("truong.tttn") == []


def test_a_recalled_task_is_gone_and_the_recall_says_nothing_of_the_letter(site, told):
    document = ministry.directed(support=(), informed=())
    assert told("truong.tttn") == [("task", LETTER)]
    with acting("thutruong1") as leader:
        working.recall(task_of(document), leader, "Giao lại đơn vị khác")

    assert told("truong.tttn") == [("recalled", "")]


def test_asking_for_more_time_and_its_answer_are_told(site, told):
    document = ministry.directed(support=(), informed=())
    task = task_of(document)
    later = task.due + timedelta(days=14)
    with acting("truong.tttn") as head:
        timing.ask_extension(task, head, "Chờ địa phương", due=later)
    assert ("extension_asked", LETTER) in told("thutruong1")
    with acting("thutruong1") as leader:
        timing.grant_extension(task, leader)

    assert ("extension_granted", LETTER) in told("truong.tttn")


def test_the_way_of_a_draft_is_told_to_whom_it_lies_with(site, told):
    document = ministry.content_approved()
    assert told("truong.vp") == [("to_approve", "V/v trả lời")]
    assert told("truong.tttn") == []
    with acting("truong.vp") as deputy:
        outgoing.go_back(document, "return", deputy, "Sai thể thức")

    assert told("cv.tttn") == [("returned", "V/v trả lời")]


def test_recipients_are_told_of_what_was_published(site, told):
    ministry.published()

    assert told("truong.xnk") == [("published", "V/v trả lời")]
    assert told("cv.vp") == [("published", "V/v trả lời")]
    assert told("cv.xnk") == []


def test_opening_the_document_marks_what_tells_of_it_as_read(site, told):
    document = ministry.directed()
    assert told("truong.tttn") == [("task", LETTER)]
    with acting("truong.tttn") as head:
        notify(Opened(document, head))

    assert told("truong.tttn") == []
    assert told("truong.tttn", unread=False) == [("task", LETTER)]


def test_reading_the_list_writes_nothing_into_the_site(site, told):
    ministry.directed()
    told("truong.tttn")
    before = site._p_jar.db().lastTransaction()

    told("truong.tttn")
    with acting("truong.tttn") as head:
        showing.mark_read(head)
    transaction.commit()

    assert site._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize("name", ["quantri", "kiemtra", "cv.tttn", "truong.hc"])
def test_nobody_reads_or_counts_anothers_notices(site, told, name):
    ministry.directed()

    assert told(name) == []
    with acting(name) as other:
        assert showing.unread(other) == 0
        ids = [n.id for n in storage.to_mail("")]
        assert showing.mark_read(other, ids) == 0
    assert told("truong.tttn") == [("task", LETTER)]


def test_who_may_no_longer_see_the_document_is_not_told_and_not_counted(site, told):
    document = ministry.submitted("person:chanhvp")
    assert told("chanhvp") == [("to_direct", LETTER)]
    withdraw(document, "submission")

    assert told("chanhvp") == []
    with acting("chanhvp") as office:
        assert showing.unread(office) == 0


def test_a_letter_sent_back_is_told_to_who_registered_it(site, told):
    document = ministry.submitted("person:chanhvp")
    with acting("chanhvp") as office:
        advance(document, "send_back", office, "Nhầm đơn vị")

    assert told("vanthu.bo") == [("returned", LETTER)]
