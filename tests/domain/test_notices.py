from imoit.workflows.notices import domain
from imoit.workflows.notices.domain import Choice
from imoit.workflows.notices.domain import Notice
from imoit.workflows.refusal import BadValue
from pathlib import Path

import pytest


TEMPLATES = Path(domain.__file__).parent / "templates"


def notice(kind="task", urgent=0):
    return Notice("1", "", kind, "u", "i", "g", "p", "n", "", urgent)


def test_without_a_choice_everything_is_shown_and_mailed_but_receipts():
    found = {kind: domain.choice(kind, {}) for kind in domain.KINDS}

    assert {kind for kind, wish in found.items() if wish.mail == "none"} == {"received"}
    assert all(wish.bell for wish in found.values())


@pytest.mark.parametrize("kind", domain.KINDS)
def test_without_a_choice_what_arrives_is_mailed_at_once_if_it_is_urgent(kind):
    arrivals = {"task", "dictated", "dictation_dropped", "returned", "published"}
    arrives = kind.startswith("to_") or kind in arrivals

    found = [domain.is_mailed(notice(kind, n), {}, at_once=True) for n in range(4)]

    assert found == [False, arrives, arrives, True]


def test_an_order_is_shown_whatever_was_chosen():
    assert domain.choice("task", {"task": {"bell": False}}) == Choice(True, "urgent")


@pytest.mark.parametrize(
    ("kind", "mail", "urgent", "in_digest", "at_once"),
    [
        pytest.param("task", "digest", 0, True, False, id="digest"),
        pytest.param("task", "at_once", 0, True, True, id="at once"),
        pytest.param("task", "none", 2, False, False, id="no mail"),
        pytest.param("task", "digest", 2, True, False, id="urgent in the digest"),
        pytest.param("task", "urgent", 0, True, False, id="plain in the digest"),
        pytest.param("task", "urgent", 1, True, True, id="urgent at once"),
        pytest.param("reported", "urgent", 2, True, True, id="chosen for urgent"),
        pytest.param("task", "none", 3, True, True, id="express goes always"),
    ],
)
def test_what_is_mailed_when(kind, mail, urgent, in_digest, at_once):
    chosen = {kind: {"bell": True, "mail": mail}}
    told = notice(kind, urgent)

    assert domain.is_mailed(told, chosen) is in_digest
    assert domain.is_mailed(told, chosen, at_once=True) is at_once


def test_a_choice_changes_what_it_names_only():
    before = {"returned": {"bell": False, "mail": "none"}}

    after = domain.read_choices({"reported": {"mail": "at_once"}}, before)

    assert after == {**before, "reported": {"bell": True, "mail": "at_once"}}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"gossip": {"mail": "none"}}, "unknown"),
        ({"task": "none"}, "unknown"),
        ({"task": {"mail": "weekly"}}, "unknown_value"),
        ({"reported": {"bell": "yes"}}, "unknown_value"),
        ({"task": {"bell": False}}, "always"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(data, code):
    with pytest.raises(BadValue) as refused:
        domain.read_choices(data, {})

    assert refused.value.errors[0].code == code


def test_each_kind_has_its_vietnamese_for_mails():
    text = (TEMPLATES / "kinds.txt").read_text(encoding="utf-8")

    assert list(domain.read_kinds(text)) == list(domain.KINDS)


def test_a_mail_leaves_out_the_lines_that_say_nothing():
    words = domain.Words(
        "Subject: $count mới\n\n$name\n$lines\n$settings",
        "$n. $title\n  $due\n  $url",
        {"task": "Nhiệm vụ"},
    )
    lines = [{"kind": "task", "due": "", "url": "http://x"}]

    assert domain.compose(words, "An", lines, "S") == (
        "1 mới",
        "An\n1. Nhiệm vụ\n  http://x\nS",
    )
