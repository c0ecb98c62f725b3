from datetime import date
from imoit.content.directory import domain
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import function_of
from imoit.workflows.actors.domain import rights
from imoit.workflows.actors.domain import unit_of
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.domain import field

import pytest


MARCH = Delegation(
    id="d",
    post="ldb-minister-1",
    person="botruong",
    name="Nguyễn Hữu Đạt",
    to_post="ldb-deputy_minister-1",
    to_person="thutruong1",
    to_name="Lê Thị Thanh Vân",
    start="2026-03-01",
    until="2026-03-10",
)


@pytest.mark.parametrize(
    ("day", "word"),
    [
        pytest.param(date(2026, 2, 28), "coming", id="the day before"),
        pytest.param(date(2026, 3, 1), "running", id="the first day"),
        pytest.param(date(2026, 3, 10), "running", id="the last day"),
        pytest.param(date(2026, 3, 11), "over", id="the day after"),
    ],
)
def test_it_runs_from_day_to_day(day, word):
    assert MARCH.standing(day) == word
    assert MARCH.runs(day) is (word == "running")


def test_ended_it_runs_no_more():
    ended = MARCH._replace(ended_at="2026-03-05T10:00:00+07:00")

    assert ended.standing(date(2026, 3, 6)) == "ended"
    assert not ended.overlaps("2026-03-06", "2026-03-07")


@pytest.mark.parametrize(
    ("kinds", "act", "permitted"),
    [
        pytest.param((), "incoming/direct", True, id="no kinds: every act"),
        pytest.param(("direct",), "incoming/direct", True, id="of the kind"),
        pytest.param(("direct",), "outgoing/approve_content", False, id="of another"),
        pytest.param(("direct",), "task/open", True, id="opening is receipt"),
        pytest.param(("approve",), "outgoing/not_known_yet", False, id="unknown"),
        pytest.param(("work", "give"), "task/accept", True, id="one of two"),
    ],
)
def test_kinds_of_act(kinds, act, permitted):
    assert MARCH._replace(kinds=kinds).permits(*act.split("/")) is permitted


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, ("imoit.post.x",), id="whole"),
        pytest.param({"process": "incoming"}, ("imoit.post.x@incoming",), id="process"),
        pytest.param(
            {"units": ("tttn",)},
            ("imoit.post.x@unit:*", "imoit.post.x@unit:tttn"),
            id="a unit, and what no unit has yet",
        ),
    ],
)
def test_rights_are_cut_to_the_field(change, expected):
    assert rights(("imoit.post.x",), MARCH._replace(**change)) == expected


@pytest.mark.parametrize(
    ("group", "unit", "function"),
    [
        ("imoit.post.ldb-deputy_minister-1", "ldb", "deputy_minister"),
        ("imoit.tttn.head", "tttn", "head"),
        ("imoit.vp.ministry_registry", "vp", "ministry_registry"),
    ],
)
def test_a_group_tells_its_unit_and_function(group, unit, function):
    assert (unit_of(group), function_of(group)) == (unit, function)


def test_a_unit_has_a_part_by_its_task_or_its_draft():
    registrar = ("imoit.vp.ministry_registry", "Document Registrar", "received")
    task = ("imoit.tttn.head", "Document Reader", "task:1")
    giver = ("imoit.post.ldb-minister-1", "Task Giver", "task:1")
    draft = ("imoit.post.xnk-officer-1", "Drafter", "draft")

    assert field([registrar]) == ("unit:*",)
    assert field([registrar, task, giver]) == ("unit:tttn",)
    assert field([draft, task]) == ("unit:tttn", "unit:xnk")


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "until", "at"),
    [
        (date(2026, 11, 22), date(2026, 11, 25), "from"),
        (date(2026, 11, 25), date(2026, 11, 24), "until"),
        (date(2026, 11, 23), date(2027, 11, 25), "until"),
    ],
    ids=["begun already", "ends before", "more than a year"],
)
def test_days_that_cannot_be(start, until, at):
    with pytest.raises(BadValue) as refused:
        domain.check_interval(start, until, TODAY)

    assert refused.value.errors[0].field == at


@pytest.mark.parametrize(
    ("scope", "function", "code"),
    [
        ((("tttn",), "incoming", ()), "minister", "both"),
        ((("tttn",), "", ()), "officer", "field"),
        (((), "letters", ()), "head", "unknown_value"),
        (((), "", ("everything",)), "head", "unknown_value"),
    ],
    ids=["two fields", "an officer has one field", "unknown process", "unknown kind"],
)
def test_scopes_that_cannot_be(scope, function, code):
    with pytest.raises(BadValue) as refused:
        domain.check_scope(*scope, function)

    assert refused.value.errors[0].code == code


@pytest.mark.parametrize("function", ["site_manager", "auditor"])
def test_who_runs_or_audits_the_site_stays_alone(function):
    with pytest.raises(NotAllowed):
        domain.check_delegable(function, "to")
