"""The board of progress: pictures and numbers in one table."""

from imoit.content.reports import domain
from imoit.content.reports.domain import Row
from imoit.content.reports.operations import board
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from plone import api
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode


# Column, its words, how its part of the bar is drawn.
PARTS = (
    ("on_time", _("On time"), "im-part--ontime"),
    ("late", _("Late"), "im-part--late"),
    ("late_waiting", _("Late by waiting"), "im-part--waiting"),
    ("open", _("Within the deadline"), "im-part--open"),
    ("overdue_waiting", _("Overdue by waiting"), "im-part--overwaiting"),
    ("overdue", _("Overdue"), "im-part--overdue"),
)


class Progress(Page):
    """On time, late and open, by unit and leader; only of what the reader may know."""

    section = "progress"
    board_parts = ViewPageTemplateFile("../templates/table.pt")

    @property
    def parts_of_board(self) -> Any:
        """The macros that tables of counts share."""
        return self.board_parts.macros

    def is_for_me(self) -> bool:
        """Tell whether there is anything to count: who runs the site reads nothing."""
        actor = self.actor()
        return self.is_whole() or bool(actor and actor.function != "site_manager")

    @property
    def period(self) -> str:
        """The month or year asked for, else this month."""
        asked = str(self.request.form.get("period", ""))
        try:
            domain.months(asked)
        except Refusal:
            return self.today.isoformat()[:7]
        return asked

    @property
    def unit(self) -> str:
        """The unit whose posts are shown."""
        return str(self.request.form.get("unit", "")).removeprefix("unit:")

    @memoize
    def board(self) -> board.Board:
        return board.board(self.period, self.unit)

    def is_whole(self) -> bool:
        """Tell whether the counts are of the whole Ministry."""
        return api.user.has_permission(board.ALL)

    def sees_reading(self) -> bool:
        """Tell whether one may see how well letters are read."""
        return api.user.has_permission("iMOIT: View accuracy of reading")

    def periods(self) -> list[dict]:
        """Return the periods to choose from: this year, and the months before today."""
        year, month = self.today.year, self.today.month
        names = [(f"{year}-{m:02d}", f"{m:02d}/{year}") for m in range(month, 0, -1)]
        names.append((str(year), self.say(_("Year ${year}", year=year))))
        names.append((str(year - 1), self.say(_("Year ${year}", year=year - 1))))
        return [
            {"id": name, "title": title, "on": name == self.period}
            for name, title in names
        ]

    def columns(self) -> list[dict]:
        return [
            {"title": self.say(title), "css": css, "name": name}
            for name, title, css in PARTS
        ]

    def total(self) -> dict:
        """Return the sum of all units."""
        return self.row(self.board().total, "")

    def tables(self) -> list[dict]:
        """Return the tables of the board, those without a row too."""
        found, names = self.board(), directory()
        tables = [
            (_("By unit"), [self.row(r, names.unit_title(r.id)) for r in found.units]),
            (_("By leader"), [self.row(r, self.leader(r.id)) for r in found.leaders]),
        ]
        for row in tables[0][1]:
            query = urlencode({"period": self.period, "unit": row["id"]})
            row["url"] = f"{self.portal_url}/@@progress?{query}#vi-tri"
        if self.unit:
            rows = [self.row(r, self.leader(r.id)) for r in found.posts]
            title = _("Within ${unit}", unit=names.unit_title(self.unit))
            tables.append((title, rows))
        return [{"title": self.say(title), "rows": rows} for title, rows in tables]

    def leader(self, post: str) -> str:
        """Return the title of a post, and who holds it."""
        holder = directory().holder(post)
        title = directory().post_title(post)
        return f"{title}, {holder.name}" if holder else title

    def row(self, row: Row, title: str) -> dict:
        """Return what the table says of one row."""
        return {
            "id": row.id,
            "title": title,
            "url": "",
            "total": row.total,
            "cells": [(name, getattr(row, name)) for name, _title, _css in PARTS],
            "rate": self.percent(row.rate),
            "parts": self.parts(row),
        }

    def cell(self, name: str, count: int) -> str:
        """Return how a count is drawn: red when overdue, none at all when narrow."""
        if not count:
            return "num im-zero"
        return "num im-overdue" if name == "overdue" else "num"

    def monthly(self) -> str:
        """Return where the report of the month shown is."""
        month = self.period if "-" in self.period else self.today.isoformat()[:7]
        return f"{self.portal_url}/@@monthly-report?month={month}"

    def percent(self, rate: float | None) -> str:
        """Return a share in per cent, with a decimal comma."""
        return "–" if rate is None else f"{rate * 100:.1f}%".replace(".", ",")

    def parts(self, row: Row) -> list[dict]:
        """Return the parts of the bar: where each begins, how wide it is."""
        parts, x = [], 0.0
        for name, _title, css in PARTS:
            width = 100 * getattr(row, name) / (row.total or 1)
            if width:
                parts.append({"x": f"{x:.2f}", "width": f"{width:.2f}", "css": css})
            x += width
        return parts
