from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.checks import check
from imoit.workflows.process.domain.compare import compare
from imoit.workflows.process.domain.drawing import plan
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.exchange import bpmn
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.domain.replay import replay
from imoit.workflows.refusal import BadValue
from lxml import etree

import copy
import pytest


def state(name, steps=(), **more):
    rule = {"acquire": False, "roles": ["Reader", "Clerk", "Head"]}
    rules = {"View": rule, "Access contents information": rule}
    return {
        "id": name, "title": name, "steps": list(steps), "permissions": rules, **more
    }  # fmt: skip


def step(name, to, role="Clerk", **more):
    return {
        "id": name,
        "title": name,
        "to": to,
        "guard": {"roles": [role]},
        "menu": {"title": name},
        **more,
    }


DATA = {
    "id": "letters",
    "title": "Letters",
    "initial": "draft",
    "permissions": ["View", "Access contents information"],
    "states": [
        state("draft", ["send"]),
        state("review", ["approve", "return"]),
        state("done", final=True),
    ],
    "steps": [
        step("send", "review"),
        step("approve", "done", "Head"),
        step("return", "draft", "Head", form=[{"field": "reason", "required": True}]),
    ],
    "variables": [{"id": n} for n in ("action", "actor", "comments", "time")],
}
FACTS = Facts(
    roles=frozenset({"Reader", "Clerk", "Head", "Checker", "Anonymous"}),
    permissions=frozenset({"View", "Access contents information", "Manage portal"}),
    groups=frozenset({"legal"}),
    allowed=frozenset({"View", "Access contents information"}),
    held=frozenset({"Reader", "Clerk", "Head"}),
    effects=frozenset({"freeze"}),
    fields=frozenset({"reason", "due_date"}),
    boxes=frozenset({"to_approve"}),
    compiles=lambda text: "unclosed" if "(" in text else "",
)


def process(**changed):
    return parse({**copy.deepcopy(DATA), **changed})


def codes(data, facts=FACTS):
    return {problem.code for problem in check(parse(data), facts)}


def test_a_sound_process_has_no_problem():
    assert check(process(), FACTS) == []


def test_data_comes_back_as_it_went_in():
    assert parse(plain(process())) == process()
    assert digest(parse(plain(process()))) == digest(process())


def no_initial(d):
    d["initial"] = "nowhere"


def missing_goal(d):
    d["steps"][0]["to"] = "gone"


def missing_step(d):
    d["states"][0]["steps"].append("gone")


def unreachable(d):
    d["states"].append(state("island", ["send"]))


def dead_end(d):
    d["states"][2]["final"] = False


def no_role(d):
    d["steps"][0]["guard"] = {}


def strange_role(d):
    d["steps"][0]["guard"] = {"roles": ["Wizard"]}


def strange_group(d):
    d["steps"][0]["guard"] = {"groups": ["wizards"]}


def strange_right(d):
    d["steps"][0]["guard"] = {"permissions": ["Fly"]}


def forbidden_right(d):
    d["permissions"].append("Manage portal")


def nobody(d):
    d["steps"][0]["guard"] = {"roles": ["Checker"]}


def automatic_loop(d):
    for one in d["steps"][::2]:
        one["trigger"] = "automatic"


def bad_condition(d):
    d["steps"][0]["guard"]["expression"] = "python:("


def half_sight(d):
    rule = {"acquire": False, "roles": ["Reader"]}
    d["states"][0]["permissions"]["Access contents information"] = rule


def unmanaged(d):
    d["states"][0]["permissions"]["Fly"] = {"acquire": False, "roles": []}


def strange_field(d):
    d["steps"][0]["form"] = ["colour"]


def strange_effect(d):
    d["steps"][0]["effects"] = ["explode"]


def strange_box(d):
    d["states"][0]["box"] = "attic"


def no_menu(d):
    d["steps"][0]["menu"] = {}


