"""`fill_books.py ROWS AGENCIES`: a book of so many rows, so many agencies, in VAR.

Agencies are added as the site manager adds them. Rows are written past the operations,
into the ledger and into those parts of the catalog that a book reads: registering fifty
thousand letters one by one takes hours. Never do this to a site that matters.
"""

from imoit.content.directory.operations.people import add_agency
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Entry
from imoit.policy.instance import domain
from imoit.policy.instance import storage as places
from imoit.policy.instance.operations.make import open_zope
from imoit.policy.instance.operations.make import SITE
from imoit.workflows.calendar import clock
from random import Random
from typing import Any
from zope.component.hooks import setSite

import os
import sys
import transaction
import Zope2


BOOK = "incoming"
KINDS = ("Công ty TNHH", "Công ty cổ phần", "Hợp tác xã", "Ủy ban nhân dân xã", "Hội")
WORDS = (
    "An|Bình|Cường|Dũng|Đại|Giang|Hà|Hải|Hưng|Khánh|Lâm|Long|Minh|Nam|Ngọc|Phú|Quang|"
    "Sơn|Tân|Thái|Thanh|Thịnh|Tiến|Trung|Tuấn|Việt|Vĩnh|Xuân|Yên"
)
IN_ONE = 5000


def agencies(portal: Any, many: int) -> None:
    """Add agencies up to *many*; names are as alike as those of companies are."""
    words = WORDS.split("|")
    for n in range(len(portal["directory"]["agencies"]), many):
        chance = Random(n)  # noqa: S311 - no secret
        name = f"{chance.choice(KINDS)} {' '.join(chance.sample(words, 3))}"
        add_agency(f"T{n:06d}.B", f"{name} {n}", ())
        if n % IN_ONE == IN_ONE - 1:
            commit(portal)
    commit(portal)


def commit(portal: Any) -> None:
    transaction.commit()
    portal._p_jar.cacheGC()


class Shelf:
    """The catalog's lines of letters that are in the book only."""

    def __init__(self, catalog: Any, year: int):
        self.catalog = catalog._catalog
        rows = storage.rows(BOOK, year, newest_first=False)
        uid = next(entry.uid for entry in rows if entry.uid)
        self.uids = self.catalog.indexes["UID"]
        line = self.uids._index[uid]
        self.model = list(self.catalog.data[line])
        self.seen = list(
            self.catalog.indexes["allowedRolesAndUsers"].getEntryForObject(line, [])
        )

    def put(self, n: int, uid: str) -> None:
        """Write the line of one letter, alike to the model."""
        line, names = 10_000_000 + n, self.catalog.schema
        row, path = list(self.model), f"/imoit/incoming/bench-{n}"
        told = {**row[names["imoit_line"]], "number": n, "symbol": f"{n}/UBND-VP"}
        told["subject"] = f"V/v tăng cường sử dụng chữ ký số trong năm, lần {n}"
        row[names["imoit_line"]], row[names["UID"]] = told, uid
        self.catalog.data[line] = tuple(row)
        self.catalog.uids[path], self.catalog.paths[line] = line, path
        self.uids._index[uid], self.uids._unindex[line] = line, uid
        self._index("allowedRolesAndUsers", self.seen, line)
        self._index("imoit_row", ["type:cong van", "issuer:uy ban nhan dan"], line)

    def _index(self, name: str, keys: list[str], line: int) -> None:
        index = self.catalog.indexes[name]
        for key in keys:
            index.insertForwardIndexEntry(key, line)
        index._unindex[line] = list(keys)


def rows(portal: Any, many: int) -> None:
    """Fill the book of arrivals of this year up to *many* rows."""
    today = clock.today()
    shelf = Shelf(portal.portal_catalog, today.year)
    stored = storage._opened(BOOK, today.year)
    for n in range(stored.last + 1, many + 1):
        uid = f"{n:032x}"
        shelf.put(n, uid)
        stored.put(Entry(n, uid, today.isoformat()))
        stored.last = n
        if not n % IN_ONE:
            commit(portal)
    commit(portal)


def main(many_rows: int, many_agencies: int) -> None:
    asked = domain.wish(domain.DEMO, os.environ)
    where = places.place(asked)
    guard = places.lock(where)
    portal = open_zope(where, where.data, asked)[SITE]
    setSite(portal)
    rows(portal, many_rows)
    agencies(portal, many_agencies)
    Zope2.DB.close()
    guard.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
