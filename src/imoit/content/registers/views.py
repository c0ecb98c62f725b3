"""The books on screen, in the columns of the law (Phụ lục IV of NĐ 30/2020)."""

from imoit.content.registers import domain
from imoit.content.registers import storage
from imoit.workflows.pages.views import Page
from imoit.workflows.pages.views import Pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from plone import api
from plone.memoize.view import memoize
from urllib.parse import urlencode


SIZE = 50
PERMISSION = "iMOIT: View registers"


class Registers(Page):
    """One book of one year, newest number first."""

    section = "books"

    def show(self) -> str:
        """Return the page, or refuse a book that is closed to the acting post."""
        if not self.choices():
            raise NotAllowed(_("The registers are not open to the post you act as."))
        return super().show()

    def is_for_me(self) -> bool:
        """Tell whether any book is open to the acting post."""
        return bool(self.choices())

    @memoize
    def choices(self) -> list[dict]:
        """Return the books that the acting post may look into."""
        actor = self.actor()
        everything = api.user.has_permission(PERMISSION, obj=self.context)
        books = domain.open_books(
            actor.groups if actor else (), everything, storage.books(), self.today.year
        )
        return [
            {
                "book": book,
                "year": year,
                "title": f"{self.say(domain.title(book))} {year}",
                "chosen": (book, year) == self.wanted,
            }
            for book, year in books
        ]

    @property
    def wanted(self) -> tuple[str, int]:
        """The book and year asked for, as they were asked for."""
        form = self.request.form
        book, _bar, year = str(form.get("book", "")).partition("/")
        year = year or str(form.get("year", ""))
        return book or "incoming", int(year) if year.isdecimal() else self.today.year

    @property
    def chosen(self) -> tuple[str, int]:
        """The book and year shown: those asked for if they are open to the reader."""
        open_ones = [(line["book"], line["year"]) for line in self.choices()]
        return self.wanted if self.wanted in open_ones else open_ones[0]

    def title(self) -> str:
        """Return the heading of the page."""
        return self.say(domain.title(self.chosen[0]))

    def is_outgoing(self) -> bool:
        """Tell which of the two sets of columns the book has."""
        return self.chosen[0].startswith("outgoing")

    def columns(self) -> list[str]:
        """Return the columns in the law's order."""
        names = domain.OUTGOING if self.is_outgoing() else domain.INCOMING
        return [self.say(name) for name in names]

    @property
    def start(self) -> int:
        """The first row shown."""
        asked = str(self.request.form.get("start", ""))
        return int(asked) if asked.isdecimal() else 0

    @memoize
    def entries(self) -> tuple[int, list[domain.Entry]]:
        """Return how many rows the book has, and this batch."""
        book, year = self.chosen
        return storage.entries(book, year, self.start, SIZE)

    def standing(self) -> str:
        """Return what the book holds, in words."""
        year = self.chosen[1]
        total = self.entries()[0]
        if not total:
            return self.say(_("Year ${year}. No number was given yet.", year=year))
        return self.say(_("Year ${year}, numbers 1 to ${last}.", year=year, last=total))

    def pages(self) -> Pages:
        """Return where in the book this batch is."""
        return Pages(self.entries()[0], self.start, SIZE)

    def pages_address(self) -> str:
        """Return the address of a batch, its number left out."""
        book, year = self.chosen
        query = urlencode({"book": book, "year": year})
        return f"{self.portal_url}/@@registers?{query}&start="

    def rows(self) -> list[dict]:
        """Return this batch; a document one may not see shows its number alone."""
        entries = self.entries()[1]
        lines = self.lines([entry.uid for entry in entries])
        cells = self.outgoing if self.is_outgoing() else self.incoming
        return [self.row(entry, lines.get(entry.uid), cells) for entry in entries]

    def lines(self, uids: list[str]) -> dict[str, tuple[str, dict]]:
        """Return address and line of each document that the reader may see."""
        brains = api.portal.get_tool("portal_catalog")(UID=uids) if uids else ()
        return {b.UID: (b.getURL(), b.imoit_line or {}) for b in brains}

    def row(self, entry: domain.Entry, found, cells) -> dict:
        """Return one row: void, hidden or whole."""
        url, line = found or ("", {})
        return {
            "number": entry.number,
            "date": self.date(entry.date),
            "url": "" if entry.void else url,
            "void": entry.void,
            "hidden": not found and not entry.void,
            "stamp": self.stamp(line.get("priority", "")),
            "what": domain.described(line.get("type", ""), line.get("subject", "")),
            "cells": cells(entry, line),
        }

    def short(self, day: str | None) -> str:
        """Return a day of the book's own year without the year."""
        return domain.short(self.date(day), self.chosen[1])

    def incoming(self, entry: domain.Entry, line: dict) -> dict:
        """Return what a row of arrivals says beside number and abstract."""
        return {
            "from": line.get("from", ""),
            "symbol": line.get("symbol", ""),
            "issued": self.date(line.get("issued")),
            "to": line.get("to", "") if line.get("kind") == "incoming" else "",
            "handed_on": self.short(line.get("handed_on")),
        }

    def outgoing(self, entry: domain.Entry, line: dict) -> dict:
        """Return what a row of departures says beside number and abstract."""
        return {
            "symbol": line.get("symbol") or str(entry.number),
            "issued": self.date(line.get("issued")) or self.date(entry.date),
            "signer": line.get("signer", ""),
            "to": line.get("to", ""),
            "kept": line.get("from", ""),
            "copies": line.get("copies") or "",
            "handed_on": self.short(line.get("handed_on")),
        }
