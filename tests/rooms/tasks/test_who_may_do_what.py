from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.content.tasks.storage import children
from imoit.workflows.refusal import Refusal
from tests.rooms import ministry

import pytest


HEAD, LEADER = "truong.tttn", "thutruong1"
# Who else sees the document sees its tasks, and may do nothing with them.
READERS = {
    "vanthu.bo": [],
    "chanhvp": [],
    "thuky1": [],
    "vanthu.tttn": [],
    "truong.xnk": [],
    "truong.vp": [],
}
WORK = ["forward", "report", "return", "ask_extension"]
GIVE = ["recall", "pause"]


def lead():
    return ministry.task_of(ministry.directed())


def opened():
    task = lead()
    with ministry.acting(HEAD) as by:
        working.open_task(task, by)
    return task


def forwarded():
    task = lead()
    with ministry.acting(HEAD) as by:
        below = giving.order("Dự thảo.", ["person:cv.tttn"], working_days=3)
        giving.direct(task, below, by)
    return task


def below():
    return children(forwarded())[0]


def reported():
    task = lead()
    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Xong.")
    return task


def done():
    task = reported()
    with ministry.acting(LEADER) as by:
        closing.accept(task, by)
    return task


def returned():
    task = lead()
    with ministry.acting(HEAD) as by:
        working.return_task(task, by, "Không thuộc chức năng")
    return task


def noted():
    task = returned()
    with ministry.acting(LEADER) as by:
        working.take_note(task, by)
    return task


def recalled():
    task = lead()
    with ministry.acting(LEADER) as by:
        working.recall(task, by, "Giao lại")
    return task


def paused():
    task = lead()
    with ministry.acting(LEADER) as by:
        timing.pause(task, by, "Chờ Bộ Tài chính")
    return task


def asked():
    task = lead()
    with ministry.acting(HEAD) as by:
        timing.ask_extension(task, by, "Nhiều việc", working_days=2)
    return task


def informed():
    return ministry.task_of(ministry.directed(), "informed")


def seen():
    task = informed()
    with ministry.acting("truong.vp") as by:
        working.mark_seen(task, by)
    return task


OUT = {**READERS}
GONE = {name: [] for name in READERS if name != "vanthu.tttn"}
TABLE = [
    pytest.param(lead, {HEAD: ["open", *WORK], LEADER: GIVE}, id="assigned"),
    pytest.param(opened, {HEAD: WORK, LEADER: GIVE}, id="opened"),
    pytest.param(forwarded, {HEAD: WORK, LEADER: GIVE, "cv.tttn": []}, id="forwarded"),
    pytest.param(
        below, {HEAD: GIVE, LEADER: [], "cv.tttn": ["open", *WORK]}, id="below"
    ),
    pytest.param(
        reported,
        {HEAD: [], LEADER: ["accept", "send_back", "recall"]},
        id="reported",
    ),
    pytest.param(done, {HEAD: [], LEADER: []}, id="done"),
    pytest.param(
        paused,
        {HEAD: ["open", *WORK, "resume"], LEADER: ["recall", "resume"]},
        id="paused",
    ),
    pytest.param(
        asked,
        {
            HEAD: ["open", "forward", "report", "return"],
            LEADER: [*GIVE, "grant_extension", "refuse_extension"],
        },
        id="more time asked",
    ),
]


def found(task):
    return {name: set(ids) for name, ids in ministry.table(task).items()}


@pytest.mark.parametrize(("made", "expected"), TABLE)
def test_each_person_in_each_state(integration, made, expected):
    task = made()

    table = {name: ids - {"close"} for name, ids in found(task).items()}

    assert table == {n: set(ids) for n, ids in {**READERS, **expected}.items()}


@pytest.mark.parametrize(
    ("made", "steps"),
    [(returned, {"take_note"}), (noted, set()), (recalled, set())],
    ids=["returned", "noted", "recalled"],
)
def test_what_was_given_back_is_out_of_sight_for_its_unit(integration, made, steps):
    task = made()

    assert found(task) == {**{n: set() for n in GONE}, LEADER: steps}


def test_information_is_seen_by_its_reader(integration):
    task = informed()

    table = found(task)

    assert table["truong.vp"] == {"mark_seen"}
    assert table[LEADER] == {"recall"}
    busy = {name for name, ids in table.items() if ids}
    assert busy == {"truong.vp", "chanhvp", LEADER}


def test_what_was_seen_is_over(integration):
    assert not any(found(seen()).values())


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
    "made", [lead, reported, asked, paused], ids=lambda f: f.__name__
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
    task = asked()
    tool = integration["portal"].portal_workflow

    with ministry.acting(who), pytest.raises(Exception) as refusal:
        tool.doActionFor(task, step, comment="Lý do")

    assert type(refusal.value).__name__ in ("NotAllowed", "WorkflowException")
