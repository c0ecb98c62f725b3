"""The rows of a book with what the catalog knows of their documents.

No document is woken: a list, a print and an export read the ledger and the catalog's
column, in batches, and only what the reader may see. A filter asks the catalog which
documents may fit, then the ledger which rows these have, then looks at those rows only.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.sieve import Sieve
from itertools import islice
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.ZCatalog.query import IndexQuery
from typing import Any
from typing import NamedTuple


BATCH = 500
INDEX = "imoit_row"


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
    entries: Iterable[Entry], seen_by: list[str], urls: bool = True, size: int = BATCH
) -> Iterator[Row]:
    """Yield each entry with the line of its document, some hundred at a time."""
    entries = iter(entries)
    catalog = api.portal.get_tool("portal_catalog")
    while batch := list(islice(entries, size)):
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
    for row in joined(_likely(book, entries, sieve, seen_by), seen_by, urls):
        if sieve.lets(row.entry, row.line):
            yield row


def page(
    book: str, year: int, sieve: Sieve, seen_by: list[str], size: int, below: int = 0
) -> Batch:
    """Return the newest rows that pass, those under the number *below*."""
    if below == 1:
        return Batch([], 0)
    last = min(filter(None, (below and below - 1, sieve.last)), default=0)
    entries = storage.rows(book, year, sieve.first, last)
    found: list[Row] = []
    for row in joined(_likely(book, entries, sieve, seen_by), seen_by, size=size + 1):
        if not sieve.lets(row.entry, row.line):
            continue
        if len(found) >= size:
            return Batch(found, row.entry.number + 1)
        found.append(row)
    return Batch(found, 0)


def _likely(
    book: str, entries: Iterable[Entry], sieve: Sieve, seen_by: list[str]
) -> Iterable[Entry]:
    """Yield the entries whose rows may pass; whether they do, the row says."""
    asked = sieve.of_documents(book)
    uids = _documents(asked, seen_by) if asked.asks_catalog else None
    return (entry for entry in entries if sieve.may_let(entry, uids))


def _documents(sieve: Sieve, seen_by: list[str]) -> set[str]:
    """Return the documents, among those one may see, that fit in the catalog."""
    processQueue()
    indexes = api.portal.get_tool("portal_catalog").Indexes
    found: set[int] | None = None
    for keys in sieve.wanted(indexes[INDEX].uniqueValues()).values():
        fits = set(_ask(indexes[INDEX], keys))
        found = fits if found is None else found & fits
    if not found:
        return set()
    found &= set(_ask(indexes["allowedRolesAndUsers"], seen_by))
    return {indexes["UID"].getEntryForObject(line) for line in found}


def _ask(index: Any, keys: list[str]) -> Iterable[int]:
    """Return the lines of the catalog under any of *keys*."""
    name = index.getId()
    asked = IndexQuery({name: keys}, name, index.query_options, index.operators, "or")
    found = index.query_index(asked) if keys else None
    return () if found is None else found


def batch(
    book: str, year: int, start: int, size: int, seen_by: list[str]
) -> tuple[int, list[Row]]:
    """Return how many rows the book has, and one batch of them, newest first."""
    total, entries = storage.entries(book, year, start, size)
    return total, list(joined(entries, seen_by))
