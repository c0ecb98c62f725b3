"""`@progress`: on time, late, open: by unit, by leader, by post of one unit."""

from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.content.reports.operations import board
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from plone import api


class ProgressGet(AnswerService):
    """`?period=2026-11|2026&unit=tttn`; counts only of what one may know."""

    def answer(self):
        form = self.request.form
        period = read_text(form, "period") or clock.today().isoformat()[:7]
        domain.months(period)
        unit = read_text(form, "unit").removeprefix("unit:")
        found = board.board(period, unit)
        names = directory()
        return {
            "@id": f"{api.portal.get().absolute_url()}/@progress?period={period}",
            "period": period,
            "units": [row_json(r, "unit", names.unit_title(r.id)) for r in found.units],
            "leaders": [
                row_json(r, "post", names.post_title(r.id)) for r in found.leaders
            ],
            "posts": [row_json(r, "post", names.post_title(r.id)) for r in found.posts],
            "total": counts_json(found.total),
        }


def row_json(row: Row, kind: str, title: str) -> dict:
    """Return one row of the board."""
    return {"id": f"{kind}:{row.id}", "title": title, **counts_json(row)}


def counts_json(row: Row) -> dict:
    """Return the counts of a row; `rate` is of what is finished."""
    counts = row._asdict()
    del counts["id"]
    rate = round(row.rate, 3) if row.rate is not None else None
    return {**counts, "total": row.total, "rate": rate}
