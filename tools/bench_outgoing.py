"""What many outgoing documents cost: fills a demo site, then measures it.

`bench_outgoing.py --letters 10000 [--var FOLDER]`: documents in all states, most
published to three units and an agency. A folder that is kept is filled further.
"""

from bench import session
from bench import Site
from bench import timed
from bench_large import Page
from bench_large import woken
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import NamedTuple

import argparse
import base64
import os
import subprocess
import sys
import tempfile
import time


CLERK, HEAD, OFFICER = "vanthu.bo", "truong.xnk", "cv.tttn"
MEASURED = 12  # documents numbered and published while the clock runs


class Spent(NamedTuple):
    """How long acts of one kind took, in milliseconds."""

    name: str
    times: list[float]

    def said(self) -> str:
        rate = 1000 * len(self.times) / sum(self.times)
        worst = max(self.times)
        middle = median(self.times)
        return f"{self.name}: {rate:.1f} /s, {middle:.0f} ms, worst {worst:.0f} ms"


def fill(folder: Path, letters: int) -> None:
    """Make the demo in *folder* if there is none, and fill it."""
    environment = {**os.environ, "VAR": str(folder)}
    command = [sys.executable, "-m", "imoit.policy.instance"]
    if not (folder / "data").exists():
        made = [*command, "make", "demo"]
        subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
    begin = time.perf_counter()
    load = [*command, "load-outgoing", str(letters)]
    subprocess.run(load, env=environment, check=True)
    took = time.perf_counter() - begin
    print(f"  filled to {letters} outgoing documents in {took:.0f} s")


def box(site: Site, who: str, name: str, size: int) -> list[str]:
    """Return the addresses of what lies in a box."""
    asked = f"{site.url}/@inbox?box={name}&b_size={size}"
    found = session(who).get(asked, timeout=120).json()
    print(f"  {who}, {name}: {found['items_total']}")
    return [item["@id"] for item in found["items"]]


def post(made, url: str, body: dict) -> float:
    """Do one act; return its milliseconds."""
    begin = time.perf_counter()
    answer = made.post(url, json=body, timeout=120)
    if not answer.ok:
        print(f"  ! {url}: {answer.status_code} {answer.text[:200]}")
    return (time.perf_counter() - begin) * 1000


def acts(site: Site) -> list[Spent]:
    """Number what is signed and publish what has its scan; say how long each took."""
    clerk = session(CLERK)
    signed = box(site, CLERK, "to_number", MEASURED)
    numbered = [post(clerk, f"{url}/@number", {}) for url in signed]
    waiting = box(site, CLERK, "to_publish", MEASURED)
    scans = [post(clerk, url, scan()) for url in waiting]
    published = [
        post(clerk, f"{url}/@publication", {"stamped": True}) for url in waiting
    ]
    return [
        Spent("number given", numbered),
        Spent("scan attached", scans),
        Spent("published to 4 recipients", published),
    ]


def scan() -> dict:
    """Return the scan of a signed and stamped paper."""
    folder = Path(__file__).resolve().parent.parent / "tests" / "samples"
    data = (folder / "letter-01-scan200-stamped.pdf").read_bytes()
    file = {
        "data": base64.b64encode(data).decode(),
        "encoding": "base64",
        "filename": "scan.pdf",
    }
    return {"@type": "Attachment", "role": "signed_scan", "file": file}


def pages(site: Site) -> list[Page]:
    """Return what is measured."""
    year = time.localtime().tm_year
    rows = f"{site.url}/@registers/outgoing/{year}?b_size=1"
    (row,) = session(CLERK).get(rows, timeout=120).json()["items"]
    document = row["document"]["@id"].removeprefix(f"{site.url}/")
    return [
        Page(CLERK, "desk page, to number", "@@desk?box=to_number"),
        Page(CLERK, "desk page, to publish", "@@desk?box=to_publish"),
        Page(CLERK, "document page", f"{document}/view"),
        Page(CLERK, "register page", "@@registers?book=outgoing"),
        Page(CLERK, "register page, by signer", "@@registers?book=outgoing&signer=van"),
        Page(CLERK, "register page, sending book", "@@registers?book=sending"),
        Page(CLERK, "originals without a place page", "@@unshelved"),
        Page(CLERK, "@search, three words", "@search?SearchableText=chữ ký số"),
        Page(HEAD, "desk page, for information", "@@desk?box=informed"),
        Page(HEAD, "@inbox, boxes and counts", "@inbox"),
        Page(OFFICER, "desk page, drafts", "@@desk?box=drafts"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--var", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="imoit-bench-") as made:
        folder = Path(options.var or made).resolve()
        fill(folder, options.letters)
        with Site(folder) as site:
            found, times = pages(site), []
            for page in found:
                reader = session(page.who)
                reader.headers["Accept"] = page.accept
                times.append(timed(reader, f"{site.url}/{page.path}"))
            for spent in acts(site):
                print(f"  {spent.said()}")
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
