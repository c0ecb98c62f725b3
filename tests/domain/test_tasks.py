from datetime import date
from imoit.content.tasks.domain import orders
from imoit.content.tasks.domain import states
from imoit.content.tasks.domain.orders import Order
from imoit.content.tasks.domain.phrases import with_phrase
from imoit.content.tasks.domain.states import Mind
from imoit.workflows.actors.domain import Party
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Refusal

import pytest


FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
LEADER = "imoit.post.ldb-deputy_minister-1"
HEAD = "imoit.tttn.head"


def unit(name, acting=True):
    groups = (f"imoit.{name}.head",) if acting else ()
    return Party(f"unit:{name}", name.upper(), "unit", groups, (), "", name)


def order(**changes):
    values = {
        "text": "Chủ trì.",
        "lead": (unit("tttn"),),
        "support": (unit("xnk"),),
        "informed": (unit("vp"),),
        "due": FRIDAY,
        **changes,
    }
    return Order(**values)


def codes(refusal):
    return [(error.field, error.code) for error in refusal.value.errors]


def test_a_directive_becomes_a_task_for_each_addressee():
    found = orders.plan(order())

    assert [(p.party.id, p.duty, p.due) for p in found] == [
        ("unit:tttn", "lead", FRIDAY),
        ("unit:xnk", "support", FRIDAY),
        ("unit:vp", "informed", None),
    ]


def test_a_supporter_may_have_an_earlier_day():
    early = date(2026, 11, 25)

    found = orders.plan(order(dues={"unit:xnk": early}))

    assert [plan.due for plan in found] == [FRIDAY, early, None]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"text": " "}, [("text", "required")]),
        ({"text": "x" * 2001}, [("text", "too_long")]),
        ({"lead": ()}, [("lead", "one_lead")]),
        ({"lead": (unit("tttn"), unit("pc"))}, [("lead", "one_lead")]),
        ({"lead": (), "support": (), "informed": ()}, [("lead", "one_lead")]),
        ({"support": (unit("tttn"),)}, [("support", "twice")]),
        ({"informed": (unit("evn", acting=False),)}, [("informed", "outside")]),
        ({"dues": {"unit:xnk": MONDAY}}, [("support", "after_lead")]),
        (
            {"support": tuple(unit(f"u{n}") for n in range(200))},
            [("support", "too_many")],
        ),
    ],
    ids=[
        "no text",
        "a long text",
        "no lead",
        "two leads",
        "nobody at all",
        "named twice",
        "outside",
        "a supporter after the lead",
        "too many",
    ],
)
def test_what_a_directive_must_say(changes, expected):
    with pytest.raises(BadValue) as refusal:
        orders.plan(order(**changes))

    assert codes(refusal) == expected


def test_information_alone_needs_neither_lead_nor_deadline():
    found = orders.plan(order(lead=(), support=(), due=None))

    assert [(plan.duty, plan.due) for plan in found] == [("informed", None)]


def test_work_goes_down_and_information_anywhere():
    with pytest.raises(BadValue) as refusal:
        orders.plan(order(), below=lambda party: party.unit == "tttn")

    assert codes(refusal) == [("support", "not_below")]


@pytest.mark.parametrize(
    ("above", "expected"),
    [(FRIDAY, []), (date(2026, 11, 26), [("due", "after_above")]), (None, [])],
    ids=["the same day", "a day later", "no deadline above"],
)
def test_a_task_below_is_due_with_the_one_above(above, expected):
    assert [(e.field, e.code) for e in orders._due_errors(order(), above)] == expected


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        (None, 5, MONDAY),
        (FRIDAY, None, FRIDAY),
        (FRIDAY, 5, FRIDAY),
    ],
    ids=["counted", "a day", "the day wins"],
)
def test_the_last_day(due, days, expected):
    assert orders.last_day(due, days, date(2026, 11, 23), Calendar()) == expected


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (None, "required"),
        (date(2026, 11, 20), "past"),
        (date(2026, 11, 28), "not_working"),
    ],
    ids=["none", "past", "a Saturday"],
)
def test_a_day_that_cannot_be(due, code):
    with pytest.raises(BadValue) as refusal:
        orders.last_day(due, None, date(2026, 11, 23), Calendar())

    assert refusal.value.errors[0].code == code


GIVEN = [
    {"post": "ldb-deputy_minister-1", "function": "deputy_minister"},
    {"post": "ldb-minister-1", "function": "minister", "supersedes": 1},
]


@pytest.mark.parametrize(
    ("number", "post", "function", "refusal"),
    [
        (2, "ldb-minister-1", "minister", None),
        (2, "ldb-deputy_minister-1", "deputy_minister", NotAllowed),
        (2, "vp-office_head-1", "office_head", NotAllowed),
        (1, "ldb-minister-1", "minister", Conflict),
        (3, "ldb-minister-1", "minister", BadValue),
    ],
    ids=["one's own", "of a higher post", "of a leader", "replaced", "none"],
)
def test_who_replaces_a_directive(number, post, function, refusal):
    if refusal is None:
        orders.check_superseded(GIVEN, number, post, function)
        return
    with pytest.raises(refusal):
        orders.check_superseded(GIVEN, number, post, function)


