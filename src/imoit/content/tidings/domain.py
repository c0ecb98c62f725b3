"""Which step tells whom what, and which deadline reminds."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from imoit.workflows.calendar.domain import Calendar
from typing import NamedTuple


GIVER, ASSIGNEE = "giver", "assignee"
# Working days before a deadline on which one is reminded.
REMIND = (3, 1)
REMINDERS = ("due_soon", "overdue")
WORKING = "to_process"


class Tiding(NamedTuple):
    """What a step tells, and to whom: a side of a task, or the holders of a box."""

    kind: str
    to: str


# What a step of a document tells those whose box it lies in afterwards.
DOCUMENT = {
    "submit": Tiding("to_direct", "to_direct"),
    "redirect": Tiding("to_direct", "to_direct"),
    "send_back": Tiding("returned", "to_submit"),
    "send_to_head": Tiding("to_approve", "to_approve"),
    "approve_content": Tiding("to_approve", "to_approve"),
    "approve_form": Tiding("to_approve", "to_approve"),
    "return": Tiding("returned", "returned"),
    "return_to_unit": Tiding("returned", "to_approve"),
    "return_to_form": Tiding("returned", "to_approve"),
    "record_signature": Tiding("to_number", "to_number"),
    "publish": Tiding("published", "informed"),
}
# What a step of an urgent letter tells besides: it goes on at once.
HASTE = {"register": Tiding("to_submit", "to_submit")}
TASK = {
    "open": Tiding("received", GIVER),
    "report": Tiding("reported", GIVER),
    "return": Tiding("returned", GIVER),
    "ask_extension": Tiding("extension_asked", GIVER),
    "grant_extension": Tiding("extension_granted", ASSIGNEE),
    "refuse_extension": Tiding("extension_refused", ASSIGNEE),
    "accept": Tiding("accepted", ASSIGNEE),
    "send_back": Tiding("returned", ASSIGNEE),
    "recall": Tiding("recalled", ASSIGNEE),
}
# What is told of a step that the site manager added, by the box it leads to.
BY_BOX = {
    "to_register": "to_register",
    "to_submit": "to_submit",
    "to_direct": "to_direct",
    "to_approve": "to_approve",
    "to_number": "to_number",
    "to_process": "task",
    "returned": "returned",
    "drafts": "returned",
    "informed": "informed",
}
# What says “it waits for you”, and the steps after which it waits elsewhere.
WAITS = (
    "dictated",
    "to_direct",
    "to_register",
    "to_submit",
    "to_approve",
    "to_number",
    "returned",
)
MOVING = frozenset(
    (*DOCUMENT, *HASTE, "direct", "refuse", "take_number", "complete", "reopen")
)
GIVING = ("direct", "forward")
# Steps after which nothing that was told of a task before holds any more.
ENDING = ("recall", "return", "accept", "close")
# Steps of a document after which what was told to those it lay with holds no more.
WITHDRAWN = ("recall", "replace", "restrict")
# States of a letter in which others work by what its record says.
WORKED_BY = ("submitted", "in_progress")


def waits(keys: Iterable[str]) -> list[Tiding]:
    """Return what is told those for whom something waits now, by box."""
    boxes = dict.fromkeys(key.partition("/")[0] for key in keys)
    return [Tiding(BY_BOX.get(box, "to_approve"), box) for box in boxes]


def of_duty(duty: str) -> str:
    """Return the kind of notice of a new task with *duty*."""
    return "informed" if duty == "informed" else "task"


def holders(keys: Iterable[str], box: str) -> list[str]:
    """Return the groups whose *box* the waiting *keys* name."""
    return [key.partition("/")[2] for key in keys if key.startswith(f"{box}/")]


def reminder(due: date, today: date, calendar: Calendar) -> str:
    """Return the kind of reminder that is due *today*, or an empty string."""
    if today > due:
        return "overdue"
    return "due_soon" if calendar.between(today, due) in REMIND else ""


def key(item: str, today: date) -> str:
    """Return the key under which *item* is reminded of once a day."""
    return f"remind-{today.isoformat()}-{item}"


def batch(uids: Sequence[str], after: str, size: int) -> list[str]:
    """Return the next *size* of the sorted *uids* after *after*."""
    return [uid for uid in uids if uid > after][:size]
