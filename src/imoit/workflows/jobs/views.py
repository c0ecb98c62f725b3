"""The page where the site manager watches the work after the commit."""

from imoit.workflows.jobs import domain
from imoit.workflows.jobs.domain import Line
from imoit.workflows.jobs.operations import queueing
from imoit.workflows.jobs.operations import watching
from imoit.workflows.jobs.services import visible
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from imoit.workflows.speech.operations import say
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import NotFound
from zope.cachedescriptors.property import Lazy
from zope.component import getMultiAdapter


SIZE = 50
STATES = {
    domain.QUEUED: (_("Waiting"), "hourglass-split"),
    domain.RUNNING: (_("Running"), "arrow-repeat"),
    domain.HELD: (_("Paused"), "pause-circle"),
    domain.DONE: (_("Done"), "check2-circle"),
    domain.FAILED: (_("Failed"), "exclamation-octagon-fill"),
}


class Speaking(BrowserView):
    """What the list and the part share: a job in words."""

    @Lazy
    def frame(self) -> Any:
        """The frame of every page, found by its name: it stands above this room."""
        return getMultiAdapter((self.context, self.request), name="imoit-frame")

    def shown(self, line: Line) -> dict:
        """Return *line* as a page shows it."""
        title, icon = STATES[line.state]
        text, values = line.error
        return {
            "id": line.id,
            "title": say(queueing.title_of(line.kind), self.request),
            "state": line.state,
            "state_title": say(title, self.request),
            "icon": self.frame.icon(icon),
            "tries": line.tries,
            "percent": domain.percent(line.done, line.of),
            "done": line.done,
            "of": line.of,
            "error": say(Sentence(text, values), self.request) if text else "",
            "who": self.frame.who(line.person),
            "queued": self.frame.time(line.queued_at),
            "finished": self.frame.time(line.finished_at),
            "is_over": line.state in (domain.DONE, domain.FAILED),
        }


class JobsPage(Speaking):
    """Lists jobs, newest first; what failed can be run again."""

    section = "jobs"

    def __call__(self):
        if self.request.method == "POST":
            return self.act()
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return f"<!DOCTYPE html>\n{self.index()}"

    def act(self) -> str:
        """Run the job that the form names once more, or pause it."""
        CheckAuthenticator(self.request)
        do, words = {
            "hold": (queueing.hold, _("The job pauses after the piece at hand.")),
        }.get(
            str(self.request.form.get("do")),
            (queueing.again, _("The job is queued again.")),
        )
        kind = "info"
        try:
            do(queueing.get(str(self.request.form.get("job", ""))))
        except Refusal as refusal:
            words, kind = refusal.message, "error"
        IStatusMessage(self.request).add(say(words, self.request), type=kind)
        url = f"{self.context.absolute_url()}/@@imoit-jobs"
        self.request.response.redirect(url, status=303)
        return ""

    @property
    def start(self) -> int:
        """The first line of the batch."""
        asked = str(self.request.form.get("start", ""))
        return int(asked[:12]) if asked.isascii() and asked.isdigit() else 0

    @Lazy
    def batch(self) -> tuple[int, list[Line]]:
        return watching.lines("", self.start, SIZE)

    @property
    def total(self) -> int:
        return self.batch[0]

    @property
    def before(self) -> int | None:
        return max(0, self.start - SIZE) if self.start else None

    @property
    def after(self) -> int | None:
        last = self.start + SIZE
        return last if last < self.total else None

    def lines(self) -> list[dict]:
        """Return the jobs of the batch."""
        return [self.shown(line) for line in self.batch[1]]

    def counts(self) -> list[dict]:
        """Return how many jobs are in each state."""
        return [
            {
                "state": state,
                "title": say(STATES[state][0], self.request),
                "count": count,
            }
            for state, count in watching.counts().items()
        ]


class JobPart(Speaking):
    """How far one job is: a part that other pages show and a script renews."""

    def __call__(self):
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.part(str(self.request.form.get("id", "")))

    def part(self, job: str) -> str:
        """Return the part for *job*; 404 for what one may not see."""
        try:
            line = visible(job)[1]
        except Refusal as refusal:
            raise NotFound from refusal
        self.job = self.shown(line)
        self.url = f"{self.context.absolute_url()}/@@imoit-job?id={job}"
        return self.index()
