"""The rows of a book with what the catalog knows of their documents.

No document is woken: a list, a print and an export read the ledger and the catalog's
column, in batches, and only what the reader may see.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.sieve import Sieve
from itertools import islice
from plone import api
from typing import Any
from typing import NamedTuple


BATCH = 500
# How many rows one page looks through for those asked for; a further page goes on.
MOST = 20_000


class Row(NamedTuple):
    """A row, and what a list may say of its document: None where it is not seen."""

    entry: Entry
    line: dict[str, Any] | None = None
    url: str = ""
    state: str = ""


class Batch(NamedTuple):
    """Some rows; `further` is the number where looking goes on, 0 at the end."""

    rows: list[Row]
    further: int


def eyes() -> list[str]:
    """Return the roles and groups by which the present person sees documents."""
    catalog = api.portal.get_tool("portal_catalog")
    return catalog._listAllowedRolesAndUsers(api.user.get_current())


def joined(
    entries: Iterable[Entry], seen_by: list[str], urls: bool = True
) -> Iterator[Row]:
    """Yield each entry with the line of its document, some hundred at a time."""
    entries = iter(entries)
    catalog = api.portal.get_tool("portal_catalog")
    while batch := list(islice(entries, BATCH)):
        uids = [entry.uid for entry in batch if entry.uid]
        brains = (
            catalog.unrestrictedSearchResults(UID=uids, allowedRolesAndUsers=seen_by)
            if uids
            else ()
        )
        found = {brain.UID: brain for brain in brains}
        for entry in batch:
            yield _row(entry, found.get(entry.uid), urls)


def _row(entry: Entry, brain: Any, urls: bool) -> Row:
    if brain is None:
        return Row(entry)
    url = brain.getURL() if urls else ""
    return Row(entry, brain.imoit_line or {}, url, brain.review_state)


def sifted(
    book: str,
    year: int,
    sieve: Sieve,
    seen_by: list[str],
    newest_first: bool = True,
    urls: bool = True,
) -> Iterator[Row]:
    """Yield the rows of a book that pass *sieve*."""
    entries = storage.rows(book, year, sieve.first, sieve.last, newest_first)
    for row in joined(entries, seen_by, urls):
        if sieve.lets(row.entry, row.line):
            yield row


def page(
    book: str, year: int, sieve: Sieve, seen_by: list[str], size: int, below: int = 0
) -> Batch:
    """Return the newest rows that pass, those under the number *below*."""
    last = below - 1 if below else sieve.last
    if below == 1:
        return Batch([], 0)
    entries = storage.rows(book, year, sieve.first, last)
    found: list[Row] = []
    for looked, row in enumerate(joined(entries, seen_by)):
        if len(found) >= size or looked >= MOST:
            return Batch(found, row.entry.number + 1)
        if sieve.lets(row.entry, row.line):
            found.append(row)
    return Batch(found, 0)


def batch(
    book: str, year: int, start: int, size: int, seen_by: list[str]
) -> tuple[int, list[Row]]:
    """Return how many rows the book has, and one batch of them, newest first."""
    total, entries = storage.entries(book, year, start, size)
    return total, list(joined(entries, seen_by))
