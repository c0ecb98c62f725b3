"""The worker of this process begins with Zope and ends with it."""

from imoit.workflows.jobs.operations.working import Worker

import atexit
import os


SETTING = "IMOIT_JOBS_WORKER"
HERE = "thread"
_workers: list[Worker] = []


def begin(event) -> None:
    """Start the worker where the environment asks for one in this process."""
    if os.environ.get(SETTING, "") != HERE:
        return
    worker = Worker(event.database)
    _workers.append(worker)
    worker.start()
    atexit.register(end)


def end() -> None:
    """Stop the worker, if there is one; what it was doing goes on at the next start."""
    while _workers:
        _workers.pop().stop()
