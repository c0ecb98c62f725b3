"""`@registers`: the books, the rows of one, one number explained."""

from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import read_number as read_name
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import prints
from imoit.content.registers.operations import rows
from imoit.content.registers.operations import shelf
from imoit.content.registers.services import shown
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin


MOST = 500


def read_sieve(data) -> Sieve:
    """Return which rows are asked for; else 422."""
    since, until = read_date(data, "since"), read_date(data, "until")
    return Sieve(
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        issuer=read_text(data, "issuer"),
        type=read_text(data, "type"),
        unit=read_text(data, "unit"),
        first=read_number(data, "first") or 0,
        last=read_number(data, "last") or 0,
        state=read_text(data, "state"),
        signer=read_text(data, "signer"),
        recipient=read_text(data, "recipient"),
    ).checked()


class BookPath(PathMixin):
    """Reads book and year out of the path."""

    def book(self) -> tuple[str, int]:
        """Return the book and year named; a year that is none is a 404."""
        if len(self.path) < 2 or not self.path[1].isdecimal():
            raise NotThere(_("There is no such book, or none that is open to you."))
        return self.path[0], int(self.path[1][:6])

    def url(self) -> str:
        """Return the address of the book."""
        book, year = self.book()
        return f"{self.context.absolute_url()}/@registers/{book}/{year}"


class RegistersGet(BookPath, AnswerService):
    """The books open to oneself; below them rows and numbers."""

    def answer(self):
        by = current_actor(self.request)
        if not self.path:
            return self.books(by)
        book, year = self.book()
        shelf.check_open_to(by, book, year)
        if len(self.path) == 2:
            return self.rows(book, year, by)
        return self.below(book, year, by)

    def below(self, book, year, by):
        """Return what lies below a book: a number explained, a file being made."""
        if self.path[2] == "prints" and len(self.path) == 4:
            job = self.path[3]
            return shown.print_json(self.url(), job, prints.status(job, by))
        number = read_name(self.path[2])
        return shown.explained(self.url(), numbers.explain(book, year, number, by))

    def books(self, by):
        url = self.context.absolute_url()
        found = shelf.on_shelf(by, clock.today().year)
        if not found:
            raise NotAllowed(_("The registers are not open to the post you act as."))
        items = [shown.book_json(url, *one, by, self.request) for one in found]
        return {"@id": f"{url}/@registers", "items": items, "items_total": len(items)}

    def rows(self, book, year, by):
        form = self.request.form
        size = read_number(form, "b_size", least=1, most=MOST) or 50
        below = read_number(form, "below") or 0
        found = rows.page(book, year, read_sieve(form), rows.eyes(), size, below)
        about = shown.book_json(
            self.context.absolute_url(), book, year, by, self.request
        )
        return {
            **about,
            "items": [shown.row_json(self.url(), row) for row in found.rows],
            "items_total": storage.count(book, year),
            "next_below": found.further or None,
        }
