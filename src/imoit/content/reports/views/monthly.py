"""The report of a month, on the screen, on paper and as XLSX."""

from imoit.content.registers.operations.xlsx import XLSX
from imoit.content.reports.operations import monthly
from imoit.content.reports.operations.sheet import sheet
from imoit.content.reports.views.board import PARTS
from imoit.content.reports.views.board import Progress
from imoit.workflows.actors.operations import directory
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import send_file
from plone.memoize.view import memoize


YEARS = 2


class MonthlyReport(Progress):
    """On time and overdue of each unit in one month, as it stood when it ended."""

    refusal: Refusal | None = None

    def __call__(self):
        try:
            self.report()
        except Refusal as refusal:
            self.refusal = refusal
            self.request.response.setStatus(refusal.status)
        if self.refusal is None and self.request.form.get("format") == "xlsx":
            return self.file()
        return super().__call__()

    @property
    def month(self) -> str:
        """The month asked for, else this one."""
        return str(self.request.form.get("month") or self.today.isoformat()[:7])

    @memoize
    def report(self) -> monthly.Report:
        return monthly.report(self.month)

    def months(self) -> list[dict]:
        """Return the months to choose from, the last one first."""
        names = [
            f"{year}-{month:02d}"
            for year in range(self.today.year, self.today.year - YEARS, -1)
            for month in range(12, 0, -1)
        ]
        return [
            {"id": name, "title": f"{name[5:]}/{name[:4]}", "on": name == self.month}
            for name in names
            if name <= self.today.isoformat()[:7]
        ]

    def heading(self) -> str:
        """Return the title of the report."""
        found = f"{self.month[5:]}/{self.month[:4]}"
        return self.say(_("Report of ${month}", month=found))

    def as_of(self) -> str:
        """Return the day whose standing is reported."""
        return self.date(self.report().day)

    def rows(self) -> list[dict]:
        """Return the units, those with the most overdue first, and their sum."""
        found, names = self.report(), directory()
        return [self.row(r, names.unit_title(r.id)) for r in found.units]

    def sum(self) -> dict:
        """Return the sum of all units."""
        return self.row(self.report().total, self.say(_("All units")))

    def address(self, **more: str) -> str:
        """Return the address of the same month in another form."""
        return f"{self.portal_url}/@@monthly-report?month={self.month}" + "".join(
            f"&{name}={value}" for name, value in more.items()
        )

    def file(self) -> bytes:
        """Return the report as XLSX."""
        heads = [
            self.say(_("Unit or post")),
            *(self.say(title) for _name, title, _css in PARTS),
            self.say(_("Total")),
            self.say(_("On time, of what is finished")),
        ]
        lines = [
            (row["title"], *(count for _name, count in row["cells"]), row["total"])
            for row in (*self.rows(), self.sum())
        ]
        rates = [r.rate for r in (*self.report().units, self.report().total)]
        said = self.say(_("As of ${day}", day=self.as_of()))
        data = sheet(self.heading(), said, heads, lines, rates)
        send_file(self.request.response, XLSX, f"bao-cao-{self.month}.xlsx")
        return data
