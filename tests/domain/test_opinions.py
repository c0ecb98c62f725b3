from datetime import date
from imoit.content.opinions import domain
from imoit.content.opinions.domain import Opinion
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere

import pytest


DAY = date(2026, 11, 23)
ASKED = Opinion(
    "o1", "unit:pc", "Vụ Pháp chế", ("imoit.pc.head",), "", "A", "", "2026-11-23", 1
)
GIVEN = ASKED._replace(id="o2", verdict="agree", time="2026-11-22T09:00:00+07:00")
LATE = GIVEN._replace(id="o3", verdict="disagree", time="2026-11-24T09:00:00+07:00")
ENDED = ASKED._replace(id="o4", ended="Gấp", due="2026-11-01")


@pytest.mark.parametrize(
    ("names", "due", "code"),
    [
        (["unit:xnk"], DAY, ""),
        ([], DAY, "required"),
        (["unit:xnk"], date(2026, 11, 22), "past"),
        (["unit:xnk"], None, "past"),
        (["unit:pc"], DAY, "twice"),
        (["unit:xnk", "unit:xnk"], DAY, "twice"),
        ([f"unit:u{n}" for n in range(201)], DAY, "too_many"),
    ],
)
def test_whom_one_asks_and_until_when(names, due, code):
    try:
        domain.check_asked(names, due, DAY, [ASKED, GIVEN])
        found = ""
    except BadValue as refusal:
        found = refusal.errors[0].code

    assert found == code


@pytest.mark.parametrize(
    ("opinion", "group", "verdict", "reasons", "error"),
    [
        (ASKED, "imoit.pc.head", "agree", "", None),
        (ASKED, "imoit.pc.head", "disagree", "Trái luật", None),
        (ASKED, "imoit.pc.head", "disagree", "", BadValue),
        (ASKED, "imoit.pc.head", "agree_with_changes", "", BadValue),
        (ASKED, "imoit.pc.head", "perhaps", "x", BadValue),
        (ASKED, "imoit.xnk.head", "agree", "", NotAllowed),
        (GIVEN, "imoit.pc.head", "agree", "", Conflict),
        (ENDED, "imoit.pc.head", "agree", "", Conflict),
    ],
)
def test_what_an_opinion_must_say(opinion, group, verdict, reasons, error):
    if error is None:
        domain.check_answer(opinion, [group], verdict, reasons)
    else:
        with pytest.raises(error):
            domain.check_answer(opinion, [group], verdict, reasons)


@pytest.mark.parametrize(
    ("opinion", "today", "late"),
    [
        (ASKED, DAY, False),
        (ASKED, date(2026, 11, 24), True),
        (GIVEN, date(2026, 12, 24), False),
        (LATE, DAY, True),
        (ENDED, DAY, False),
    ],
)
def test_what_is_late(opinion, today, late):
    assert opinion.is_late(today) is late


def test_the_counts_of_the_summary():
    found = domain.counts([ASKED, GIVEN, LATE, ENDED], date(2026, 11, 24))

    assert found == {
        "agree": 1,
        "agree_with_changes": 0,
        "disagree": 1,
        "awaited": 1,
        "ended": 1,
        "late": 2,
    }


def test_a_draft_does_not_go_on_while_opinions_are_awaited():
    domain.check_complete([GIVEN, LATE, ENDED])
    with pytest.raises(Conflict) as refused:
        domain.check_complete([GIVEN, ASKED])

    assert refused.value.details["missing"] == ["Vụ Pháp chế"]


def test_an_opinion_that_nobody_asked_is_not_there():
    with pytest.raises(NotThere):
        domain.chosen([ASKED], "x")
