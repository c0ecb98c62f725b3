"""`@monthly-report`: on time and overdue of each unit in one month."""

from imoit.content.reports.operations import monthly
from imoit.content.reports.services.board import counts_json
from imoit.content.reports.services.board import row_json
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from plone import api


class MonthlyGet(AnswerService):
    """`?month=2026-11`; counts only of what one may know."""

    def answer(self):
        asked = read_text(self.request.form, "month")
        found = monthly.report(asked or clock.today().isoformat()[:7])
        names, url = directory(), api.portal.get().absolute_url()
        return {
            "@id": f"{url}/@monthly-report?month={found.month}",
            "month": found.month,
            "as_of": found.day.isoformat(),
            "units": [row_json(r, "unit", names.unit_title(r.id)) for r in found.units],
            "total": counts_json(found.total),
        }
