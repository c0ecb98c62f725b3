"""The text of a file, read once after the commit for the same bytes.

The file itself is never changed: its text lies beside it, under its checksum.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from imoit.content.files import domain
from imoit.content.files import storage
from imoit.content.files.domain import Reading
from imoit.content.files.operations import office
from imoit.workflows.jobs import domain as jobs
from imoit.workflows.jobs.operations.queueing import again
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.watching import line
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Work
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.operations import missing
from imoit.workflows.reading.operations import Pages
from imoit.workflows.reading.operations import read_pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from itertools import islice
from pathlib import Path
from plone import api
from tempfile import NamedTemporaryFile
from typing import Any


NAME = "files.text"
CHUNK = 8  # pages that are read between two commits
FOLLOWING = 20  # documents with this file that are found by it after each commit
MOST_SEEN = 200  # pages of one scan that are recognised: six minutes of one processor
MOST_WORDS = 1_000_000  # characters of one document's files that a search knows


def is_read(attachment: Any) -> bool:
    """Tell whether files of this kind have a text."""
    return attachment.file.contentType in domain.READ


def begin(attachment: Any, document: Any) -> None:
    """Let a new file be read after the commit; a known one is found at once."""
    if not is_read(attachment):
        return
    sha256, known = attachment.sha256, storage.text(attachment.sha256)
    if known is not None and known.is_whole:
        document.reindexObject(idxs=["SearchableText"])
        return
    storage.wait_for_text(sha256, document.UID(), attachment.getId())
    queue(NAME, {"sha256": sha256}, key=_key(sha256))


def ask(attachment: Any) -> None:
    """Let a file be read that was not yet, or once more what nobody could see."""
    if not is_read(attachment):
        raise Conflict(_no_text())
    found = standing(attachment)
    if found.state in (jobs.QUEUED, jobs.RUNNING):
        return
    if found.state == "read" and not found.unread:
        return
    if found.unread and not may_ask(found):
        raise Conflict(found.why)
    sha256, job = attachment.sha256, of_key(_key(attachment.sha256))
    storage.drop_text(sha256)
    document = attachment.document()
    storage.wait_for_text(sha256, document.UID(), attachment.getId())
    if job is not None and job.state == jobs.FAILED:
        job.cursor = None
        again(job)
    else:
        queue(NAME, {"sha256": sha256}, key=_key(sha256))


def may_ask(found: Reading) -> bool:
    """Tell whether reading once more may bring more."""
    can_see = bool(found.unread) and not missing() and found.seen < MOST_SEEN
    return found.state in ("failed", "none") or can_see


def _key(sha256: str) -> str:
    return f"{NAME} {sha256}"


def _no_text() -> Sentence:
    return _("Files of this kind are not read.")


def standing(attachment: Any) -> Reading:
    """Return how far a file is read."""
    if not is_read(attachment):
        return Reading("not_read", why=_no_text())
    kept, job = storage.text(attachment.sha256), of_key(_key(attachment.sha256))
    if job is not None and job.state != jobs.DONE:
        text, values = job.error
        why = Sentence(text, values) if text else None
        seen = line(job)
        return Reading(job.state, seen.done, seen.of, job.tries, why)
    if kept is None or not kept.is_whole:
        return Reading("none")
    said = [*missing(), _too_many()][0] if kept.unread else None
    return Reading(
        "read",
        kept.count,
        kept.count,
        why=said,
        unread=kept.unread,
        seen=kept.seen,
    )


def _too_many() -> Sentence:
    return _("At most ${n} pages of a scan are read.", n=MOST_SEEN)


def pages_of(attachment: Any) -> list[ReadPage]:
    """Return the pages that were read, with their words and where these stand."""
    found = storage.text(attachment.sha256)
    return list(found.pages()) if found is not None else []


def text_of(attachment: Any) -> str:
    """Return the text that was read."""
    found = storage.text(attachment.sha256)
    return found.words() if found is not None else ""


def words_of(attachments: list[Any]) -> str:
    """Return by which words of its files a document is found.

    Only files in force, and only those that are open to whoever sees the document.
    """
    in_force = {child.role: child.getId() for child in attachments}
    texts = [
        text_of(child)
        for child in attachments
        if child.role in domain.OTHERS or in_force[child.role] == child.getId()
        if child.role != "void_scan" and not is_shut(child) and not _led_here(child)
    ]
    return "\n".join(texts)[:MOST_WORDS]


def is_shut(attachment: Any) -> bool:
    """Tell whether a file is kept from some who see its document."""
    return isinstance(getattr(aq_base(attachment), "_View_Permission", None), tuple)


def _led_here(attachment: Any) -> bool:
    """Tell whether a file is for the makers alone; the text in force is published."""
    kept = isinstance(getattr(aq_base(attachment), "_View_Permission", None), str)
    return kept and attachment.role != "main"


# ---- the job ----
def _woken(waiting: Iterable[tuple[str, str]]) -> Iterator[tuple[Any, Any]]:
    """Yield what waits and is still there: each document with its file."""
    catalog = api.portal.get_tool("portal_catalog")
    for uid, name in waiting:
        for brain in catalog.unrestrictedSearchResults(UID=uid):
            document = brain._unrestrictedGetObject()
            if name in document:
                yield document, document[name]


def read(work: Work) -> Pages | None:
    """Read the next pages: outside the turn, it takes seconds. None: all are read."""
    sha256 = work.args["sha256"]
    known = storage.text(sha256)
    if known is not None and known.is_whole:
        return None
    waiting = next(_woken(storage.waiting_for_text(sha256)), None)
    if waiting is None:
        raise NotThere(_("The file is not there any more."))
    file = waiting[1].file
    first = known.read + 1 if known is not None else 1
    may_see = known is None or known.seen < MOST_SEEN
    with NamedTemporaryFile(prefix="imoit-text-") as opened:
        opened.write(_readable(file, work))
        opened.flush()
        path, last = Path(opened.name), first + CHUNK - 1
        return read_pages(path, first, last, work.is_stopping, may_see=may_see)


def _readable(file: Any, work: Work) -> bytes:
    """Return the bytes to read: those of an old kind are drawn first."""
    suffix = domain.OLD.get(file.contentType)
    if suffix is None:
        return file.data
    if not office.program():
        raise office.missing()
    return office.draw(file.data, suffix, work.is_stopping)


def keep(work: Work) -> int | None:
    """Keep what was read; at the end the documents are found by it, some at a time.

    One file may be that of thousands of letters: nobody waits for all of them.
    """
    sha256, found = work.args["sha256"], work.prepared
    kept = storage.text(sha256)
    if found is not None:
        kept = storage.keep_text(sha256, found.count, found.pages)
    work.progress(kept.read, kept.count)
    if kept.is_whole and not _follow(sha256):
        return None
    return kept.read


def _follow(sha256: str) -> bool:
    """Let the next documents be found by their file; tell whether others wait."""
    batch = list(islice(storage.waiting_for_text(sha256), FOLLOWING))
    for document, _file in _woken(batch):
        document.reindexObject(idxs=["SearchableText"])
    storage.stop_waiting(sha256, (uid for uid, _name in batch))
    return next(storage.waiting_for_text(sha256), None) is not None


KIND = Kind(
    title=_("The text of a file is read"),
    run=keep,
    prepare=read,
    tries=3,
    kept=False,
    lane=jobs.SLOW,
    seconds=1800,
)
