"""The leader's page: the file on the left, the directive on the right."""

from datetime import date
from imoit.content.correspondence.domain import rank
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.timeline import happenings
from imoit.content.tasks import operations
from imoit.content.tasks.schema import ITask
from imoit.workflows.actors.domain import post_group
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.journal.operations import lines
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import read_date
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import may
from plone import api
from plone.memoize.view import memoize
from typing import Any


DAYS = (1, 3, 5, 10)
USUAL = "5"
PHRASES = (
    _("Agreed, do as proposed."),
    _("Take the lead, advise and report to me."),
    _("Study this and make a proposal."),
    _("Settle it within your competence."),
    _("Attend the meeting and report the result."),
    _("For information and action."),
)


class DirectPage(Sheet):
    """Gives a directive on a document, or on a task to those below."""

    @property
    def document(self) -> Any:
        return self.context.journal_root() if self.is_task() else self.context

    def is_task(self) -> bool:
        return ITask.providedBy(self.context)

    @property
    def step(self) -> str:
        return "forward" if self.is_task() else "direct"

    def show(self) -> str:
        if self.refusal is None:
            check(self.context, self.step)
        return super().show()

    def act(self) -> str:
        following = self.following()
        order = operations.order(
            self.typed("text"),
            self.chosen("lead"),
            self.chosen("support"),
            self.chosen("informed"),
            **self.deadline(),
        )
        operations.direct(self.context, order, self.actor())
        self.tell(_("The directive was sent."))
        if self.is_task() or not following:
            return self.go(f"{self.url}/view")
        return self.go(f"{following}/@@direct")

    def deadline(self) -> dict:
        """Return the deadline as typed: working days, or a day."""
        days = typed(self.form, "working_days")
        if days.isdigit():
            return {"working_days": int(days)}
        return {"due": read_date({"due": iso_date(typed(self.form, "due"))}, "due")}

    def phrases(self) -> list[str]:
        return [self.say(phrase) for phrase in PHRASES]

    @memoize
    def groups(self) -> list[dict]:
        """Return whom one may give work to, in groups."""
        return [
            {"title": self.say(title), "parties": parties}
            for title, parties in fields.addressees(self.actor())
        ]

    def days(self) -> list[dict]:
        """Return the usual terms, each with its last day in words."""
        chosen = self.choice("working_days", USUAL)
        found = [
            {
                "value": str(n),
                "text": self.say(_("${days} days", days=n)),
                "words": self.say(
                    _(
                        "${day}, after ${days} working days.",
                        day=self.weekday(calendar().add(self.today, n)),
                        days=n,
                    )
                ),
            }
            for n in DAYS
        ]
        other = {"value": "", "text": self.say(_("Choose a day")), "words": ""}
        return [{**day, "checked": day["value"] == chosen} for day in (*found, other)]

    def submission(self) -> dict | None:
        """Return who submitted it last, when, with which words."""
        for found in happenings(lines(self.document.UID())):
            if found.act == "submitted_to":
                return {
                    "text": self.say(found.text),
                    "time": self.time(found.time),
                    "words": found.words,
                }
        return None

    def order_above(self) -> dict | None:
        """Return the directive that made this task."""
        if not self.is_task():
            return None
        found = operations.storage.directives(self.context.aq_parent)
        number = self.context.directive
        return found[number - 1] if 0 < number <= len(found) else None

    def may_redirect(self) -> bool:
        return not self.is_task() and may(self.context, "redirect")

    @memoize
    def queue(self) -> list[str]:
        """Return the addresses of what waits for a directive of this post."""
        group = post_group(self.actor().post)
        found = api.portal.get_tool("portal_catalog")(
            imoit_waiting=[f"to_direct/{group}"]
        )
        return [brain.getURL() for brain in sorted(found, key=_place)]

    def number(self) -> int:
        """Return which of those that wait this one is; 0 when it is none of them."""
        return self.queue().index(self.url) + 1 if self.url in self.queue() else 0

    def neighbour(self, way: int) -> str:
        """Return the address before or after this one, or nothing."""
        at = self.number() - 1 + way
        if not self.number() or not 0 <= at < len(self.queue()):
            return ""
        return f"{self.queue()[at]}/@@direct"

    def following(self) -> str:
        """Return the next that waits, else the first other one."""
        others = [url for url in self.queue() if url != self.url]
        return others[min(max(self.number() - 1, 0), len(others) - 1)] if others else ""


def _place(brain: Any) -> tuple:
    line = brain.imoit_line or {}
    due = date.fromisoformat(line["due"]).toordinal() if line.get("due") else None
    return rank(line.get("priority", "normal"), due), line.get("arrived", "")
