"""The acts of a task over REST; pages take the same ones."""

from collections.abc import Mapping
from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.services.content import read_file
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.content.tasks.operations.terms import usual_days
from imoit.content.tasks.services.giving import read_order
from imoit.content.tasks.services.giving import read_replacement
from imoit.content.tasks.services.shown import task_json
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import WriteService
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.services import WorkflowPost


class ReportPost(WriteService):
    """Reports the result of a task, or how far it is."""

    def write(self, data: dict) -> dict:
        report(self.context, current_actor(self.request), "", data)
        return task_json(self.context)


def report(task, by, reason, data) -> None:
    """Report with what was sent; the gate reads its files first."""
    check(task, "report")
    files = read_files(data)
    sure = read_flag(data, "confirm_text")
    pass_gate(task.REQUEST, files, door="report", confirmed=sure)
    closing.report(
        task,
        by,
        text=read_text(data, "text", limit=2000) or reason,
        percent=read_number(data, "percent", least=0, most=100),
        answer=read_answer(data),
        files=files,
    )


def read_answer(data: Mapping) -> str:
    """Return the UID of the document that answers, empty when none is named."""
    answer = data.get("answer") or ""
    if isinstance(answer, dict):
        answer = answer.get("@id") or answer.get("UID") or ""
    found = look_up(str(answer)) if answer else None
    if answer and found is None:
        raise BadValue(
            _("There is no such document."), field="answer", code="not_found"
        )
    return found.UID() if found is not None else ""


def read_files(data: Mapping) -> list[tuple[str, bytes]]:
    """Return the files `[{data, encoding, filename}]` sent with a report."""
    sent = data.get("files") or []
    if not isinstance(sent, list):
        raise BadValue(_("Send a file."), field="files", code="not_a_list")
    return [read_file({"file": one}) for one in sent]


def _open(task, by, reason, data):
    working.open_task(task, by)


def _accept(task, by, reason, data):
    closing.accept(task, by)


def _send_back(task, by, reason, data):
    closing.send_back(task, by, reason)


def _return(task, by, reason, data):
    working.return_task(task, by, reason)


def _recall(task, by, reason, data):
    working.recall(task, by, reason)


def _seen(task, by, reason, data):
    working.mark_seen(task, by)


def _forward(task, by, reason, data):
    order = read_order(data, usual=usual_days(task))
    giving.direct(task, order, by, **read_replacement(data))


def _take_note(task, by, reason, data):
    working.take_note(task, by)


def _pause(task, by, reason, data):
    timing.pause(task, by, reason)


def _resume(task, by, reason, data):
    timing.resume(task, by)


def _ask(task, by, reason, data):
    days = read_number(data, "working_days", least=1, most=1000)
    due = read_date(data, "due")
    timing.ask_extension(task, by, reason, due=due, working_days=days)


def _grant(task, by, reason, data):
    timing.grant_extension(task, by, due=read_date(data, "due"), comment=reason)


def _refuse(task, by, reason, data):
    timing.refuse_extension(task, by, reason)


class TaskWorkflowPost(WorkflowPost):
    """The steps of a task."""

    acts = {  # noqa: RUF012 - read only
        "open": _open,
        "report": report,
        "accept": _accept,
        "send_back": _send_back,
        "return": _return,
        "recall": _recall,
        "forward": _forward,
        "mark_seen": _seen,
        "take_note": _take_note,
        "pause": _pause,
        "resume": _resume,
        "ask_extension": _ask,
        "grant_extension": _grant,
        "refuse_extension": _refuse,
    }
