"""Which processes are still at work."""

from functools import lru_cache

import os
import socket


@lru_cache(maxsize=1)
def worker_name() -> str:
    """Return what names this process for as long as it lives, and no later one."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(worker: str, until: float, now: float) -> bool:
    """Tell whether the process *worker* may still be at work.

    On this machine it is looked for; elsewhere it counts as alive *until* its time
    is over.
    """
    host, _colon, rest = worker.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname():
        return now < until
    return rest.isdigit() and _started(int(rest)) == worker.rpartition(":")[2]


def _started(pid: int) -> str:
    """Return when a process began, as the kernel counts; empty when it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[19]
    except OSError:
        return "0" if _exists(pid) else ""


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
