"""What a step asks for and brings is part of the definition, and is held to."""

from datetime import date
from datetime import timedelta
from imoit.content.tasks.operations import closing
from imoit.workflows.calendar import clock
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import fill
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry
from tests.rooms.configuration import acts
from tests.rooms.ministry import acting

import pytest


def changed(step, **values):
    """Return an act that changes one step of a process."""
    return lambda p: changes.put_step(p, changes.step_of(p, step)._replace(**values))


def codes(name):
    return {problem.code for problem in errors(drafts.problems(name))}


@pytest.mark.parametrize(
    ("step", "values", "code"),
    [
        ("send_to_head", {"effects": ("publish",)}, "too_early"),
        ("send_to_head", {"effects": ("give_number",)}, "too_early"),
        ("take_number", {"effects": ()}, "missing_effect too_early"),
        ("publish", {"effects": ("notify",)}, "missing_effect"),
        ("send_to_head", {"effects": ("fly",)}, "unknown_effect"),
        ("send_to_head", {"form": (Asked("colour"),)}, "unknown_field"),
        ("publish", {"form": (Asked("reason", True),)}, "own_form"),
    ],
)
def test_what_would_break_a_rule_is_refused(integration, step, values, code):
    acts.drafted(changed(step, **values))

    assert codes("outgoing") == set(code.split())


def test_an_effect_of_another_kind_of_document_is_not_known(integration):
    acts.drafted(changed("submit", effects=("publish",)), "incoming")

    assert codes("incoming") == {"unknown_effect"}


def test_a_number_may_come_with_the_signature(integration):
    def act(process):
        process = changes.remove_step(process, "take_number")
        signing = changes.step_of(process, "record_signature")
        effects = (*signing.effects, "give_number")
        signing = signing._replace(to="numbered", effects=effects)
        return changes.put_step(process, signing)

    acts.published(act, mapping={"signed": "numbered"})
    document = ministry.signed()

    assert (state(document), document.number) == ("numbered", 1)


def test_a_step_asks_for_a_reason_once_the_definition_says_so(integration):
    acts.published(changed("approve_content", form=(Asked("reason", True),)))
    document = ministry.sent_to_head()
    tool = api.portal.get_tool("portal_workflow")

    with acting("truong.tttn") as head:
        with pytest.raises(BadValue):
            advance(document, "approve_content", head)
        with pytest.raises(BadValue):
            tool.doActionFor(document, "approve_content")
        advance(document, "approve_content", head, "Đủ căn cứ.")

    assert state(document) == "form_check"


def test_a_step_asks_for_a_field_and_keeps_it(integration):
    acts.published(changed("approve_content", form=(Asked("due_date", True),)))
    document = ministry.sent_to_head()
    tool = api.portal.get_tool("portal_workflow")

    with acting("truong.tttn") as head:
        for sent in ({}, {"due_date": "soon"}):
            with pytest.raises(BadValue):
                fill(document, "approve_content", sent)
        with pytest.raises(NotAllowed):
            tool.doActionFor(document, "approve_content")
        fill(document, "approve_content", {"due_date": "2026-12-24"})
        advance(document, "approve_content", head)

    assert document.due_date == date(2026, 12, 24)


def test_what_a_step_freezes_nobody_changes_until_it_is_returned(integration):
    with_freeze = changed("send_to_head", effects=("freeze", "notify"))
    acts.published(with_freeze)
    document = ministry.sent_to_head()

    with pytest.raises(Conflict):
        document.check_change({"subject": "Khác"}, "")
    with acting("truong.tttn") as head:
        advance(document, "return", head, "Sửa lại.")
    document.check_change({"subject": "Khác"}, "")

    assert state(document) == "drafting"
    assert document.accepts("main")


def with_second_look(process):
    """Put one more state before a task is done: legal looks at the report."""
    done = changes.step_of(process, "accept")
    look = State(
        "second_look", "Thẩm định kết quả", permissions=dict(
            changes.state_of(process, "reported").permissions
        ), groups={"imoit.pc.head": ("Checker",)}, box="to_approve", limit=3,
    )  # fmt: skip
    process = changes.put_state(process, look)
    process = process._replace(groups=("imoit.pc.head",), roles=("Checker",))
    process = changes.put_step(process, done._replace(to="second_look"))
    passed = Step("pass_look", "Đồng ý", to="done", guard=Guard(roles=("Checker",)))
    return changes.put_step(process, passed, ["second_look"])


def looked_at():
    """Return a task that was reported and accepted, and waits for the second look."""
    acts.published(with_second_look, "task")
    task = ministry.task_of(ministry.directed(support=(), informed=()))
    with acting("truong.tttn") as head:
        closing.report(task, head, text="Xong.")
    with acting("thutruong1") as leader:
        closing.accept(task, leader)
    return task


def test_a_state_added_to_tasks_is_on_the_desk_and_in_reports(integration):
    task = looked_at()
    catalog = api.portal.get_tool("portal_catalog")
    search = catalog.unrestrictedSearchResults

    (line,) = search(imoit_waiting="to_approve/imoit.pc.head")
    tomorrow = clock.today() + timedelta(days=1)
    assert (line.UID, line.review_state) == (task.UID(), "second_look")
    assert tomorrow.isoformat() < line.imoit_line["due"]
    assert task.done_at == ""
    assert len(search(imoit_progress=progress_keys(task))) == 1


def progress_keys(task):
    return [f"unit:{task.unit}/on_time/{clock.today().isoformat()[:7]}"]


def test_the_step_out_of_an_added_state_finishes_the_task_and_its_letter(integration):
    task = looked_at()
    assert state(task.journal_root()) == "in_progress"

    with acting("truong.pc") as head:
        advance(task, "pass_look", head)

    assert (state(task), bool(task.done_at)) == ("done", True)
    assert state(task.journal_root()) == "completed"


def test_a_box_of_the_definition_is_where_it_waits(integration):
    def act(process):
        found = changes.state_of(process, "unit_review")
        return changes.put_state(process, found._replace(box="to_process", limit=2))

    acts.published(act)
    ministry.sent_to_head()
    catalog = api.portal.get_tool("portal_catalog")
    search = catalog.unrestrictedSearchResults

    assert len(search(imoit_waiting="to_process/imoit.tttn.head")) == 1
    assert len(search(imoit_waiting="to_approve/imoit.tttn.head")) == 0


def test_the_days_of_a_state_decide_what_is_submitted_late(integration):
    def act(process):
        found = changes.state_of(process, "registered")
        return changes.put_state(process, found._replace(limit=4))

    before = ministry.registered()
    early = before.last_day()
    acts.published(act, "incoming")

    assert before.last_day() > early
    assert before.wait_json()["due"] == before.last_day().isoformat()
