from datetime import date
from datetime import datetime
from datetime import timedelta
from imoit.content.opinions import operations
from imoit.content.outgoing import operations as outgoing
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest


PDF = (ministry.SAMPLES / "letter-00.pdf").read_bytes()


def in_days(n):
    return clock.today() + timedelta(n)


def asked(*names, days=3, document=None):
    document = document or ministry.drafted()
    with ministry.acting("cv.tttn") as officer:
        operations.ask(document, names, in_days(days), "Cho ý kiến", officer)
    return document


def give(document, who, verdict="agree", reasons="", files=()):
    with ministry.acting(who) as by:
        mine = next(
            o for o in operations.awaited(document) if {*o.groups} & {*by.groups}
        )
        return operations.give(document, mine.id, verdict, reasons, by, files)


def box(who, name="to_process"):
    from imoit.content.desk.operations import items

    with ministry.acting(who) as by:
        return [item.uid for item in items(name, by)[1]]


def sees(who, document):
    with ministry.acting(who):
        return bool(api.user.has_permission("View", obj=document))


def test_several_are_asked_in_parallel_and_each_has_it_in_a_box(integration):
    document = asked("unit:pc", "unit:xnk", "person:cv.vp")

    for who in ("truong.pc", "truong.xnk", "cv.vp"):
        assert sees(who, document)
        assert box(who) == [document.UID()]
    assert not sees("truong.hc", document)
    assert not sees("cv.pc", document)


def test_what_was_asked_for_yesterday_stands_among_the_overdue(integration):
    document = ministry.drafted()
    with ministry.acting("cv.tttn") as officer:
        before = clock.now() - timedelta(5)
        day = before.date() + timedelta(1)
        operations.ask(document, ["unit:pc"], day, "", officer, before)

    assert box("truong.pc", "overdue") == [document.UID()]


def test_an_opinion_with_reasons_and_file_leaves_the_box(integration):
    document = asked("unit:pc", "unit:xnk")

    given = give(document, "truong.pc", "disagree", "Trái Luật", [("y-kien.pdf", PDF)])

    assert document[given.files[0]].role == "opinion"
    assert box("truong.pc") == []
    assert box("truong.xnk") == [document.UID()]


def test_a_file_of_an_opinion_does_not_change_what_is_approved(integration):
    from imoit.content.drafting.operations import mark

    document = asked("unit:pc")
    before = mark(document)
    give(document, "truong.pc", "agree", "", [("y-kien.pdf", PDF)])

    assert mark(document) == before


def test_the_draft_waits_for_its_opinions(integration):
    document = asked("unit:pc", "unit:xnk")
    give(document, "truong.pc")

    with ministry.acting("cv.tttn") as officer, pytest.raises(Conflict) as refused:
        outgoing.send_to_head(document, officer)

    assert len(refused.value.details["missing"]) == 1
    assert state(document) == "drafting"


def test_it_goes_on_without_them_by_a_recorded_decision(integration):
    document = asked("unit:pc", "unit:xnk")
    with ministry.acting("cv.tttn") as officer:
        with pytest.raises(BadValue):
            operations.go_on(document, " ", officer)
        operations.go_on(document, "Việc gấp", officer)
        outgoing.send_to_head(document, officer)

    assert [o.ended for o in operations.opinions(document)] == ["Việc gấp"] * 2
    assert state(document) == "unit_review"


def test_rights_come_with_their_cause_and_go_with_it(integration):
    document = asked("unit:pc", "unit:xnk")
    first, _second = operations.opinions(document)
    with ministry.acting("cv.tttn") as officer:
        operations.end(document, first.id, "Hỏi nhầm", officer)

    assert not sees("truong.pc", document)
    assert sees("truong.xnk", document)
    assert box("truong.pc") == []


def test_who_was_asked_no_longer_reads_when_the_draft_has_gone_on(integration):
    document = asked("unit:pc")
    give(document, "truong.pc")
    assert sees("truong.pc", document)

    with ministry.acting("cv.tttn") as officer:
        outgoing.send_to_head(document, officer)

    assert not sees("truong.pc", document)


@pytest.mark.parametrize("who", ["truong.tttn", "cv2.tttn", "truong.pc", "vanthu.bo"])
def test_only_who_drafts_asks(integration, who):
    document = ministry.drafted()

    with ministry.acting(who) as by, pytest.raises(NotAllowed):
        operations.ask(document, ["unit:xnk"], in_days(3), "", by)


def test_nobody_is_asked_about_what_was_sent_on(integration):
    document = ministry.sent_to_head()

    with ministry.acting("cv.tttn") as officer, pytest.raises(NotAllowed):
        operations.ask(document, ["unit:xnk"], in_days(3), "", officer)


def test_a_late_opinion_is_said_to_be_late(integration):
    document = asked("unit:pc", days=0)
    tomorrow = datetime.combine(in_days(1), datetime.min.time())
    with ministry.acting("truong.pc") as head:
        name = operations.awaited(document)[0].id
        given = operations.give(document, name, "agree", "", head, now=tomorrow)

    assert given.is_late(date.max)
