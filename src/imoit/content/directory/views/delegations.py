"""The page of delegations: those one gave and those one has; for some, all."""

from imoit.content.directory import domain
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations.parties import find_parties
from imoit.content.directory.services.delegations import may_oversee
from imoit.content.directory.services.delegations import read
from imoit.content.directory.services.delegations import unit_title
from imoit.content.directory.views import fields
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import KINDS
from imoit.workflows.actors.domain import LEADING
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue


PROCESSES = {
    "incoming": _("Incoming documents"),
    "outgoing": _("Outgoing documents"),
}
# Word, disc of the state, and whether it still matters.
STANDINGS = {
    "running": (_("In force"), "50"),
    "coming": (_("Not begun"), "0"),
    "over": (_("Over"), "100"),
    "ended": (_("Ended before its day"), "stop"),
}


class Delegations(FormPage):
    """Delegations, and the form that gives one."""

    section = "delegations"

    def may_give(self) -> bool:
        """Tell whether the acting post can be delegated by this person."""
        by = self.actor()
        return bool(by and by.behalf is None and by.function not in domain.ALONE)

    def may_limit(self) -> bool:
        """Tell whether the acting post can be cut to a field."""
        return self.actor().function in LEADING

    def lists(self) -> list[dict]:
        """Return the lists that this person may read, each with its rows."""
        login = self.actor().person if self.actor() else ""
        found = [
            (_("I delegated"), delegations.given(login), _GIVEN),
            (_("Delegated to me"), delegations.held(login), _HELD),
        ]
        if may_oversee():
            found.append((_("All of the Ministry"), delegations.everything(), _ALL))
        return [
            {
                "title": self.say(title),
                "rows": [self.row(one) for one in rows],
                "empty": self.say(empty),
            }
            for title, rows, empty in found
        ]

    def row(self, found: Delegation) -> dict:
        """Return what a list says of one delegation."""
        word = delegations.standing(found)
        mine = self.may_give() and found.person == self.actor().person
        title, disc = STANDINGS[word]
        return {
            "id": found.id,
            "who": found.name,
            "post": directory().post_title(found.post),
            "to": found.to_name,
            "to_post": directory().post_title(found.to_post),
            "days": f"{self.date(found.start)} – {self.date(found.until)}",
            "scope": self.scope(found),
            "decision": found.decision,
            "standing": self.say(title),
            "disc": disc,
            "ends": mine
            and found.post == self.actor().post
            and word in ("running", "coming"),
        }

    def scope(self, found: Delegation) -> list[str]:
        """Return in words what it covers."""
        words = [unit_title(unit) for unit in found.units]
        words += [self.say(PROCESSES[found.process])] if found.process else []
        words += [self.say(KINDS[kind].title) for kind in found.kinds]
        return words or [self.say(_("Everything of the post"))]

    def people(self) -> list[dict]:
        """Return whom the post can be delegated to."""
        by = self.actor()
        return [
            {"id": found.id, "title": found.title}
            for found in find_parties("")
            if found.kind == "post"
            and found.function not in domain.ALONE
            and found.id != f"post:{by.post}"
        ]

    def units(self) -> list[dict]:
        """Return the units whose field it can be cut to."""
        chosen = self.chosen("units")
        return [
            {"id": unit, "title": title, "on": unit in chosen}
            for unit, title in fields.units()
        ]

    def processes(self) -> list[dict]:
        return [
            {"id": name, "title": self.say(title), "on": self.typed("process") == name}
            for name, title in PROCESSES.items()
        ]

    def kinds(self) -> list[dict]:
        """Return the kinds of act it can be limited to."""
        chosen = self.chosen("acts")
        return [
            {"id": name, "title": self.say(kind.title), "on": name in chosen}
            for name, kind in KINDS.items()
        ]

    def act(self) -> str:
        """Delegate, or end what was delegated."""
        name = self.typed("end")
        if name:
            ended = delegations.end(name, current_actor(self.request))
            self.tell(_("The delegation to ${name} was ended.", name=ended.to_name))
        elif self.typed("act") == "delegate":
            made = delegations.delegate(current_actor(self.request), **self.data())
            self.tell(_("You delegated to ${name}.", name=made.to_name))
        else:
            raise BadValue(_("This page cannot do that."))
        return self.go(f"{self.portal_url}/@@delegations")

    def data(self) -> dict:
        """Return what was typed, read as programs send it."""
        days = {name: iso_date(self.typed(name)) for name in ("from", "until")}
        texts = {name: self.typed(name) for name in ("to", "process", "decision")}
        lists = {name: self.chosen(name) for name in ("units", "acts")}
        return read({**days, **texts, **lists})


_GIVEN = _("What you let others do in your post will stand here.")
_HELD = _("What others let you do in their posts will stand here.")
_ALL = _("Nobody has delegated anything yet.")
