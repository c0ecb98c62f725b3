"""The page of a plain step: what it does, and why it is taken."""

from imoit.content.correspondence.views.document import Sheet
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import steps
from imoit.workflows.transitions.services import Act
from typing import Any
from typing import ClassVar


class StepPage(Sheet):
    """Takes the step named in `step`, with a reason where one is due."""

    acts: ClassVar[dict[str, Act]] = {}
    fields: ClassVar[dict[str, str]] = {"comment": "reason"}

    @property
    def step_id(self) -> str:
        return typed(self.form, "step")

    def show(self) -> str:
        if self.refusal is None and self.step is None:
            check(self.context, self.step_id)
        return super().show()

    @property
    def step(self) -> Any:
        """The step, while it may be taken."""
        found = [s for s in steps(self.context) if s.id == self.step_id]
        return found[0] if found and not found[0].operation_only else None

    def title(self) -> str:
        return self.step.title if self.step else ""

    def is_final(self) -> bool:
        """Tell whether the step cannot be taken back."""
        return self.step_id in ("refuse", "recall", "restrict", "void_number")

    def act(self) -> str:
        step = self.step_id
        if self.step is None:
            check(self.context, step)
            raise BadValue(_("This page cannot do that."))
        title = self.title()
        take = self.acts.get(step)
        reason = self.typed("reason")
        if take is None:
            advance(self.context, step, self.actor(), reason)
        else:
            take(self.context, self.actor(), reason, dict(self.form))
        self.tell(_("Done: ${step}.", step=title))
        return self.go(f"{self.url}/view")