def test_who_stands_higher_replaces():
    orders.check_superseded(GIVEN[:1], 1, "ldb-minister-1", "minister")


@pytest.mark.parametrize(
    ("mind", "out"),
    [
        (
            Mind("lead"),
            {"mark_seen", "resume", "grant_extension", "refuse_extension"},
        ),
        (
            Mind("lead", paused=True),
            {"mark_seen", "pause", "grant_extension", "refuse_extension"},
        ),
        (Mind("lead", asked=True), {"mark_seen", "resume", "ask_extension"}),
        (
            Mind("support", timed=False),
            {
                "mark_seen",
                "pause",
                "resume",
                "ask_extension",
                "grant_extension",
                "refuse_extension",
            },
        ),
        (
            Mind("lead", settled=True),
            {
                "mark_seen",
                "resume",
                "grant_extension",
                "refuse_extension",
                "take_note",
            },
        ),
    ],
    ids=["plain", "paused", "asked", "no deadline", "settled"],
)
def test_steps_that_make_no_sense(mind, out):
    known = {*states.OF_THE_ASSIGNEE, *states.OF_THE_GIVER}

    assert {step for step in known if not states.suits(step, mind)} == out


def test_information_is_seen_or_recalled_and_no_more():
    known = {*states.OF_THE_ASSIGNEE, *states.OF_THE_GIVER}

    found = {step for step in known if states.suits(step, Mind("informed"))}

    assert found == {"mark_seen", "recall"}


@pytest.mark.parametrize(
    ("step", "groups", "theirs"),
    [
        ("report", [HEAD], True),
        ("report", [LEADER], False),
        ("accept", [LEADER], True),
        ("accept", [HEAD], False),
        ("resume", [HEAD], True),
        ("resume", [LEADER], True),
        ("pause", [HEAD], False),
        ("pause", [], False),
    ],
)
def test_whose_step_it_is(step, groups, theirs):
    assert states.is_theirs(step, groups, [HEAD], LEADER) is theirs


@pytest.mark.parametrize(
    ("state", "mind", "keys"),
    [
        ("assigned", Mind("lead"), ("to_process", "assigned")),
        ("forwarded", Mind("support"), ("to_process", "assigned")),
        ("in_progress", Mind("lead", asked=True), ("to_process", "assigned", "ask")),
        ("reported", Mind("lead"), ("assigned", "judge")),
        ("added", Mind("lead"), ("assigned",)),
        ("done", Mind("lead"), ()),
        ("returned", Mind("lead"), ("returned",)),
        ("returned", Mind("lead", settled=True), ()),
        ("recalled", Mind("lead"), ()),
        ("assigned", Mind("informed"), ("informed",)),
        ("seen", Mind("informed"), ()),
    ],
)
def test_for_whom_a_task_waits(state, mind, keys):
    whose = {
        "to_process": f"/{HEAD}",
        "informed": f"informed/{HEAD}",
        "assigned": f"assigned/{LEADER}",
        "ask": f"to_approve/{LEADER}",
        "judge": f"/{LEADER}",
        "returned": f"/{LEADER}",
    }

    found = states.waiting(state, mind, [HEAD], LEADER)

    assert found == tuple(whose[key] for key in keys)


@pytest.mark.parametrize(
    ("tasks", "done"),
    [
        ([("lead", "done"), ("support", "in_progress")], True),
        ([("lead", "done"), ("lead", "assigned")], False),
        ([("lead", "done"), ("lead", "recalled")], True),
        ([("lead", "returned"), ("support", "done")], False),
        ([("informed", "seen")], False),
        ([], False),
    ],
)
def test_a_branch_is_done_with_its_leads(tasks, done):
    assert states.all_leads_done(tasks) is done


@pytest.mark.parametrize(
    ("tasks", "nothing"),
    [
        ([("informed", "assigned"), ("informed", "seen")], True),
        ([("informed", "assigned"), ("lead", "recalled")], False),
        ([], False),
    ],
)
def test_information_alone_leaves_nothing_to_do(tasks, nothing):
    assert states.nothing_to_do(tasks) is nothing


def test_an_answer_that_could_close_two_tasks_is_a_tie():
    assert states.choose([]) is None
    assert states.choose(["a"]) == "a"
    with pytest.raises(Refusal):
        states.choose(["a", "b"])


def test_the_last_phrase_comes_first_and_each_once():
    kept = with_phrase(("Để biết.", "Đồng ý."), "đồng  ý.")

    assert kept == ("đồng ý.", "Để biết.")


def test_only_short_phrases_are_kept_and_only_the_last():
    kept = ()
    for n in range(9):
        kept = with_phrase(kept, f"Việc {n}.")

    assert kept == tuple(f"Việc {n}." for n in (8, 7, 6, 5, 4, 3))
    assert with_phrase(kept, "x" * 161) == kept
