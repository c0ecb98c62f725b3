"""`python -m imoit.workflows.journal verify [path]`: does the chain hold?"""

from imoit.workflows.journal import domain
from imoit.workflows.journal import storage
from pathlib import Path

import sys


def main(arguments: list[str]) -> int:
    """Print the verdict; 1 when the chain is broken."""
    if not arguments or arguments[0] != "verify":
        sys.stderr.write("usage: python -m imoit.workflows.journal verify [path]\n")
        return 2
    store = Path(arguments[1]) if len(arguments) > 1 else storage.path()
    verdict = domain.verify(
        storage.select("ORDER BY seq", store=store), *storage.head(store)
    )
    where = "" if verdict.ok else f", line {verdict.broken_at}: {verdict.reason}"
    word = "holds" if verdict.ok else "BROKEN"
    sys.stdout.write(f"{store}: {verdict.lines} lines, {word}{where}\n")
    return 0 if verdict.ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
