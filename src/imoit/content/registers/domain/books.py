"""The arithmetic of books, and which book a number comes from."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


# Letters of the last days of December reach the registry after the New Year holiday,
# with Tết sometimes right behind: two weeks of January still belong to last year.
GRACE = (1, 15)
DIRECTIONS = ("incoming", "outgoing", "arrivals")
SCOPES = ("agency", "type", "unit")
TITLES = {
    "incoming": _("Register of incoming documents"),
    "outgoing": _("Register of outgoing documents"),
    "arrivals": _("Arrivals of the units"),
    "copies": _("Register of copies (SY, SL, TrS)"),
    "sending": _("Sending book"),
    "uses": _("Register of the use of file copies"),
}
# Books of the Ministry whose rows stand by the day: nothing is reserved or inserted.
BY_DAY = ("sending", "uses")
OF_MINISTRY = ("incoming", "outgoing", "copies", *BY_DAY)
# Who keeps or leads a unit looks into its own books; who keeps it writes in them.
READERS = ("registry", "head")
KEEPERS = ("registry",)


class Book(NamedTuple):
    """A book of one year as it stands: the last number given, and whether it is shut.

    The current year is open; last year too, until it is closed and at most until
    15 January; a year to come never is.
    """

    year: int
    last: int = 0
    closed: bool = False

    def is_open(self, today: date) -> bool:
        """Tell whether numbers of this year are given on *today*."""
        return not self.why_shut(today)

    def why_shut(self, today: date) -> Sentence | None:
        """Return the sentence why no number is given on *today*, or None."""
        if self.year > today.year:
            return _("The book of ${year} is not open yet.", year=self.year)
        if self.closed or not self.in_time(today):
            return _("The book of ${year} is closed.", year=self.year)
        return None

    def in_time(self, today: date) -> bool:
        """Tell whether the year runs, or ended less than the days of grace ago."""
        in_grace = (today.month, today.day) <= GRACE
        return self.year == today.year or (self.year == today.year - 1 and in_grace)

    def check(self, today: date, field: str = "arrival_date") -> None:
        """Refuse with 422 at *field* when no number is given on *today*."""
        shut = self.why_shut(today)
        if shut:
            raise BadValue(shut, field=field, code="book_closed")

    def take(self, today: date, field: str = "arrival_date") -> "Book":
        """Return the book after its next number was taken; else 422 at *field*.

        Numbers run from 1 without gaps and begin anew each year (NĐ 30/2020).
        """
        self.check(today, field)
        return self._replace(last=self.last + 1)

    def shut(self, today: date) -> "Book":
        """Return the book as closed by hand; only a year that has ended is closed."""
        if self.closed:
            raise Conflict(_("The book of ${year} is closed.", year=self.year))
        if self.year >= today.year:
            raise Conflict(
                _(
                    "The year ${year} has not ended: the book stays open.",
                    year=self.year,
                )
            )
        return self._replace(closed=True)

    def reopened(self, today: date) -> "Book":
        """Return the book as open again; after the days of grace none is."""
        if not self.closed:
            raise Conflict(_("The book of ${year} is not closed.", year=self.year))
        if not self.in_time(today):
            raise Conflict(
                _("After 15 January the book of ${year} stays closed.", year=self.year)
            )
        return self._replace(closed=False)


class Shared(NamedTuple):
    """A book that several units share."""

    id: str
    title: str
    units: tuple[str, ...]


class Plan(NamedTuple):
    """How one direction is divided into books, from a year on."""

    direction: str
    scope: str
    since: int = 0
    shared: tuple[Shared, ...] = ()

    def book(self, kind: str = "", unit: str = "") -> str:
        """Return the book of a document of *kind* (`qd`, empty: công văn) of *unit*.

        The symbol of a named type does not name the unit: going out, each named type
        keeps one series for all units, or two letters would bear the same number.
        """
        if self.scope == "agency":
            return self.direction
        if self.scope == "type" or (self.direction == "outgoing" and kind):
            return f"{self.direction}-{kind}" if kind else self.direction
        for one in self.shared:
            if unit in one.units:
                return f"{self.direction}-shared-{one.id}"
        if self.direction == "arrivals":
            return f"arrivals-{unit}"
        return f"{self.direction}-unit-{unit}"


FIRST = {
    "incoming": Plan("incoming", "agency"),
    "outgoing": Plan("outgoing", "type"),
    "arrivals": Plan("arrivals", "unit"),
}
Plans = Mapping[str, tuple[Plan, ...]]


def plan_of(plans: Plans, direction: str, year: int) -> Plan:
    """Return the plan of *direction* in force in *year*."""
    found = [plan for plan in plans.get(direction, ()) if plan.since <= year]
    return found[-1] if found else FIRST[direction]


def direction(book: str) -> str:
    """Return which way the documents of *book* go."""
    return book.partition("-")[0]


def check_plan(plan: Plan, begun: Iterable[tuple[str, int]], this_year: int) -> None:
    """Refuse a plan that cannot be read, or that would break off a series begun."""
    if plan.direction not in DIRECTIONS:
        raise BadValue(
            _("This value is not known."), field="direction", code="unknown_value"
        )
    if plan.scope not in SCOPES:
        raise BadValue(
            _("This value is not known."), field="scope", code="unknown_value"
        )
    if plan.direction == "arrivals" and plan.scope == "type":
        raise BadValue(
            _("Arrivals of the units are not divided by type."),
            field="scope",
            code="unknown_value",
        )
    _check_shared(plan)
    _check_since(plan, begun, this_year)


def _check_shared(plan: Plan) -> None:
    if plan.shared and plan.scope != "unit":
        raise BadValue(
            _("Only books of units are shared."), field="shared", code="not_by_unit"
        )
    names = [one.id for one in plan.shared]
    units = [unit for one in plan.shared for unit in one.units]
    for found in (names, units):
        twice = next((name for name in found if found.count(name) > 1), None)
        if twice:
            raise BadValue(
                _("${name} is named twice.", name=twice), field="shared", code="twice"
            )
    if any(len(one.units) < 2 for one in plan.shared):
        raise BadValue(
            _("A shared book needs two units."), field="shared", code="alone"
        )


def _check_since(plan: Plan, begun: Iterable[tuple[str, int]], this_year: int) -> None:
    if not this_year <= plan.since <= this_year + 1:
        raise BadValue(
            _("A division begins this year or the next."), field="since", code="year"
        )
    years = [year for book, year in begun if direction(book) == plan.direction]
    if plan.since in years:
        raise Conflict(
            _(
                "Numbers of ${year} were given: the new division can begin in ${next}.",
                year=plan.since,
                next=plan.since + 1,
            ),
            field="since",
            code="begun",
        )


def title(book: str, plans: Plans | None = None) -> Sentence | str:
    """Return the title of *book*: of a named type, of a unit, or of a shared book."""
    if book in TITLES:
        return TITLES[book]
    way, _dash, rest = book.partition("-")
    kind, _dash, name = rest.partition("-")
    if kind == "shared" and name:
        every = (one for plan in (plans or {}).get(way, ()) for one in plan.shared)
        found = next((one.title for one in every if one.id == name), name)
        return found
    if way == "arrivals":
        return _("Arrivals of unit ${unit}", unit=rest.upper())
    if kind == "unit" and name:
        return (
            _("Incoming documents of unit ${unit}", unit=name.upper())
            if way == "incoming"
            else _("Outgoing documents of unit ${unit}", unit=name.upper())
        )
    if way == "incoming":
        return _("Register of incoming documents, ${kind}", kind=rest.upper())
    return _("Register of outgoing documents, ${kind}", kind=rest.upper())


def own_books(
    groups: Iterable[str], plans: Plans, year: int, functions: Iterable[str] = READERS
) -> set[str]:
    """Return the books of the units in which *groups* have one of *functions*."""
    parts = [group.split(".") for group in groups]
    units = {part[1] for part in parts if len(part) == 3 and part[2] in functions}
    by_unit = [
        plan
        for way in DIRECTIONS
        if (plan := plan_of(plans, way, year)).scope == "unit"
    ]
    return {plan.book("", unit) for plan in by_unit for unit in units}


def open_books(
    groups: Iterable[str],
    everything: bool,
    begun: Iterable[tuple[str, int]],
    year: int,
    plans: Plans | None = None,
) -> list[tuple[str, int]]:
    """Return which books (and years) somebody with *groups* may look into.

    *everything*: all books of the Ministry; else those of one's own unit. The books of
    this *year* are there before their first number.
    """
    groups, plans = tuple(groups), plans or {}
    offered = {(book, year) for book in own_books(groups, plans, year)}
    if everything:
        offered |= {(book, year) for book in OF_MINISTRY}
    offered |= {
        (book, of)
        for book, of in begun
        if everything or book in own_books(groups, plans, of)
    }
    first = {book: place for place, book in enumerate(TITLES)}
    return sorted(offered, key=lambda b: (-b[1], first[direction(b[0])], b[0]))


def check_numbered(book: str) -> None:
    """Refuse with 409 to reserve or declare void a row that stands by its day."""
    if book in BY_DAY:
        raise Conflict(_("Rows of this book are written by what is done, not by hand."))


def keeps(
    groups: Iterable[str], registry: bool, book: str, year: int, plans: Plans
) -> bool:
    """Tell whether somebody with *groups* writes in *book*.

    *registry*: the registry of the Ministry, which keeps every book but the arrivals
    of single units.
    """
    of_units = plan_of(plans, "arrivals", year).scope == "unit"
    if registry and not (direction(book) == "arrivals" and of_units):
        return True
    return book in own_books(groups, plans, year, KEEPERS)
