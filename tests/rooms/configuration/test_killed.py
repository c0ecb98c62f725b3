from itertools import count

import json
import os
import pytest
import signal
import subprocess
import sys


MODULE = "tests.rooms.configuration.alone"


@pytest.fixture
def run(tmp_path):
    """Run an act on one demo site, each in a process of its own; give its exit code."""
    environ = {**os.environ, "VAR": str(tmp_path), "zope_i18n_compile_mo_files": "1"}

    def act(*words):
        command = [sys.executable, "-W", "ignore", "-m", *words, str(tmp_path)]
        with (tmp_path / "said.log").open("a") as log:
            return subprocess.run(
                command, env=environ, stdout=log, stderr=log, timeout=300
            ).returncode

    made = [sys.executable, "-m", "imoit.policy.instance", "make", "demo"]
    subprocess.run(made, env=environ, check=True, stdout=subprocess.DEVNULL)
    return act


def look(run, folder):
    assert run(MODULE, "look") == 0, (folder / "said.log").read_text()
    found = json.loads((folder / "found.json").read_text())
    return found["job"], found["things"]


def untouched(thing):
    return "Document Reader" in thing["view"]


def test_killed_between_any_two_chunks_the_letters_all_follow(run, tmp_path):
    assert run(MODULE, "publish") == 0, (tmp_path / "said.log").read_text()
    assert run(MODULE, "die") == -signal.SIGKILL
    (state, done, of), things = look(run, tmp_path)
    assert (state, done) == ("running", 12)
    assert [untouched(thing) for thing in things].count(False) == 12
    before = {thing["state"] for thing in things}

    starts = next(n for n in count(2) if run(MODULE, "die") != -signal.SIGKILL)
    (state, done, again), things = look(run, tmp_path)

    assert (state, done, again) == ("done", of, of)
    assert starts == -(-of // 12) > 2
    assert "in_progress" in before
    assert not any(untouched(thing) for thing in things)
    assert {"Document Reader"} & {
        role for thing in things for role in thing["entry"]
    } == set()
    assert {thing["state"] == thing["listed"] for thing in things} == {True}
    assert "in_progress" not in {thing["state"] for thing in things}
    moved = [thing["moves"] for thing in things if thing["moves"]]
    assert moved and {tuple(moves) for moves in moved} == {("quantri",)}
