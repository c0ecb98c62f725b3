from imoit.content.incoming import operations as incoming
from imoit.content.tasks.operations import working
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import storage as jobs
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations import mailing
from imoit.workflows.transitions.operations import withdraw
from pathlib import Path
from plone import api
from tests.rooms import ministry
from tests.rooms.ministry import acting

import os
import pytest
import transaction


SAMPLE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "mail-digest.txt"
LETTER = "V/v tăng cường sử dụng chữ ký số"


@pytest.fixture(autouse=True)
def working_day(site):
    """Digests go on working days: make every day one."""
    lines = [f"{clock.today().isoformat()} Ngày làm việc của phép thử"]
    api.portal.set_registry_record("imoit.calendar.workdays", lines)
    transaction.commit()


@pytest.fixture
def digests(works_off):
    """Send the digests."""

    def send():
        works_off()
        job = queue("notices.mail", {"slot": "x"})
        works_off()
        return job

    return send


def test_nothing_is_mailed_before_the_digest(mails, works_off):
    ministry.directed()

    works_off()

    assert mails.kept == []


def test_a_person_gets_one_mail_with_everything_new(mails, digests):
    ministry.directed()
    ministry.sent_to_head()

    digests()

    assert len(mails.to("truong.tttn")) == 1
    assert "1. Nhiệm vụ mới" in mails.to("truong.tttn")[0]
    assert "2. Dự thảo chờ xử lý" in mails.to("truong.tttn")[0]
    assert mails.to("cv.hc") == []


def test_the_digest_reads_as_the_sample_in_the_documentation(mails, digests):
    address = "https://imoit.example"
    api.portal.set_registry_record("imoit.notices.address", f"{address}/")
    document = ministry.directed()
    ministry.sent_to_head()

    digests()
    text = mails.to("truong.tttn")[0]

    for changing, name in (
        (document.getId(), "4f1b0c9d2e7a6b35"),
        (ministry.task_of(document).due.strftime("%d/%m/%Y"), "30/11/2026"),
    ):
        text = text.replace(changing, name)
    text = "\n".join(stable(line) for line in text.splitlines()) + "\n"
    if os.environ.get("RECORD"):
        SAMPLE.write_text(text, encoding="utf-8")
    assert text == SAMPLE.read_text(encoding="utf-8")


def stable(line):
    """Leave out the day of the week and the address of the draft, which change."""
    head, colon, _rest = line.partition("/outgoing/")
    if colon:
        return f"{head}/outgoing/7c2d9e8f10a4b3c6/view"
    head, colon, day = line.partition("Hạn: ")
    return f"{head}Hạn: thứ Hai, {day.partition(', ')[2]}" if colon else line


def test_a_mail_holds_no_directive_no_reason_and_no_file(mails, digests):
    ministry.completed()

    digests()

    said = "".join(mail.get_content() for _to, mail in mails.kept)
    assert LETTER in said
    assert "Chủ trì." not in said
    assert "Đã xử lý xong" not in said
    assert not any(mail.is_multipart() for _to, mail in mails.kept)


def test_the_abstract_stays_out_where_the_site_manager_says_so(mails, digests):
    api.portal.set_registry_record("imoit.notices.abstract_in_mail", False)
    ministry.directed()

    digests()

    assert LETTER not in mails.to("truong.tttn")[0]
    assert "4527/BKHCN-VP" in mails.to("truong.tttn")[0]


def test_what_was_mailed_or_read_is_not_mailed_again(mails, digests):
    ministry.directed()
    digests()
    first = len(mails.kept)

    digests()

    assert first > 0
    assert len(mails.kept) == first


def test_who_may_no_longer_see_the_document_is_mailed_nothing_of_it(
    mails, digests, works_off
):
    document = ministry.submitted("person:chanhvp")
    works_off()
    withdraw(document, "submission")

    digests()

    assert mails.to("chanhvp") == []


