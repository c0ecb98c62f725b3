from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.workflows.refusal import Refusal
from tests.rooms import ministry
from tests.rooms import states

import pytest


HEAD, LEADER = states.HEAD, states.LEADER


def found(task):
    return {name: set(ids) for name, ids in ministry.table(task).items()}


@pytest.mark.parametrize("name", states.TASK)
def test_each_person_in_each_state(integration, name):
    made, expected = states.TASK[name]
    task = made()

    table = {name: ids - {"close"} for name, ids in found(task).items()}

    assert table == {name: set(ids) for name, ids in expected.items()}


def test_what_was_seen_is_over(integration):
    assert not any(found(states.seen()).values())


ACTS = {
    "open": lambda task, by: working.open_task(task, by),
    "forward": lambda task, by: giving.direct(
        task, giving.order("Làm.", ["person:cv.tttn"], working_days=2), by
    ),
    "report": lambda task, by: closing.report(task, by, text="Xong."),
    "return": lambda task, by: working.return_task(task, by, "Lý do"),
    "mark_seen": lambda task, by: working.mark_seen(task, by),
    "ask_extension": lambda task, by: timing.ask_extension(
        task, by, "Lý do", working_days=2
    ),
    "accept": lambda task, by: closing.accept(task, by),
    "send_back": lambda task, by: closing.send_back(task, by, "Lý do"),
    "recall": lambda task, by: working.recall(task, by, "Lý do"),
    "pause": lambda task, by: timing.pause(task, by, "Lý do"),
    "resume": lambda task, by: timing.resume(task, by),
    "grant_extension": lambda task, by: timing.grant_extension(task, by),
    "refuse_extension": lambda task, by: timing.refuse_extension(task, by, "Lý do"),
    "take_note": lambda task, by: working.take_note(task, by),
}


@pytest.mark.parametrize("who", ["cv.tttn", "vanthu.tttn", "truong.xnk", "thuky1"])
@pytest.mark.parametrize(
    "made",
    [states.lead, states.reported, states.asked, states.paused],
    ids=lambda f: f.__name__,
)
def test_no_operation_lets_a_stranger_act(integration, made, who):
    task = made()

    with ministry.acting(who) as by:
        for act in ACTS.values():
            with pytest.raises(Refusal) as refusal:
                act(task, by)
            assert refusal.value.status in (403, 409)


@pytest.mark.parametrize("step", sorted(ACTS))
@pytest.mark.parametrize("who", [HEAD, LEADER])
def test_plones_own_engine_refuses_every_step(integration, step, who):
    task = states.asked()
    tool = integration["portal"].portal_workflow

    with ministry.acting(who), pytest.raises(Exception) as refusal:
        tool.doActionFor(task, step, comment="Lý do")

    assert type(refusal.value).__name__ in ("NotAllowed", "WorkflowException")
