"""The worker: threads that run jobs, and one that looks for what was forgotten."""

from collections.abc import Callable
from datetime import datetime
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import ISchedule
from imoit.workflows.jobs.operations import running
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations.alive import is_alive
from imoit.workflows.jobs.operations.alive import worker_name
from imoit.workflows.jobs.operations.queueing import kind_of
from imoit.workflows.jobs.operations.queueing import message
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.queueing import rung
from imoit.workflows.jobs.operations.queueing import wake
from imoit.workflows.jobs.schema import Job
from plone.registry.interfaces import IRegistry
from transaction.interfaces import TransientError
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility

import logging
import threading
import time
import transaction


log = logging.getLogger(__name__)
LOOK = 1.0  # seconds until one looks without having heard the bell
BEAT = 5.0  # seconds between two sweeps
# Where so much waits that a sweep takes long, it takes this part of the time at most.
SHARE = 0.05
AFTER_TROUBLE = 5.0
# As many as one sweep wakes; the next ones follow when these are done.
MOST = 500


class Worker:
    """Works off the jobs of every site in one database, in threads of this process."""

    def __init__(self, database: Any):
        self.database = database
        self.stopping = threading.Event()
        self.engine = running.Engine(database, self.stopping.is_set)
        self.threads = [
            threading.Thread(target=target, args=args, name=name, daemon=True)
            for name, target, args in (
                *((f"jobs-{lane}", self.work, (lane,)) for lane in domain.LANES),
                ("jobs-beat", self.beat, ()),
            )
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self.threads:
            thread.start()

    def stop(self, seconds: float = 20) -> bool:
        """End after the chunks that are being done; tell whether all threads did."""
        self.stopping.set()
        for bell in rung.values():
            bell.set()
        end = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self.threads)

    def work(self, lane: str) -> None:
        """Run what the queue of *lane* names, for ever."""
        self._for_ever(lambda: self._next(lane))

    def beat(self) -> None:
        """Look for what waits unnamed and for what is due by the clock, for ever."""
        self._for_ever(self._look)

    def _for_ever(self, act: Callable[[], None]) -> None:
        trouble = ""
        while not self.stopping.is_set():
            try:
                act()
            except Exception as error:
                # A queue that is down for an hour is told once, not 720 times.
                if repr(error) != trouble:
                    log.exception("the worker goes on after an error")
                trouble = repr(error)
                self.stopping.wait(AFTER_TROUBLE)
            else:
                if trouble:
                    log.info("the worker works again")
                trouble = ""

    def _next(self, lane: str) -> None:
        rung[lane].clear()
        found = storage.queue(lane).dequeue()
        if found is None:
            rung[lane].wait(LOOK)
            return
        path, _space, job = bytes(found).decode().rpartition(" ")
        self.engine.run(path, job)

    def _look(self) -> None:
        begun = time.monotonic()
        for path in sites.paths(self.database):
            sweep(self.database, path)
            begin_scheduled(self.database, path)
        self.stopping.wait(rest(time.monotonic() - begun))


def rest(took: float) -> float:
    """Return how long to wait after a sweep that took so many seconds."""
    return max(BEAT, took / SHARE)


def work_off(database: Any, path: str) -> int:
    """Run here and now everything of one site that may begin; return how many."""
    count = 0
    engine = running.Engine(database)
    while ready := [job for job, _lane in waiting(database, path)]:
        count += sum(engine.run(path, job) for job in ready)
    return count


def waiting(database: Any, path: str) -> list[tuple[str, str]]:
    """Return the jobs of a site that may begin, each with its lane, oldest first."""
    now = time.time()
    with sites.opened(database, path) as portal:
        kept = storage.shelf(portal)
        jobs = kept.waiting.values() if kept is not None else ()
        return [
            (job.id, kind_of(job.kind).lane)
            for job in jobs
            if running.is_ready(job, now)
        ]


def sweep(database: Any, path: str) -> int:
    """Wake what waits and is not named in the queue; return how many.

    Jobs of a worker that is gone are taken up again.
    """
    _take_up(database, path)
    empty = {lane for lane in domain.LANES if not storage.queue(lane).queue_size()}
    if not empty:
        return 0
    ready = [(job, lane) for job, lane in waiting(database, path) if lane in empty]
    for job, lane in ready[:MOST]:
        wake(lane, message(path, job))
    return len(ready[:MOST])


def _take_up(database: Any, path: str) -> None:
    with sites.opened(database, path) as portal:
        kept = storage.shelf(portal)
        lost = [job for job in kept.waiting.values() if is_lost(job)] if kept else []
        for job in lost:
            log.warning("job %s was left by a worker that is gone", job.id)
            job.state, job.worker = domain.QUEUED, ""
        if lost:
            _commit()


def is_lost(job: Job) -> bool:
    """Tell whether the worker that runs *job* is gone."""
    if job.state != domain.RUNNING:
        return False
    if job.worker == worker_name():
        return job.id not in running.live
    return not is_alive(job.worker, job.until, time.time())


def begin_scheduled(database: Any, path: str, now: datetime | None = None) -> int:
    """Queue what is due by the clock and was not yet queued; return how many."""
    now = now or clock.now()
    with sites.opened(database, path) as portal:
        if not is_installed() or not due_slots(portal, now):
            return 0
    with sites.opened(database, path, writing=True) as portal:
        due = due_slots(portal, now)
        for name, kind, slot in due:
            queue(kind, {"slot": slot}, key=f"{name}@{slot}", now=now)
            storage.shelf(portal).slots[name] = slot
        return len(due) if _commit() else 0


def is_installed() -> bool:
    """Tell whether iMOIT is installed in this site."""
    registry = queryUtility(IRegistry)
    return registry is not None and "imoit.jobs.keep_days" in registry


def due_slots(portal: Any, now: datetime) -> list[tuple[str, str, str]]:
    """Return schedule, kind and time of what is due at *now* and was not begun."""
    kept = storage.shelf(portal)
    slots = kept.slots if kept is not None else {}
    found = []
    for name, schedule in getUtilitiesFor(ISchedule):
        slot = domain.latest(schedule.times(), now)
        if slot is not None and slots.get(name) != slot.isoformat():
            found.append((name, schedule.kind, slot.isoformat()))
    return found


def _commit() -> bool:
    """Commit; somebody else's act at the same moment only puts it off."""
    try:
        transaction.commit()
    except TransientError:
        return False
    return True
