"""`@jobs`: work after the commit, one's own or, for the site manager, all of it."""

from imoit.workflows.jobs import domain
from imoit.workflows.jobs.domain import Line
from imoit.workflows.jobs.operations import queueing
from imoit.workflows.jobs.operations import watching
from imoit.workflows.jobs.schema import Job
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from plone import api
from typing import Any


MANAGE = "iMOIT: Manage jobs"


def me() -> str:
    """Return who asks."""
    return api.user.get_current().getId() or ""


def visible(job: str) -> tuple[Job, Line]:
    """Return the job and what the present user may read of it; else 404."""
    found = queueing.get(job)
    if found.person and found.person == me():
        return found, watching.line(found)
    if api.user.has_permission(MANAGE):
        return found, watching.stripped(watching.line(found))
    raise NotThere(_("There is no such job."))


def shown(line: Line, request: Any) -> dict:
    """Return a job as JSON."""
    text, values = line.error
    title = queueing.title_of(line.kind)
    return {
        "@id": f"{api.portal.get().absolute_url()}/@jobs/{line.id}",
        "id": line.id,
        "kind": line.kind,
        "title": say(title, request),
        "state": line.state,
        "tries": line.tries,
        "progress": {"done": line.done, "of": line.of},
        "error": say(Sentence(text, values), request) if text else None,
        "person": line.person or None,
        "UID": line.uid or None,
        "queued_at": line.queued_at,
        "started_at": line.started_at or None,
        "finished_at": line.finished_at or None,
    }


class JobsGet(PathMixin, AnswerService):
    """One's own jobs; with `everybody`, all for the site manager; one by its id."""

    def answer(self):
        if self.path:
            return shown(visible(self.path[0])[1], self.request)
        form = self.request.form
        everybody = form.get("everybody") in ("1", "true")
        if everybody and not api.user.has_permission(MANAGE):
            raise NotAllowed(_("You may not do this."))
        start = read_number(form, "b_start", most=10_000_000) or 0
        size = read_number(form, "b_size", least=1, most=500) or 25
        person = "" if everybody else me()
        total, lines = watching.lines(person, start, size)
        return {
            "@id": f"{self.context.absolute_url()}/@jobs",
            "items": [shown(line, self.request) for line in lines],
            "items_total": total,
        }


class JobPost(PathMixin, WriteService):
    """`POST @jobs/<id>` with `{"state": "queued"}`: what failed or is held goes on.

    `{"state": "held"}` stops it after the chunk at hand.
    """

    def write(self, data):
        if len(self.path) != 1:
            raise NotThere(_("There is no such job."))
        act = {domain.QUEUED: queueing.again, domain.HELD: queueing.hold}.get(
            str(data.get("state"))
        )
        if act is None:
            raise BadValue(
                _("A job can be paused or queued again, nothing else."),
                field="state",
                code="unknown_value",
            )
        job, _line = visible(self.path[0])
        act(job)
        return shown(visible(self.path[0])[1], self.request)
