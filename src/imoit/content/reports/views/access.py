"""Who opened a document; who can see it, and why."""

from imoit.content.correspondence.views.document import Sheet
from imoit.content.reports import domain
from imoit.content.reports.operations import access
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.refusal import _
from plone.memoize.view import memoize


ACTS = {"read": _("Read the document"), "open": _("Opened the task")}


class OwnersPage(Sheet):
    """A page for those whose document it is."""

    def is_for_me(self) -> bool:
        """Tell whether the reader made, gave or registered the document."""
        return access.is_owner(self.context, self.actor())


class Readings(OwnersPage):
    """Every access to the document."""

    @memoize
    def rows(self) -> list[dict]:
        """Return the accesses, the newest first."""
        found = access.readings(self.context, current_actor(self.request))
        return [
            {
                "time": self.time(line.time),
                "who": line.name or directory().who(line.person),
                "post": directory().post_title(line.post),
                "act": self.say(ACTS[line.act]),
            }
            for line in found
        ]

    def people(self) -> int:
        """Return how many people there are among them."""
        return len({row["who"] for row in self.rows()})


class Access(OwnersPage):
    """Who can see the document now; each right has its cause."""

    def rows(self) -> list[dict]:
        """Return the rights, each with its people and its cause."""
        found = access.reasons(self.context, current_actor(self.request))
        return [
            {
                "who": reason.title or reason.group,
                "people": ", ".join(reason.people) or "–",
                "stand_ins": ", ".join(reason.stand_ins),
                "may": ", ".join(
                    self.say(domain.ROLES.get(r, r)) for r in reason.roles
                ),
                "why": self.say(access.why(reason)),
            }
            for reason in found
        ]
