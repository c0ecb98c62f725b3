"""The REST side of directives and tasks."""

from imoit.content.correspondence.operations import look_up
from imoit.content.tasks import operations
from imoit.content.tasks import storage
from imoit.content.tasks.domain import standing as how_it_stands
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import never_changed
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import state_title
from imoit.workflows.transitions.services import standing
from imoit.workflows.transitions.services import WorkflowPost
from plone.restapi.interfaces import ISerializeToJson
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface

import datetime


def task_json(task: Any, *, deep: bool = True) -> dict[str, Any]:
    """Return a task, with those below it when *deep*."""
    document = task.journal_root()
    finished = datetime.date.fromisoformat(task.done_at[:10]) if task.done_at else None
    found = {
        "@id": task.absolute_url(),
        "@type": "Task",
        "UID": task.UID(),
        "title": task.Title(),
        "duty": task.duty,
        "assignee": {"id": task.assignee, "title": task.assignee_title},
        "giver": {"id": f"post:{task.giver_post}", "title": task.giver_title},
        "review_state": state(task),
        "state_title": state_title(task),
        "due": task.due.isoformat() if task.due else None,
        "standing": how_it_stands(task.due, finished, clock.today(), calendar()),
        "opened_at": task.opened_at or None,
        "opened_by": task.opened_by or None,
        "reported_at": task.reported_at or None,
        "done_at": task.done_at or None,
        "percent": task.percent,
        "result": task.result,
        "answer": task.answer or None,
        "reason": task.reason or None,
        "directive": task.directive,
        "document": {
            "@id": document.absolute_url(),
            "UID": document.UID(),
            "title": document.Title(),
            "symbol": document.symbol(),
        },
    }
    if deep:
        found["items"] = [task_json(child) for child in storage.children(task)]
    return found


@implementer(ISerializeToJson)
@adapter(ITask, Interface)
class TaskJson:
    """A task as JSON."""

    def __init__(self, context, request):
        self.context = context

    def __call__(self, version=None, include_items=True, **kw):
        workflow = standing(self.context)
        return {
            **task_json(self.context),
            "directives": storage.directives(self.context),
            "steps": workflow["transitions"],
        }


class TaskGet(AnswerService):
    """A task."""

    def answer(self):
        return TaskJson(self.context, self.request)()


class TasksGet(AnswerService):
    """The tree of tasks under a document or a task."""

    def answer(self):
        items = [task_json(child) for child in storage.children(self.context)]
        return {
            "@id": f"{self.context.absolute_url()}/@tasks",
            "items": items,
            "items_total": len(items),
        }


class DirectivesGet(AnswerService):
    """The directives given, oldest first."""

    def answer(self):
        found = storage.directives(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@directives",
            "items": [{"number": n, **d} for n, d in enumerate(found, 1)],
            "items_total": len(found),
        }


class DirectivesPost(WriteService):
    """Gives a directive; it cannot be taken back or changed."""

    def write(self, data: dict) -> dict:
        given = operations.direct(
            self.context, read_order(data), current_actor(self.request)
        )
        self.request.response.setStatus(201)
        tasks = [
            task_json(child)
            for child in storage.children(self.context)
            if child.directive == given["number"]
        ]
        url = self.context.absolute_url()
        return {"@id": f"{url}/@directives", **given, "tasks": tasks}


def read_order(data: dict):
    """Return the order sent; else 422 with every field."""
    return operations.order(
        read_text(data, "text"),
        read_names(data, "lead"),
        read_names(data, "support"),
        read_names(data, "informed"),
        due=read_date(data, "due"),
        working_days=read_number(data, "working_days", least=0, most=1000),
    )


class DirectivesShut(AnswerService):
    """A directive is never changed or deleted."""

    def answer(self):
        raise never_changed()


class ReportPost(WriteService):
    """Reports the result of a task, or how far it is."""

    def write(self, data: dict) -> dict:
        report(self.context, current_actor(self.request), "", data)
        return task_json(self.context)


def report(task, by, reason, data) -> None:
    """Report with what was sent."""
    answer = data.get("answer") or ""
    if isinstance(answer, dict):
        answer = answer.get("@id") or answer.get("UID") or ""
    found = look_up(str(answer)) if answer else None
    if answer and found is None:
        raise BadValue(
            _("There is no such document."), field="answer", code="not_found"
        )
    operations.report(
        task,
        by,
        text=read_text(data, "text", limit=2000) or reason,
        percent=read_number(data, "percent", least=0, most=100),
        answer=found.UID() if found is not None else "",
    )


def _open(task, by, reason, data):
    operations.open_task(task, by)


def _accept(task, by, reason, data):
    operations.accept(task, by)


def _return(task, by, reason, data):
    operations.return_task(task, by, reason)


def _recall(task, by, reason, data):
    operations.recall(task, by, reason)


def _seen(task, by, reason, data):
    operations.mark_seen(task, by)


def _forward(task, by, reason, data):
    operations.direct(task, read_order(data), by)


class TaskWorkflowPost(WorkflowPost):
    """The steps of a task."""

    acts = {  # noqa: RUF012 - read only
        "open": _open,
        "report": report,
        "accept": _accept,
        "return": _return,
        "recall": _recall,
        "forward": _forward,
        "mark_seen": _seen,
    }
