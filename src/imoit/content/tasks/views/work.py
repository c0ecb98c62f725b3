"""Pages of one task: where it stands, its report, its plain steps."""

from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.steps import StepPage
from imoit.content.tasks import storage
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import timing
from imoit.content.tasks.services.acts import TaskWorkflowPost
from imoit.content.tasks.vocabularies import DUTIES
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.transitions.operations import check
from plone import api
from typing import Any


class TaskPage(Page):
    """A task is seen on the page of its document."""

    def __call__(self):
        document = self.context.journal_root()
        return self.go(f"{document.absolute_url()}/view#{self.context.UID()}")


class OfTask(Sheet):
    """A page about one task."""

    @property
    def document(self) -> Any:
        return self.context.journal_root()

    def duty(self) -> str:
        return self.say(DUTIES[self.context.duty])

    def directive(self) -> dict | None:
        """Return the directive that made this task."""
        found = storage.directives(self.context.aq_parent)
        number = self.context.directive
        return found[number - 1] if 0 < number <= len(found) else None


class ReportPage(OfTask):
    """Reports the result of a task, or how far it is."""

    def show(self) -> str:
        if self.refusal is None:
            check(self.context, "report")
        return super().show()

    def percents(self) -> list[int]:
        return [20, 40, 60, 80, 100]

    def act(self) -> str:
        check(self.context, "report")
        file = fields.uploaded(self.form)
        if file is not None:
            sure = self.typed("confirm_text") == "1"
            pass_gate(self.request, [file], door="report", confirmed=sure)
        closing.report(
            self.context,
            self.actor(),
            text=read_text(self.form, "text", limit=2000),
            percent=read_number(self.form, "percent", most=100),
            answer=self.answer(),
            files=[file] if file else (),
        )
        self.tell(_("The report was sent."))
        return self.go(f"{self.url}/view#{self.context.UID()}")

    def answer(self) -> str:
        """Return the UID of the letter named by its symbol or address."""
        typed = self.typed("answer").strip()
        found = by_symbol(typed) if typed else None
        if typed and found is None:
            raise BadValue(
                _("There is no such document."), field="answer", code="not_found"
            )
        return found or ""


def by_symbol(text: str) -> str | None:
    """Return the UID of the outgoing document with this symbol or address."""
    document = look_up(text)
    if document is not None:
        return document.UID()
    catalog = api.portal.get_tool("portal_catalog")
    words = " ".join(part for part in text.replace("/", " ").split() if part)
    wanted = text.replace(" ", "").casefold()
    for brain in catalog(portal_type="OutgoingDocument", SearchableText=words):
        symbol = (brain.imoit_line or {}).get("symbol", "")
        if symbol.replace(" ", "").casefold() == wanted:
            return brain.UID
    return None


class ExtensionPage(OfTask):
    """Asks for a later deadline, or grants it."""

    def step(self) -> str:
        return "grant_extension" if self.context.asked else "ask_extension"

    def show(self) -> str:
        if self.refusal is None:
            check(self.context, self.step())
        return super().show()

    def asked(self) -> dict | None:
        """Return what was asked for, None on the page that asks."""
        found = self.context.asked
        return found and {**found, "day": self.weekday(found["due"])}

    def present(self) -> str:
        """Return the deadline as it is now."""
        return self.weekday(timing.last_day(self.context))

    def days(self) -> list[dict]:
        """Return the usual extensions, each with the day it leads to."""
        last = max(timing.last_day(self.context), self.today)
        return [
            {"value": n, "day": self.weekday(calendar().add(last, n))}
            for n in (1, 3, 5, 10)
        ]

    def act(self) -> str:
        day = read_date({"due": iso_date(self.typed("due"))}, "due")
        reason = read_text(self.form, "reason", limit=2000)
        if self.step() == "ask_extension":
            days = read_number(self.form, "working_days", least=1, most=1000)
            timing.ask_extension(
                self.context,
                self.actor(),
                reason,
                due=day,
                working_days=None if day else days,
            )
            self.tell(_("The giver was asked for more time."))
        else:
            timing.grant_extension(self.context, self.actor(), due=day, comment=reason)
            self.tell(_("The deadline was extended."))
        return self.go(f"{self.url}/view#{self.context.UID()}")


class TaskStepPage(OfTask, StepPage):
    """Takes a plain step of a task."""

    acts = TaskWorkflowPost.acts

    def go(self, url: str) -> str:
        """Go back to the document; who gave it away goes to the desk."""
        if not api.user.has_permission("View", obj=self.document):
            url = self.portal_url
        return super().go(url)
