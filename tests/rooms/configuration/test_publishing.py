from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.storage import read
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry
from tests.rooms.configuration import acts
from tests.rooms.ministry import acting

import pytest


def test_the_shipped_processes_have_no_error(integration):
    for name in facts.names():
        assert errors(drafts.problems(name)) == [], name


def test_a_draft_leaves_what_is_in_force_alone(integration):
    before = drafts.live("outgoing")
    acts.drafted()

    assert drafts.live("outgoing") == before
    assert errors(drafts.problems("outgoing")) == []


def test_publishing_keeps_both_versions(integration):
    before = drafts.live("outgoing")
    acts.published()
    found = storage.versions("outgoing")

    assert [v.number for v in found] == [1, 2]
    assert found[0].process == before
    assert found[1].process == drafts.live("outgoing")
    assert (found[1].person, found[1].reason) == ("quantri", "Thêm bước.")
    assert storage.draft("outgoing") is None


def test_a_draft_is_refused_when_the_one_in_force_changed_elsewhere(integration):
    acts.drafted()
    facts.flow("outgoing").title = "changed in the ZMI"

    with acting("quantri") as manager, pytest.raises(Conflict):
        publishing.publish("outgoing", manager, "x")


def test_a_draft_with_an_error_is_refused_with_every_error(integration):
    acts.drafted(lambda p: p._replace(initial="nowhere", permissions=("Fly",)))

    with acting("quantri") as manager, pytest.raises(BadValue) as refused:
        publishing.publish("outgoing", manager, "x")

    codes = {error.code for error in refused.value.errors}
    assert {"no_initial", "unknown_permission"} <= codes


def test_publishing_says_why(integration):
    acts.drafted()

    with acting("quantri") as manager, pytest.raises(BadValue):
        publishing.publish("outgoing", manager, " ")


def opened(process):
    rules = {
        state.id: Rule(False, (*state.permissions["View"].roles, "Site Administrator"))
        for state in process.states
    }
    return changes.set_rules(process, "View", rules)


def test_nobody_opens_documents_to_their_own_role_alone(integration):
    acts.drafted(opened)

    with acting("quantri") as manager, pytest.raises(Conflict) as refused:
        publishing.publish("outgoing", manager, "x")

    assert ["drafting", "View", "Site Administrator"] in (
        refused.value.details["second_person"]
    )
    with acting("quantri") as manager, pytest.raises(NotAllowed):
        drafts.confirm("outgoing", manager)


def test_a_second_person_may_confirm_and_a_change_voids_it(integration):
    acts.drafted(opened)
    with acting("kiemtra") as second:
        drafts.confirm("outgoing", second)
    acts.drafted(lambda process: process._replace(title="Khác"))
    with acting("quantri") as manager, pytest.raises(Conflict):
        publishing.publish("outgoing", manager, "x")
    with acting("kiemtra") as second:
        drafts.confirm("outgoing", second)

    with acting("quantri") as manager:
        publishing.publish("outgoing", manager, "x")

    assert storage.versions("outgoing")[-1].confirmed == "kiemtra"


def test_a_role_for_ones_own_group_needs_a_second_person_too(integration):
    with acting("quantri") as manager:
        own = manager.groups[0]
    acts.drafted(
        lambda p: changes.add_check(
            p, "unit_review", "form_check", title="Riêng", groups=[own],
            role="Checker", box="", limit=None,
        )
    )  # fmt: skip

    with acting("quantri") as manager, pytest.raises(Conflict):
        publishing.publish("outgoing", manager, "x")


def test_conditions_are_for_the_manager_of_the_system(integration):
    def act(process):
        step = process.steps[0]
        guard = step.guard._replace(expression="python:True")
        return changes.put_step(process, step._replace(guard=guard))

    with pytest.raises(NotAllowed):
        acts.drafted(act)


def test_a_letter_goes_through_the_added_check(integration):
    acts.published()
    document = ministry.content_approved()
    uid = document.UID()
    catalog = api.portal.get_tool("portal_catalog")

    assert state(document) == acts.LEGAL
    assert ministry.steps_of(document, "truong.pc") == [
        f"pass_{acts.LEGAL}", f"return_{acts.LEGAL}"
    ]  # fmt: skip
    with acting("truong.pc") as head:
        line = catalog(imoit_waiting="to_approve/imoit.pc.head")[0]
        assert (line.UID, bool(line.imoit_line["due"])) == (uid, True)
        advance(document, f"pass_{acts.LEGAL}", head)

    assert state(document) == "form_check"
    assert ministry.steps_of(document, "truong.pc") == []
    assert ministry.steps_of(document, "quantri") is None
    assert "approve_form" in ministry.steps_of(document, "truong.vp")


def test_a_check_sends_back_with_a_reason_only(integration):
    acts.published()
    document = ministry.content_approved()
    with acting("truong.pc") as head:
        with pytest.raises(BadValue):
            advance(document, f"return_{acts.LEGAL}", head)
        advance(document, f"return_{acts.LEGAL}", head, "Thiếu căn cứ.")

    assert state(document) == "unit_review"


def test_an_older_version_comes_back_with_a_letter_in_the_removed_state(integration):
    first = drafts.live("outgoing")
    acts.published()
    document = ministry.content_approved()
    with acting("quantri") as manager:
        draft = publishing.restore("outgoing", 1, manager)
        assert draft.mapping == {acts.LEGAL: "unit_review"}
        publishing.publish("outgoing", manager, "Quay lại.")
    acts.renewed()

    assert drafts.live("outgoing") == first
    assert state(document) == "unit_review"
    assert ministry.steps_of(document, "truong.tttn") == ["approve_content", "return"]
    assert ministry.steps_of(document, "truong.pc") is None


def test_a_state_with_documents_does_not_vanish_without_a_goal(integration):
    ministry.sent_to_head()
    acts.drafted(lambda process: changes.remove_state(process, "unit_review"))
    with acting("quantri") as manager:
        with pytest.raises(BadValue) as refused:
            publishing.publish("outgoing", manager, "x")
        publishing.publish("outgoing", manager, "x", {"unit_review": "drafting"})

    assert [error.code for error in refused.value.errors] == ["vanished"]
    assert storage.draft("outgoing") is None


def test_an_upgrade_never_overwrites_what_was_published(integration):
    acts.published()
    wanted = read(facts.flow("outgoing"))
    setup = api.portal.get_tool("portal_setup")

    setup.runImportStepFromProfile("profile-imoit.policy:default", "workflow")

    assert read(facts.flow("outgoing")) == wanted
    assert storage.draft("outgoing").process.state(acts.LEGAL) is None


def test_what_everybody_gains_by_is_published_by_typing_the_name(integration):
    acts.drafted(to_everybody)
    with acting("kiemtra") as second:
        drafts.confirm("outgoing", second)

    with acting("quantri") as manager:
        for typed in ("", "incoming"):
            with pytest.raises(BadValue) as refused:
                publishing.publish("outgoing", manager, "Mở.", typed=typed)
            assert refused.value.errors[0].field == "typed"
        assert len(storage.versions("outgoing")) == 1
        publishing.publish("outgoing", manager, "Mở.", typed="văn bản ĐI ")

    assert drafts.live("outgoing") == to_everybody(drafts.live("outgoing"))


def to_everybody(process):
    everybody = Rule(True, ("Manager",))
    return changes.set_rules(process, "View", {"drafting": everybody})
