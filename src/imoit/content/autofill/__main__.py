"""`python -m imoit.content.autofill FOLDER`: how well letters are read, field by field.

The folder holds pairs: `name.json` says what is printed, `name*.pdf` are its pages.
With `--wrong` each wrong value is shown beside the right one.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from imoit.content.autofill.domain import accuracy
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.letter import proposed
from imoit.workflows.reading.operations import read_pages
from pathlib import Path

import argparse
import json
import os
import sys
import time


PAGES = 3  # of a letter, from its beginning


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def pairs(folder: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield each PDF with what is printed on it."""
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if "nk" in truth:
            for pdf in sorted(folder.glob(f"{path.stem}*.pdf")):
                yield pdf, accuracy.expected(truth)


def read(pdf: Path) -> tuple[dict[str, Found], float]:
    """Return what a letter proposes, and in how many seconds."""
    began = time.monotonic()
    found = read_pages(pdf, 1, PAGES)
    return proposed(found.pages, found.count), time.monotonic() - began


def main() -> int:
    """Print a line for each field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    files = list(pairs(asked.folder))
    if not files:
        sys.stderr.write("There are no pairs of PDF and JSON here.\n")
        return 1
    with ThreadPoolExecutor(max(os.cpu_count() or 1, 1)) as people:
        done = list(people.map(read, [pdf for pdf, _truth in files]))
    scores = []
    for (pdf, truth), (found, _seconds) in zip(files, done, strict=True):
        scores.append(accuracy.compared(found, truth))
        if asked.wrong:
            show(pdf.stem, found, truth, scores[-1])
    tell(accuracy.added(scores), sorted(seconds for _found, seconds in done))
    return 0


def show(stem: str, found: dict, truth: dict[str, str], score: dict) -> None:
    """Print what was read wrong."""
    for name, one in score.items():
        if not one.same:
            said = found[name].value if name in found else "-"
            sure = f"{found[name].confidence:.2f}" if name in found else ""
            say(f"  {stem} {name} {sure}: {said!r} for {truth[name]!r}")


def tell(total: dict[str, accuracy.Score], seconds: list[float]) -> None:
    """Print the figures."""
    say(f"{'field':<12} {'same':>7} {'alike':>7} {'proposed':>9} {'of':>5}")
    for name, score in total.items():
        same, alike = (f"{part / score.of:.1%}" for part in score[:2])
        say(f"{name:<12} {same:>7} {alike:>7} {score.proposed:>9} {score.of:>5}")
    middle, worst = seconds[len(seconds) // 2], seconds[-1]
    say(f"seconds a letter: median {middle:.1f}, worst {worst:.1f}")


if __name__ == "__main__":
    sys.exit(main())
