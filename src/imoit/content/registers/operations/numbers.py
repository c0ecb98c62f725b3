"""What is done with single numbers: reserved, given back, used, inserted, void."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from imoit.content.registers import storage
from imoit.content.registers.domain.books import check_numbered
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import MOST_AT_ONCE
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.ledger import said
from imoit.content.registers.events import NumberVoided
from imoit.content.registers.operations.shelf import check_keeps
from imoit.content.registers.operations.shelf import check_open_to
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import lines
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from plone import api
from typing import Any
from typing import NamedTuple
from zope.event import notify


# The acts by which documents come to their numbers, and what became of the row.
GIVING = ("register", "take_number", "published_to")


class Place(NamedTuple):
    """Where in a book a document goes, when not at its end: one of the two.

    `reserved` names a number kept for it, `after` the number it follows, as 12a.
    """

    reserved: Number | None = None
    after: int = 0
    reason: str = ""


END = Place()


class Explanation(NamedTuple):
    """A row, what happened to it, and its document where the reader may see it."""

    entry: Entry
    acts: tuple[Mapping[str, Any], ...]
    document: Any | None


def take(
    book: str,
    uid: str,
    arrival: date,
    by: Actor,
    *,
    place: Place = END,
    field: str = "arrival_date",
    now: datetime | None = None,
) -> Number:
    """Take the number of *book* in the year of *arrival* for the document *uid*."""
    moment = now or clock.now()
    year, today = arrival.year, moment.date()
    if place == END:
        return Number(storage.take(book, year, uid, today, field=field))
    check_keeps(by, book, year)
    if place.reserved and place.after:
        raise BadValue(
            _("A number is either reserved or inserted."), field="after", code="both"
        )
    if place.reserved:
        number = storage.use(book, year, place.reserved, uid, today)
        return _tell("number_used", book, year, number, by, place.reason, uid, moment)
    reason = said(place.reason)
    number = storage.insert(book, year, place.after, uid, arrival, today)
    return _tell("number_inserted", book, year, number, by, reason, uid, moment)


def write(
    book: str, uid: str, by: Actor, facts: Mapping[str, Any], now: datetime
) -> Number:
    """Write the next row of *book*, with what it says of itself, for *uid*."""
    today = now.date()
    number = Number(storage.take(book, today.year, uid, today, field="day"))
    storage.keep(book, today.year, number, facts)
    return number


def reserve(
    book: str,
    year: int,
    by: Actor,
    reason: str,
    *,
    many: int = 1,
    now: datetime | None = None,
) -> list[Number]:
    """Keep the next *many* numbers free for documents still to come, for *reason*."""
    check_keeps(by, book, year)
    check_numbered(book)
    if not 1 <= many <= MOST_AT_ONCE:
        raise BadValue(
            _("This must be between ${least} and ${most}.", least=1, most=MOST_AT_ONCE),
            field="count",
            code="out_of_range",
        )
    reason, moment = said(reason), now or clock.now()
    found = [
        Number(storage.take(book, year, "", moment.date(), field="year"))
        for _nth in range(many)
    ]
    for number in found:
        _tell("number_reserved", book, year, number, by, reason, "", moment)
    return found


def release(
    book: str,
    year: int,
    number: Number,
    by: Actor,
    reason: str,
    now: datetime | None = None,
) -> bool:
    """Give a reserved number back; tell whether the next document gets it."""
    check_keeps(by, book, year)
    again = storage.release(book, year, number, reason)
    _tell("number_released", book, year, number, by, said(reason), "", now)
    return again


def void(
    book: str,
    year: int,
    number: Number,
    by: Actor,
    reason: str,
    now: datetime | None = None,
) -> Entry:
    """Declare a number void for *reason*; its row stays, nobody gets it again."""
    check_keeps(by, book, year)
    check_numbered(book)
    entry = storage.void(book, year, number, reason)
    _tell("number_void", book, year, number, by, entry.void, entry.uid, now)
    uid, why = entry.uid, entry.void
    notify(NumberVoided(book, year, str(number), uid, by, why, now))
    return entry


def explain(book: str, year: int, number: Number, by: Actor | None) -> Explanation:
    """Say who gave the number, when, by which act, to which document.

    The document only where the present person may see it.
    """
    check_open_to(by, book, year)
    entry = storage.existing(book, year, number)
    given = [
        {name: getattr(line, name) for name in ("act", "time", "name", "post_title")}
        for line in lines(entry.uid)
        if entry.uid and line.act in GIVING
    ]
    acts = sorted((*given, *storage.told(book, year, number)), key=_moment)
    found = api.portal.get_tool("portal_catalog")(UID=entry.uid) if entry.uid else ()
    return Explanation(entry, tuple(acts), found[0] if found else None)


def _moment(act: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(act["time"])


def _tell(act, book, year, number, by, reason, uid, now) -> Number:
    moment = now or clock.now()
    happened = {
        "act": act,
        "time": moment.isoformat(timespec="milliseconds"),
        "name": by.name,
        "post_title": by.post_title,
        "reason": reason,
    }
    storage.tell(book, year, number, happened)
    details = {"number": str(number), **({"reason": reason} if reason else {})}
    item = f"{book}/{year}/{number}"
    record(act, uid, actor=by, item=item, details=details, now=now)
    return number
