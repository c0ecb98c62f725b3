"""Pages as pictures, for telephones and lists: drawn once after the commit."""

from imoit.content.files import domain
from imoit.content.files.domain import Drawing
from imoit.content.files.operations.preview import file_of
from imoit.content.files.operations.preview import pdf_of
from imoit.content.files.storage import pictures as storage
from imoit.workflows.jobs import domain as jobs
from imoit.workflows.jobs.operations.queueing import again
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.watching import line
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.reading.operations import draw_pages
from imoit.workflows.reading.operations import Pictures
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any


NAME = "files.pictures"
CHUNK = 10  # pages between two commits
MOST = 30  # pages of a file; the others are read in the file itself


def source_of(attachment: Any) -> Any | None:
    """Return what is drawn: a picture itself, a PDF, the PDF of a text; else None."""
    is_picture = attachment.file.contentType in domain.PICTURES
    return attachment.file if is_picture else pdf_of(attachment)


def begin(attachment: Any) -> None:
    """Let the pages of a file be drawn after the commit, where they can be."""
    if source_of(attachment) is not None and not storage.pictures(attachment.sha256):
        _queue(attachment)


def ask(attachment: Any) -> None:
    """Let pages be drawn that are not there, or once more after a failure."""
    if source_of(attachment) is None:
        raise Conflict(_nothing())
    job = of_key(_key(attachment.sha256))
    if job is not None and job.state == jobs.FAILED:
        again(job)
    elif storage.pictures(attachment.sha256) is None:
        _queue(attachment)


def _queue(attachment: Any) -> None:
    document = attachment.document()
    args = {"document": document.UID(), "file": attachment.getId()}
    queue(NAME, args, key=_key(attachment.sha256))


def _key(sha256: str) -> str:
    return f"{NAME} {sha256}"


def _nothing() -> Sentence:
    return _("This file has no pages to draw.")


def standing(attachment: Any) -> Drawing:
    """Return how the pictures of a file stand, with the size of each page."""
    job = of_key(_key(attachment.sha256))
    if job is not None and job.state != jobs.DONE:
        text, values = job.error
        seen = line(job)
        why = Sentence(text, values) if text else None
        return Drawing(job.state, seen.done, seen.of, why)
    found = storage.pictures(attachment.sha256)
    if found is None:
        drawn = source_of(attachment) is not None
        return Drawing("none") if drawn else Drawing("not_drawn", why=_nothing())
    sizes = tuple((place[-2], place[-1]) for place in found.places)
    return Drawing("ready", len(sizes), found.count, sizes=sizes)


def picture(attachment: Any, number: int, *, small: bool = False) -> bytes:
    """Return the picture of a page; 404 where there is none."""
    found = storage.pictures(attachment.sha256)
    if found is None or found.page(number) is None:
        raise NotThere(_("The file has no page ${n}.", n=number))
    return found.picture(number, small=small)


# ---- the job ----
def draw(work: Work) -> Pictures | None:
    """Draw the next pages: outside the turn, it takes seconds."""
    attachment = file_of(work)
    source, first = source_of(attachment), (work.cursor or 0) + 1
    known = storage.pictures(attachment.sha256)
    if source is None or (known is not None and len(known.places) >= first):
        return None
    with NamedTemporaryFile(prefix="imoit-draw-") as opened:
        opened.write(source.data)
        opened.flush()
        last = min(first + CHUNK - 1, MOST)
        return draw_pages(Path(opened.name), first, last, work.is_stopping)


def keep(work: Work) -> int | None:
    """Keep what was drawn; return the page where it goes on."""
    if work.prepared is None:
        return None
    sha256, found = file_of(work).sha256, work.prepared
    kept = storage.keep_pictures(sha256, found.count, found.pages)
    done, of = len(kept.places), min(kept.count, MOST)
    work.progress(done, of)
    return done if found.pages and done < of else None


KIND = Kind(
    title=_("Pages of a file are drawn"),
    run=keep,
    prepare=draw,
    tries=3,
    kept=False,
    lane=jobs.SLOW,
    seconds=900,
)
