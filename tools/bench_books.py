"""A book of 50,000 rows printed beside other work; 100,000 agencies to pick from.

`bench_books.py --rows 50000 --agencies 100000 [--var FOLDER]`. While the book is made
as PDF and as XLSX, two clerks open the desk and the registering page and register
letters; what is printed is how long they wait, beside the same work in peace.
"""

from bench import HERE
from bench import letter
from bench import session
from bench import Site
from bench_large import CLERK
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time


MARKS = "Công ty cổ phần Thanh Bình|bo khoa hoc|UBND|hop tac xa Minh|T04|Hội Yên Sơn"
QUIET = 20  # seconds of work in peace
numbers = itertools.count(int(time.time() * 10))  # of no run before
Times = dict[str, list[float]]


def fill(folder: Path, rows: int, agencies: int) -> None:
    """Make the demo in *folder* if there is none, and fill it."""
    environment = {**os.environ, "VAR": str(folder)}
    if not (folder / "data").exists():
        made = [sys.executable, "-m", "imoit.policy.instance", "make", "demo"]
        subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
    begin = time.perf_counter()
    command = [sys.executable, "-W", "ignore", str(HERE / "tools" / "fill_books.py")]
    command += [str(rows), str(agencies)]
    subprocess.run(command, env=environment, check=True)
    print(f"  filled in {time.perf_counter() - begin:.0f} s")


def spent(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def show(name: str, times: list[float]) -> None:
    """Print the middle, the slow and the worst of *times*."""
    found = sorted(times)
    middle, slow = (found[int(part * (len(found) - 1))] for part in (0.5, 0.95))
    print(
        f"    {name}: p50 {middle:.0f} ms, p95 {slow:.0f} ms, worst {found[-1]:.0f} ms"
        f" ({len(found)})"
    )


def pick(site: Site, agencies: int) -> None:
    """Print what a picker costs, letter by letter, and after a new agency."""
    made = session(CLERK)

    def asked(text: str) -> float:
        url = f"{site.url}/@agencies"
        return spent(lambda: made.get(url, params={"q": text}, timeout=60))

    def added() -> None:
        name = f"Hợp tác xã Rừng Xanh {next(numbers)}"
        body = {"name": name, "confirm_similar": True}
        made.post(f"{site.url}/@agencies", json=body, timeout=60).raise_for_status()

    texts = [mark[:n] for mark in MARKS.split("|") for n in range(1, len(mark) + 1)]
    print(f"  agency picker among {agencies}:")
    print(f"    the first letter since the start: {asked('c'):.0f} ms")
    show("each letter", [asked(text) for text in texts * 3])
    show("a new agency", [spent(added) for _n in range(5)])
    after = [(added(), asked("rung xanh"))[1] for _n in range(5)]
    show("the first letter after a new one", after)


def acts(site: Site, made) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what a clerk does, over and over."""
    html = {"Accept": "text/html"}
    where = f"{site.url}/incoming/@@register-letter"
    while True:
        yield "desk page", lambda: made.get(f"{site.url}/@@desk", headers=html)
        yield "registering page", lambda: made.get(where, headers=html)
        yield "letter registered", lambda: register(site, made)


def register(site: Site, made) -> None:
    answer = made.post(f"{site.url}/incoming", json=letter(next(numbers)))
    answer.raise_for_status()
    made.post(f"{answer.json()['@id']}/@registration", json={}).raise_for_status()


def work(site: Site, until: Callable[[], bool]) -> Times:
    """Let a clerk work until it is time; return how long each thing took."""
    found: Times = {}
    for name, act in acts(site, session(CLERK)):
        if until():
            return found
        found.setdefault(name, []).append(spent(act))
    return found


def beside(site: Site, until: Callable[[], bool]) -> None:
    """Print how long two clerks wait, working at once, until it is time."""
    ended: list[Times] = []
    clerks = [
        threading.Thread(target=lambda: ended.append(work(site, until)))
        for _n in range(2)
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    for name in ended[0]:
        show(name, [one for found in ended for one in found.get(name, [])])


def printed(site: Site, kind: str) -> None:
    """Print a book while two clerks work; print what it takes and what they wait."""
    made = session(CLERK)
    book = f"{site.url}/@registers/incoming/{date.today().year}"
    begin = time.perf_counter()
    answer = made.post(f"{book}/prints", json={"format": kind}, timeout=60)
    where, seen, over = answer.json()["@id"], [0.0], threading.Event()

    def until() -> bool:
        if not over.is_set() and time.perf_counter() - seen[0] > 1:
            seen[0] = time.perf_counter()
            found = made.get(where, timeout=60).json()
            if found["status"] in ("finished", "failed"):
                over.set()
        return over.is_set()

    print(f"  beside the book as {kind.upper()}:")
    beside(site, until)
    took = time.perf_counter() - begin
    found = made.get(where, timeout=60).json()
    size = len(made.get(found["download"], timeout=60).content) / 1e6
    print(f"    {found['status']} after {took:.0f} s, {size:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--agencies", type=int, default=100_000)
    parser.add_argument("--var", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="imoit-bench-") as made:
        folder = Path(options.var or made).resolve()
        fill(folder, options.rows, options.agencies)
        with Site(folder) as site:
            pick(site, options.agencies)
            warm = itertools.chain([False] * 3, itertools.repeat(True))
            work(site, lambda: next(warm))
            end = time.perf_counter() + QUIET
            print("  in peace:")
            beside(site, lambda: time.perf_counter() > end)
            for kind in ("pdf", "xlsx"):
                printed(site, kind)


if __name__ == "__main__":
    main()
