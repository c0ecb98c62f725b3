"""The page of an incoming document, and of its plain steps."""

from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.steps import StepPage
from imoit.content.incoming import operations
from imoit.content.incoming.services import IncomingWorkflowPost
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.operations import timing
from imoit.content.tasks.storage import children
from imoit.content.tasks.views.tree import TreePage
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import read_text
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import may
from imoit.workflows.transitions.operations import state
from plone import api


STOOD = {
    "on_time": _("On time"),
    "late": _("Done late"),
    "late_waiting": _("Done late, because it had to wait"),
}


class LetterPage(TreePage):
    """A letter: what it is, how it stands, who does what, what happened."""

    def acts(self) -> list[dict]:
        """Return what one may do now: with one's own tasks, then with the letter."""
        mine = self.my_acts()
        own = super().acts()
        if (mine and not own) or (mine and not may(self.context, "direct")):
            found = [mine[0] | {"class": "btn btn-primary"}, *mine[1:]]
            own = [
                act | {"class": act["class"].replace(" btn-primary", "")} for act in own
            ]
        else:
            found = []
            own += mine
        return [
            *found[:1],
            *self.answer_act(),
            *found[1:],
            *own,
            *self.correct_act(),
        ]

    def correct_act(self) -> list[dict]:
        """Return the way to correct the row of a book, for who keeps it."""
        may_change = api.user.has_permission("Modify portal content", obj=self.context)
        if not self.context.arrival_number or not may_change:
            return []
        return [
            {
                "id": "correct",
                "text": self.say(_("Correct the row")),
                "url": f"{self.url}/@@correct",
                "post": False,
                "class": "btn",
                "key": "",
            }
        ]

    def answer_act(self) -> list[dict]:
        """Return the way to a draft that answers, for those who have work here."""
        has_work = any(task.duty != "informed" for task in self.my_tasks())
        if not has_work or state(self.context) != "in_progress":
            return []
        folder = f"{self.portal_url}/outgoing"
        leads = [task.UID() for task in self.my_tasks() if task.duty == "lead"]
        task = f"&task={leads[-1]}" if len(leads) == 1 else ""
        return [
            {
                "id": "answer",
                "text": self.say(_("Draft an answer")),
                "url": f"{folder}/@@new-draft?answers={self.context.UID()}{task}",
                "post": False,
                "class": "btn",
                "key": "s",
            }
        ]

    def last_day(self) -> dict | None:
        """Return how long one has oneself, else how long those who lead have.

        Times in which a clock stood still and granted extensions are in it.
        """
        if self.context.completed_at:
            return self.stood()
        days = [
            day
            for task in self.my_tasks() or self.open_leads()
            if not timing.is_paused(task) and (day := timing.last_day(task))
        ]
        day = min(days, default=None) or self.context.due_date
        return self.due(day, hours=True) if day else None

    def open_leads(self) -> list:
        """Return the tasks of those who lead and are not done."""
        given = children(self.context)
        return [task for task in given if task.duty == "lead" and state(task) in OPEN]

    def stood(self) -> dict:
        """Return how a letter stood that is done: computed from all its history."""
        said = self.say(STOOD.get(self.context.standing(), STOOD["on_time"]))
        icon = self.icon("check2-circle")
        return {"kind": "done", "icon": icon, "short": said, "full": said, "day": ""}

    def facts(self) -> list[tuple[str, str]]:
        """Return what the register knows of it, what is empty left out."""
        doc = self.context
        signer = doc.signer or {}
        priority = dict(fields.PRIORITIES)[doc.priority]
        found = (
            (_("Arrival number"), doc.number_in_book()),
            (_("Arrival date"), self.date(doc.arrival_date)),
            (_("Taken in"), self.time(doc.received_at)),
            (_("Signed by"), self.joined(signer.get("position"), signer.get("name"))),
            (_("Urgency"), self.say(priority)),
            (_("Secrecy"), self.say(dict(fields.SECRECIES)[doc.secrecy])),
            (_("Pages, copies"), self.joined(doc.pages, doc.copies, sign=", ")),
            (_("Deadline in the letter"), self.weekday(doc.due_date)),
            (_("Finished"), self.time(doc.completed_at)),
        )
        return [(self.say(name), str(value)) for name, value in found if value]

    def joined(self, *parts, sign: str = " ") -> str:
        return sign.join(str(part) for part in parts if part)

    def answered(self) -> dict | None:
        """Return the letter that answered it: its symbol for every reader."""
        if not self.context.answered_by:
            return None
        symbol = self.context.answered_symbol
        return {
            "symbol": symbol,
            "@id": "",
            **(self.link(self.context.answered_by) or {}),
        }


class SubmitPage(Sheet):
    """Submits a registered letter, or passes a submitted one on."""

    def step(self) -> str:
        return "redirect" if state(self.context) == "submitted" else "submit"

    def show(self) -> str:
        if self.refusal is None:
            check(self.context, self.step())
        return super().show()

    def targets(self) -> list:
        return fields.targets(self.actor())

    def act(self) -> str:
        to = read_text(self.form, "to", required=True)
        comment = read_text(self.form, "comment", limit=2000)
        operations.submit(self.context, to, self.actor(), comment)
        self.tell(_("The letter was submitted."))
        return self.go(f"{self.url}/view")


class LetterStepPage(StepPage):
    """Takes a plain step of a letter."""

    acts = IncomingWorkflowPost.acts
