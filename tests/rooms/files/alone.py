"""A site with one long text to draw, for processes of their own that one may kill."""

from imoit.content.files.operations import office
from imoit.workflows.jobs import domain
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.refusal import _
from tests.rooms.files import texts
from tests.rooms.jobs import lonely
from zope.component import provideUtility

import io
import pypdfium2
import tempfile


LONG = "<text:p>Kính gửi các đơn vị thuộc Bộ.</text:p>" * 4_000


def draw(work):
    """Draw the text, as the job of a preview does outside the turn."""
    return office.draw(texts.odt(LONG), ".odt", work.is_stopping)


def keep(work):
    """Keep one more result: how many pages it has."""
    pages = len(pypdfium2.PdfDocument(io.BytesIO(work.prepared)))
    work.portal.seen[work.id] = (*work.portal.seen.get(work.id, ()), pages)
    work.progress(1, 1)


KIND = Kind(title=_("Work"), run=keep, prepare=draw, tries=4, lane=domain.SLOW)


def own(folder):
    """Keep temporary files in *folder*, and know the kind."""
    tempfile.tempdir = str(folder / "tmp")
    provideUtility(KIND, IKind, "draw")


def make(folder):
    """Make the site and let the text be drawn."""
    own(folder)
    lonely.make(folder, ["draw"])


def work(folder):
    """Do what a worker does when it starts, until nothing waits."""
    own(folder)
    lonely.work(folder)


def look(folder):
    """Write down what was kept and how the job stands."""
    own(folder)
    lonely.look(folder)
