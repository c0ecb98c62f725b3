"""Watching jobs: one's own, or all of them without what they are about."""

from collections.abc import Iterator
from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.domain import Line
from imoit.workflows.jobs.operations import running
from imoit.workflows.jobs.schema import Job
from itertools import chain
from zope.component.hooks import getSite


# Finished jobs that one list goes through.
MOST = 5000


def lines(person: str = "", start: int = 0, size: int = 50) -> tuple[int, list[Line]]:
    """Return how many jobs there are, and one batch, newest first.

    With *person* only what that person asked for; without, everybody's and
    the system's, the document each is about and the blanks of its error left out.
    """
    jobs = sorted(_all(person), key=lambda job: job.id, reverse=True)
    batch = [line(job) for job in jobs[start : start + size]]
    return len(jobs), batch if person else [stripped(found) for found in batch]


def counts() -> dict[str, int]:
    """Return how many jobs there are in each state."""
    found = dict.fromkeys((*domain.WAITING, domain.HELD, domain.DONE, domain.FAILED), 0)
    for job in _all(""):
        found[job.state] += 1
    return found


def line(job: Job) -> Line:
    """Return *job* as it stands, with how far it is at this moment."""
    done, of = running.live.get(job.id, (0, 0))
    found = job.line()
    return found._replace(done=done, of=of) if of else found


def stripped(found: Line) -> Line:
    """Return *found* without anything that a document could have lent it."""
    text, values = found.error
    return found._replace(uid="", error=(text, dict.fromkeys(values, "…")))


def _all(person: str) -> Iterator[Job]:
    kept = storage.shelf(getSite())
    if kept is None:
        return
    for number, job in enumerate(chain(kept.waiting.values(), kept.finished.values())):
        if number >= MOST:
            return
        if not person or job.person == person:
            yield job
