"""Running one job: chunk by chunk, each in a transaction of its own."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations.alive import worker_name
from imoit.workflows.jobs.operations.queueing import kind_of
from imoit.workflows.jobs.schema import Job
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.turns.domain import pause as short_pause
from transaction.interfaces import TransientError
from typing import Any
from zope.component.hooks import getSite

import logging
import time
import traceback
import transaction


log = logging.getLogger(__name__)
CONFLICTS = 10
LONG = 3.0  # seconds of a chunk in the writers' turn; more is told in the log
# How far the jobs of this process are, between two commits.
live: dict[str, tuple[int, int]] = {}


class Stopping(Exception):
    """The worker ends; the job goes on with the next one."""


class Engine:
    """Runs jobs of the sites in one database."""

    def __init__(self, database: Any, is_stopping: Callable[[], bool] = lambda: False):
        self.database = database
        self.is_stopping = is_stopping

    def show(self, job: str, done: int, of: int) -> None:
        """Remember how far *job* is."""
        live[job] = (done, of)

    def run(self, path: str, job: str) -> bool:
        """Run *job* as far as it goes now; tell whether there was anything to do."""
        kind = self._claim(path, job)
        if kind is None:
            return False
        live[job] = live.get(job, (0, 0))
        try:
            while self._chunk(path, job, kind):
                if self.is_stopping():
                    raise Stopping
        except Stopping:
            self._change(path, job, _put_back)
        except Exception as error:
            expected = isinstance(error, Refusal)
            log.error("job %s (%s) failed", job, path, exc_info=not expected)
            self._change(path, job, partial(_fail, error=error, kind=kind))
        finally:
            live.pop(job, None)
        return True

    def _claim(self, path: str, job: str) -> Kind | None:
        """Take *job*, unless somebody else has it or its time has not come."""
        with sites.opened(self.database, path) as portal:
            found = storage.find(portal, job)
            if found is None or not is_ready(found, time.time()):
                return None
            kind = kind_of(found.kind)
            if found.tries >= kind.tries:
                self._give_up(found)
                return None
            found.state, found.tries = domain.RUNNING, found.tries + 1
            found.worker, found.until = worker_name(), time.time() + kind.seconds
            found.started_at = found.started_at or _now()
            try:
                transaction.commit()
            except TransientError:
                return None
            return kind

    def _give_up(self, found: Job) -> None:
        """A job that took its worker down each time is not begun for ever."""
        lost = _("The worker was lost each time it tried.")
        found.error = found.error if found.error[0] else (lost.text, {})
        _end(found, domain.FAILED)
        transaction.commit()

    def _chunk(self, path: str, job: str, kind: Kind) -> bool:
        """Do one chunk; tell whether there is another."""
        prepared = self._prepared(path, job, kind)
        for times in range(CONFLICTS):
            try:
                return self._written(path, job, kind, prepared)
            except TransientError:
                if times == CONFLICTS - 1:
                    raise
                time.sleep(short_pause(times))
        raise AssertionError("not reached")

    def _prepared(self, path: str, job: str, kind: Kind) -> Any:
        if kind.prepare is None:
            return None
        with sites.opened(self.database, path) as portal:
            return kind.prepare(self._work(portal, job, kind))

    def _written(self, path: str, job: str, kind: Kind, prepared: Any) -> bool:
        with (
            sites.opened(self.database, path, writing=True) as portal,
            _watched(job, portal),
        ):
            found = storage.find(portal, job)
            if found.state == domain.HELD:
                return False
            work = self._work(portal, job, kind)
            work.prepared = prepared
            cursor = kind.run(work)
            found.cursor, found.done, found.of = cursor, work.done, work.of
            found.tries, found.until = 1, time.time() + kind.seconds
            if cursor is None:
                found.done = found.of
                found.error = ("", {})
                _end(found, domain.DONE, keep=kind.kept)
            transaction.commit()
            return cursor is not None

    def _work(self, portal: Any, job: str, kind: Kind) -> Work:
        found = storage.find(portal, job)
        by = sites.act_as(portal, found.person, found.post) if kind.as_person else None
        return Work(portal, found, by, self)

    def _change(self, path: str, job: str, change: Callable[[Job], None]) -> None:
        for times in range(CONFLICTS):
            try:
                with sites.opened(self.database, path, writing=True) as portal:
                    change(storage.find(portal, job))
                    return transaction.commit()
            except TransientError:
                time.sleep(short_pause(times))
        log.error("job %s stays marked as running; the next start takes it up", job)


@contextmanager
def _watched(job: str, portal: Any) -> Iterator[None]:
    """Warn of a chunk in which all who write wait too long."""
    kind, begun = storage.find(portal, job).kind, time.monotonic()
    try:
        yield
    finally:
        took = time.monotonic() - begun
        if took > LONG:
            log.warning("a chunk of %s held up who writes for %.1f s", kind, took)


def is_ready(job: Job, now: float) -> bool:
    """Tell whether *job* may begin."""
    return job.state == domain.QUEUED and job.not_before <= now


def _put_back(job: Job) -> None:
    job.worker = ""
    if job.state == domain.HELD:
        return
    job.state = domain.QUEUED
    job.tries = max(0, job.tries - 1)


def _fail(job: Job, error: Exception, kind: Kind) -> None:
    job.error = sentence_of(error)
    job.worker = ""
    if job.state == domain.HELD:
        return None
    if job.tries >= kind.tries:
        return _end(job, domain.FAILED)
    job.state = domain.QUEUED
    job.not_before = time.time() + domain.pause(job.tries)
    return None


def sentence_of(error: Exception) -> tuple[str, dict[str, str]]:
    """Return what is kept of *error*: a refusal's sentence, else only its place.

    The words of other errors may hold content of a document: they stay in the log.
    """
    if isinstance(error, Refusal):
        values = {name: str(value) for name, value in error.message.values.items()}
        return error.message.text, values
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({at.filename.rpartition('/')[2]}, {at.lineno})" for at in last)
    unexpected = _(
        "It failed unexpectedly, at ${place}. The log of the site says more."
    )
    return unexpected.text, {"place": f"{type(error).__name__}{where}"}


def _end(job: Job, state: str, *, keep: bool = True) -> None:
    job.state, job.worker, job.finished_at = state, "", _now()
    storage.close(getSite(), job, keep=keep)


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")
