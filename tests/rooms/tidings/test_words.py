from datetime import date
from imoit.content.correspondence.operations import change
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import giving
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.notices.operations import showing
from imoit.workflows.speech.operations import say
from plone.app.testing import login
from plone.app.testing import logout
from tests.rooms import ministry
from tests.rooms.ministry import acting
from tests.rooms.tidings.test_told_more import LETTER
from tests.rooms.tidings.test_told_more import SAID

import pytest


@pytest.fixture
def read(site, works_off):
    """Return what somebody reads under each notice of a kind."""

    def words(name, kind):
        works_off()
        login(site, name)
        try:
            found = showing.listing(current_actor(), size=300)[1]
            return [
                [say(sentence) for sentence in showing.words(one)]
                for one in found
                if one.notice.kind == kind
            ]
        finally:
            logout()

    return words


def correct(document, **values):
    with acting("vanthu.bo") as clerk:
        change(document, values, clerk, "Ghi nhầm.")


@pytest.fixture
def written_down(site):
    """A letter on which the secretary wrote a directive down."""
    document = ministry.submitted()
    with acting("thuky1") as secretary:
        dictating.dictate(document, SAID, secretary)
    return document


def test_the_secretary_reads_why_the_leader_dropped_it(written_down, read, told):
    with acting("thutruong1") as leader:
        dictating.drop(written_down, leader, "Để tôi viết lại.")

    assert read("thuky1", "dictation_dropped") == [["Lý do: Để tôi viết lại."]]
    assert told("thutruong1") == [("to_direct", LETTER)]


def test_dropped_without_a_reason_it_is_told_without_one(written_down, read):
    with acting("thutruong1") as leader:
        dictating.drop(written_down, leader)

    assert read("thuky1", "dictation_dropped") == [[]]


def test_who_dropped_their_own_is_not_told(written_down, read):
    with acting("thuky1") as secretary:
        dictating.drop(written_down, secretary, "Nhầm văn bản.")

    assert read("thuky1", "dictation_dropped") == []
    assert read("thutruong1", "dictation_dropped") == []


def test_those_who_work_by_a_letter_read_what_was_corrected_in_it(site, read):
    correct(ministry.directed(), subject="V/v đã sửa")

    said = [
        [f"Trích yếu nội dung: “{LETTER}” nay là “V/v đã sửa”.", "Lý do: Ghi nhầm."]
    ]
    assert read("truong.tttn", "corrected") == said
    assert read("truong.xnk", "corrected") == said
    assert read("vanthu.bo", "corrected") == []
    assert read("truong.pc", "corrected") == []


def test_a_leader_for_whom_it_waits_reads_it_too(site, read):
    correct(ministry.submitted(), issuer={"name": "Bộ Tài chính"})

    said = "Tác giả: “Bộ Khoa học và Công nghệ” nay là “Bộ Tài chính”."
    assert [words[0] for words in read("thutruong1", "corrected")] == [said]


def test_a_letter_by_which_nobody_works_yet_is_corrected_quietly(site, read):
    correct(ministry.registered(), subject="V/v đã sửa")

    assert [n for n in ministry.CAST if read(n, "corrected")] == []


def test_a_day_and_an_empty_value_are_said_in_words(site, read):
    correct(ministry.directed(), issued_date=date(2026, 11, 11), note="Bản gốc")

    words = read("truong.tttn", "corrected")[0]
    assert "Ngày tháng văn bản: “12/11/2026” nay là “11/11/2026”." in words
    assert "Ghi chú: “–” nay là “Bản gốc”." in words


def test_who_no_longer_sees_the_letter_reads_nothing_of_it(site, read):
    document = ministry.directed(support=(), informed=())
    correct(document, subject="V/v đã sửa")
    assert read("truong.tttn", "corrected") != []
    with acting("thutruong1") as leader:
        order = giving.order("Giao Vụ Pháp chế.", ["unit:pc"], working_days=5)
        giving.direct(document, order, leader, supersedes=1, recall_old=True)

    assert read("truong.tttn", "corrected") == []
