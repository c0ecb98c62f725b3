"""Reminding: on the third and the last working day before a deadline, and when late."""

from datetime import date
from imoit.content.tidings import domain
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Schedule
from imoit.workflows.jobs.schema import Work
from imoit.workflows.notices.operations.telling import take_back
from imoit.workflows.notices.operations.telling import tell
from imoit.workflows.refusal import _
from plone import api
from typing import Any
from typing import NamedTuple


CHUNK = 200


class Due(NamedTuple):
    """A task that waits, as the catalog knows it: nothing is woken."""

    uid: str
    document: str
    groups: tuple[str, ...]
    day: date


def remind(work: Work) -> str | None:
    """Remind of one chunk of tasks; return the last one, None when all are done."""
    today = date.fromisoformat(work.args["slot"][:10])
    if not calendar().is_working(today):
        return None
    found = {task.uid: task for task in due_tasks(today)}
    order = sorted(found)
    chosen = domain.batch(order, work.cursor or "", CHUNK)
    for uid in chosen:
        _remind_of(found[uid], today)
    work.progress(order.index(chosen[-1]) + 1 if chosen else 0, len(order))
    return chosen[-1] if chosen and chosen[-1] != order[-1] else None


def _remind_of(task: Due, today: date) -> None:
    kind = domain.reminder(task.day, today, calendar())
    if not kind:
        return
    key = domain.key(task.uid, today)
    take_back(task.uid, *domain.REMINDERS, but=key)
    tell(
        kind,
        task.groups,
        uid=task.document,
        item=task.uid,
        due=task.day.isoformat(),
        key=key,
        now=clock.now(),
    )


def due_tasks(today: date) -> list[Due]:
    """Return what is to be processed by somebody and due soon or past.

    One query of the index that lists and badges read; for information nobody has a
    key there, and what stands still has no day.
    """
    catalog = api.portal.get_tool("portal_catalog")
    last = calendar().add(today, max(domain.REMIND))
    brains = catalog.unrestrictedSearchResults(
        portal_type="Task", imoit_due={"query": last.toordinal(), "range": "max"}
    )
    waiting = catalog.Indexes["imoit_waiting"]
    found = (_due(brain, waiting) for brain in brains)
    return [task for task in found if task is not None]


def _due(brain: Any, waiting: Any) -> Due | None:
    keys = waiting.getEntryForObject(brain.getRID(), ())
    groups = domain.holders(keys, domain.WORKING)
    line = brain.imoit_line or {}
    if not groups or not line.get("due"):
        return None
    return Due(
        brain.UID,
        line["document"],
        tuple(groups),
        date.fromisoformat(line["due"]),
    )


REMINDING = Kind(title=_("Deadlines are reminded of"), run=remind)
DAILY = Schedule("tidings.remind", lambda: ("07:00",))
