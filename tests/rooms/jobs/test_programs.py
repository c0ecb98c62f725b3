from imoit.workflows.jobs.operations import programs

import os
import pytest
import sys
import time


PYTHON = sys.executable


def test_what_a_program_prints_is_returned():
    assert programs.run([PYTHON, "-c", "print('xong')"]) == b"xong\n"


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(tmp_path):
    mark = tmp_path / "pid"
    command = ["sh", "-c", f"sleep 60 & echo $! > {mark}; wait"]
    begun = time.monotonic()

    with pytest.raises(programs.TooLong):
        programs.run(command, seconds=1)

    assert time.monotonic() - begun < 10
    assert is_over(int(mark.read_text()))


def is_over(pid, seconds=10):
    """Tell whether *pid* ends: a killed process may need a moment."""
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_a_program_that_wants_too_much_memory_fails_alone():
    greedy = [PYTHON, "-c", "len(bytearray(400_000_000))"]

    with pytest.raises(programs.Failed) as refused:
        programs.run(greedy, megabytes=200)

    assert refused.value.status == 409
    assert len(programs.run([PYTHON, "-c", "print(1)"], megabytes=200)) == 2


def test_a_program_that_is_not_installed_is_named():
    with pytest.raises(programs.Failed) as refused:
        programs.run(["/usr/bin/no-such-program"])

    assert refused.value.message.text == "The program ${program} is not installed."
    assert refused.value.message.values == {"program": "no-such-program"}


def test_a_worker_that_stops_ends_its_program():
    begun = time.monotonic()

    with pytest.raises(programs.TooLong):
        programs.run(["sleep", "60"], is_stopping=lambda: True)

    assert time.monotonic() - begun < 10


def test_a_program_dies_with_its_worker(tmp_path):
    mark = tmp_path / "pid"
    code = (
        "from imoit.workflows.jobs.operations import programs\n"
        f"programs.run(['sh', '-c', 'echo $$ > {mark}; exec sleep 60'])"
    )
    worker = os.posix_spawn(PYTHON, [PYTHON, "-c", code], os.environ)
    while not mark.exists() or not mark.read_text().strip():
        time.sleep(0.02)
    os.kill(worker, 9)
    os.waitpid(worker, 0)

    assert is_over(int(mark.read_text()))
