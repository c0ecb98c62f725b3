from collections import Counter
from itertools import count

import json
import os
import pytest
import shutil
import signal
import subprocess
import sys


MODULE = "tests.rooms.configuration.alone"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demo site; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "imoit.policy.instance", "make", "demo"]
    environ = {**os.environ, "VAR": str(folder), "zope_i18n_compile_mo_files": "1"}
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture
def run(made, tmp_path):
    """Run an act on one demo site, each in a process of its own; give its exit code."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    environ = {**os.environ, "VAR": str(tmp_path), "zope_i18n_compile_mo_files": "1"}

    def act(*words):
        command = [sys.executable, "-W", "ignore", "-m", *words, str(tmp_path)]
        with (tmp_path / "said.log").open("a") as log:
            return subprocess.run(
                command, env=environ, stdout=log, stderr=log, timeout=300
            ).returncode

    return act


def found(folder, name):
    return json.loads((folder / f"{name}.json").read_text())


def look(run, folder):
    assert run(MODULE, "look") == 0, (folder / "said.log").read_text()
    known = found(folder, "found")
    return known["job"], known["things"]


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


def test_letters_written_while_they_follow_keep_what_was_written(run, tmp_path):
    assert run(MODULE, "publish") == 0, (tmp_path / "said.log").read_text()

    assert run(MODULE, "clash") == 0, (tmp_path / "said.log").read_text()
    (state, done, of), things = look(run, tmp_path)
    begun = Counter(found(tmp_path, "begun"))

    assert len(begun) > 2 and set(begun.values()) == {2}
    assert (state, done) == ("done", of) and of == len(things)
    written = [thing["subject"].count("Sửa cùng lúc") for thing in things]
    assert Counter(written) == {1: len(begun), 0: of - len(begun)}
    assert not any(untouched(thing) for thing in things)
    assert all("Document Reader" not in thing["entry"] for thing in things)
    assert {len(thing["moves"]) == thing["told"] for thing in things} == {True}
    assert {thing["told"] for thing in things} == {0, 1}


def test_two_instances_that_publish_the_same_publish_it_once(run, tmp_path):
    assert run(MODULE, "publish_at_once") == 0, (tmp_path / "said.log").read_text()
    tries, status, versions = found(tmp_path, "published")
    (state, done, of), things = look(run, tmp_path)

    assert (tries, versions) == (2, 2)
    assert status in (404, 409)
    assert (state, done, of) == ("queued", 0, len(things))
    assert [t["subject"].count("Sửa cùng lúc") for t in things].count(1) == 1
