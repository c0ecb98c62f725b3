"""The four lists, each with the form that adds to it."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.operations import entries
from imoit.content.directory.operations.agencies import agencies
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.services import reading
from imoit.content.directory.views import fields
from imoit.content.directory.views.forms import DirectoryPage
from imoit.workflows.pages.views import Pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from itertools import islice
from plone.memoize.view import memoize
from typing import Any
from urllib.parse import urlencode


SIZE = 50
TITLES = {
    "units": _("Units"),
    "posts": _("Posts"),
    "people": _("People"),
    "agencies": _("Agencies"),
}
COLUMNS = {
    "units": (_("Name"), _("Symbol"), _("Kind"), _("Id")),
    "posts": (_("Title of the post"), _("Unit"), _("Holder"), _("Id")),
    "people": (_("Full name"), _("Login"), _("Posts")),
    "agencies": (_("Name"), _("Agency code"), _("Other codes")),
}


class List(DirectoryPage):
    """Units, posts, people or agencies, by Vietnamese order, fifty at a time."""

    def show(self) -> str:
        """Return the page; the directory itself leads to its units."""
        if self.shelf not in storage.PARTS:
            return self.go(f"{self.url}/units")
        return super().show()

    @property
    def shelf(self) -> str:
        return self.context.getId()

    def title(self) -> str:
        return self.say(TITLES[self.shelf])

    def tabs(self) -> list[dict]:
        """Return the four lists, the present one marked."""
        root = f"{self.portal_url}/directory"
        return [
            {
                "url": f"{root}/{part}",
                "title": self.say(TITLES[part]),
                "current": "page" if part == self.shelf else None,
            }
            for part in storage.PARTS
        ]

    def columns(self) -> list[str]:
        return [self.say(title) for title in COLUMNS[self.shelf]]

    @property
    def words(self) -> str:
        return str(self.request.form.get("q", "")).strip()

    @property
    def start(self) -> int:
        asked = str(self.request.form.get("start", ""))
        return int(asked) if asked.isdecimal() else 0

    @memoize
    def found(self) -> tuple[int, list[Any]]:
        """Return how many entries there are, and those of this page."""
        if self.shelf == "agencies":
            return self._agencies()
        words = domain.fold(self.words).split()
        rows = [
            entry
            for entry in self.context.objectValues()
            if domain.rank(words, domain.fold(self._text(entry))) is not None
        ]
        rows.sort(key=lambda entry: (domain.sort_key(entry.title), entry.getId()))
        return len(rows), rows[self.start : self.start + SIZE]

    def _agencies(self) -> tuple[int, list[Any]]:
        if self.words:
            codes = storage.agencies().by_code
            hits = agencies(self.words, SIZE)
            return len(hits), [self.context[codes[a.organ_id.upper()]] for a in hits]
        names = self.context.objectIds(ordered=False)
        some = islice(names, self.start, self.start + SIZE)
        return len(self.context), [self.context[name] for name in some]

    def rows(self) -> list[dict]:
        """Return the lines of this page."""
        cells = {
            "units": self._unit,
            "posts": self._post,
            "people": self._person,
            "agencies": self._agency,
        }[self.shelf]
        return [
            {
                "url": entry.absolute_url(),
                "cells": cells(entry),
                "waits": bool(getattr(entry, "pending", "")),
            }
            for entry in self.found()[1]
        ]

    def pages(self) -> Pages:
        """Return the words of the batch."""
        return Pages(self.found()[0], self.start, SIZE)

    def address(self) -> str:
        """Return the address of another batch, its start to be added."""
        asked = urlencode({"q": self.words}) if self.words else ""
        return f"{self.url}?{asked}{'&' if asked else ''}start="

    def new_fields(self) -> list[dict]:
        """Return the form that adds."""
        return self.inputs(fields.ADD[self.shelf])

    def act(self) -> str:
        """Add what was typed and open it."""
        if not self.may_change():
            raise NotAllowed(_("You may not do this."))
        data = self.sent(fields.ADD[self.shelf])
        make = {
            "units": (entries.new_unit, reading.unit),
            "posts": (entries.new_post, reading.post),
            "people": (entries.new_person, reading.person),
            "agencies": (entries.new_agency, reading.agency),
        }
        add, read = make[self.shelf]
        made = add(by=self.by, **read(data))
        self.tell(_("“${title}” was added.", title=made.title))
        return self.go(made.absolute_url())

    def _text(self, entry: Any) -> str:
        holder = getattr(entry, "holder", "")
        name = DirectoryUtility().who(holder) if holder else ""
        return f"{entry.title} {entry.getId()} {name}"

    def _unit(self, unit: Any) -> list[str]:
        kind = self.say(domain.KINDS[unit.kind])
        return [unit.title, unit.symbol, kind, unit.getId()]

    def _post(self, post: Any) -> list[str]:
        symbol = DirectoryUtility().symbol(post.unit)
        holder = DirectoryUtility().who(post.holder) if post.holder else "–"
        return [post.title, symbol, holder, post.getId()]

    def _person(self, person: Any) -> list[str]:
        held = DirectoryUtility().posts_of(person.getId())
        titles = "; ".join(actor.post_title for actor in held) or "–"
        return [person.title, person.getId(), titles]

    def _agency(self, agency: Any) -> list[str]:
        return [agency.title, agency.organ_id, ", ".join(agency.aliases or ())]
