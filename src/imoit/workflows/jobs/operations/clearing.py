"""Every night finished jobs leave the list."""

from datetime import timedelta
from imoit.workflows.calendar import clock
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Schedule
from imoit.workflows.jobs.schema import Work
from imoit.workflows.refusal import _
from plone import api


CHUNK = 500


def clear(work: Work) -> str | None:
    """Drop one chunk of the jobs that ended long ago."""
    days = api.portal.get_registry_record("imoit.jobs.keep_days", default=30)
    before = (clock.now() - timedelta(days=days)).isoformat(timespec="seconds")
    dropped = storage.forget(work.portal, before, CHUNK)
    return before if dropped == CHUNK else None


KIND = Kind(title=_("Old jobs are cleared away"), run=clear)
SCHEDULE = Schedule("jobs.clear", lambda: ("02:00",))
