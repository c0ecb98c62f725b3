"""Tasks as JSON: one, or the tree of them."""

from imoit.content.tasks import storage
from imoit.content.tasks.operations import timing
from imoit.content.tasks.schema import ITask
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import state_title
from imoit.workflows.transitions.services import standing
from plone.restapi.interfaces import ISerializeToJson
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


def task_json(task: Any, *, deep: bool = True) -> dict[str, Any]:
    """Return a task, with those below it when *deep*."""
    document = task.journal_root()
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
        "given_at": task.given_at or None,
        **deadline_json(task),
        "opened_at": task.opened_at or None,
        "opened_by": task.opened_by or None,
        "reported_at": task.reported_at or None,
        "done_at": task.done_at or None,
        "percent": task.percent,
        "result": task.result,
        "reports": [dict(found) for found in task.reports],
        "answer": task.answer or None,
        "reason": task.reason or None,
        "directive": task.directive,
        "closes_by_itself": task.closes,
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


def deadline_json(task: Any) -> dict[str, Any]:
    """Return how a task stands, and the acts that made it stand so."""
    clock = timing.clock_of(task)
    last = timing.last_day(task)
    return {
        "due": last.isoformat() if last else None,
        "ordered_due": clock.due.isoformat() if clock.due else None,
        "first_due": task.due.isoformat() if task.due else None,
        "standing": timing.standing(task),
        "paused": timing.is_paused(task),
        "extension_asked": task.asked["due"] if task.asked else None,
        "deadline_acts": [dict(mark) for mark in task.marks],
    }


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
