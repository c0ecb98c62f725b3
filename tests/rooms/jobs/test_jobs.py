from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.operations.queueing import again
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import hold
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.turns.subscribers import turn
from plone import api
from tests.rooms.ministry import acting
from ZODB.POSException import ConflictError

import pytest
import time
import transaction


def done(work):
    return None


def names():
    return [
        bytes(item).decode().split()[1]
        for lane in ("quick", "slow")
        for item in storage.queue(lane).enqueued_items()
    ]


def test_a_job_is_named_in_the_queue_after_the_commit_only(site, kinds):
    kinds("done", done)

    job = queue("done")
    before = names()
    transaction.commit()

    assert before == []
    assert names() == [job]


def test_an_aborted_act_leaves_no_job(site, kinds, works_off):
    kinds("done", done)

    queue("done")
    transaction.abort()

    assert works_off() == 0
    assert names() == []


def test_what_a_savepoint_undid_is_no_job(site, kinds, works_off):
    ran = []
    kinds("done", lambda work: ran.append(work.id))
    kept = queue("done")
    point = transaction.savepoint()
    queue("done")
    point.rollback()

    assert works_off() == 1
    assert ran == [kept]


def test_the_same_work_is_not_queued_twice_nor_done_again(site, kinds, works_off):
    kinds("done", done)
    first = queue("done", key="sha256:1")
    second = queue("done", key="sha256:1")
    works_off()

    third = queue("done", key="sha256:1")

    assert {first, second, third} == {first}
    assert works_off() == 0


def test_work_that_failed_may_be_queued_anew(site, kinds, works_off):
    kinds("fails", refuse, tries=1)
    first = queue("fails", key="sha256:1")
    works_off()

    assert queue("fails", key="sha256:1") != first


def refuse(work):
    raise Conflict(_("The file is “${name}”.", name="V/v"))


def test_a_job_goes_on_in_chunks_each_with_its_cursor(site, kinds, works_off):
    def three(work):
        step = (work.cursor or 0) + 1
        work.portal.steps = [*getattr(work.portal, "steps", ()), step]
        work.progress(step, 3)
        return step if step < 3 else None

    kinds("three", three)
    job = queue("three")

    works_off()

    assert site.steps == [1, 2, 3]
    assert get(job).state == "done"
    assert (get(job).done, get(job).of) == (3, 3)


def test_a_chunk_that_fails_leaves_nothing_and_the_ones_before_it_stay(
    site, kinds, works_off
):
    def breaks(work):
        work.portal.reached = work.cursor or 0
        if work.cursor:
            raise ValueError("V/v kín")
        return 1

    kinds("breaks", breaks)
    job = queue("breaks")

    works_off()

    assert site.reached == 0
    assert (get(job).state, get(job).cursor, get(job).tries) == ("queued", 1, 1)


def test_what_failed_waits_longer_before_each_try_and_is_then_given_up(
    site, kinds, works_off
):
    kinds("fails", refuse, tries=3)
    job = queue("fails")
    pauses = []
    for _try in range(3):
        works_off()
        pauses.append(max(0, round(get(job).not_before - time.time())))
        get(job).not_before = 0
    assert pauses == [5, 30, 0]
    assert (get(job).state, get(job).tries) == ("failed", 3)
    assert get(job).error == ("The file is “${name}”.", {"name": "V/v"})


def test_the_words_of_an_unforeseen_error_are_not_kept(site, kinds, works_off):
    def breaks(work):
        raise ValueError("V/v kín")

    kinds("breaks", breaks)
    job = queue("breaks")

    works_off()

    assert "V/v" not in str(get(job).error)
    assert "ValueError (test_jobs.py" in get(job).error[1]["place"]


def test_a_failed_job_is_run_again_where_it_stopped(site, kinds, works_off):
    ready = []
    kinds("fails", lambda work: None if ready else refuse(work), tries=1)
    job = queue("fails")
    works_off()
    ready.append(True)

    again(get(job))

    assert works_off() == 1
    assert get(job).state == "done"


def test_a_paused_job_goes_on_where_it_was(site, kinds, works_off):
    def three(work):
        step = (work.cursor or 0) + 1
        work.portal.steps = [*getattr(work.portal, "steps", ()), step]
        return step if step < 3 else None

    def paused_once(work):
        if work.cursor == 1 and not paused:
            paused.append(job)
            hold(get(job))
            transaction.commit()

    paused = []
    kinds("three", three, prepare=paused_once)
    job = queue("three")
    works_off()
    assert (site.steps, get(job).state) == ([1], "held")
    works_off()
    assert site.steps == [1]

    again(get(job))
    works_off()

    assert (site.steps, get(job).state) == ([1, 2, 3], "done")


def test_a_job_that_did_not_fail_is_not_run_again(site, kinds):
    kinds("done", done)

    with pytest.raises(Conflict):
        again(get(queue("done")))


def test_a_conflict_runs_the_chunk_again(site, kinds, works_off):
    times = []

    def conflicts(work):
        times.append(1)
        if len(times) < 3:
            raise ConflictError

    kinds("conflicts", conflicts)
    job = queue("conflicts")

    works_off()

    assert len(times) == 3
    assert (get(job).state, get(job).tries) == ("done", 1)


def test_writing_waits_for_the_turn_and_preparing_does_not(site, kinds, works_off):
    free = []

    def look(work):
        free.append(turn_is_free())

    kinds("looks", look, prepare=look)
    queue("looks")

    works_off()

    assert free == [True, False]
    assert turn_is_free()


def turn_is_free():
    probe = object()
    free = turn.take(probe, 0.01)
    turn.give_back(probe)
    return free


def test_what_preparing_writes_is_not_kept(site, kinds, works_off):
    def prepare(work):
        work.portal.spoilt = True
        return "answer"

    answers = []
    kinds("prepares", lambda work: answers.append(work.prepared), prepare=prepare)
    queue("prepares")

    works_off()

    assert answers == ["answer"]
    assert not hasattr(site, "spoilt")


def test_a_job_acts_as_the_person_who_asked_or_as_the_system(site, kinds, works_off):
    seen = {}

    def look(work):
        user = api.user.get_current()
        seen[work.kind] = (user.getId(), work.by and work.by.post)
        seen[f"{work.kind} may"] = api.user.has_permission("iMOIT: Manage jobs")

    kinds("mine", look, as_person=True)
    kinds("ours", look)
    with acting("truong.tttn") as head:
        queue("mine", by=head)
        queue("ours", by=head)

        works_off()

    assert seen["mine"] == ("truong.tttn", "tttn-head-1")
    assert seen["mine may"] is False
    assert seen["ours"][1] is None
    assert seen["ours may"] is True


def test_who_lost_the_post_does_no_more_work_by_it(site, kinds, works_off):
    kinds("mine", done, as_person=True, tries=1)
    with acting("truong.tttn") as head:
        job = queue("mine", by=head._replace(post="xnk-head-1"))

        works_off()

    assert get(job).state == "failed"
    assert "does not hold this post" in get(job).error[0]


def test_light_work_leaves_no_record_behind(site, kinds, works_off):
    kinds("light", done, kept=False)
    job = queue("light", key="once")

    works_off()

    assert storage.find(site, job) is None
    assert storage.known(site, "once") is None


def test_current_actor_is_the_post_that_asked(site, kinds, works_off):
    posts = []
    kinds("mine", lambda work: posts.append(current_actor().post), as_person=True)
    with acting("kiemnhiem"):
        second = directory().posts_of("kiemnhiem")[1]
        queue("mine", by=second)

        works_off()

    assert posts == [second.post]
