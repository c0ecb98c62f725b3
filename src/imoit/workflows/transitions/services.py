"""`@workflow`: where a thing stands, and the plain steps from there."""

from collections.abc import Callable
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from imoit.workflows.transitions import storage
from imoit.workflows.transitions.domain import OPERATION_ONLY
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import fill
from imoit.workflows.transitions.operations import process
from imoit.workflows.transitions.operations import saying
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import state_title
from imoit.workflows.transitions.operations import steps
from typing import Any
from typing import ClassVar


Act = Callable[[Any, Actor, str, dict], None]


def standing(obj: Any) -> dict:
    """Return state and steps as `@workflow` shows them."""
    url, until = obj.absolute_url(), storage.last_day(obj, None)
    return {
        "@id": f"{url}/@workflow",
        "state": {
            "id": state(obj),
            "title": state_title(obj),
            **({"due": until.isoformat()} if until else {}),
        },
        "transitions": [
            {
                "@id": f"{url}/@workflow/{step.id}",
                "id": step.id,
                "title": step.title,
                "with_reason": step.with_reason,
                "form": [asked._asdict() for asked in step.form],
            }
            for step in steps(obj)
            if not step.operation_only
        ],
    }


class WorkflowGet(AnswerService):
    """State and steps of a thing."""

    def answer(self):
        return standing(self.context)


class WorkflowPost(PathMixin, WriteService):
    """Takes the step named in the path; `{comment|reason}` says why."""

    acts: ClassVar[dict[str, Act]] = {}

    def write(self, data: dict) -> dict:
        if len(self.path) != 1:
            raise BadValue(_("Name one step."), field="step", code="required")
        step = self.path[0]
        if process(self.context).transitions.get(step) is None:
            raise NotThere(_("This process has no such step."))
        if step in OPERATION_ONLY:
            raise NotAllowed(
                _("“${step}” carries data: use its own form or service.", step=step),
                field="step",
                code="operation_only",
            )
        by = current_actor(self.request)
        reason = read_text(data, "reason", limit=2000) or read_text(
            data, "comment", limit=2000
        )
        fill(self.context, step, data)
        take = self.acts.get(step)
        with saying(self.context, step, reason):
            if take is None:
                advance(self.context, step, by, reason, data=data)
            else:
                take(self.context, by, reason, data)
        return standing(self.context)
