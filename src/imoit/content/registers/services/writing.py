"""What is done with a book: reserve, give back, void, close, open again."""

from imoit.content.registers.domain.ledger import MOST_AT_ONCE
from imoit.content.registers.domain.ledger import read_number as read_name
from imoit.content.registers.domain.prints import Order
from imoit.content.registers.operations import numbers
from imoit.content.registers.operations import prints
from imoit.content.registers.operations import shelf
from imoit.content.registers.services import shown
from imoit.content.registers.services.reading import BookPath
from imoit.content.registers.services.reading import read_sieve
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import WriteService


class RegistersPost(BookPath, WriteService):
    """`…/reservations`, `/close`, `/reopen`, `/<number>/void`, `/prints`."""

    def write(self, data: dict) -> dict:
        book, year = self.book()
        by = current_actor(self.request)
        shelf.check_open_to(by, book, year)
        reason = read_text(data, "reason", limit=1000)
        match self.path[2:]:
            case ("reservations",):
                return self.reserve(book, year, by, reason, data)
            case ("close",):
                shelf.close(book, year, by, reason)
            case ("reopen",):
                shelf.reopen(book, year, by, reason)
            case (number, "void"):
                return self.void(book, year, read_name(number), by, reason)
            case (number, "release"):
                return self.release(book, year, read_name(number), by, reason)
            case ("prints",):
                return self.printing(book, year, by, data)
            case _:
                raise NotThere(_("There is nothing here, or nothing you may see."))
        url = self.context.absolute_url()
        return shown.book_json(url, book, year, by, self.request)

    def printing(self, book, year, by, data):
        """Leave an order for a file; it is made after the answer."""
        order = Order(
            book,
            year,
            read_text(data, "format", required=True),
            read_text(data, "view") == "follow_up",
            read_sieve(data),
        )
        job = prints.start(order.checked(), by, self.request)
        self.request.response.setStatus(202)
        return shown.print_json(self.url(), job, prints.status(job, by))

    def reserve(self, book, year, by, reason, data):
        many = read_number(data, "count", least=1, most=MOST_AT_ONCE) or 1
        found = numbers.reserve(book, year, by, reason, many=many)
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.url()}/reservations",
            "numbers": [number.number for number in found],
        }

    def void(self, book, year, number, by, reason):
        entry = numbers.void(book, year, number, by, reason)
        return shown.entry_json(self.url(), entry)

    def release(self, book, year, number, by, reason):
        again = numbers.release(book, year, number, by, reason)
        return {"@id": f"{self.url()}/{number}", "given_again": again}
