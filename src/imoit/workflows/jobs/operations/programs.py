"""Starting other programs with limits of time and memory."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from pathlib import Path

import os
import signal
import subprocess
import sys
import time


# Limits are set in a process of its own: between fork and exec nothing of Python may
# run beside threads. The `prctl` ends the program with the thread of its worker.
LAUNCHER = """
import ctypes, os, resource, signal, sys
memory, seconds = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.nice(5)
try:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
except (AttributeError, OSError):
    pass
os.execvp(sys.argv[3], sys.argv[3:])
"""
BEAT = 0.2  # seconds between two looks
KEPT = 2000  # characters of what a program complained


class TooLong(Conflict):
    """A program was ended because its time was over."""


class Failed(Conflict):
    """A program ended with an error, or was not there."""


def run(
    command: Sequence[str],
    *,
    seconds: int = 300,
    megabytes: int = 1024,
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> bytes:
    """Run *command* within its limits; return what it printed.

    *env* is all it learns of its surroundings, by default what this process knows.
    It is ended with all it started when its time is over or the worker stops.
    """
    limits = [str(megabytes * 1024 * 1024), str(seconds)]
    process = subprocess.Popen(  # noqa: S603 - the caller's own list, no shell
        [sys.executable, "-I", "-S", "-c", LAUNCHER, *limits, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=env,
        start_new_session=True,
    )
    end = time.monotonic() + seconds
    while True:
        try:
            out, complaint = process.communicate(timeout=BEAT)
            break
        except subprocess.TimeoutExpired:
            if time.monotonic() > end or is_stopping():
                _end(process)
                raise _too_long(command, seconds) from None
    if process.returncode:
        raise _failed(command, process.returncode, complaint)
    return out


def _end(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _too_long(command: Sequence[str], seconds: int) -> TooLong:
    name = Path(command[0]).name
    return TooLong(
        _("${program} took longer than ${n} seconds.", program=name, n=seconds)
    )


def _failed(command: Sequence[str], code: int, complaint: bytes) -> Failed:
    name = Path(command[0]).name
    if code == 1 and b"FileNotFoundError" in complaint:
        return Failed(_("The program ${program} is not installed.", program=name))
    refusal = Failed(
        _("${program} ended with error ${code}.", program=name, code=code),
    )
    refusal.complaint = complaint.decode("utf-8", "replace")[-KEPT:]
    return refusal
