"""The page where the site manager divides the registers."""

from imoit.content.registers import storage
from imoit.content.registers.domain import books
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.operations import shelf
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.domain import typed_all
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import read_number


SCOPES = {
    "agency": _("One book for the whole agency"),
    "type": _("One book for each type of document"),
    "unit": _("One book for each unit"),
}
PLACES = 3  # rows for shared books offered beside those there are


class PlanPage(FormPage):
    """Shows how each direction is divided into books, and divides it anew."""

    section = "books"

    def directions(self) -> list[dict]:
        """Return each direction with the plan in force, and the one to come."""
        return [self.one(way) for way in books.DIRECTIONS]

    def one(self, way: str) -> dict:
        """Return one direction for the template."""
        year, plans = self.today.year, storage.plans()
        now = books.plan_of(plans, way, year)
        later = books.plan_of(plans, way, year + 1)
        shown = self.typed_plan() if self.is_sent(way) else later
        blanks = [Shared("", "", ())] * (PLACES - min(PLACES, len(shown.shared)))
        return {
            "id": way,
            "title": self.say(books.TITLES[way]),
            "now": self.say(SCOPES[now.scope]),
            "later": self.say(SCOPES[later.scope]) if later != now else "",
            "since": later.since,
            "scope": shown.scope,
            "scopes": [
                (scope, self.say(title))
                for scope, title in SCOPES.items()
                if (way, scope) != ("arrivals", "type")
            ],
            "shared": [*shown.shared, *blanks],
            "years": (year, year + 1),
            "chosen_year": shown.since if self.is_sent(way) else year + 1,
            "sent": self.is_sent(way),
        }

    def is_sent(self, way: str) -> bool:
        """Tell whether the form of this direction was sent and refused."""
        return self.refusal is not None and typed(self.form, "direction") == way

    def units(self) -> list[tuple[str, str]]:
        """Return id and title of the units."""
        found = [p for p in directory().parties() if p.kind == "unit"]
        return [(party.unit, party.title) for party in found]

    def typed_plan(self) -> Plan:
        """Return what the form asks for."""
        form = self.form
        titles = [typed(form, f"title-{n}") for n in range(10)]
        shared = [
            Shared(f"{n + 1}", title, tuple(typed_all(form, f"units-{n}")))
            for n, title in enumerate(titles)
            if title
        ]
        scope = typed(form, "scope")
        return Plan(
            typed(form, "direction"),
            scope,
            read_number(form, "since") or self.today.year + 1,
            tuple(shared) if scope == "unit" else (),
        )

    def act(self) -> str:
        """Divide the direction anew."""
        plan = self.typed_plan()
        shelf.plan(plan, self.actor())
        self.tell(_("Kept. It counts from ${year} on.", year=plan.since))
        return self.go(f"{self.portal_url}/@@registers-plan")
