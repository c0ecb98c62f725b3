"""The page where the site manager keeps the working calendar."""

from datetime import date
from imoit.workflows.actors.operations import somebody
from imoit.workflows.calendar import operations
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.calendar.storage import FIRST_YEAR
from imoit.workflows.calendar.storage import tables
from imoit.workflows.calendar.storage import YEARS_AHEAD
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_text


NEW = 4
NAMES = ("day", "kind", "title")
KINDS = {"off": _("Day off"), "work": _("Worked instead")}
PROOF = _("Today and ${days} working days: ${day}")


class CalendarPage(FormPage):
    """A row for each day decided here; beside it the whole year as it counts."""

    def year(self) -> int:
        """Return the year that is shown."""
        asked = str(self.request.form.get("year", ""))
        year = int(asked) if asked.isdecimal() else self.today.year
        return min(max(year, FIRST_YEAR), self.today.year + YEARS_AHEAD)

    def years(self) -> list[int]:
        return list(range(self.today.year - 1, self.today.year + 3))

    def days(self) -> list[dict]:
        """Return the days off and the days worked of the year, in order."""
        found, (off, work) = calendar(), tables()
        named = {**dict.fromkeys(found.workdays, ""), **found.holidays, **work}
        return [
            {
                "day": self.weekday(day),
                "kind": self.say(KINDS["work" if found.is_working(day) else "off"]),
                "worked": found.is_working(day),
                "title": named[day],
                "own": day in off or day in work,
            }
            for day in sorted(named)
            if day.year == self.year()
        ]

    def proofs(self) -> list[str]:
        """Return where some terms from today lead to."""
        ends = {n: self.weekday(calendar().add(self.today, n)) for n in (5, 15)}
        return [self.say(_(PROOF.text, days=n, day=day)) for n, day in ends.items()]

    def kinds(self) -> list[tuple[str, str]]:
        return [(value, self.say(title)) for value, title in KINDS.items()]

    def rows(self) -> list[dict]:
        """Return the rows: as typed, else as kept, then empty ones."""
        if self.refusal is not None:
            return [self.typed_row(n) for n in range(self.sent())]
        kept = [
            (day, kind, title)
            for kind, table in zip(KINDS, tables(), strict=True)
            for day, title in table.items()
        ]
        rows = [
            {"n": n, "day": self.date(day), "kind": kind, "title": title}
            for n, (day, kind, title) in enumerate(sorted(kept))
        ]
        new = {"day": "", "kind": "off", "title": ""}
        return [*rows, *({"n": len(rows) + n, **new} for n in range(NEW))]

    def sent(self) -> int:
        """Return how many rows the form has."""
        found = typed(self.form, "rows")
        return min(int(found), 1000) if found.isdigit() else 0

    def typed_row(self, n: int) -> dict:
        return {"n": n, **{name: typed(self.form, f"{name}_{n}") for name in NAMES}}

    def act(self) -> str:
        off, work = self.read()
        operations.keep(off, work, somebody(self.request))
        self.tell(_("The working calendar was kept."))
        return self.go(f"{self.portal_url}/@@imoit-calendar?year={self.year()}")

    def read(self) -> tuple[dict[date, str], dict[date, str]]:
        """Return both tables as typed; every bad field is named at once."""
        found: dict[str, dict[date, str]] = {kind: {} for kind in KINDS}
        errors: list[FieldError] = []
        for row in (self.typed_row(n) for n in range(self.sent())):
            if row["day"] or row["title"]:
                errors += _into(found, row)
        if errors:
            raise BadValue(errors[0].message, errors=tuple(errors))
        return found["off"], found["work"]


def _into(found: dict[str, dict[date, str]], row: dict) -> list[FieldError]:
    """Put a typed row into its table; return what is wrong with it."""
    try:
        title = read_text(row, "title", required=True, limit=200)
        typed_day = {"day": iso_date(row["day"])}
        day = read_date(typed_day, "day", required=True) or date.min
    except Refusal as refusal:
        return [
            FieldError(f"{e.field}_{row['n']}", e.code, e.message)
            for e in refusal.errors
        ]
    found.get(row["kind"], found["off"])[day] = " ".join(title.split())
    return []
