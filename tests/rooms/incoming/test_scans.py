from imoit.content.files.operations import attachments
from imoit.content.incoming import operations
from imoit.content.incoming.operations import Scan
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest


GOOD = (ministry.SAMPLES / "letter-00-scan200.pdf").read_bytes()
BAD = Scan("thu.exe", b"MZ\x90\x00")


def take_in(*scans, who="vanthu.bo", **changes):
    said = {"secrecy": "normal", "channel": "post", **changes}
    with ministry.acting(who) as clerk:
        folder = api.portal.get()["incoming"]
        return operations.receive_scans(folder, scans, clerk, **said)


def waiting(who="vanthu.bo"):
    with ministry.acting(who) as clerk:
        return [brain.imoit_line["subject"] for brain in operations.waiting(clerk)]


def test_each_scan_becomes_a_letter_that_waits(functional):
    done = take_in(Scan("a.pdf", GOOD), Scan("b.pdf", GOOD))

    letters = [letter for _scan, letter in done]
    assert [state(letter) for letter in letters] == ["received", "received"]
    assert [letter.channel for letter in letters] == ["post", "post"]
    assert [attachments(letter)[0].role for letter in letters] == ["main", "main"]
    assert waiting() == ["a.pdf", "b.pdf"]


def test_a_bad_file_says_why_and_the_others_stay(functional):
    done = take_in(Scan("a.pdf", GOOD), BAD, Scan("c.pdf", GOOD))

    refusal = done[1][1]
    assert isinstance(refusal, Refusal)
    assert refusal.errors[0].code == "type"
    assert waiting() == ["a.pdf", "c.pdf"]
    assert len(api.portal.get()["incoming"].objectIds()) == 2


@pytest.mark.parametrize("name", ["Đơn tố cáo.pdf", "don_to_cao_ong_A.pdf", "MẬT.pdf"])
def test_a_name_that_the_gate_knows_keeps_that_scan_out(functional, name):
    done = take_in(Scan(name, GOOD), Scan("b.pdf", GOOD))

    assert done[0][1].rule.id in ("R-02", "R-03")
    assert waiting() == ["b.pdf"]


@pytest.mark.parametrize("secrecy", ["", "confidential", "secret", "top_secret", "x"])
def test_a_stack_that_is_not_declared_open_stays_out(functional, secrecy):
    with pytest.raises(Refusal) as refusal:
        take_in(Scan("a.pdf", GOOD), secrecy=secrecy)

    assert refusal.value.errors[0].field == "secrecy"
    assert waiting() == []


def test_urgent_letters_come_first_then_as_they_arrived(functional):
    take_in(Scan("a.pdf", GOOD))
    ministry.received(subject="Khẩn", priority="express")
    take_in(Scan("b.pdf", GOOD))

    assert waiting() == ["Khẩn", "a.pdf", "b.pdf"]


def test_the_next_letter_is_not_the_present_one(functional):
    done = take_in(Scan("a.pdf", GOOD), Scan("b.pdf", GOOD))
    present = done[0][1].UID()

    with ministry.acting("vanthu.bo") as clerk:
        found = operations.next_waiting(clerk, present)

    assert found.imoit_line["subject"] == "b.pdf"
