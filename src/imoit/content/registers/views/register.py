"""A book on screen, in the columns of the law (Phụ lục IV of NĐ 30/2020)."""

from imoit.content.registers import storage
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.ledger import STATES
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import rows
from imoit.content.registers.operations.rows import Row
from imoit.content.registers.views.shelf import ShelfPage
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.domain import grouped
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import Pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from plone import api
from plone.memoize.view import memoize
from zope.i18n import translate


SIZE = 50
STATE_TITLES = {
    "given": _("Given"),
    "reserved": _("Reserved"),
    "inserted": _("Inserted"),
    "void": _("Void"),
}
# How the cells of each set of columns are drawn; a click on the first of them opens.
SHAPES = {
    "incoming": ("num l", "num", "", "num l", "num l", "what", "", "num l", "", ""),
    "outgoing": ("num l", "num l", "what", "", "", "", "num", "num l", "", ""),
    "follow_up": ("num", "what", "", "num l", "", "num l", ""),
    "copies": ("num l", "num l", "", "num l", "what", "", "", ""),
    "sending": ("num l", "num l", "what", "num", "l", ""),
    "uses": ("num l", "", "l", "what", "", "", "num l", "", ""),
}
NUMBER_CELL = {"incoming": 1, "outgoing": 0, "follow_up": 0, "copies": 0}
NUMBER_CELL |= {"sending": 1, "uses": 2}


