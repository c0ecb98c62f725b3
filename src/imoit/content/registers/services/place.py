"""Where in a book a document goes, when not at its end."""

from imoit.content.registers.domain.ledger import read_number as read_name
from imoit.content.registers.operations.numbers import END
from imoit.content.registers.operations.numbers import Place
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text


def read_place(data: dict) -> Place:
    """Return the place: `reserved` names a number, `after` the one before it."""
    reserved = read_name(data["reserved"], "reserved") if data.get("reserved") else None
    after = read_number(data, "after", least=1) or 0
    if not (reserved or after):
        return END
    return Place(reserved, after, read_text(data, "reason", limit=2000))
