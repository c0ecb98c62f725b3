"""The boxes of a desk, and the keys a person reads them with."""

from collections.abc import Iterable
from datetime import date
from imoit.workflows.calendar.domain import Calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


SOON = 2  # working days


class Box(NamedTuple):
    """A box of the desk: its id, its title, the part of the desk it belongs to."""

    id: str
    title: Sentence
    part: str


class Slice(NamedTuple):
    """What a box holds: waiting keys, and bounds of the deadline as day numbers."""

    keys: tuple[str, ...]
    least: int | None = None
    most: int | None = None


BOXES = (
    Box("to_register", _("To register"), "incoming"),
    Box("to_submit", _("To submit"), "incoming"),
    Box("to_direct", _("To direct"), "incoming"),
    Box("to_process", _("To process"), "incoming"),
    Box("overdue", _("Overdue"), "incoming"),
    Box("due_soon", _("Due soon"), "incoming"),
    Box("informed", _("For information"), "incoming"),
    Box("returned", _("Returned"), "incoming"),
    Box("assigned", _("Assigned by me"), "given"),
    Box("drafts", _("Drafts"), "outgoing"),
    Box("to_approve", _("To approve"), "outgoing"),
    Box("to_number", _("To number"), "outgoing"),
    Box("to_publish", _("To publish"), "outgoing"),
)
BOX_IDS = tuple(box.id for box in BOXES)
# Boxes by time hold what is in `to_process`, cut by its deadline.
BY_TIME = ("overdue", "due_soon")


def slice_of(box: str, groups: Iterable[str], today: date, calendar: Calendar) -> Slice:
    """Return what *box* holds for somebody with *groups* today."""
    kept = "to_process" if box in BY_TIME else box
    keys = tuple(f"{kept}/{group}" for group in groups)
    if box == "overdue":
        return Slice(keys, most=today.toordinal() - 1)
    if box == "due_soon":
        last = calendar.add(today, SOON)
        return Slice(keys, today.toordinal(), last.toordinal())
    return Slice(keys)
