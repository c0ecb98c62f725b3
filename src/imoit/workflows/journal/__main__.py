"""`python -m imoit.workflows.journal verify [path]`: does the chain hold?

Needs no site and may run beside one. What a crash left in the site's outbox comes in
at the site's next start.
"""

from imoit.workflows.journal import domain
from imoit.workflows.journal import storage
from pathlib import Path

import sqlite3
import sys


USAGE = "usage: python -m imoit.workflows.journal verify [path]\n"


def main(arguments: list[str]) -> int:
    """Print the verdict; 1 when the chain is broken, 2 when there is none to read."""
    if arguments[:1] != ["verify"] or len(arguments) > 2:
        sys.stderr.write(USAGE)
        return 2
    store = Path(arguments[1]) if len(arguments) > 1 else storage.path()
    noted = storage.head(store)
    if not store.exists() and noted is None:
        sys.stderr.write(f"{store}: there is no journal here\n")
        return 2
    try:
        verdict = domain.verify(storage.each(store=store), noted)
    except sqlite3.Error as error:
        verdict = domain.Verdict(False, 0, 1, f"It cannot be read ({error}).", 1)
    finally:
        storage.close()
    sys.stdout.write(printed(store, verdict, noted))
    return 0 if verdict.ok else 1


def printed(store: Path, verdict: domain.Verdict, noted: domain.Head | None) -> str:
    """Return the verdict, and the head as one may note it elsewhere."""
    if verdict.ok:
        last = noted.hash if noted else ""
        return f"{store}: {verdict.lines} lines, the chain holds; head {last}\n"
    return (
        f"{store}: {verdict.lines} lines, BROKEN at line {verdict.broken_at}: "
        f"{verdict.reason} Faults: {verdict.faults}\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
