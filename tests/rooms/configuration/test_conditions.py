from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import trials
from imoit.workflows.process import storage
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.vocabularies import hold
from tests.rooms import ministry
from tests.rooms.configuration import acts
from tests.rooms.configuration.test_pages import save
from tests.rooms.configuration.test_pages import step_page
from tests.rooms.configuration.test_pages import text
from tests.rooms.ministry import acting

import pytest


STEP = "approve_content"


def only(*conditions):
    """Let content be approved on these conditions only."""

    def act(process):
        step = process.step(STEP)
        guard = step.guard._replace(conditions=conditions)
        return changes.put_step(process, step._replace(guard=guard))

    return act


@pytest.mark.parametrize(
    ("conditions", "kind", "passes"),
    [
        ((), "Công văn", True),
        (("type.quyet-dinh",), "Quyết định", True),
        (("type.quyet-dinh",), "Công văn", False),
        (("!type.quyet-dinh",), "Công văn", True),
        (("!type.quyet-dinh",), "Quyết định", False),
        (("type.quyet-dinh", "type.cong-van"), "Công văn", True),
        (("type.quyet-dinh", "urgent"), "Quyết định", False),
        (("type.quyet-dinh", "!urgent"), "Quyết định", True),
        (("file", "leader", "!answer", "!outside"), "Công văn", False),
        (("file", "!leader", "!answer", "!outside"), "Công văn", True),
        (("unheard-of",), "Quyết định", False),
        (("!unheard-of",), "Quyết định", False),
        (("lead",), "Quyết định", False),
    ],
)
def test_one_of_each_kind_must_hold_and_none_of_those_denied(
    integration, conditions, kind, passes
):
    assert hold(ministry.drafted(type_name=kind), conditions) is passes


@pytest.mark.parametrize("kind", ["Quyết định", "Công văn"])
def test_a_step_is_offered_and_taken_on_its_conditions_only(integration, kind):
    document = ministry.sent_to_head()
    document.type_name = kind
    acts.published(only("!type.cong-van", "!urgent"))
    passes = kind == "Quyết định"

    assert (STEP in ministry.steps_of(document, "truong.tttn")) is passes
    with acting("truong.tttn") as head:
        if passes:
            advance(document, STEP, head)
        else:
            with pytest.raises(Refusal):
                advance(document, STEP, head)
    assert (state(document) != "unit_review") is passes


def test_conditions_need_no_manager_and_go_through_xml_and_json_whole(integration):
    acts.published(only("leader", "!urgent"))
    live = facts.flow("outgoing")
    found = storage.from_xml(storage.to_xml(live), live.aq_parent)

    assert "here/@@imoit-conditions/leader/!urgent" in storage.to_xml(live)
    assert found.step(STEP).guard == storage.read(live).step(STEP).guard
    assert found.step(STEP).guard.conditions == ("leader", "!urgent")
    assert found.step(STEP).guard.expression == ""


def test_what_this_site_does_not_know_is_not_put_into_force(integration):
    acts.drafted(only("unheard-of", "urgent", "!urgent"))

    found = {problem.code for problem in errors(drafts.problems("outgoing"))}
    assert {"unknown_condition", "contradiction"} <= found
    with pytest.raises(BadValue):
        acts.published()


def test_the_simulator_asks_for_the_conditions(integration):
    document = ministry.sent_to_head()

    def could():
        found = trials.simulate("outgoing", "truong.tttn", document.UID())
        return STEP in [step.id for step in found.steps]

    assert could()
    acts.drafted(only("type.quyet-dinh"))
    assert not could()


def test_conditions_are_chosen_on_the_page_of_the_step(visit):
    page = step_page(visit, STEP)
    page.getControl(name="conditions").value = ["type.quyet-dinh", "leader"]
    page.getControl(name="denied").value = ["urgent"]
    save(page)
    guard = drafts.draft_of("outgoing").process.step(STEP).guard

    assert set(guard.conditions) == {"type.quyet-dinh", "leader", "!urgent"}
    page = step_page(visit, STEP)
    assert "khi do lãnh đạo Bộ ký, loại văn bản là Quyết định, không phải: " in text(
        page
    )
    save(page)
    assert drafts.draft_of("outgoing").process.step(STEP).guard == guard


def test_the_view_that_guards_ask_has_no_address(visit):
    for address in ("@@imoit-conditions", "@@imoit-conditions/urgent"):
        page = visit("quantri", address)
        assert page.headers["Status"].startswith("404")
