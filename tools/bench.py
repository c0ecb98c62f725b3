"""What is measured: rates, times, objects, bytes, next to stock Plone in the same run.

Makes a site of its own in a temporary folder, measures it over HTTP and prints figures.
Nothing is asserted: figures are read, compared and kept by people.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

import argparse
import base64
import itertools
import json
import os
import requests
import signal
import socket
import subprocess
import sys
import tempfile
import time


HERE = Path(__file__).resolve().parent.parent
SCAN = HERE / "tests" / "samples" / "letter-00-scan200.pdf"
PASSWORD = "imoit-demo"  # noqa: S105 - the demo's
# What stock Plone offers as a list of what is there: one batch of published Documents.
STOCK_SEARCH = "@search?portal_type=Document&review_state=published&path=/imoit/stock"
counter = itertools.count(1)


def session(login: str, password: str = PASSWORD) -> requests.Session:
    made = requests.Session()
    made.auth = (login, password)
    made.headers["Accept"] = "application/json"
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Pair(NamedTuple):
    """A page of ours beside what stock Plone has for the same purpose."""

    name: str
    ours: str
    stock: str

    @property
    def accept(self) -> str:
        return "text/html" if "page" in self.name else "application/json"


class Site:
    """A demo site of its own, served as `make run` serves it."""

    def __init__(self, folder: Path):
        self.var = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/imoit"
        self.log = (folder / "bench.log").open("w")

    def __enter__(self) -> "Site":
        environment = {**os.environ, "VAR": str(self.var), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "imoit.policy.instance", "demo"],
            env=environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        for _second in range(180):
            try:
                if requests.get(f"{self.url}/login", timeout=5).ok:
                    return self
            except requests.RequestException:
                time.sleep(1)
        raise SystemExit(f"no answer; see {self.log.name}")

    def stop(self) -> None:
        """Stop the site, once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
            self.process.wait(30)

    def __exit__(self, *_exc) -> None:
        self.stop()

    @property
    def data(self) -> Path:
        return next(self.var.rglob("Data.fs"))

    def root(self) -> requests.Session:
        password = next(self.var.rglob("root-password")).read_text().strip()
        return session("root", password)


def letter(n: int) -> dict:
    return {
        "@type": "IncomingDocument",
        "code_number": str(n),
        "code_notation": "BKHCN-VP",
        "issued_date": "2026-11-12",
        "type_name": "Công văn",
        "subject": f"V/v tăng cường sử dụng chữ ký số và gửi, nhận văn bản lần {n}",
        "issuer": {"organ_id": "000.00.00.G06", "name": "Bộ Khoa học và Công nghệ"},
        "signer": {"name": "Nguyễn Thị Hồng Nhung", "position": "Thứ trưởng"},
        "secrecy": "normal",
        "pages": 1,
    }


def attachment(data: str) -> dict:
    return {
        "@type": "Attachment",
        "role": "main",
        "file": {"data": data, "encoding": "base64", "filename": "scan.pdf"},
    }


def one_letter(site: Site, made: requests.Session, data: str) -> list[int]:
    """Create, attach and register one letter; return the status codes."""
    answer = made.post(f"{site.url}/incoming", json=letter(next(counter)), timeout=60)
    codes = [answer.status_code]
    if answer.ok:
        url = answer.json()["@id"]
        codes.append(made.post(url, json=attachment(data), timeout=60).status_code)
        codes.append(made.post(f"{url}/@registration", json={}, timeout=60).status_code)
    return codes


def one_stock(site: Site, made: requests.Session, data: str) -> list[int]:
    """Create a stock Document and a File, published; return the status codes."""
    n = next(counter)
    text = letter(n)["subject"] * 4
    body = {"@type": "Document", "title": text[:60], "text": {"data": f"<p>{text}</p>"}}
    answer = made.post(f"{site.url}/stock", json=body, timeout=60)
    codes = [answer.status_code]
    file = {"data": data, "encoding": "base64", "filename": "scan.pdf"}
    body = {"@type": "File", "title": f"scan {n}", "file": file}
    codes.append(made.post(f"{site.url}/stock", json=body, timeout=60).status_code)
    if answer.ok:
        url = answer.json()["@id"]
        codes.append(
            made.post(f"{url}/@workflow/publish", json={}, timeout=60).status_code
        )
    return codes


def rate(site: Site, act, clients: int, total: int, who) -> tuple[float, float, int]:
    """Run *act* total times by *clients*; return rate, p95 seconds, 5xx."""
    data = base64.b64encode(SCAN.read_bytes()).decode()
    sessions = [who() for _ in range(clients)]

    def run(made):
        begin = time.perf_counter()
        codes = act(site, made, data)
        return time.perf_counter() - begin, codes

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        done = list(pool.map(run, [sessions[i % clients] for i in range(total)]))
    took = time.perf_counter() - start
    times = sorted(seconds for seconds, _codes in done)
    wrong = sum(code >= 500 for _seconds, codes in done for code in codes)
    return total / took, times[int(0.95 * len(times)) - 1], wrong


