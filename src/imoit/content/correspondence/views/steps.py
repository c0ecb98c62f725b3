"""The page of a plain step: what it does, and why it is taken."""

from imoit.content.correspondence.views.document import Sheet
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.domain import REASON
from imoit.workflows.transitions.interfaces import IStepField
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import fill
from imoit.workflows.transitions.operations import saying
from imoit.workflows.transitions.operations import steps
from imoit.workflows.transitions.services import Act
from typing import Any
from typing import ClassVar
from zope.component import queryUtility


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

    def says(self) -> str:
        """Return `required`, `optional` or nothing: whether words are asked for."""
        for asked in self.step.form if self.step else ():
            if asked.field == REASON:
                return "required" if asked.required else "optional"
        return ""

    def asked(self) -> list[dict]:
        """Return the fields of the step's form beside the reason."""
        return [
            self.field(asked, field)
            for asked in (self.step.form if self.step else ())
            if asked.field != REASON
            and (field := queryUtility(IStepField, asked.field)) is not None
        ]

    def field(self, asked: Any, field: Any) -> dict:
        """Return how one field is shown, with what was typed or is kept already."""
        kept = field.value(self.context)
        choices = field.choices(self.context)
        if field.kind == "date":
            kept = self.date(kept)
        chosen = self.chosen(asked.field, kept) if field.kind == "choices" else ()
        return {
            "name": asked.field,
            "kind": field.kind,
            "title": self.say(field.title),
            "required": asked.required,
            "choices": choices,
            "value": self.choice(asked.field, kept) if not chosen else "",
            "chosen": chosen,
        }

    def sent(self) -> dict:
        """Return what was typed, as REST sends it."""
        found = dict(self.form)
        for asked in self.asked():
            name, kind = asked["name"], asked["kind"]
            if kind == "choices":
                found[name] = self.chosen(name)
            elif kind == "date":
                found[name] = iso_date(self.typed(name))
            elif kind == "flag":
                found[name] = self.typed(name) == "1"
        return found

    def act(self) -> str:
        step = self.step_id
        if self.step is None:
            check(self.context, step)
            raise BadValue(_("This page cannot do that."))
        title = self.title()
        take = self.acts.get(step)
        reason, data = self.typed("reason"), self.sent()
        fill(self.context, step, data)
        with saying(self.context, step, reason):
            if take is None:
                advance(self.context, step, self.actor(), reason, data=data)
            else:
                take(self.context, self.actor(), reason, data)
        self.tell(_("Done: ${step}.", step=title))
        return self.go(f"{self.url}/view")
