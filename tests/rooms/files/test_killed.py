from pathlib import Path
from tests.rooms.files import alone

import json
import multiprocessing
import pytest
import signal
import time


# One server has everything imported; each process is a fork of it, there at once.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.rooms.files.alone"])


def begin(act, folder):
    process = processes.Process(target=act, args=(folder,))
    process.start()
    return process


def run(act, folder):
    process = begin(act, folder)
    process.join(300)
    assert process.exitcode == 0


def offices(folder):
    """Return the processes of LibreOffice that draw in *folder*."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in words and "soffice" in words.partition("\0")[0]:
            found.append(path.parent.name)
    return found


def waited(condition, seconds=60):
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def kill_while_drawing(folder, after):
    """Kill the worker with LibreOffice at work; tell whether that ended with it."""
    worker = begin(alone.work, folder)
    assert waited(lambda: offices(folder))
    time.sleep(after)
    worker.kill()
    worker.join()
    assert worker.exitcode == -signal.SIGKILL
    return bool(waited(lambda: not offices(folder)))


def look(folder):
    run(alone.look, folder)
    return json.loads((folder / "found.json").read_text())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tmp").mkdir()
    (tmp_path / "queue").write_text(f"sqlite:{tmp_path / 'jobs.sqlite'}")
    run(alone.make, tmp_path)
    return tmp_path


def left(folder):
    return [path.name for path in (folder / "tmp").iterdir()]


def test_killed_while_libreoffice_draws_it_is_drawn_once_and_nothing_is_left(folder):
    ended = [kill_while_drawing(folder, after) for after in (0, 0.3)]
    seen, jobs = look(folder)
    assert (ended, seen, jobs) == ([True, True], [], [["running", 2]])
    assert len(left(folder)) == 1, "the second worker cleared the first one's away"

    run(alone.work, folder)
    run(alone.work, folder)

    seen, jobs = look(folder)
    assert [state for state, _tries in jobs] == ["done"]
    assert [len(results) for _job, results in seen] == [1]
    assert seen[0][1][0] > 50
    assert left(folder) == []
    assert offices(folder) == []
