"""The usual terms that the site manager keeps."""

from collections.abc import Sequence
from datetime import date
from imoit.content.tasks.domain import terms as domain
from imoit.content.tasks.domain.terms import Term
from imoit.content.tasks.schema import ITask
from imoit.workflows.actors.operations import somebody
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from plone import api
from typing import Any


RECORD = "imoit.tasks.terms"


def terms() -> tuple[Term, ...]:
    """Return the rules, the latest first."""
    return domain.read(api.portal.get_registry_record(RECORD, default=None) or ())


def usual_days(target: Any, today: date | None = None) -> int | None:
    """Return the working days usual for what is given on *target*, or None."""
    document = target.journal_root() if ITask.providedBy(target) else target
    return domain.usual(
        terms(), document.type_name, document.priority, today or clock.today()
    )


def keep(new: Sequence[Term]) -> None:
    """Keep *new* in place of all rules; the journal has both.

    What was given keeps its deadline: a rule counts when an order is given.
    """
    domain.check(new)
    before, after = domain.written(terms()), domain.written(new)
    if before == after:
        return
    api.portal.set_registry_record(RECORD, after)
    details = {"changed": {"terms": [before, after]}}
    record("terms", "", actor=somebody(), details=details)
