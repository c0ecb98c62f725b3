"""Kinds of work, and the record that a job leaves in the database."""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from imoit.workflows.actors.domain import Actor
from imoit.workflows.jobs import domain
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.interfaces import ISchedule
from imoit.workflows.refusal import Sentence
from persistent import Persistent
from typing import Any
from zope import schema
from zope.i18nmessageid import MessageFactory
from zope.interface import implementer
from zope.interface import Interface


_ = MessageFactory("imoit")


class IJobSettings(Interface):
    """What the site manager chose."""

    keep_days = schema.Int(
        title=_("Days that finished jobs stay in the list"), default=30, min=1
    )


class Work:
    """What one chunk of a job is given."""

    def __init__(self, portal: Any, job: "Job", by: Actor | None, engine: Any):
        self.portal = portal
        self.id: str = job.id
        self.kind: str = job.kind
        self.args: dict[str, Any] = dict(job.args)
        self.uid: str = job.uid
        self.cursor: Any = job.cursor
        self.done: int = job.done
        self.of: int = job.of
        self.by = by
        self.prepared: Any = None
        self._engine = engine

    def progress(self, done: int, of: int) -> None:
        """Say how far the job is; seen at once, kept with the end of the chunk."""
        self.done, self.of = done, of
        self._engine.show(self.id, done, of)

    def is_stopping(self) -> bool:
        """Tell whether the worker is asked to stop: end soon, the job goes on later."""
        return self._engine.is_stopping()


@implementer(IKind)
@dataclass(frozen=True)
class Kind:
    """What a kind of work does.

    *run* does one chunk in the writers' turn, so it is short, and returns the cursor
    of the next chunk, None when all is done; what it writes is committed with the
    cursor. *prepare* comes before it, writes nothing into the site, may take long and
    holds nobody up; its answer is `work.prepared`.
    """

    title: Sentence
    run: Callable[[Work], Any]
    prepare: Callable[[Work], Any] | None = None
    tries: int = 6
    # Acts with the rights of who asked for it, else as the system.
    as_person: bool = False
    # Stays in the list when it is done.
    kept: bool = True
    lane: str = domain.QUICK
    # A chunk on another machine that takes longer than these seconds counts as lost.
    seconds: int = 900


@implementer(ISchedule)
@dataclass(frozen=True)
class Schedule:
    """A kind of work that begins by itself at times of day, in Vietnam."""

    kind: str
    times: Callable[[], Sequence[str]]


class Job(Persistent):
    """A job as it stands: plain values only."""

    state = domain.QUEUED
    tries = 0
    done = 0
    of = 0
    cursor: Any = None
    error: tuple = ("", {})
    not_before = 0.0
    until = 0.0
    worker = ""
    started_at = ""
    finished_at = ""

    def __init__(self, values: dict[str, Any]):
        for name, value in values.items():
            setattr(self, name, value)

    def line(self) -> domain.Line:
        """Return what a list shows."""
        return domain.Line(*(getattr(self, name) for name in domain.Line._fields))
