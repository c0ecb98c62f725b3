"""The boxes of a desk, and the keys a person reads them with."""

from collections.abc import Iterable
from collections.abc import Mapping
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


class List(NamedTuple):
    """A page of its own that some functions look into every day."""

    page: str
    title: Sentence
    permission: str
    functions: tuple[str, ...]


LISTS = (
    List(
        "@@folders",
        _("Signing folders"),
        "iMOIT: Add outgoing document",
        ("secretary", "ministry_registry", "head", "deputy_head", "officer"),
    ),
    List(
        "@@unshelved",
        _("Published, original not filed"),
        "iMOIT: Keep issued documents",
        ("ministry_registry",),
    ),
    List(
        "@@authorities",
        _("Written authorities (TUQ.)"),
        "iMOIT: Record written authority",
        ("ministry_registry",),
    ),
)


class Position(NamedTuple):
    """Where somebody is at the desk: the post, its box, batch and line."""

    post: str
    box: str
    start: int = 0
    item: str = ""

    def written(self) -> str:
        """Return it as one line for the browser to keep."""
        return f"{self.post}|{self.box}|{self.start}|{self.item}"


BOXES = (
    Box("to_register", _("To register"), "incoming"),
    Box("to_submit", _("To submit"), "incoming"),
    Box("late_submission", _("Submitted late"), "incoming"),
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
# "late_submission" holds what is in `to_submit` and should be there no more.
BY_DUE = ("overdue", "due_soon")
LATE = "late_submission"
BY_TIME = (*BY_DUE, LATE)
# What somebody has to do or to know; the rest is one's own, or waits for others.
WORK = tuple(box for box in BOX_IDS if box not in (*BY_TIME, "assigned", "drafts"))


def position(written: str) -> Position | None:
    """Return the position that the browser kept; None if it is none."""
    match written.split("|"):
        case [post, box, start, item] if box in BOX_IDS and start.isdecimal():
            return Position(post, box, int(start), item)
    return None


def batch(start: int, size: int, total: int) -> int:
    """Return the first line of the batch that *start* is in; the last one if beyond."""
    last = max(total - 1, 0)
    return min(start, last) // size * size


def slice_of(box: str, groups: Iterable[str], today: date, calendar: Calendar) -> Slice:
    """Return what *box* holds for somebody with *groups* today."""
    kept = "to_process" if box in BY_DUE else "to_submit" if box == LATE else box
    keys = tuple(f"{kept}/{group}" for group in groups)
    if box in ("overdue", LATE):
        return Slice(keys, most=today.toordinal() - 1)
    if box == "due_soon":
        last = calendar.add(today, SOON)
        return Slice(keys, today.toordinal(), last.toordinal())
    return Slice(keys)


# The boxes that a function fills every day; any other box shows only when it holds
# something.
_HEAD = ("to_process", *BY_DUE, "informed", "returned", "assigned", "to_approve")
_LEADER = ("to_direct", *_HEAD)
USUAL = {
    "minister": _LEADER,
    "deputy_minister": _LEADER,
    "office_head": _LEADER,
    "deputy_head": _HEAD,
    "head": _HEAD,
    "secretary": ("to_direct", "informed", "to_approve"),
    "ministry_registry": (
        "to_register",
        "to_submit",
        LATE,
        "informed",
        "to_number",
        "to_publish",
    ),
    "officer": ("to_process", *BY_DUE, "informed", "returned", "drafts"),
}
PARTS = {
    "incoming": _("Incoming documents"),
    "given": _("Given to others"),
    "outgoing": _("Outgoing documents"),
}
# Without deadlines a box says what the law asks: register and issue within the day.
_BY_DAY = {"first": _("Express, urgent"), "open": _("Within the day")}
_BY_LEADER = {"first": _("Express, urgent"), "open": _("Others")}
HEADINGS_OF = {
    "to_register": _BY_DAY,
    "to_submit": _BY_DAY,
    "to_direct": _BY_LEADER,
    "to_approve": {"open": _("Others")},
}
HEADINGS = {
    "first": _("Express, urgent, overdue, due today"),
    "week": _("Due this week"),
    "later": _("Due later"),
    "open": _("Without a deadline"),
}
_SUNDAY = 7


DAY = 24 * 60


def waited(minutes: int) -> Sentence:
    """Return how long something waits: minutes, then hours, then days."""
    if minutes < 60:
        return _("Waits ${minutes} min", minutes=minutes)
    if minutes < DAY:
        return _(
            "Waits ${hours} h ${minutes} min", hours=minutes // 60, minutes=minutes % 60
        )
    return _(
        "Waits ${days} d ${hours} h", days=minutes // DAY, hours=minutes % DAY // 60
    )


def is_shown(box: str, count: int, function: str) -> bool:
    """Tell whether the desk of *function* shows *box*: zero only where it is usual."""
    return bool(count) or box in USUAL.get(function, ("to_process", "informed"))


def first_box(counts: Mapping[str, int], function: str) -> str:
    """Return the box to begin with: the first that holds something."""
    order = [box for box in BOX_IDS if box not in BY_TIME]
    shown = [box for box in order if is_shown(box, counts[box], function)]
    return next((box for box in shown if counts[box]), shown[0])


def headline(box: str, heading: str) -> Sentence:
    """Return the words of a heading in *box*."""
    return HEADINGS_OF.get(box, {}).get(heading, HEADINGS[heading])


def heading(priority: str, due: int | None, today: date) -> str:
    """Return the heading under which a line of a list stands."""
    if priority not in ("", "normal") or (due is not None and due <= today.toordinal()):
        return "first"
    if due is None:
        return "open"
    sunday = today.toordinal() + _SUNDAY - today.isoweekday()
    return "week" if due <= sunday else "later"


# What an empty box says: that it is empty, and what would be in it.
EMPTY = {
    "to_register": (
        _("Nothing waits to be registered"),
        _("Letters that arrived and have no number yet will be here, urgent first."),
    ),
    "to_submit": (
        _("Nothing waits to be submitted"),
        _("Registered letters that nobody has submitted yet will be here."),
    ),
    "late_submission": (
        _("Nothing is submitted late"),
        _("What was not submitted by the end of the next working day will be here."),
    ),
    "to_direct": (
        _("Nothing waits for your directive"),
        _("Letters submitted to you will be here, urgent first."),
    ),
    "to_process": (
        _("Nothing waits to be processed"),
        _("What is given to you or your unit will be here, urgent and overdue first."),
    ),
    "overdue": (
        _("Nothing is overdue"),
        _("What is past its deadline will be here."),
    ),
    "due_soon": (
        _("Nothing is due soon"),
        _("What is due today or within two working days will be here."),
    ),
    "informed": (
        _("Nothing new to know"),
        _("Documents sent to you for information will be here until you open them."),
    ),
    "returned": (
        _("Nothing was returned"),
        _("What comes back to you with a reason will be here."),
    ),
    "assigned": (
        _("Nothing that you gave is open"),
        _("Tasks that you gave to others will be here until they are done."),
    ),
    "drafts": (
        _("No drafts"),
        _("Documents that you draft will be here until they are sent on."),
    ),
    "to_approve": (
        _("Nothing waits for your approval"),
        _("Drafts and reports that wait for you will be here."),
    ),
    "to_number": (
        _("Nothing waits for a number"),
        _("Signed documents that have no number yet will be here."),
    ),
    "to_publish": (
        _("Nothing waits to be issued"),
        _("Numbered documents that were not sent yet will be here."),
    ),
}