class Registers(ShelfPage):
    """One book of one year, newest number first."""

    @memoize
    def sieve(self) -> Sieve:
        """Return which rows are asked for; what cannot be read is refused."""
        form = self.form
        return Sieve(
            since=self.day("since"),
            until=self.day("until"),
            issuer=typed(form, "issuer"),
            type=typed(form, "type"),
            unit=typed(form, "unit"),
            first=read_number(form, "first", least=0) or 0,
            last=read_number(form, "last", least=0) or 0,
            state=typed(form, "state"),
            signer=typed(form, "signer"),
            recipient=typed(form, "recipient"),
        ).checked()

    def day(self, name: str) -> str:
        """Return a day typed as dd/MM/yyyy as an ISO day."""
        found = read_date({name: iso_date(typed(self.form, name))}, name)
        return found.isoformat() if found else ""

    def show(self) -> str:
        """Return the page; a filter that cannot be read is said on it."""
        try:
            self.sieve()
        except Refusal as refusal:
            self.refused(refusal)
        return super().show()

    @memoize
    def batch(self) -> rows.Batch:
        """Return the rows shown, and where looking goes on."""
        if self.refusal:
            return rows.Batch([], 0)
        book, year = self.chosen
        if self.sieve().is_open:
            found = rows.batch(book, year, self.start, SIZE, rows.eyes())[1]
            return rows.Batch(found, 0)
        below = read_number(self.form, "below") or 0
        return rows.page(book, year, self.sieve(), rows.eyes(), SIZE, below)

    @property
    def start(self) -> int:
        """The first row shown."""
        asked = typed(self.form, "start")
        return int(asked) if asked.isdecimal() else 0

    def is_sifted(self) -> bool:
        """Tell whether a filter is on."""
        return bool(self.refusal) or not self.sieve().is_open

    def title(self) -> str:
        """Return the heading of the page."""
        if not self.is_follow_up():
            return super().title()
        return f"{self.say(_('Follow-up book'))} {self.chosen[1]}"

    def standing(self) -> str:
        """Return what the book holds, in words."""
        book, year = self.chosen
        count, last = storage.count(book, year), storage.peek(book, year) - 1
        if not count:
            return self.say(_("No number was given yet."))
        said = _(
            "Numbers 1 to ${last}; ${count} rows.", last=last, count=grouped(count)
        )
        if self.gives_numbers():
            return self.say(said)
        return f"{self.say(said)} {self.say(_('Closed.'))}"

    def pages(self) -> Pages:
        """Return where in the book this batch is."""
        total = 0 if self.is_sifted() else storage.count(*self.chosen)
        return Pages(total, self.start, SIZE)

    def pages_address(self) -> str:
        """Return the address of a batch, its number left out."""
        return self.address(**self.view_choice()) + "&start="

    def view_choice(self) -> dict[str, str]:
        """Return what keeps the chosen columns in an address."""
        return {"view": "follow_up"} if self.is_follow_up() else {}

    def asked(self) -> dict[str, str]:
        """Return what was typed into the filter."""
        names = (*Sieve._fields, "view")
        return {name: typed(self.form, name) for name in names if self.form.get(name)}

    def further(self) -> str:
        """Return the address of the rows after these, nothing when there are none."""
        further = self.batch().further
        if not further:
            return ""
        return self.address(**self.asked(), below=further)

    def other_view(self) -> str:
        """Return the address of the same book in its other columns."""
        more = {} if self.is_follow_up() else {"view": "follow_up"}
        return self.address(**more)

    def columns(self) -> list[str]:
        """Return the columns in the law's order."""
        return [self.say(name) for name in columns.COLUMNS[self.layout()]]

    def rows(self) -> list[dict]:
        """Return the rows; a document one may not see shows its number alone."""
        return [self.row(row) for row in self.batch().rows]

    def row(self, row: Row) -> dict:
        """Return one row for the page."""
        entry, layout = row.entry, self.layout()
        cells = columns.CELLS[layout](entry, row.line or {}, self.chosen[1])
        if layout == "follow_up":
            cells[4] = self.progress(row)
        if row.line is not None:
            cells[-1] = self.notes(row, cells[-1])
        names, shapes, own = self.columns(), SHAPES[layout], columns.OWN[layout]
        return {
            "number": entry.name,
            "explained": self.number_address(entry.name),
            "url": row.url if not entry.void else "",
            "kind": self.kind(row),
            "words": self.words(row),
            "span": len(cells) - own,
            "stamp": self.stamp((row.line or {}).get("priority", "")),
            "cells": [
                {
                    "text": text,
                    "shape": shape,
                    "label": ""
                    if shape in ("", "what") and layout != "follow_up"
                    else n,
                    "is_number": place == NUMBER_CELL[layout],
                    "is_own": place < own,
                }
                for place, (text, shape, n) in enumerate(
                    zip(cells, shapes, names, strict=True)
                )
            ],
        }

    def notes(self, row: Row, cell: str) -> str:
        """Return the notes of a row; its urgency is a stamp."""
        keys = columns.notes(self.layout(), row.entry, row.line or {}, row.state)
        said = [columns.NOTES[key] for key in keys if key not in columns.PRIORITIES]
        return ", ".join(part for part in (cell, *map(self.say, said)) if part)

    def kind(self, row: Row) -> str:
        """Return how a row is drawn: void, reserved, hidden or whole."""
        if row.entry.state in ("void", "reserved"):
            return row.entry.state
        return "whole" if row.url else "hidden"

    def words(self, row: Row) -> str:
        """Return what stands in the row instead of a document."""
        said = {
            "void": _("Void: ${reason}", reason=row.entry.void),
            "reserved": _("Reserved; no document yet."),
            "hidden": _("You may not see this document."),
        }
        kind = self.kind(row)
        return self.say(said[kind]) if kind in said else ""

    def progress(self, row: Row) -> str:
        """Return how far the work is, in time or late."""
        if row.line is None:
            return ""
        return in_words(self, row)

    def is_incoming(self) -> bool:
        """Tell whether the rows are letters that arrived."""
        return self.layout() in ("incoming", "follow_up")

    def states(self) -> list[tuple[str, str]]:
        """Return the states that rows may be asked for by."""
        return [(state, self.say(STATE_TITLES[state])) for state in STATES]

    def units(self) -> list[str]:
        """Return the titles of the units, to choose from."""
        return [p.title for p in directory().parties() if p.kind == "unit"]


def in_words(page, row: Row) -> str:
    """Return the state of a letter and whether its work was late."""
    tool = api.portal.get_tool("portal_workflow")
    title = tool.getTitleForStateOnType(row.state, "IncomingDocument")
    words = translate(title, domain="imoit", context=page.request)
    late = columns.lateness(row.line, page.today)
    return f"{words}, {page.say(late)}" if late else words
