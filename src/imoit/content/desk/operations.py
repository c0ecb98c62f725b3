"""What waits for a person: counts and lists from the one waiting index."""

from datetime import datetime
from imoit.content.correspondence.domain import rank
from imoit.content.desk import domain
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from plone import api
from typing import Any
from typing import NamedTuple


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


def counts(by: Actor, now: datetime | None = None) -> list[Count]:
    """Return each box with its count, for the acting post only."""
    return [Count(box, len(found(box.id, by, now))) for box in domain.BOXES]


def items(
    box: str, by: Actor, start: int = 0, size: int = 50, now: datetime | None = None
) -> tuple[int, list[Item]]:
    """Return how much is in *box* and one batch: express first, then by deadline."""
    brains = sorted(found(box, by, now), key=_place)
    return len(brains), [item(brain) for brain in brains[start : start + size]]


def found(box: str, by: Actor, now: datetime | None = None) -> Any:
    """Return the catalog lines in *box*: one query, rights resolved in it."""
    today = (now or clock.now()).date()
    cut = domain.slice_of(box, by.groups, today, calendar())
    query: dict[str, Any] = {"imoit_waiting": list(cut.keys)}
    if cut.most is not None and cut.least is not None:
        query["imoit_due"] = {"query": (cut.least, cut.most), "range": "minmax"}
    elif cut.most is not None:
        query["imoit_due"] = {"query": cut.most, "range": "max"}
    return api.portal.get_tool("portal_catalog")(**query)


def item(brain: Any) -> Item:
    """Return the line of a list that *brain* holds."""
    line = brain.imoit_line or {}
    due = line.get("due")
    return Item(
        brain.UID,
        brain.getURL(),
        brain.portal_type,
        line.get("subject", ""),
        brain.review_state,
        line,
        datetime.fromisoformat(due).toordinal() if due else None,
    )


def _place(brain: Any) -> tuple:
    line = brain.imoit_line or {}
    due = line.get("due")
    ordinal = datetime.fromisoformat(due).toordinal() if due else None
    return rank(line.get("priority", "normal"), ordinal), line.get("arrived", "")
