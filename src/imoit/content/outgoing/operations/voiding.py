"""A number that should not have been given: void in its book, lost by its document."""

from datetime import datetime
from imoit.content.files.operations import set_aside
from imoit.content.outgoing import domain
from imoit.content.registers import storage as ledger
from imoit.content.registers.domain.ledger import read_number
from imoit.content.registers.operations import numbers
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import state
from typing import Any


def void_number(
    document: Any, by: Actor, reason: str, now: datetime | None = None
) -> domain.Voided:
    """Declare the number of what is not published void: it is signed, without one.

    The row stays in the book with *reason*; the number is never given again. The
    book's own act does the same, see `lose_number`.
    """
    check(document, "void_number")
    number = read_number(document.code_number)
    numbers.void(document.book, document.year, number, by, reason, now)
    return domain.Voided(*document.voided[-1])


def lose_number(
    document: Any, by: Actor, reason: str, now: datetime | None = None
) -> None:
    """Take the number off its document; 409 where what bears it went out."""
    domain.check_may_lose_number(state(document))
    advance(document, "void_number", by, reason)
    moment = (now or clock.now()).isoformat(timespec="seconds")
    lost = domain.Voided(document.symbol(), reason, by.name, moment)
    document.voided = (*document.voided, tuple(lost))
    number = read_number(document.code_number)
    ledger.keep(document.book, document.year, number, {"symbol": lost.symbol})
    document.number, document.book, document.year = None, "", None
    document.code_number, document.code_notation = "", ""
    document.issued_date = None
    set_aside(document, "signed_scan", "void_scan")
    document.reindexObject()


def bears(document: Any, book: str, year: int, number: str) -> bool:
    """Tell whether *document* bears this very number of this book."""
    return (document.book, document.year) == (book, year) and bool(
        document.code_number and str(read_number(document.code_number)) == number
    )