def test_a_recalled_task_is_mailed_without_a_word_of_the_letter(mails, digests):
    document = ministry.directed(support=(), informed=())
    with acting("thutruong1") as leader:
        working.recall(ministry.task_of(document), leader, "Giao lại")

    digests()
    text = mails.to("truong.tttn")[0]

    assert "Người giao đã thu hồi việc – Lê Thị Thanh Vân" in text
    assert LETTER not in text
    assert "4527" not in text
    assert "Nhiệm vụ mới" not in text


def test_what_is_express_goes_at_once_whatever_was_chosen(mails, works_off):
    storage.choose("thutruong1", {"to_direct": {"bell": True, "mail": "none"}})
    document = ministry.received(priority="express")
    with acting("vanthu.bo") as clerk:
        incoming.register(document, clerk)
        incoming.submit(document, "person:thutruong1", clerk)

    works_off()

    assert "HỎA TỐC – Văn bản đến chờ cho ý kiến chỉ đạo" in mails.to("thutruong1")[0]


def test_what_is_urgent_goes_at_once_and_not_again_with_the_digest(mails, digests):
    document = ministry.registered(priority="urgent")
    with acting("vanthu.bo") as clerk:
        incoming.submit(document, "person:thutruong1", clerk)

    digests()

    (text,) = mails.to("thutruong1")
    assert "KHẨN – Văn bản đến chờ cho ý kiến chỉ đạo" in text
    assert "cần xem ngay" in text


def test_who_wishes_it_is_mailed_at_once_and_others_wait(mails, works_off):
    storage.choose("truong.tttn", {"task": {"bell": True, "mail": "at_once"}})
    ministry.directed()

    works_off()

    assert len(mails.to("truong.tttn")) == 1
    assert mails.to("truong.xnk") == []


def test_who_wants_no_mail_gets_none(mails, digests):
    storage.choose("truong.tttn", {"task": {"bell": True, "mail": "none"}})
    ministry.directed()

    digests()

    assert mails.to("truong.tttn") == []
    assert len(mails.to("truong.xnk")) == 1


def test_a_mail_server_that_is_down_is_tried_again(mails, digests, site):
    ministry.directed()
    port = api.portal.get_registry_record("plone.smtp_port")
    api.portal.set_registry_record("plone.smtp_port", 1)
    job = digests()
    assert (get(job).state, get(job).error[0]) == (
        "queued",
        "The mail server takes no mail now.",
    )
    api.portal.set_registry_record("plone.smtp_port", port)
    get(job).not_before = 0

    digests()

    assert len(mails.to("truong.tttn")) == 1


def test_an_address_that_is_refused_holds_nobody_else_up(mails, digests):
    mails.refused.add("truong.tttn@moit.example")
    ministry.directed()

    digests()

    assert len(mails.to("truong.xnk")) == 1
    assert mails.to("truong.tttn") == []


def test_without_a_mail_server_nothing_fails(site, digests):
    ministry.directed()

    job = digests()

    assert get(job).state == "done"


def test_a_killed_run_is_known_by_the_id_of_its_mail(mails, digests):
    ministry.directed()
    digests()
    with storage.opened() as store:
        store.execute("DELETE FROM mailed")

    digests()
    ids = [mail["Message-ID"] for to, mail in mails.kept if "truong.tttn" in to[0]]

    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_mails_leave_outside_every_writing_transaction(mails, digests, monkeypatch):
    open_changes = []
    send = mailing._send

    def look(portal, *rest):
        open_changes.append(len(portal._p_jar._registered_objects))
        send(portal, *rest)

    monkeypatch.setattr(mailing, "_send", look)
    ministry.directed()

    digests()

    assert len(open_changes) > 0
    assert set(open_changes) == {0}


def test_the_job_keeps_no_address_and_no_word(mails, digests, site):
    ministry.directed()
    digests()

    shelf = jobs.shelf(site)
    said = str([vars(job) for job in shelf.finished.values()])

    assert "moit.example" not in said
    assert LETTER not in said
