"""The page that closes a unit into another one: first dry, then for good."""

from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.views import fields
from imoit.content.succession.operations import merging
from imoit.content.succession.services.handing import who
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from plone import api
from plone.memoize.view import memoize


class Reorganise(FormPage):
    """What will move, post by post and in numbers, before anything does."""

    section = "directory"

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    def is_for_me(self) -> bool:
        """Tell whether this unit may be closed into another one."""
        may = api.user.has_permission("iMOIT: Reorganise unit", obj=self.context)
        return may and self.context.kind not in merging.KEPT

    @property
    def into(self) -> str:
        """The unit that takes over."""
        return typed(self.form, "into").removeprefix("unit:")

    def units(self) -> list[dict]:
        """Return the units that may take over."""
        return [
            {"id": unit, "title": title, "on": unit == self.into}
            for unit, title in fields.units()
            if unit != self.context.getId()
        ]

    @memoize
    def plan(self) -> merging.Plan | None:
        """Return what would move, None before a unit is chosen or when it cannot be."""
        if not self.into or self.context.successor:
            return None
        try:
            return merging.plan(self.context, self.into)
        except Refusal as refusal:
            self.refusal = self.refusal or refusal
            return None

    def show(self) -> str:
        self.plan()
        return super().show()

    def counts(self) -> list[dict]:
        return [
            {"title": self.say(found.title), "count": found.count}
            for found in self.plan().counts
        ]

    def moves(self) -> list[dict]:
        """Return each post, its holder, and what may become of it."""
        directory = DirectoryUtility()
        return [
            {
                "post": move.post,
                "title": move.title,
                "holder": directory.who(move.holder) if move.holder else "",
                "choices": self.choices(move),
            }
            for move in self.plan().moves
        ]

    def choices(self, move: merging.Move) -> list[dict]:
        """Return a new post, then those that the successor has."""
        found = [{"id": merging.NEW, "title": self.say(_NEW_POST)}]
        found += [
            {"id": party.id, "title": party.title}
            for party in DirectoryUtility().parties()
            if party.kind == "post" and party.unit == self.into
        ]
        chosen = typed(self.form, f"post-{move.post}")
        return [{**one, "on": one["id"] == chosen} for one in found]

    def successor(self) -> str:
        """Return the name of the unit that took over."""
        return DirectoryUtility().unit_title(self.context.successor)

    def act(self) -> str:
        """Close the unit."""
        chosen = {
            name.removeprefix("post-"): value
            for name, value in self.form.items()
            if name.startswith("post-") and isinstance(value, str)
        }
        into = self.into or self.context.successor
        moved, left = merging.close(self.context, into, who(self.request), chosen)
        self.tell(_("${count} open things moved to the successor.", count=moved))
        if left:
            self.tell(_("${count} are left: go on.", count=left), "warning")
            return self.go(f"{self.url}/@@reorganise")
        return self.go(f"{self.url}/view")


_NEW_POST = _("A new post; whoever holds it goes along")