def no_history(d):
    d["variables"] = []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (no_initial, "no_initial"),
        (missing_goal, "missing_state"),
        (missing_step, "missing_step"),
        (unreachable, "unreachable"),
        (dead_end, "dead_end"),
        (no_role, "no_role"),
        (strange_role, "unknown_role"),
        (strange_group, "unknown_group"),
        (strange_right, "unknown_permission"),
        (forbidden_right, "forbidden_permission"),
        (nobody, "nobody_leaves"),
        (automatic_loop, "automatic_loop"),
        (bad_condition, "expression"),
        (half_sight, "half_sight"),
        (unmanaged, "unmanaged"),
        (strange_field, "unknown_field"),
        (strange_effect, "unknown_effect"),
        (strange_box, "unknown_box"),
        (no_menu, "no_menu"),
        (no_history, "no_history"),
    ],
)
def test_a_seeded_fault_is_found(fault, code):
    data = copy.deepcopy(DATA)
    fault(data)

    assert code in codes(data)


def test_all_seeded_faults_are_named_at_once():
    data = copy.deepcopy(DATA)
    for fault in (missing_step, strange_role, strange_box, no_history, dead_end):
        fault(data)
    wanted = {"missing_step", "unknown_role", "unknown_box", "no_history", "dead_end"}

    assert wanted <= codes(data)


def test_a_vanished_state_with_documents_needs_a_goal():
    facts = FACTS._replace(occupied={"review": 3, "old": 2, "empty": 0})
    mapped = facts._replace(mapping={"old": "draft"})

    assert codes(DATA, facts) == {"vanished"}
    assert codes(DATA, mapped) == set()
    assert codes(DATA, facts._replace(mapping={"old": "x"})) == {"missing_state"}


def test_a_step_of_another_process_of_the_type_is_refused():
    assert codes(DATA, FACTS._replace(foreign_steps=frozenset({"send"}))) == {
        "foreign_step"
    }


