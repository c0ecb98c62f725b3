"""What a ministry of many letters costs: fills a demo site, then measures it.

`bench_large.py --letters 20000 [--var FOLDER]`: five tasks a letter or more, 40 units,
2,500 people. A folder that is kept is filled further, not made anew.
"""

from bench import HERE
from bench import one_letter
from bench import rate
from bench import session
from bench import Site
from bench import timed
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time


LEADER, CLERK, HEAD = "botruong", "vanthu.bo", "u01.0"


class Page(NamedTuple):
    """Who opens what."""

    who: str
    name: str
    path: str

    @property
    def accept(self) -> str:
        return "text/html" if "page" in self.name else "application/json"


def fill(folder: Path, letters: int) -> None:
    """Make the demo in *folder* if there is none, and fill it."""
    environment = {**os.environ, "VAR": str(folder)}
    command = [sys.executable, "-m", "imoit.policy.instance"]
    if not (folder / "data").exists():
        made = [*command, "make", "demo"]
        subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
    begin = time.perf_counter()
    subprocess.run([*command, "load", str(letters)], env=environment, check=True)
    print(f"  filled to {letters} letters in {time.perf_counter() - begin:.0f} s")


def pages(site: Site) -> list[Page]:
    """Return what is measured."""
    asked = f"{site.url}/@inbox?box=to_direct&b_size=1"
    waiting = session(LEADER).get(asked, timeout=120).json()
    document = waiting["items"][0]["@id"].removeprefix(f"{site.url}/")
    return [
        Page(LEADER, "desk page, to direct", "@@desk?box=to_direct"),
        Page(LEADER, "desk page, given to others", "@@desk?box=assigned"),
        Page(LEADER, "document page", f"{document}/view"),
        Page(LEADER, "leader's page", f"{document}/@@direct"),
        Page(CLERK, "desk page, to submit", "@@desk?box=to_submit"),
        Page(CLERK, "register page", "@@registers"),
        Page(CLERK, "@search, three words", "@search?SearchableText=chữ ký số"),
        Page(HEAD, "desk page, to process", "@@desk?box=to_process"),
        Page(HEAD, "@inbox, boxes and counts", "@inbox"),
    ]


def show_counts(site: Site) -> None:
    """Print what waits for each."""
    for who in (LEADER, CLERK, HEAD):
        boxes = session(who).get(f"{site.url}/@inbox", timeout=120).json()["boxes"]
        held = {box["id"]: box["count"] for box in boxes if box["count"]}
        print(f"  {who}: {held}")


def woken(conf: Path, who: str, asked: list[Page]) -> list[int]:
    """Return how many objects each page wakes from a cold cache."""
    command = [sys.executable, str(HERE / "tools" / "loads.py"), str(conf), who]
    command += [f"{page.accept} /imoit/{page.path}" for page in asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [count for count, _status in json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--var", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="imoit-bench-") as made:
        folder = Path(options.var or made).resolve()
        fill(folder, options.letters)
        with Site(folder) as site:
            found, times = pages(site), []
            show_counts(site)
            for page in found:
                reader = session(page.who)
                reader.headers["Accept"] = page.accept
                times.append(timed(reader, f"{site.url}/{page.path}"))
            for clients in (1, 4):
                per, p95, wrong = rate(
                    site, one_letter, clients, 40, lambda: session(CLERK)
                )
                print(f"  letters a second, {clients} client(s): {per:.1f},", end=" ")
                print(f"p95 {p95:.2f} s, 5xx {wrong}")
            conf = next(site.var.rglob("zope.conf"))
            site.stop()
        counts = [
            count
            for who, asked in groupby(found, key=lambda page: page.who)
            for count in woken(conf, who, list(asked))
        ]
        for page, took, count in zip(found, times, counts, strict=True):
            print(f"    {page.who}, {page.name}: {took:.0f} ms, {count} objects")


if __name__ == "__main__":
    main()
