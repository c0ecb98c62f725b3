"""What a letter costs among many, beside the same site with Plone's index of words.

`bench_growth.py --letters 10000 [--var FOLDER]`: bytes written per letter, letters a
second by one clerk and by four, searches, disk per letter. In a FOLDER that is kept the
letters are filled further, then Plone's index takes the place of ours for good.
"""

from bench import bytes_per
from bench import HERE
from bench import one_letter
from bench import rate
from bench import session
from bench import Site
from bench_large import CLERK
from bench_words import SAMPLES
from pathlib import Path
from statistics import median

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time


RUNS, BURST = 3, 40
SETTLE = 20  # seconds: the first letter's scan is read and drawn, for all of them


def prepared(folder: Path, asked: str) -> None:
    """Make the demo in *folder* if there is none; do there what *asked* says."""
    environment = {**os.environ, "VAR": str(folder)}
    if not (folder / "data").exists():
        made = [sys.executable, "-m", "imoit.policy.instance", "make", "demo"]
        subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
    begin = time.perf_counter()
    fill = str(HERE / "tools" / "fill_letters.py")
    command = [sys.executable, "-W", "ignore", fill, asked]
    subprocess.run(command, env=environment, check=True)
    print(f"  {asked}: ready after {time.perf_counter() - begin:.0f} s")


def kilobytes(folder: Path, pattern: str) -> float:
    return sum(file.stat().st_size for file in folder.rglob(pattern)) / 1000


def disk(folder: Path, letters: int) -> None:
    """Print what a letter takes on the disk, its file left out."""
    for name, pattern in (("Data.fs, packed", "Data.fs"), ("words", "words-*.sqlite*")):
        print(f"    {name}: {kilobytes(folder, pattern) / letters:.1f} kB a letter")


def clerk():
    return session(CLERK)


def writing(site: Site) -> None:
    """Print what a letter writes, and how many are registered in a second."""
    bytes_per(site, one_letter, clerk, 1)
    time.sleep(SETTLE)
    written = bytes_per(site, one_letter, clerk, BURST) / 1000
    print(f"    a letter (created, attached, registered) writes {written:.1f} kB")
    for clients in (1, 4):
        runs = [rate(site, one_letter, clients, BURST, clerk) for _run in range(RUNS)]
        per, p95 = median(run[0] for run in runs), median(run[1] for run in runs)
        wrong = sum(run[2] for run in runs)
        print(f"    letters a second, {clients} client(s): {per:.1f}", end=", ")
        print(f"p95 {p95 * 1000:.0f} ms, 5xx {wrong} of {RUNS * BURST}")


def searching(site: Site) -> None:
    """Print what a search costs, a hundred questions asked once each."""
    made, times = clerk(), []
    for asked in json.loads(SAMPLES.read_text(encoding="utf-8"))["queries"]:
        begin = time.perf_counter()
        text = {"SearchableText": asked["text"]}
        made.get(f"{site.url}/@search", params=text, timeout=120)
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    print(f"    @search: p50 {times[49]:.0f} ms, p95 {times[94]:.0f} ms", end=", ")
    print(f"slowest {times[-1]:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--var", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="imoit-bench-") as made:
        folder = Path(options.var or made).resolve()
        for asked, name in (
            (str(options.letters), "words beside the database"),
            ("stock", "words in the ZODB, by Plone's own index"),
        ):
            prepared(folder, asked)
            print(f"  {name}:")
            disk(folder, options.letters)
            with Site(folder) as site:
                searching(site)
                writing(site)


if __name__ == "__main__":
    main()
