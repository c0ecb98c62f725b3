"""The page where the site manager keeps the usual terms."""

from datetime import date
from imoit.content.correspondence.views.fields import priorities
from imoit.content.correspondence.views.fields import TYPES
from imoit.content.tasks.domain.terms import MOST
from imoit.content.tasks.domain.terms import Term
from imoit.content.tasks.operations import terms
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from typing import Any


NEW = 3
NAMES = ("valid_from", "kind", "priority", "days")


class TermsPage(FormPage):
    """A row for each rule, and some empty ones."""

    def rows(self) -> list[dict]:
        """Return the rows: as typed, else as kept, then empty ones."""
        if self.refusal is not None:
            return [self.typed_row(n) for n in range(self.sent())]
        kept = [self.kept_row(n, term) for n, term in enumerate(terms.terms())]
        empty = dict.fromkeys(NAMES, "")
        return [*kept, *({"n": len(kept) + n, **empty} for n in range(NEW))]

    def sent(self) -> int:
        """Return how many rows the form has."""
        found = typed(self.form, "rows")
        return min(int(found), 500) if found.isdigit() else 0

    def typed_row(self, n: int) -> dict:
        return {"n": n, **{name: typed(self.form, f"{name}_{n}") for name in NAMES}}

    def kept_row(self, n: int, term: Term) -> dict:
        return {
            "n": n,
            "valid_from": self.date(term.valid_from),
            "kind": term.kind,
            "priority": term.priority,
            "days": str(term.days or ""),
        }

    def kinds(self) -> list[str]:
        """Return the types that may be chosen, those of rules included."""
        own = [term.kind for term in terms.terms() if term.kind]
        return list(dict.fromkeys((*TYPES, *own)))

    def priorities(self) -> list[tuple[str, str]]:
        return priorities(self.say)

    def in_force(self) -> list[dict]:
        """Return what is usual today for a plain letter of each urgency."""
        found = [
            (title, terms.domain.usual(terms.terms(), "", value, self.today))
            for value, title in self.priorities()
        ]
        return [{"title": title, "days": days} for title, days in found]

    def act(self) -> str:
        terms.keep(self.read())
        self.tell(_("Kept. The usual terms count for what is given from now."))
        return self.go(f"{self.portal_url}/@@imoit-terms")

    def read(self) -> list[Term]:
        """Return the rules typed; every bad field is named at once."""
        found, errors = [], []
        for row in (self.typed_row(n) for n in range(self.sent())):
            if any(row[name] for name in NAMES):
                try:
                    found.append(_term(row))
                except Refusal as refusal:
                    errors += [
                        FieldError(f"{e.field}_{row['n']}", e.code, e.message)
                        for e in refusal.errors
                    ]
        if errors:
            raise BadValue(errors[0].message, errors=tuple(errors))
        return found


def _term(row: dict[str, Any]) -> Term:
    day = {"valid_from": iso_date(row["valid_from"])}
    valid_from = read_date(day, "valid_from", required=True) or date.min
    days = read_number(row, "days", least=1, most=MOST)
    return Term(valid_from, row["kind"], row["priority"], days)
