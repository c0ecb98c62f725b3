"""Where jobs are kept, and the queue that wakes whoever works.

The record in the ZODB is the truth: it is written with the act, and a chunk's cursor is
committed together with what the chunk wrote. The queue outside holds only names of jobs
that may be begun; what is lost there, or there twice, does no harm.
"""

from App.config import getConfiguration
from BTrees.OOBTree import OOBTree
from huey import storage as queues
from imoit.workflows.jobs import domain
from imoit.workflows.jobs.schema import Job
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from importlib import import_module
from pathlib import Path
from persistent import Persistent
from typing import Any
from zope.annotation.interfaces import IAnnotations

import os
import threading


KEY = "imoit.jobs"
SETTING = "IMOIT_JOBS_QUEUE"
# Seconds that an act waits for a queue on another machine; the sweep does the rest.
PATIENCE = 2
_guard = threading.Lock()
_opened: dict[tuple[str, str], Any] = {}


class Shelf(Persistent):
    """The jobs of one site: what waits, what is over, keys, last times of schedules."""

    def __init__(self):
        self.waiting = OOBTree()
        self.finished = OOBTree()
        self.keys = OOBTree()
        self.slots = OOBTree()


def shelf(portal: Any, *, make: bool = False) -> Shelf | None:
    """Return the jobs of *portal*, None where there was never one."""
    notes = IAnnotations(portal)
    if KEY not in notes and make:
        notes[KEY] = Shelf()
    return notes.get(KEY)


def find(portal: Any, job: str) -> Job | None:
    """Return the job with this id."""
    kept = shelf(portal)
    if kept is None:
        return None
    return kept.waiting.get(job) or kept.finished.get(job)


def add(portal: Any, values: dict[str, Any]) -> Job:
    """Keep a new job."""
    kept = shelf(portal, make=True)
    job = Job(values)
    kept.waiting[job.id] = job
    if job.key:
        kept.keys[job.key] = job.id
    return job


def known(portal: Any, key: str) -> Job | None:
    """Return the job with the same work that waits or is done; a failed one is none."""
    found = of_key(portal, key)
    return found if found is not None and found.state != domain.FAILED else None


def of_key(portal: Any, key: str) -> Job | None:
    """Return the newest job that was queued with *key*, whatever became of it."""
    kept = shelf(portal)
    return find(portal, kept.keys.get(key, "")) if kept is not None and key else None


def close(portal: Any, job: Job, *, keep: bool) -> None:
    """Take *job* from what waits; *keep* it among what is over."""
    kept = shelf(portal)
    del kept.waiting[job.id]
    if keep:
        kept.finished[job.id] = job
    elif kept.keys.get(job.key) == job.id:
        del kept.keys[job.key]


def reopen(portal: Any, job: Job) -> None:
    """Put *job* back among what waits."""
    kept = shelf(portal)
    kept.finished.pop(job.id, None)
    kept.waiting[job.id] = job


def forget(portal: Any, before: str, most: int) -> int:
    """Drop at most *most* jobs that ended before the ISO moment; return how many."""
    kept = shelf(portal)
    if kept is None:
        return 0
    old = []
    for job in kept.finished.values():
        if job.finished_at < before:
            old.append(job)
        if len(old) == most:
            break
    for job in old:
        del kept.finished[job.id]
        if kept.keys.get(job.key) == job.id:
            del kept.keys[job.key]
    return len(old)


def queue(lane: str) -> Any:
    """Return the queue of *lane*, opened at its first use."""
    setting = os.environ.get(SETTING, "").strip()
    with _guard:
        if (setting, lane) not in _opened:
            _opened[(setting, lane)] = _open(setting, f"imoit-{lane}")
        return _opened[(setting, lane)]


def _open(setting: str, name: str) -> Any:
    kind, place = domain.place_of(setting)
    if kind == "memory":
        return queues.MemoryStorage(name)
    if kind == "sqlite":
        return queues.SqliteStorage(name, filename=str(place or default_path()))
    try:
        if kind == "redis":
            return _redis(name, place)
        return queues.PostgresStorage(
            name, dsn=place, blocking=False, connect_timeout=PATIENCE
        )
    except Exception as error:
        if type(error).__name__ not in ("ConfigurationError", "ImportError"):
            raise
        raise Conflict(
            _(
                "The queue ${setting} needs a driver: pip install imoit[${extra}].",
                setting=kind,
                extra=kind,
            )
        ) from error


def _redis(name: str, place: str) -> Any:
    """Return a queue in Redis that fails at once: the driver alone tries for 10 s."""
    redis = import_module("redis")  # an extra, not on every machine
    return queues.RedisStorage(
        name,
        blocking=False,
        connection_pool=redis.ConnectionPool.from_url(
            place,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            retry=redis.retry.Retry(redis.backoff.NoBackoff(), 0),
        ),
    )


def default_path() -> Path:
    """Return the file of the queue: beside the journal, with the site's data."""
    return Path(getConfiguration().clienthome) / "jobs.sqlite"
