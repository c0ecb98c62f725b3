"""What a secretary wrote down for a leader: shown, confirmed, dropped."""

from imoit.content.correspondence.services.content import named
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.vocabularies import DUTIES
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any


def said_of(page: Page, target: Any) -> dict | None:
    """Return what waits on *target* in words, for the two whom it concerns."""
    by = page.actor()
    found = dictating.seen_by(target, by)
    if found is None:
        return None
    return {
        "text": found["text"],
        "name": found["name"],
        "post_title": found["post_title"],
        "leader_title": found["leader_title"],
        "time": page.time(found["time"]),
        "duties": [
            {
                "title": page.say(title),
                "names": "; ".join(named(name)["title"] for name in found[duty]),
            }
            for duty, title in DUTIES.items()
            if found[duty]
        ],
        "due": page.weekday(_due(page, found)) or page.say(_("No deadline")),
        "url": target.absolute_url(),
        "confirms": by.post == found["leader"],
    }


def _due(page: Page, found: dict) -> Any:
    """Return the day it would be due if it were confirmed today."""
    days = found.get("working_days")
    if found.get("due") or days is None:
        return found.get("due")
    return calendar().add(page.today, days)


class DictationPage(FormPage):
    """Confirms or drops what was written down."""

    def __call__(self):
        if self.request.method != "POST":
            return self.go(f"{self.context.absolute_url()}/view")
        return super().__call__()

    def act(self) -> str:
        act = typed(self.form, "do")
        if act == "confirm":
            dictating.confirm(self.context, self.actor())
            self.tell(_("The directive was sent."))
        elif act == "drop":
            dictating.drop(self.context, self.actor(), typed(self.form, "reason"))
            self.tell(_("What was written down was dropped."))
        else:
            raise BadValue(_("This page cannot do that."))
        return self.back()

    def back(self) -> str:
        """Return to the document."""
        root = self.context
        root = root.journal_root() if ITask.providedBy(root) else root
        return self.go(f"{root.absolute_url()}/view")

    def show(self) -> str:
        """Say a refusal on the page of the document."""
        self.tell(self.refusal.message, "error")
        return self.back()
