"""Pages of one task: where it stands, its report, its plain steps."""

from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.steps import StepPage
from imoit.content.tasks import storage
from imoit.content.tasks.services import report
from imoit.content.tasks.services import TaskWorkflowPost
from imoit.content.tasks.views.tree import DUTIES
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.transitions.operations import check
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
        data = {
            "text": read_text(self.form, "text"),
            "percent": read_number(self.form, "percent", most=100),
        }
        report(self.context, self.actor(), "", data)
        self.tell(_("The report was sent."))
        return self.go(f"{self.url}/view#{self.context.UID()}")


class TaskStepPage(OfTask, StepPage):
    """Takes a plain step of a task."""

    acts = TaskWorkflowPost.acts