def timed(made: requests.Session, url: str, times: int = 9) -> float:
    """Return the median milliseconds of a GET."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        answer = made.get(url, timeout=60)
        spent.append((time.perf_counter() - begin) * 1000)
        if not answer.ok:
            print(f"  ! {url}: {answer.status_code}")
    return median(spent)


def bytes_per(site: Site, act, who, n: int = 20) -> float:
    """Return bytes written into Data.fs for each of *n* acts (files are blobs)."""
    data = base64.b64encode(SCAN.read_bytes()).decode()
    made = who()
    act(site, made, data)
    before = site.data.stat().st_size
    for _ in range(n):
        act(site, made, data)
    return (site.data.stat().st_size - before) / n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=2000)
    parser.add_argument("--burst", type=int, default=60)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="imoit-bench-") as folder,
        Site(Path(folder)) as site,
    ):
        found = measure(site, options)
        conf = next(site.var.rglob("zope.conf"))
        site.stop()
        loads(conf, found)


def loads(conf: Path, found: list[Pair]) -> None:
    """Print how many objects each page wakes from a cold cache."""
    command = [sys.executable, str(HERE / "tools" / "loads.py"), str(conf), "vanthu.bo"]
    for pair in found:
        command += [f"{pair.accept} /imoit/{path}" for path in (pair.ours, pair.stock)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr[-2000:])
        return
    print("  objects loaded from a cold cache:")
    counts = iter(json.loads(done.stdout.splitlines()[-1]))
    for pair in found:
        (ours, status), (stock, other) = next(counts), next(counts)
        line(f"  {pair.name} ({status[:3]}, stock {other[:3]})", ours, stock, "objects")


def measure(site: Site, options) -> list[Pair]:
    root = site.root()
    root.post(f"{site.url}", json={"@type": "Folder", "id": "stock", "title": "S"})
    root.post(f"{site.url}/stock/@workflow/publish", json={})

    def clerk():
        return session("vanthu.bo")

    ours = bytes_per(site, one_letter, clerk)
    stock = bytes_per(site, one_stock, site.root)
    line("bytes per registered letter", ours / 1000, stock / 1000, "kB")
    for clients in (1, 4):
        runs = [rate(site, one_letter, clients, options.burst, clerk) for _ in range(3)]
        others = [
            rate(site, one_stock, clients, options.burst, site.root) for _ in range(1)
        ]
        per, p95, _wrong = sorted(runs)[1]
        wrong = sum(run[2] for run in runs)
        line(f"letters a second, {clients} client(s)", per, others[0][0], "/s")
        print(f"    p95 {p95:.2f} s, stock {others[0][1]:.2f} s;", end=" ")
        print(f"5xx {wrong} of {3 * options.burst}, stock {others[0][2]}")
        if clients == 1:
            alone = per
    print(f"  4 clients together run at {per / alone:.2f} of the rate of one")
    fill(site, options.letters)
    return pages(site)


def fill(site: Site, total: int) -> None:
    """Fill the site up to *total* letters, and with as many stock documents."""
    made = session("vanthu.bo")
    have = made.get(f"{site.url}/@inbox?box=to_submit", timeout=60).json()
    for _ in range(max(0, total - have["items_total"])):
        answer = made.post(
            f"{site.url}/incoming", json=letter(next(counter)), timeout=60
        )
        url = answer.json()["@id"]
        made.post(f"{url}/@registration", json={}, timeout=60)
    root = site.root()
    have = root.get(f"{site.url}/{STOCK_SEARCH}", timeout=60).json()
    for _ in range(max(0, total - have["items_total"])):
        n = next(counter)
        body = {"@type": "Document", "title": letter(n)["subject"]}
        url = root.post(f"{site.url}/stock", json=body, timeout=60).json()["@id"]
        root.post(f"{url}/@workflow/publish", json={}, timeout=60)


def pairs(site: Site) -> list[Pair]:
    """Return what is compared, as paths below the site."""
    made = session("vanthu.bo")
    inbox = made.get(f"{site.url}/@inbox?box=to_submit", timeout=60).json()
    stock = made.get(f"{site.url}/{STOCK_SEARCH}", timeout=60).json()
    print(
        f"  at {inbox['items_total']} letters, stock {stock['items_total']} Documents:"
    )
    ours, theirs = (
        found["items"][0]["@id"].removeprefix(f"{site.url}/")
        for found in (inbox, stock)
    )
    words = "SearchableText=chữ ký số"
    return [
        Pair("@inbox, boxes and counts", "@inbox", STOCK_SEARCH),
        Pair("@inbox, one box", "@inbox?box=to_submit", STOCK_SEARCH),
        Pair("@search, three words", f"@search?{words}", f"{STOCK_SEARCH}&{words}"),
        Pair(
            "@search, a number",
            "@search?SearchableText=77",
            f"{STOCK_SEARCH}&SearchableText=77",
        ),
        Pair("document", ours, theirs),
        Pair("desk page", "@@desk", "stock"),
        Pair("document page", f"{ours}/view", f"{theirs}/view"),
        Pair("register page", "@@registers", "stock"),
    ]


def pages(site: Site) -> list[Pair]:
    """Print how long pages take; return them."""
    found = pairs(site)
    for pair in found:
        made = session("vanthu.bo")
        made.headers["Accept"] = pair.accept
        ours = timed(made, f"{site.url}/{pair.ours}")
        stock = timed(made, f"{site.url}/{pair.stock}")
        line(f"  {pair.name}", ours, stock, "ms")
    return found


def line(name: str, ours: float, stock: float, unit: str) -> None:
    ratio = ours / stock if stock else 0
    print(f"  {name}: {ours:.1f} {unit}, stock {stock:.1f} {unit}, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
