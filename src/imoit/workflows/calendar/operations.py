"""Keeping the working calendar."""

from collections.abc import Mapping
from datetime import date
from imoit.workflows.calendar import clock
from imoit.workflows.calendar import domain
from imoit.workflows.calendar.storage import public_calendar
from imoit.workflows.calendar.storage import tables
from imoit.workflows.calendar.storage import YEARS_AHEAD
from imoit.workflows.journal.operations import record
from plone import api
from typing import Any


def keep(off: Mapping[date, str], work: Mapping[date, str], by: Any) -> None:
    """Keep both tables in place of those before; the journal has all of them.

    A change counts for deadlines given from now on. Refuses with 422 a day that is both
    off and worked, and one that is worked anyway.
    """
    domain.check_tables(off, work)
    domain.check_worked(work, public_calendar(clock.today().year + YEARS_AHEAD))
    before = [domain.lines_of(table) for table in tables()]
    after = [domain.lines_of(table) for table in (off, work)]
    if before == after:
        return
    for name, lines in zip(("holidays", "workdays"), after, strict=True):
        api.portal.set_registry_record(f"imoit.calendar.{name}", lines)
    changed = {"holidays": [before[0], after[0]], "workdays": [before[1], after[1]]}
    record("calendar", "", actor=by, details={"changed": changed})
