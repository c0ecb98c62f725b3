"""`@directives`: what was ordered, and giving an order."""

from collections.abc import Mapping
from datetime import date
from imoit.content.correspondence.services.content import named
from imoit.content.tasks import storage
from imoit.content.tasks.domain.orders import DUTIES
from imoit.content.tasks.domain.orders import superseded
from imoit.content.tasks.domain.orders import TEXT_LIMIT
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations.proposing import propose
from imoit.content.tasks.operations.terms import usual_days
from imoit.content.tasks.schema import never_changed
from imoit.content.tasks.services.shown import task_json
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from typing import Any


def numbered(found: list[dict]) -> list[dict]:
    """Return directives with their numbers and what replaced them."""
    after = superseded(found)
    return [
        {"number": n, **order, "superseded_by": after.get(n)}
        for n, order in enumerate(found, 1)
    ]


class DirectivesGet(AnswerService):
    """The directives given, oldest first."""

    def answer(self):
        found = numbered(storage.directives(self.context))
        return {
            "@id": f"{self.context.absolute_url()}/@directives",
            "items": found,
            "items_total": len(found),
        }


class DirectivesPost(PathMixin, WriteService):
    """Gives a directive; it cannot be taken back or changed.

    With `proposal` in the path the sentence in `text` is only read.
    """

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if self.path == ("proposal",):
            return self.proposal(data, by)
        if self.path:
            raise absent()
        order = read_order(data, usual=usual_days(self.context))
        given = giving.direct(self.context, order, by, **read_replacement(data))
        self.request.response.setStatus(201)
        return given_json(self.context, given)

    def proposal(self, data: Mapping, by: Actor) -> dict:
        """Return what the sentence seems to order; nothing is written."""
        text = read_text(data, "text", required=True, limit=TEXT_LIMIT)
        found = propose(text, by)
        return {
            "@id": f"{self.context.absolute_url()}/@directives/proposal",
            "text": text,
            **{duty: [named(p) for p in getattr(found, duty)] for duty in DUTIES},
            "due": found.due.isoformat() if found.due else None,
            "working_days": found.working_days,
        }


def given_json(target: Any, given: Mapping) -> dict[str, Any]:
    """Return a directive just given, with its tasks."""
    tasks = [
        task_json(child)
        for child in storage.children(target)
        if child.directive == given["number"]
    ]
    return {"@id": f"{target.absolute_url()}/@directives", **given, "tasks": tasks}


def read_order(data: Mapping, usual: int | None = None) -> giving.Order:
    """Return the order sent, without any deadline with the *usual* one; else 422."""
    due, days = read_date(data, "due"), read_days(data)
    return giving.order(
        read_text(data, "text"),
        read_names(data, "lead"),
        read_names(data, "support"),
        read_names(data, "informed"),
        due=due,
        working_days=usual if due is None and days is None else days,
        dues=read_dues(data),
        closes=read_flag(data, "closes_by_itself"),
        reports_up=data.get("reports_up", True) is not False,
    )


def read_days(data: Mapping) -> int | None:
    """Return the working days sent, or None."""
    return read_number(data, "working_days", least=0, most=1000)


def read_dues(data: Mapping) -> dict[str, date]:
    """Return the last days of supporters `{id, due | working_days}` with their own."""
    found = {}
    sent = data.get("support")
    for entry in sent if isinstance(sent, list) else []:
        if isinstance(entry, dict):
            day = read_date(entry, "due")
            days = read_days(entry)
            if days is not None and day is None:
                day = calendar().add(clock.today(), days)
            if day is not None:
                found[str(entry.get("id"))] = day
    return found


def read_replacement(data: Mapping) -> dict[str, Any]:
    """Return which directive this one replaces, and whether its tasks are recalled."""
    number = read_number(data, "supersedes", least=1, most=10_000)
    recall = read_flag(data, "recall_old")
    if recall and not number:
        raise BadValue(
            _("Name the directive that is replaced."),
            field="supersedes",
            code="required",
        )
    return {"supersedes": number or 0, "recall_old": recall}


class DirectivesShut(AnswerService):
    """A directive is never changed or deleted."""

    def answer(self):
        raise never_changed()
