from collections import Counter
from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from tests.rooms.jobs import lonely

import json
import multiprocessing
import pytest
import random
import time


# One server has everything imported; each process is a fork of it, there at once.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.rooms.jobs.lonely"])


def begin(act, *arguments):
    process = processes.Process(target=act, args=arguments)
    process.start()
    return process


def run(act, *arguments):
    process = begin(act, *arguments)
    process.join(120)
    return process.exitcode


def look(folder):
    assert run(lonely.look, folder) == 0
    return json.loads((folder / "found.json").read_text())


def outside(folder):
    path = folder / "outside"
    return len(path.read_text().splitlines()) if path.exists() else 0


def kill_at_random(folder, rounds, chance):
    """Let the worker do a little each time, and kill it."""
    kills = 0
    for _round in range(rounds):
        worker, before = begin(lonely.work, folder), outside(folder)
        while outside(folder) == before and worker.is_alive():
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.3))
        kills += worker.is_alive()
        worker.kill()
        worker.join()
    return kills


@pytest.fixture
def folder(tmp_path, setting):
    """Where the processes find their site, and which queue is theirs."""
    (tmp_path / "queue").write_text(setting)
    yield tmp_path
    for lane in domain.LANES:
        storage.queue(lane).flush_queue()


def test_500_jobs_killed_again_and_again_are_each_done_once(folder):
    assert run(lonely.make, folder, ["count"] * 500) == 0

    kills = kill_at_random(folder, 12, random.Random(20261123))  # noqa: S311 - no secret
    assert run(lonely.work, folder) == 0
    seen, jobs = look(folder)

    assert kills >= 5
    assert Counter(chunks for _job, chunks in seen) == {4: 500}
    assert Counter(state for state, _tries in jobs) == {"done": 500}
    # What went outside just before a kill may be there twice: once for each kill.
    assert 2000 <= outside(folder) <= 2000 + kills


def test_a_job_that_takes_its_worker_down_is_given_up(folder):
    run(lonely.make, folder, ["deadly", "count"])

    codes = [run(lonely.work, folder) for _start in range(3)]
    _seen, jobs = look(folder)

    assert codes == [-9, -9, 0]
    assert sorted(jobs) == [["done", 1], ["failed", 2]]
