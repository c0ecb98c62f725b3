"""The leader's page: the file on the left, the directive on the right."""

from bisect import bisect_left
from collections.abc import Collection
from collections.abc import Sequence
from datetime import date
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.timeline import happenings
from imoit.content.tasks import storage
from imoit.content.tasks.domain.proposal import Proposal
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations.proposing import propose
from imoit.content.tasks.operations.terms import usual_days
from imoit.content.tasks.schema import ITask
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.operations import directory
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
KEYS = 10
DUTIES = ("lead", "support", "informed")
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

    proposal: Proposal | None = None

    @property
    def document(self) -> Any:
        return self.context.journal_root() if self.is_task() else self.context

    def is_task(self) -> bool:
        return ITask.providedBy(self.context)

    @property
    def step(self) -> str:
        return "forward" if self.is_task() else "direct"

    def show(self) -> str:
        if self.refusal is None and not self.writes_for():
            check(self.context, self.step)
        return super().show()

    @memoize
    def writes_for(self) -> str:
        """Return the leader's post for which a secretary writes this down, or ''."""
        by = self.actor()
        return dictating.leader_of(self.context, by) if by else ""

    def leader_title(self) -> str:
        return directory().party(f"post:{self.writes_for()}").title

    @memoize
    def dictated(self) -> dict:
        """Return what was written down before and waits, or nothing."""
        return dictating.seen_by(self.context, self.actor()) or {}

    @memoize
    def replaces(self) -> dict | None:
        """Return the directive that this one is to replace, or None."""
        number = self.choice("supersedes")
        found = storage.directives(self.context)
        if not number.isdigit() or not 0 < int(number) <= len(found):
            return None
        return {"number": int(number), **found[int(number) - 1]}

    def act(self) -> str:
        if typed(self.form, "do") == "propose":
            return self.propose()
        if self.writes_for():
            return self.dictate()
        following = self.following()
        data = self.sent()
        order = giving.order(
            data["text"],
            data["lead"],
            data["support"],
            data["informed"],
            closes=data["closes_by_itself"],
            dues={name: date.fromisoformat(day) for name, day in data["dues"].items()},
            reports_up="by_hand" not in self.form,
            **self.deadline(),
        )
        old = self.replaces()
        giving.direct(
            self.context,
            order,
            self.actor(),
            supersedes=old["number"] if old else 0,
            recall_old=bool(old and "recall_old" in self.form),
        )
        self.tell(_("The directive was sent."))
        if self.is_task() or not following:
            return self.go(f"{self.url}/view")
        return self.go(f"{following}/@@direct")

    def propose(self) -> str:
        """Show the form filled from the sentence; nothing is sent."""
        self.proposal = propose(self.typed("text"), self.actor())
        return self.show()

    def choice(self, name: str, default: Any = "") -> str:
        """Return what stands in a field; a proposal wins over what was typed."""
        found = self.proposal
        if found is None or name not in ("due", "working_days"):
            return super().choice(name, default)
        if name == "due":
            days = found.working_days
            return self.date(calendar().add(self.today, days) if days else found.due)
        if found.working_days in self.terms():
            return str(found.working_days)
        return "" if found.due or found.working_days else self.usual()

    def dictate(self) -> str:
        """Keep what a secretary wrote down for the leader to confirm."""
        dictating.dictate(self.context, self.sent(), self.actor())
        self.tell(_("Written down. The leader has to confirm it."))
        return self.go(f"{self.url}/view")

    def sent(self) -> dict:
        """Return the order as REST would send it."""
        days, day = self.deadline().values()
        return {
            "text": self.typed("text"),
            **{duty: self.chosen(duty) for duty in DUTIES},
            "working_days": days,
            "due": day.isoformat() if day else None,
            "closes_by_itself": "closes" in self.form,
            "dues": self.own_days(),
        }

    def own_days(self) -> dict[str, str]:
        """Return the day of those who support, where they have one of their own."""
        day = iso_date(typed(self.form, "support_due"))
        found = read_date({"support_due": day}, "support_due")
        return dict.fromkeys(self.chosen("support"), found.isoformat()) if found else {}

    def own_date(self) -> str:
        """Return the day of supporters that was written down before."""
        days = [*self.dictated().get("dues", {}).values()]
        return self.date(days[0]) if days else ""

    def picked(self, duty: str) -> list[str]:
        """Return whom the form shows as chosen: typed, or written down before."""
        if self.proposal is not None:
            return list(getattr(self.proposal, duty))
        return self.chosen(duty, self.dictated().get(duty, ()))

    def deadline(self) -> dict:
        """Return the deadline as typed: working days, or a day."""
        days = typed(self.form, "working_days")
        if days.isdigit():
            return {"working_days": int(days), "due": None}
        day = read_date({"due": iso_date(typed(self.form, "due"))}, "due")
        return {"working_days": None, "due": day}

    def phrases(self) -> list[str]:
        """Return my last phrases, then the usual ones; as many as there are digits."""
        mine = storage.phrases(self.writes_for() or self.actor().post)
        usual = [self.say(phrase) for phrase in PHRASES]
        return list(dict.fromkeys((*mine, *usual)))[:KEYS]

    @memoize
    def groups(self) -> list[dict]:
        """Return whom one may give work to, in groups."""
        return [
            {"title": self.say(title), "parties": parties}
            for title, parties in fields.addressees(self.actor())
        ]

    def options(self, chosen: Collection[str]) -> str:
        """Return them as the options of a choice."""
        return fields.options(self.groups(), chosen)

    def days(self) -> list[dict]:
        """Return the usual terms, each with its last day in words."""
        chosen = self.choice("working_days", self.usual())
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
            for n in self.terms()
        ]
        other = {"value": "", "text": self.say(_("Choose a day")), "words": ""}
        return [{**day, "checked": day["value"] == chosen} for day in (*found, other)]

    def usual(self) -> str:
        """Return the term to begin with: written down before, else the usual one."""
        before = self.dictated()
        if not before:
            return str(self.term() or USUAL)
        days = before.get("working_days")
        return str(days) if days in self.terms() else ""

    @memoize
    def term(self) -> int | None:
        """Return the term usual for this type and urgency, as far as one is kept."""
        return usual_days(self.context, self.today)

    def terms(self) -> list[int]:
        """Return the terms offered, the usual one among them."""
        return sorted({*DAYS, *([self.term()] if self.term() else [])})

    def last_date(self) -> str:
        """Return the day to begin with, where it is none of the usual terms."""
        before = self.dictated()
        if before.get("due"):
            return self.date(before["due"])
        days = before.get("working_days")
        return self.date(calendar().add(self.today, days)) if days else ""

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
        found = storage.directives(self.context.aq_parent)
        number = self.context.directive
        return found[number - 1] if 0 < number <= len(found) else None

    def may_redirect(self) -> bool:
        return not self.is_task() and may(self.context, "redirect")

    @memoize
    def queue(self) -> Sequence[Any]:
        """Return the lines of what waits for a directive of this post, in order."""
        group = post_group(self.actor().post)
        return api.portal.get_tool("portal_catalog")(
            imoit_waiting=[f"to_direct/{group}"], sort_on="imoit_place"
        )

    @memoize
    def number(self) -> int:
        """Return which of those that wait this one is; 0 when it is none of them.

        Of a thousand lines ten are looked at, not all.
        """
        queue, uid = self.queue(), self.context.UID()
        catalog = api.portal.get_tool("portal_catalog")
        place = catalog.Indexes["imoit_place"].getEntryForObject
        mine = place(catalog.getrid("/".join(self.context.getPhysicalPath())))
        if mine is None:
            return 0
        at = bisect_left(queue, mine, key=lambda brain: place(brain.getRID()))
        while at < len(queue) and place(queue[at].getRID()) == mine:
            at += 1
            if uid == queue[at - 1].UID:
                return at
        return 0

    def neighbour(self, way: int) -> str:
        """Return the address before or after this one, or nothing."""
        at = self.number() - 1 + way
        if not self.number() or not 0 <= at < len(self.queue()):
            return ""
        return f"{self.queue()[at].getURL()}/@@direct"

    def following(self) -> str:
        """Return the next that waits, else the first other one."""
        queue, number = self.queue(), self.number()
        if len(queue) <= min(number, 1):
            return ""
        at = number if number < len(queue) else number - 2
        return queue[at].getURL()
