"""The page of a hand-over: what goes with a post, and to whom."""

from imoit.content.directory import storage
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.views import fields
from imoit.content.succession.operations import handing
from imoit.content.succession.services.handing import who
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from plone import api
from plone.memoize.view import memoize
from zope.i18n import translate


class HandOver(FormPage):
    """Who leaves a post hands it over: to a person, or its work to another post."""

    section = "directory"

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    @memoize
    def burden(self) -> handing.Burden:
        return handing.burden(self.context, who(self.request))

    def is_for_me(self) -> bool:
        """Tell whether this person may hand the post over."""
        return self.may_give() or self.may_pass_on()

    def holder(self) -> str:
        """Return who holds the post now, by name."""
        login = self.context.holder
        return DirectoryUtility().who(login) if login else ""

    def counts(self) -> list[dict]:
        """Return how much goes with it, by kind."""
        return [
            {"title": self.say(found.title), "count": found.count}
            for found in self.burden().counts
        ]

    def rows(self) -> list[dict]:
        """Return the things that the reader may see."""
        return [
            {
                "url": brain.getURL(),
                "symbol": (brain.imoit_line or {}).get("symbol", ""),
                "title": (brain.imoit_line or {}).get("subject", ""),
                "due": self.date((brain.imoit_line or {}).get("due")),
                "state": self.state_of(brain),
            }
            for brain in self.burden().lines
        ]

    def hidden(self) -> int:
        """Return how many go along that the reader may not see."""
        return self.burden().total - len(self.burden().lines)

    def state_of(self, brain) -> str:
        """Return the title of the state a line is in."""
        flows = api.portal.get_tool("portal_workflow")
        title = flows.getTitleForStateOnType(brain.review_state, brain.portal_type)
        return translate(title, domain="imoit", context=self.request)

    def lent(self) -> list[str]:
        """Return the delegations that end with the hand-over, in words."""
        return [
            self.say(
                _(
                    "${name} lets ${other} stand in until ${day}",
                    name=found.name,
                    other=found.to_name,
                    day=self.date(found.until),
                )
            )
            for found in self.burden().delegations
        ]

    def may_give(self) -> bool:
        return handing.may_give(self.context)

    def may_pass_on(self) -> bool:
        return handing.may_pass_on(self.context, who(self.request))

    def people(self) -> list[dict]:
        """Return who may take the post."""
        return [
            {"id": login, "title": title, "on": login == self.typed("successor")}
            for login, title in fields.people()
            if login != self.context.holder
        ]

    def targets(self) -> list[dict]:
        """Return the other posts of the unit that somebody holds."""
        index = storage.holders()
        directory = DirectoryUtility()
        return [
            {
                "id": f"post:{post}",
                "title": directory.party(f"post:{post}").title,
                "on": f"post:{post}" == self.typed("to"),
            }
            for post in index.held_by
            if index.posts[post][0] == self.context.unit
            and post != self.context.getId()
        ]

    def act(self) -> str:
        """Do what the button says."""
        by = who(self.request)
        act = self.typed("act")
        if act == "succeed":
            done = handing.succeed(self.context, self.typed("successor"), by)
            self.said(done)
        elif act == "pass_on":
            done = handing.pass_on(self.context, self.typed("to"), by)
            self.tell(_("${count} things were passed on.", count=done.moved))
        else:
            raise BadValue(_("This page cannot do that."))
        return self.go(f"{self.url}/view")

    def said(self, done: handing.HandedOver) -> None:
        """Say what came of it."""
        if done.given:
            self.tell(_("The post was handed over. What waited for it waits there."))
        else:
            self.tell(_("A second person must confirm this."), "warning")
