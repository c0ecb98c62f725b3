"""To whom a document goes: groups of units, rights, inboxes, books of arrivals."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from imoit.content.directory import storage
from imoit.content.files.operations import attachments
from imoit.content.files.operations import keep_for_makers
from imoit.content.outgoing import domain
from imoit.content.registers import storage as ledger
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.operations.numbers import take
from imoit.content.registers.operations.numbers import write
from imoit.content.registers.operations.shelf import books_of_units
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.domain import DRAFT_READER
from imoit.workflows.transitions.domain import READER
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import state
from typing import Any
from typing import NamedTuple


class Sent(NamedTuple):
    """Where the sending book says that the document went to somebody."""

    year: int
    number: int
    to: str
    groups: tuple[str, ...] = ()


def check_recipients(recipients: Iterable[str]) -> list[Party]:
    """Return whom the names mean; 422 for one that is not in the directory."""
    return [party(name, "recipients") for name in recipients]


def expand(names: Iterable[str]) -> tuple[str, ...]:
    """Return the recipients, each group of units replaced by its units, each once."""
    found: list[str] = []
    for name in names:
        kinds = domain.GROUPS.get(name)
        found += [name] if kinds is None else _units(kinds)
    return tuple(dict.fromkeys(found))


def _units(kinds: Sequence[str]) -> list[str]:
    units = storage.folder("units")
    open_units = [p for p in directory().parties() if p.kind == "unit"]
    return [p.id for p in open_units if units[p.unit].kind in kinds]


def check_issued(document: Any) -> None:
    """Refuse with 409 what is not out, or was recalled, replaced or restricted."""
    if state(document) not in ("published", "filed"):
        raise Conflict(_("This document is not published, or no longer."))


def close_making(document: Any) -> None:
    """Keep drafts, opinions and journal for who had a part before the publication."""
    for group, role, cause in document.grants:
        if role == READER:
            grant(document, [group], DRAFT_READER, cause)
    keep_for_makers(attachments(document))
    document.reindexObject(idxs=["SearchableText"])


def deliver(document: Any, parties: Sequence[Party], by: Actor, now: datetime) -> None:
    """Give the document to *parties*: rights, inbox, each unit's book of arrivals."""
    groups = list(document.delivered)
    for found in parties:
        readers = (*found.acting, *found.reading)
        grant(document, readers, "Document Reader", "published")
        groups += found.acting
    _write_down(document, parties, by, now)
    units = [found.unit for found in parties if found.kind == "unit"]
    for book in books_of_units(units, now.year):
        take(book, document.UID(), now.date(), by, now=now)
    document.delivered = tuple(dict.fromkeys(groups))
    document.recipients = (*document.recipients, *(p.id for p in parties))
    document.sent_to = (*document.sent_to, *(p.title for p in parties))
    document.reindexObject(idxs=["imoit_waiting", "imoit_row"])


def _write_down(
    document: Any, parties: Sequence[Party], by: Actor, now: datetime
) -> None:
    """Write a row into the sending book for each; outside ones wait to be sent."""
    when = now.isoformat(timespec="seconds")
    rows = []
    for found in parties:
        inside = bool(found.acting)
        facts = {
            "to": found.id,
            "title": found.title,
            "way": "system" if inside else "",
            "sent": when if inside else None,
        }
        number = write(domain.SENDING, document.UID(), by, facts, now)
        rows.append(tuple(Sent(now.year, number.number, found.id, found.acting)))
    document.sendings = (*document.sendings, *rows)


def sent_rows(document: Any) -> list[Sent]:
    """Return the rows of the sending book about *document*, in their order."""
    return [Sent(*kept) for kept in document.sendings]


def note_received(document: Any, by: Actor, now: datetime) -> None:
    """Write into the sending book who opened it first for a recipient, and when."""
    for row in sent_rows(document):
        number = Number(row.number)
        if not {*row.groups} & {*by.groups}:
            continue
        entry = ledger.existing(domain.SENDING, row.year, number)
        if not entry.facts.get("received"):
            when = now.isoformat(timespec="seconds")
            facts = {"received": when, "receiver": by.name}
            ledger.keep(domain.SENDING, row.year, number, facts)
