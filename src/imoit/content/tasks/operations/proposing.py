"""Reading a directive from one sentence; nothing is written."""

from datetime import datetime
from imoit.content.directory.domain import KINDS
from imoit.content.directory.domain import SHORT
from imoit.content.directory.storage import folder
from imoit.content.tasks.domain import proposal
from imoit.content.tasks.domain.proposal import Known
from imoit.content.tasks.domain.proposal import Proposal
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.speech.operations import say


def propose(text: str, by: Actor, now: datetime | None = None) -> Proposal:
    """Return what *text* seems to order: units by name or symbol, people by name.

    Whoever says it is never meant by it.
    """
    known = [who for who in _known() if who.id != f"post:{by.post}"]
    today = (now or clock.now()).date()
    return proposal.propose(text, known, today, calendar(today))


def _known() -> list[Known]:
    found = []
    for party in directory().parties():
        if party.kind == "unit":
            unit = folder("units")[party.unit]
            found.append(Known(party.id, (party.title, *_short(unit))))
        else:
            name, _comma, title = party.title.partition(", ")
            found.append(Known(party.id, (name, title)))
    return found


def _short(unit) -> tuple[str, ...]:
    """Return the symbol of *unit*, with the word for its kind where it has one."""
    if not unit.symbol:
        return ()
    kinds = [say(KINDS[unit.kind])] if unit.kind in SHORT else []
    return (*(f"{kind} {unit.symbol}" for kind in kinds), unit.symbol)
