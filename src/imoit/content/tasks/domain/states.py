"""How tasks move: what each may do, for whom it waits, when a branch is done."""

from collections.abc import Iterable
from collections.abc import Sequence
from imoit.content.tasks.domain.orders import INFORMED
from imoit.content.tasks.domain.orders import LEAD
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from typing import NamedTuple


WORKING = ("assigned", "in_progress", "forwarded")
OPEN = (*WORKING, "reported")
STOPPED = ("returned", "recalled")
CLOSED = ("done", "seen", *STOPPED)
# Whose step it is: who holds the task above does not hold those below.
OF_THE_ASSIGNEE = (
    "open",
    "forward",
    "report",
    "return",
    "mark_seen",
    "ask_extension",
    "resume",
)
OF_THE_GIVER = (
    "accept",
    "send_back",
    "recall",
    "close",
    "pause",
    "resume",
    "grant_extension",
    "refuse_extension",
    "take_note",
)


class Mind(NamedTuple):
    """What a task remembers beside its state."""

    duty: str
    paused: bool = False
    asked: bool = False
    settled: bool = False
    timed: bool = True


def suits(step: str, mind: Mind) -> bool:
    """Tell whether *step* makes sense; for information only means: see it."""
    if mind.duty == INFORMED:
        return step in ("mark_seen", "recall")
    return {
        "mark_seen": False,
        "pause": not mind.paused and mind.timed,
        "resume": mind.paused,
        "ask_extension": not mind.asked and mind.timed,
        "grant_extension": mind.asked,
        "refuse_extension": mind.asked,
        "take_note": not mind.settled,
    }.get(step, True)


def is_theirs(step: str, groups: Iterable[str], acting: Iterable[str], giver: str):
    """Tell whether *step* belongs to somebody with *groups*.

    Of a step that was added its process alone says who may take it.
    """
    groups = set(groups)
    if step not in (*OF_THE_ASSIGNEE, *OF_THE_GIVER):
        return True
    if step in OF_THE_ASSIGNEE and groups & set(acting):
        return True
    return step in OF_THE_GIVER and giver in groups


def waiting(
    state: str, mind: Mind, acting: Sequence[str], giver: str
) -> tuple[str, ...]:
    """Return the keys of those for whom a task waits, `/<group>` in its state's box,
    `<box>/<group>` in a box of their own.

    A state that was added is open work: its giver sees it among what was assigned.
    """
    if mind.duty == INFORMED:
        return tuple(f"informed/{g}" for g in acting) if state == "assigned" else ()
    keys: list[str] = []
    if state in WORKING:
        keys += [f"/{group}" for group in acting]
    if state not in CLOSED:
        keys.append(f"assigned/{giver}")
    if mind.asked and state in WORKING:
        keys.append(f"to_approve/{giver}")
    if state == "reported" or (state == "returned" and not mind.settled):
        keys.append(f"/{giver}")
    return tuple(keys)


def all_leads_done(tasks: Sequence[tuple[str, str]]) -> bool:
    """Tell from (duty, state) of the tasks of a branch whether its work is done.

    Recalled and returned leads do not count; without any lead nothing is done.
    """
    leads = [state for duty, state in tasks if duty == LEAD and state not in STOPPED]
    return bool(leads) and all(state == "done" for state in leads)


def nothing_to_do(tasks: Sequence[tuple[str, str]]) -> bool:
    """Tell whether all that was given is for information: nobody would ever close it.

    What was returned or recalled was work: then the giver decides.
    """
    return bool(tasks) and all(duty == INFORMED for duty, _state in tasks)


def check_percent(percent: int | None) -> int:
    """Return the percent reported; nothing said means all of it."""
    if percent is None:
        return 100
    if not 0 <= percent <= 100:
        raise BadValue(
            _("This must be between ${least} and ${most}.", least=0, most=100),
            field="percent",
            code="out_of_range",
        )
    return percent


def choose(candidates: Sequence[str]) -> str | None:
    """Return the one task an answer closes, None without any; several are a tie."""
    if len(candidates) > 1:
        raise Refusal(
            _("This answer could close several tasks: name the task."),
            field="task",
            code="ambiguous",
        )
    return candidates[0] if candidates else None