def test_opening_to_everybody_is_seen_against_what_is_in_force():
    data = copy.deepcopy(DATA)
    data["states"][0]["permissions"]["View"]["roles"].append("Anonymous")
    seen = {*codes(data, FACTS._replace(before=process()))}

    assert "everybody" in seen


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("id", {"id": "trình ký"}),
        ("states", {"states": "none"}),
        ("permissions", {"permissions": [1]}),
        ("states.0.id", {"states": [{}]}),
        ("states.a.limit", {"states": [{"id": "a", "limit": 0}]}),
        ("states.a.permissions.View", {"states": [
            {"id": "a", "permissions": {"View": ["Reader"]}}]}),
        ("steps.b.trigger", {"steps": [{"id": "b", "trigger": "magic"}]}),
        ("steps.b.guard", {"steps": [{"id": "b", "guard": "open"}]}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(where, wrong):
    with pytest.raises(BadValue) as refused:
        process(**wrong)

    assert where in [error.field for error in refused.value.errors]


def test_everything_unreadable_is_named_at_once():
    with pytest.raises(BadValue) as refused:
        process(title=3, initial=None, states=[{"id": "đ"}, {"id": "a", "title": 1}])

    assert len(refused.value.errors) == 4


def with_check():
    return changes.add_check(
        process(), "review", "done", id="legal", title="Legal check",
        groups=["legal"], role="Checker", box="to_approve", limit=2,
    )  # fmt: skip


def test_a_check_between_two_states_is_one_act():
    after = with_check()
    legal = after.state("legal")

    assert after.step("approve").to == "legal"
    assert [after.step(name).to for name in legal.steps] == ["done", "review"]
    assert (legal.limit, legal.box) == (2, "to_approve")
    assert legal.groups == {"legal": ("Checker",)}
    assert "Checker" in legal.permissions["View"].roles
    assert errors(check(after, FACTS)) == []


def test_a_check_where_no_step_leads_is_refused():
    with pytest.raises(BadValue):
        changes.add_check(
            process(), "draft", "done", id="legal", title="Legal",
            groups=["legal"], role="Checker", box="", limit=None,
        )  # fmt: skip


def test_a_removed_state_takes_the_ways_to_it_along():
    after = changes.remove_state(process(), "review")

    assert after.state_ids() == ("draft", "done")
    assert after.state("draft").steps == ()
    assert after.step("send") is None


def test_a_difference_is_said_in_words():
    texts = {change.code for change in compare(process(), with_check())}

    assert {"state_added", "step_added", "goal"} <= texts
    assert compare(process(), process()) == []


def test_a_history_that_would_stick_is_found():
    history = [("send", "review"), ("return", "draft"), ("send", "review")]

    assert replay(process(), history) is None
    assert replay(changes.remove_state(process(), "review"), history).step == "send"


def test_a_drawing_names_every_state_and_step_and_no_markup_gets_through():
    data = copy.deepcopy(DATA)
    data["states"][0]["title"] = "<script>alert(1)</script>"
    text = svg(parse(data), {})
    found = etree.fromstring(text.encode())

    assert "<script>" not in text
    assert len(found.findall(".//{*}a[@data-state]")) == 3
    assert len(found.findall(".//{*}g[@data-step]")) == 3


def test_the_picture_is_heard_state_by_state_in_the_order_of_the_definition():
    found = etree.fromstring(svg(process(), {}, title="Thư").encode())
    states = found.findall(".//{*}a[@data-state]")

    assert [s.get("data-state") for s in states] == ["draft", "review", "done"]
    assert states[1].get("aria-label") == "review; approve → done; return → draft"
    assert {g.get("aria-hidden") for g in found.findall(".//{*}g")} == {"true"}
    assert (found.get("role"), found.get("aria-label")) == ("group", "Thư")
    assert all(s.get("href") for s in states)


def test_a_picture_that_is_saved_brings_its_own_style():
    found = etree.fromstring(svg(process(), {}).encode())

    assert "fill: var(--im-paper, #fff)" in found.find("{*}style").text


def test_ways_that_meet_lie_in_lanes_of_their_own():
    ways = plan(process(steps=[
        step("send", "review"), step("approve", "done", "Head"),
        step("return", "draft", "Head"), step("again", "draft"),
    ], states=[
        state("draft", ["send"]), state("review", ["approve", "return"]),
        state("between"), state("done", ["again"], final=True),
    ])).round  # fmt: skip

    assert {way.step.id: way.lane for way in ways} == {
        "approve": 1, "return": 0, "again": 0
    }  # fmt: skip


MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def drawn(found):
    root = etree.fromstring(bpmn(found))
    return {
        tag: root.findall(f".//{MODEL}{tag}")
        for tag in ("startEvent", "userTask", "endEvent", "sequenceFlow")
    }


def test_a_drawing_tool_gets_a_bpmn_process():
    counts = {tag: len(found) for tag, found in drawn(process()).items()}

    assert counts == {
        "startEvent": 1, "userTask": 3, "endEvent": 1, "sequenceFlow": 5
    }  # fmt: skip


def test_in_bpmn_one_of_several_ways_is_taken_and_says_who_may():
    flows = {flow.get("name"): flow for flow in drawn(process())["sequenceFlow"]}
    condition = f"{MODEL}conditionExpression"

    assert flows["approve"].findtext(condition) == "step = 'approve'"
    assert flows["send"].find(condition) is None
    assert flows["approve"].findtext(".//{*}role") == "Head"


def test_in_bpmn_no_way_takes_the_place_of_another():
    data = copy.deepcopy(DATA)
    data["states"] += [state("a_b", ["c"]), state("a", ["b_c"])]
    data["steps"] += [step("c", "done"), step("b_c", "done")]

    assert len(drawn(parse(data))["sequenceFlow"]) == 7


def test_in_bpmn_everything_that_is_drawn_or_led_to_is_there_once():
    root = etree.fromstring(bpmn(process()))
    ids = root.xpath("//@id[not(ancestor::*[local-name()='extensionElements'])]")
    named = root.xpath("//@bpmnElement | //@sourceRef | //@targetRef")

    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)
