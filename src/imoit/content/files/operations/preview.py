"""How a text looks on paper: a PDF, drawn once after the commit."""

from imoit.content.files import domain
from imoit.content.files import storage
from imoit.content.files.domain import Preview
from imoit.content.files.events import PreviewKept
from imoit.content.files.operations import office
from imoit.workflows.actors.domain import Actor
from imoit.workflows.jobs import domain as jobs
from imoit.workflows.jobs.operations.queueing import again
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.watching import line
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from pathlib import PurePath
from plone import api
from typing import Any
from zope.event import notify


NAME = "files.preview"
STEPS = 3  # fetched, drawn, kept


def is_drawn(attachment: Any) -> bool:
    """Tell whether files of this kind have a preview of their own."""
    return attachment.file.contentType in domain.DRAWN


def pdf_of(attachment: Any) -> Any | None:
    """Return the PDF to look at: the file itself, or its preview, else None."""
    if attachment.file.contentType == "application/pdf":
        return attachment.file
    return storage.preview(attachment.sha256) if is_drawn(attachment) else None


def begin(attachment: Any, document: Any, by: Actor) -> None:
    """Let a new file be drawn after the commit, where it can be."""
    if is_drawn(attachment) and office.program() and not pdf_of(attachment):
        _queue(attachment, document, by)


def ask(attachment: Any, by: Actor) -> None:
    """Let a file be drawn that has no preview yet, or once more after a failure."""
    if not is_drawn(attachment):
        raise Conflict(_("Only DOCX and ODT files are drawn."))
    if pdf_of(attachment):
        return
    if not office.program():
        raise office.missing()
    job = of_key(_key(attachment.sha256))
    if job is not None and job.state == jobs.FAILED:
        again(job)
    else:
        _queue(attachment, attachment.document(), by)


def _queue(attachment: Any, document: Any, by: Actor) -> None:
    args = {"document": document.UID(), "file": attachment.getId()}
    key = _key(attachment.sha256)
    queue(NAME, args, key=key, by=by, uid=document.UID(), of=STEPS)


def _key(sha256: str) -> str:
    return f"{NAME} {sha256}"


def standing(attachment: Any) -> Preview:
    """Return how the preview of a file stands."""
    if pdf_of(attachment):
        return Preview("ready")
    if not is_drawn(attachment):
        return Preview("not_drawn", why=_("Only DOCX and ODT files are drawn."))
    job = of_key(_key(attachment.sha256))
    if job is not None and job.state != jobs.DONE:
        text, values = job.error
        why = Sentence(text, values) if text and job.state == jobs.FAILED else None
        seen = line(job)
        return Preview(job.state, seen.done, seen.of, why)
    if not office.program():
        return Preview("off", why=office.missing().message)
    return Preview("none")


# ---- the job ----
def file_of(work: Work) -> Any:
    """Return the file that a job is about."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        UID=work.args["document"]
    )
    document = brains[0]._unrestrictedGetObject() if brains else {}
    if work.args["file"] not in document:
        raise NotThere(_("The file is not there any more."))
    return document[work.args["file"]]


def draw(work: Work) -> bytes | None:
    """Draw the file: outside the turn, it takes seconds."""
    attachment = file_of(work)
    if pdf_of(attachment):
        return None
    work.progress(1, STEPS)
    suffix = PurePath(attachment.file.filename).suffix.lower()
    pdf = office.draw(attachment.file.data, suffix, work.is_stopping)
    work.progress(2, STEPS)
    return pdf


def keep(work: Work) -> None:
    """Keep what was drawn."""
    if work.prepared is not None:
        attachment = file_of(work)
        storage.keep_preview(attachment.sha256, work.prepared)
        notify(PreviewKept(attachment))
    work.progress(STEPS, STEPS)


KIND = Kind(
    title=_("A preview is drawn"),
    run=keep,
    prepare=draw,
    tries=3,
    kept=False,
    lane=jobs.SLOW,
    seconds=4 * office.SECONDS,
)
