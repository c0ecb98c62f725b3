"""Where a number is taken when it is not the next one, as part of other pages."""

from contextlib import suppress
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import read_number as read_name
from imoit.content.registers.operations.numbers import END
from imoit.content.registers.operations.numbers import Place
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.rest.operations import read_number
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


NAMES = ("reserved", "after", "place_reason")
LONGEST = 8  # digits that no number has


class Placing:
    """For pages that take a number: a reserved one, or one to be inserted."""

    place_template = ViewPageTemplateFile("../templates/place.pt")

    @property
    def place_part(self) -> Any:
        """The macros of the form's part."""
        return self.place_template.macros

    def places_in(self) -> tuple[str, int]:
        """Return the book and year that the number will be of, as far as one knows."""
        raise NotImplementedError

    def reserved_numbers(self) -> list[str]:
        """Return the numbers kept free in the book."""
        return [str(number) for number in storage.reserved(*self.places_in())]

    def is_placed(self) -> bool:
        """Tell whether another number than the next is asked for."""
        return any(typed(self.form, name) for name in NAMES)

    def ahead(self) -> tuple[str, str]:
        """Return the number that the place asked for would give, and its usual day."""
        after = typed(self.form, "after")
        if not (after.isdecimal() and len(after) < LONGEST):
            return typed(self.form, "reserved"), ""
        with suppress(Conflict):
            if found := storage.ahead(*self.places_in(), int(after)):
                return str(found[0]), found[1]
        return "", ""

    def place(self) -> Place:
        """Return where the number is taken; what cannot be read is a 422."""
        form, reason = self.form, typed(self.form, "place_reason")
        reserved = typed(form, "reserved")
        after = read_number(form, "after", least=1) if typed(form, "after") else 0
        if not (reserved or after):
            return END
        if after and not reason:
            raise BadValue(_("Give the reason."), field="place_reason", code="required")
        number = read_name(reserved, "reserved") if reserved else None
        return Place(number, after or 0, reason)
