"""Books and rows as JSON."""

from imoit.content.registers import storage
from imoit.content.registers.domain import books
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.operations.numbers import Explanation
from imoit.content.registers.operations.rows import Row
from imoit.content.registers.operations.shelf import keeps
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.speech.operations import say
from typing import Any


def book_json(url: str, book: str, year: int, by: Actor | None, request) -> dict:
    """Return a book as it stands."""
    found = storage.book_of(book, year)
    return {
        "@id": f"{url}/@registers/{book}/{year}",
        "book": book,
        "year": year,
        "title": say(books.title(book, storage.plans()), request),
        "last": found.last,
        "rows": storage.count(book, year),
        "open": found.is_open(clock.today()),
        "keeps": keeps(by, book, year),
    }


def entry_json(url: str, entry: Entry) -> dict[str, Any]:
    """Return a row without its document; `url` is that of its book."""
    return {
        "@id": f"{url}/{entry.name}",
        "number": entry.number,
        "suffix": entry.suffix,
        "date": entry.date,
        "state": entry.state,
        "reason": entry.void or None,
    }


def row_json(url: str, row: Row) -> dict[str, Any]:
    """Return a row with what a list says of its document, where that may be seen."""
    document = {"@id": row.url, "review_state": row.state, **(row.line or {})}
    return {
        **entry_json(url, row.entry),
        "facts": dict(row.entry.facts) if row.line is not None else {},
        "document": document if row.line is not None else None,
    }


def explained(url: str, found: Explanation) -> dict[str, Any]:
    """Return a number with what happened to it."""
    brain = found.document
    document = None
    if brain is not None:
        document = {
            "@id": brain.getURL(),
            "UID": brain.UID,
            "symbol": brain.imoit_line["symbol"],
            "title": brain.imoit_line["subject"],
        }
    return {
        **entry_json(url, found.entry),
        "acts": [dict(act) for act in found.acts],
        "document": document,
    }


def print_json(url: str, job: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return how a file of a book stands, and where it is fetched when finished."""
    site = url.partition("/@registers/")[0]
    ready = found["status"] == "finished"
    return {
        "@id": f"{url}/prints/{job}",
        "status": found["status"],
        "done": found["done"],
        "total": found["total"],
        "format": found["format"],
        "download": f"{site}/@@register-file?job={job}" if ready else None,
    }
