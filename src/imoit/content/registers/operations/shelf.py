"""Who may look into a book, who keeps it, and how books are divided and closed."""

from collections.abc import Iterable
from datetime import datetime
from imoit.content.registers import storage
from imoit.content.registers.domain import books
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.domain.ledger import said
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from plone import api


VIEW = "iMOIT: View registers"
KEEP = "iMOIT: Keep registers"
CONFIGURE = "iMOIT: Configure registers"


def may(permission: str) -> bool:
    """Tell whether the present person has *permission* on the whole site."""
    return bool(api.user.has_permission(permission, obj=api.portal.get()))


def on_shelf(by: Actor | None, year: int) -> list[tuple[str, int]]:
    """Return the books and years that *by* may look into."""
    groups = by.groups if by else ()
    begun, plans = storage.books(), storage.plans()
    return books.open_books(groups, may(VIEW), begun, year, plans)


def check_open_to(by: Actor | None, book: str, year: int) -> None:
    """Refuse with 404 a book that is not there or not open to *by*."""
    if (book, year) not in on_shelf(by, clock.today().year):
        raise NotThere(_("There is no such book, or none that is open to you."))


def keeps(by: Actor | None, book: str, year: int) -> bool:
    """Tell whether *by* writes in *book*."""
    groups = by.groups if by else ()
    return books.keeps(groups, may(KEEP), book, year, storage.plans())


def check_keeps(by: Actor, book: str, year: int) -> None:
    """Refuse with 404 who may not see the book, with 403 who does not keep it."""
    check_open_to(by, book, year)
    if not keeps(by, book, year):
        raise NotAllowed(_("Only the registry that keeps the book may do this."))


def book_for(direction: str, year: int, kind: str = "", unit: str = "") -> str:
    """Return the book that a document of *kind* of *unit* takes its number from."""
    return books.plan_of(storage.plans(), direction, year).book(kind, unit)


def books_of_units(units: Iterable[str], year: int) -> list[str]:
    """Return the books of arrivals of *units*; a shared one once."""
    found = (book_for("arrivals", year, unit=unit) for unit in units)
    return list(dict.fromkeys(found))


def plan(new: Plan, by: Actor, now: datetime | None = None) -> None:
    """Divide a direction into books; only the site manager does."""
    if not may(CONFIGURE):
        raise NotAllowed(_("Only the site manager divides the registers."))
    year = (now or clock.now()).year
    books.check_plan(new, storage.books(), year)
    _check_units(new.shared)
    before = books.plan_of(storage.plans(), new.direction, new.since)
    storage.plan(new)
    details = {"before": plain(before), "after": plain(new)}
    record("book_plan", "", actor=by, item=new.direction, details=details, now=now)


def _check_units(shared: Iterable[Shared]) -> None:
    known = {party.unit for party in directory().parties() if party.kind == "unit"}
    for unit in (unit for one in shared for unit in one.units):
        if unit not in known:
            raise BadValue(
                _("There is no unit ${unit}.", unit=unit), field="shared", code="unit"
            )


def plain(found: Plan) -> dict:
    """Return a plan as JSON knows it."""
    shared = [
        {"id": one.id, "title": one.title, "units": list(one.units)}
        for one in found.shared
    ]
    return {"scope": found.scope, "since": found.since, "shared": shared}


def close(
    book: str, year: int, by: Actor, reason: str, now: datetime | None = None
) -> None:
    """Close a book whose year has ended, for *reason*."""
    check_keeps(by, book, year)
    storage.book_of(book, year).shut((now or clock.now()).date())
    storage.close(book, year)
    details = {"reason": said(reason), "numbers": storage.count(book, year)}
    record("book_closed", "", actor=by, item=f"{book}/{year}", details=details, now=now)


def reopen(
    book: str, year: int, by: Actor, reason: str, now: datetime | None = None
) -> None:
    """Open a closed book again within the days of grace, for *reason*."""
    check_keeps(by, book, year)
    storage.book_of(book, year).reopened((now or clock.now()).date())
    storage.close(book, year, closed=False)
    details = {"reason": said(reason)}
    item = f"{book}/{year}"
    record("book_reopened", "", actor=by, item=item, details=details, now=now)
