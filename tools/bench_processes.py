"""What it costs that documents follow a new process: fills a demo, publishes, measures.

`bench_processes.py --letters 10000 [--var FOLDER]`: letters with their tasks. Whoever
sees a letter for having a part in it alone loses sight, then gains it again; each time
every letter and what hangs on it is written anew, by the job that does it in earnest.
"""

from bench_large import fill
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.operations.make import open_zope
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.configuration.operations import sight
from imoit.workflows.jobs.operations import running
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from pathlib import Path
from plone import api
from plone.indexer.interfaces import IIndexer
from typing import Any
from typing import NamedTuple
from ZODB.serialize import referencesf
from ZODB.utils import get_pickle_metadata
from zope.component import getMultiAdapter

import argparse
import os
import tempfile
import time
import transaction
import Zope2


SITE, PROCESS, MANAGER, READER = "/imoit", "incoming", "quantri", "Document Reader"
READ = ("View", "Access contents information")
INDEX = "allowedRolesAndUsers"
OFTEN = 2_000
SAMPLE = 300


class Clock:
    """CPU time and calls of the steps that are watched."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()

    @contextmanager
    def watching(self, where: Any, name: str, title: str) -> Iterator[None]:
        """Measure the function *name* of the module *where* while this is open."""
        real = getattr(where, name)
        setattr(where, name, self.measured(real, title))
        try:
            yield
        finally:
            setattr(where, name, real)

    def measured(self, real: Callable, title: str) -> Callable:
        def act(*args: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return real(*args, **named)
            finally:
                self.spent[title] += time.process_time() - begin
                self.calls[title] += 1

        return act


class Written(NamedTuple):
    """Records and bytes since a transaction, by what they belong to."""

    records: Counter
    size: Counter


def rights(process: Process, *, readers: bool) -> Process:
    """Return *process* in which readers see letters, or do not."""
    for permission in READ:
        rules = {}
        for state in process.states:
            old = process.rule(state, permission)
            roles = [role for role in old.roles if role != READER]
            rules[state.id] = Rule(old.acquire, (*roles, *([READER] * readers)))
        process = changes.set_rules(process, permission, rules)
    return process


def publish(database: Any, *, readers: bool) -> tuple[str, int]:
    """Put the process into force; return the job and how many documents follow."""
    with sites.opened(database, SITE, writing=True) as portal:
        sites.act_as(portal, MANAGER)
        by = person.acting(portal.REQUEST)
        drafts.change(PROCESS, lambda found: rights(found, readers=readers), by)
        done = publishing.publish(PROCESS, by, "Đo tốc độ.")
        transaction.commit()
        return done.job, done.documents


def follow(database: Any, job: str, clock: Clock) -> None:
    """Let the documents follow, by the job's own engine."""
    told = [OFTEN]

    def tell() -> bool:
        done = running.live[job][0]
        if done >= told[0]:
            print(f"  {done} documents", flush=True)
            told[0] += OFTEN
        return False

    with (
        clock.watching(renewing.moving, "renew", "rights on the object"),
        clock.watching(renewing, "write_anew", "index and what hangs below"),
        clock.watching(sight, "_enter", "  of this: entries of the index"),
        clock.watching(transaction, "commit", "commit"),
    ):
        running.Engine(database, tell).run(SITE, job)
    with sites.opened(database, SITE):
        found = get(job)
        if (found.state, found.done) != ("done", found.of):
            raise SystemExit(f"not at its end: {found.done} of {found.of}")


def written(database: Any, since: bytes, owned: dict[bytes, str]) -> Written:
    """Return what was written after the transaction *since*."""
    found = Written(Counter(), Counter())
    for committed in database.storage.iterator(since):
        for record in committed if committed.tid > since else ():
            module, name = get_pickle_metadata(record.data)
            what = owned.get(record.oid) or f"{module}.{name}"
            found.records[what] += 1
            found.size[what] += len(record.data)
    return found


def parts(database: Any) -> dict[bytes, str]:
    """Return for each record of the catalog's trees of which index it is."""
    with sites.opened(database, SITE):
        catalog = api.portal.get_tool("portal_catalog")._catalog
        roots = {
            f"{INDEX}, rows of a word": catalog.getIndex(INDEX)._index._p_oid,
            f"{INDEX}, words of a row": catalog.getIndex(INDEX)._unindex._p_oid,
            "rows of the catalog": catalog.data._p_oid,
        }
    return {oid: name for name, root in roots.items() for oid in _below(database, root)}


def _below(database: Any, root: bytes) -> set[bytes]:
    seen, todo = set(), [root]
    while todo:
        oid = todo.pop()
        if oid not in seen:
            seen.add(oid)
            referencesf(database.storage.load(oid)[0], todo)
    return seen


def wrong(database: Any) -> tuple[int, int]:
    """Return of how many letters the entry was looked at, and how many were wrong."""
    with sites.opened(database, SITE) as portal:
        catalog = api.portal.get_tool("portal_catalog")
        index, bad = catalog._catalog.getIndex(INDEX), 0
        paths = [path for _mark, path in facts.things(PROCESS) if path]
        some = paths[:: max(1, len(paths) // SAMPLE)]
        for path in some:
            letter = portal.unrestrictedTraverse(path)
            known = set(index.getEntryForObject(catalog.getrid(path)))
            bad += known != set(_seers(letter, catalog))
        return len(some), bad


def _seers(letter: Any, catalog: Any) -> list[str]:
    return getMultiAdapter((letter, catalog), IIndexer, name=INDEX)()


def measure(database: Any, *, readers: bool) -> None:
    """Publish once, let all follow, print what it took."""
    begin = time.perf_counter()
    job, count = publish(database, readers=readers)
    said = "gain" if readers else "lose"
    print(f"readers {said} sight of {count} letters")
    print(f"  publishing: {time.perf_counter() - begin:.2f} s")
    clock, since = Clock(), database.lastTransaction()
    cpu, wall = time.process_time(), time.perf_counter()
    follow(database, job, clock)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"  {count / wall:.0f} letters/s of wall, {count / cpu:.0f} of CPU")
    print(f"  {wall:.1f} s of wall, {cpu:.1f} s of CPU, of which")
    for title, spent in clock.spent.items():
        print(f"    {title}: {spent:.1f} s, {clock.calls[title]} times")
    show_written(written(database, since, parts(database)), count)
    looked, bad = wrong(database)
    print(f"  {bad} wrong entries of {looked} looked at")


def show_written(found: Written, count: int) -> None:
    """Print the bytes of each kind, the most first."""
    whole = sum(found.size.values())
    print(f"  written: {whole / 1e6:.1f} MB, {whole / count:.0f} bytes a letter")
    for what, size in found.size.most_common(6):
        print(f"    {what}: {size / 1e6:.1f} MB in {found.records[what]} records")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--var", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="imoit-bench-") as made:
        folder = Path(options.var or made).resolve()
        fill(folder, options.letters)
        wish = domain.wish(domain.DEMO, {**os.environ, "VAR": str(folder)})
        where = storage.place(wish)
        kept = storage.lock(where)
        open_zope(where, where.data, wish)
        for readers in (False, True):
            measure(Zope2.DB, readers=readers)
        kept.close()


if __name__ == "__main__":
    main()
