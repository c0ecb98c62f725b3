"""`python -m imoit.content.registers FOLDER`: draws the book that lies in FOLDER."""

from collections.abc import Iterator
from imoit.content.registers.domain.prints import finished
from importlib import import_module
from pathlib import Path

import json
import os
import sys


STEP = 500  # rows between two words about how far it is
POLITE = 10
# Which cells the cover reads its days and numbers from.
ENDS = {
    "incoming": (0, 1),
    "outgoing": (1, 0),
    "copies": (1, 0),
    "sending": (0, None),
    "uses": (0, None),
}


def read(file: Path) -> Iterator[list[str]]:
    """Yield the rows that were gathered."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ends(file: Path, layout: str) -> dict[str, list[str]]:
    """Return the first and last day and number, for the cover."""
    day, number = ENDS.get(layout, (None, 0))
    first = last = None
    for row in read(file):
        first, last = first or row, row
    pair = [row for row in (first, last) if row]
    days = [row[day] for row in pair] if day is not None else []
    numbers = [row[number] for row in pair] if number is not None else []
    return {
        "days": days or ["", ""],
        "numbers": numbers or ["", ""],
        "rows": sum(1 for _row in read(file)),
    }


def main(place: Path) -> None:
    """Draw the book and say when it is finished."""
    os.nice(POLITE)
    rows = place / "rows.jsonl"
    words = json.loads((place / "order.json").read_text(encoding="utf-8"))
    words.update(ends(rows, words["layout"]))
    total = words["rows"]

    def say(status: str, done: int) -> None:
        new = place / "progress.drawing"
        found = {"status": status, "done": done, "total": total}
        new.write_text(json.dumps(found), encoding="utf-8")
        new.replace(place / "progress.json")

    def tell(done: int) -> None:
        if not done % STEP:
            say("drawing", done)

    kind = words["format"]
    writer = import_module(f"imoit.content.registers.operations.{kind}")
    drawn = place / f"drawn.{kind}"
    writer.write(drawn, words, read(rows), tell)
    drawn.replace(place / finished(kind))
    say("finished", total)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
