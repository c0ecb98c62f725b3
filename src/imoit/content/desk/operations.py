"""What waits for a person: counts and lists from the one waiting index."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections import Counter
from datetime import date
from datetime import datetime
from imoit.content.desk import domain
from imoit.content.files.operations import main_file
from imoit.content.incoming.domain import Wait
from imoit.content.incoming.domain import wait
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.storage import directives
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import rights
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.transitions.interfaces import IBoxes
from plone import api
from typing import Any
from typing import NamedTuple
from zope.interface import implementer


COUNTED = 500  # lines whose headings are counted


class Count(NamedTuple):
    """A box with how much is in it."""

    box: domain.Box
    count: int


class Item(NamedTuple):
    """One line of a list: read from the catalog, nothing is woken."""

    uid: str
    url: str
    kind: str
    title: str
    state: str
    line: dict
    due: int | None


class Listing(NamedTuple):
    """One batch of a box, and how much of the whole box is under each heading."""

    total: int
    items: list[Item]
    headings: Counter


class Paper(NamedTuple):
    """What the reading pane shows: line, thing, its document, the order, the file."""

    item: Item
    thing: Any
    document: Any
    order: dict | None
    file: Any | None


@implementer(IBoxes)
class Boxes:
    """Tells the site manager's room which boxes there are."""

    def boxes(self) -> list[tuple]:
        """Return (id, title) of each box in which something may wait."""
        return [(b.id, b.title) for b in domain.BOXES if b.id not in domain.BY_TIME]


def counts(by: Actor, now: datetime | None = None) -> list[Count]:
    """Return each box with its count, for the acting post only."""
    catalog = api.portal.get_tool("portal_catalog")
    return [Count(box, len(catalog(**_query(box.id, by, now)))) for box in domain.BOXES]


def waiting(by: Actor) -> int:
    """Return how much waits for *by*, who need not be the one acting now.

    The catalog is asked as *by* would ask it: with the rights of that post alone.
    """
    keys = [f"{box}/{group}" for box in domain.WORK for group in by.groups]
    tokens = [f"user:{group}" for group in rights(by.groups, by.behalf)]
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        imoit_waiting=keys, allowedRolesAndUsers=tokens
    )
    return len(found)


def items(
    box: str, by: Actor, start: int = 0, size: int = 50, now: datetime | None = None
) -> tuple[int, list[Item]]:
    """Return how much is in *box* and one batch: express first, then by deadline."""
    brains = found(box, by, now)
    return len(brains), [item(brain) for brain in brains[start : start + size]]


def listing(
    box: str, by: Actor, start: int = 0, size: int = 50, now: datetime | None = None
) -> Listing:
    """Return one batch of *box*, and how much stands under each heading of it.

    A box of thousands is not read through for its headings: they stay without counts.
    """
    brains = found(box, by, now)
    today = (now or clock.now()).date()
    return Listing(
        len(brains),
        [item(brain) for brain in brains[start : start + size]],
        Counter(
            heading(brain.imoit_line or {}, today)
            for brain in (brains if len(brains) <= COUNTED else ())
        ),
    )


def heading(line: dict, today: date) -> str:
    """Return the heading under which *line* stands."""
    return domain.heading(line.get("priority", ""), _ordinal(line), today)


def look(uid: str) -> Paper | None:
    """Return what one reads before opening *uid*, or None if it may not be seen."""
    found = api.portal.get_tool("portal_catalog")(UID=uid)
    if not found or found[0].imoit_line is None:
        return None
    thing = found[0].getObject()
    is_task = ITask.providedBy(thing)
    document = thing.journal_root() if is_task else thing
    if not api.user.has_permission("View", obj=document):
        return None
    order, file = _order(thing, is_task), main_file(document)
    return Paper(item(found[0]), thing, document, order, file)


def is_unread(paper: Paper, by: Actor) -> bool:
    """Tell whether *by* would give a receipt by fetching the file."""
    thing = paper.thing
    if ITask.providedBy(thing):
        return not thing.opened_at and bool({*thing.acting} & {*by.groups})
    delivered = {*getattr(aq_base(thing), "delivered", ())} & {*by.groups}
    return bool(delivered - {*(thing.opened or ())})


def _order(thing: Any, is_task: bool) -> dict | None:
    if is_task:
        return directives(aq_parent(aq_inner(thing)))[thing.directive - 1]
    return next(reversed(directives(thing)), None)


def found(box: str, by: Actor, now: datetime | None = None) -> Any:
    """Return the catalog lines in *box*, in order: one query, rights resolved in it."""
    query = {**_query(box, by, now), "sort_on": "imoit_place"}
    return api.portal.get_tool("portal_catalog")(**query)


def waited(line: dict | None, now: datetime | None = None) -> Wait | None:
    """Return how long a letter waits to be registered, submitted or directed."""
    line = line or {}
    if line.get("kind") != "incoming" or not line.get("since"):
        return None
    since = datetime.fromisoformat(line["since"])
    days = line.get("days", 1)
    return wait(line["priority"], since, now or clock.now(), calendar(), days)


def _query(box: str, by: Actor, now: datetime | None) -> dict[str, Any]:
    today = (now or clock.now()).date()
    cut = domain.slice_of(box, by.groups, today, calendar())
    query: dict[str, Any] = {"imoit_waiting": list(cut.keys)}
    if cut.most is not None and cut.least is not None:
        query["imoit_due"] = {"query": (cut.least, cut.most), "range": "minmax"}
    elif cut.most is not None:
        query["imoit_due"] = {"query": cut.most, "range": "max"}
    return query


def item(brain: Any) -> Item:
    """Return the line of a list that *brain* holds."""
    line = brain.imoit_line or {}
    return Item(
        brain.UID,
        brain.getURL(),
        brain.portal_type,
        line.get("subject", ""),
        brain.review_state,
        line,
        _ordinal(line),
    )


def _ordinal(line: dict) -> int | None:
    due = line.get("due")
    return date.fromisoformat(due).toordinal() if due else None
