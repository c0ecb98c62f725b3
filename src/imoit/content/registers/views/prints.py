"""Printing a book: the order, how far it is, the file."""

from imoit.content.registers.domain.prints import Order
from imoit.content.registers.operations import prints
from imoit.content.registers.operations.xlsx import XLSX
from imoit.content.registers.views.register import Registers
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import send_file
from plone.memoize.view import memoize
from ZPublisher.Iterators import filestream_iterator


KINDS = {
    "pdf": "application/pdf",
    "xlsx": XLSX,
}
STATUS = {
    "waiting": _("Waiting for its turn"),
    "reading": _("Reading the rows"),
    "drawing": _("Drawing the pages"),
    "finished": _("The file is ready"),
    "failed": _("The file could not be made. Print again."),
}
RUNNING = ("waiting", "reading", "drawing")


class PrintPage(Registers):
    """Takes the order for a file, then shows how far it is."""

    def act(self) -> str:
        """Leave the order."""
        book, year = self.wanted
        order = Order(
            book, year, typed(self.form, "format"), self.is_follow_up(), self.sieve()
        )
        job = prints.start(order.checked(), self.actor(), self.request)
        return self.go(self.address("register-print", job=job))

    def show(self) -> str:
        """Return the page; the browser asks again while the work goes on."""
        if self.refusal is None and self.status()["status"] in RUNNING:
            self.request.response.setHeader("Refresh", "1")
        return super().show()

    @memoize
    def status(self) -> dict:
        """Return how the file stands."""
        return prints.status(typed(self.form, "job"), self.actor())

    def said(self) -> str:
        """Return how the file stands, in words."""
        return self.say(STATUS[self.status()["status"]])

    def file_address(self) -> str:
        """Return where the finished file is fetched."""
        return f"{self.portal_url}/@@register-file?job={typed(self.form, 'job')}"


class FileView(FormPage):
    """The finished file, streamed from the disk."""

    def __call__(self):
        job = typed(self.form, "job")
        path = prints.file(job, self.actor())
        kind = path.suffix[1:]
        response = self.request.response
        send_file(response, KINDS[kind], f"so-dang-ky.{kind}")
        response.setHeader("Content-Length", str(path.stat().st_size))
        return filestream_iterator(str(path), "rb")
