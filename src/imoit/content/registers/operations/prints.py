"""A book as a file: gathered by a thread, drawn by a process of its own.

Neither a thread of the web server nor the turn of the writers is kept: the request
leaves an order and is answered; the thread reads the rows with a connection of its own
and closes it; drawing, the long part, happens in another process.
"""

from App.config import getConfiguration
from collections.abc import Mapping
from imoit.content.registers import storage
from imoit.content.registers.domain import books
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.prints import finished
from imoit.content.registers.domain.prints import Order
from imoit.content.registers.domain.prints import printed_row
from imoit.content.registers.operations import rows
from imoit.content.registers.operations.shelf import check_open_to
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from imoit.workflows.speech.operations import say
from pathlib import Path
from plone import api
from typing import Any
from zope.component.hooks import setSite
from zope.i18n import translate

import json
import logging
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
import transaction


AGENCY = "Bộ Công Thương"
KEPT = 24 * 3600  # seconds that a finished file waits to be fetched
LONGEST_PAUSE = 1.0  # seconds
log = logging.getLogger(__name__)
_one = threading.Semaphore(1)  # one book at a time; the others wait their turn


def folder() -> Path:
    """Return where files wait: IMOIT_PRINTS, else beside the site's data."""
    named = os.environ.get("IMOIT_PRINTS")
    found = Path(named or Path(getConfiguration().clienthome) / "prints")
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def start(order: Order, by: Actor, request: Any) -> str:
    """Leave an order for a file of a book; return its id. It is journaled."""
    check_open_to(by, order.book, order.year)
    _sweep()
    job = secrets.token_hex(16)
    place = folder() / job
    place.mkdir(mode=0o700)
    words = spoken(order, by, request)
    _write(place / "order.json", {**words, "owner": by.person, "pid": os.getpid()})
    details = {"format": order.format, "view": words["layout"]}
    item = f"{order.book}/{order.year}"
    record("book_printed", "", actor=by, item=item, details=details)
    site = "/".join(api.portal.get().getPhysicalPath())
    database = api.portal.get()._p_jar.db()
    work = (database, site, place, order, rows.eyes())
    transaction.get().addAfterCommitHook(_begin, work)
    return job


def spoken(order: Order, by: Actor, request: Any) -> dict[str, Any]:
    """Return every word that the file says, in the reader's language."""
    layout = columns.layout(order.book, order.follow_up)
    plans, now = storage.plans(), clock.now()
    unit = _unit_of(order.book)
    title = books.title(order.book, plans)
    if order.follow_up:
        title = _("Follow-up book")
    return {
        "format": order.format,
        "layout": layout,
        "year": order.year,
        "superior": AGENCY.upper() if unit else "",
        "agency": (unit or AGENCY).upper(),
        "title": say(title, request),
        "columns": [say(name, request) for name in columns.COLUMNS[layout]],
        "sifted": not order.sieve.is_open,
        "by": by.name,
        "at": now.strftime("%H:%M %d/%m/%Y"),
        "today": now.date().isoformat(),
        "states": _states(request),
        "said": {
            name: say(sentence, request)
            for name, sentence in {**SAID, **columns.NOTES}.items()
        },
    }


SAID = {
    "year": _("Year"),
    "days": _("From day"),
    "to_day": _("to day"),
    "numbers": _("From number"),
    "to_number": _("to number"),
    "volume": _("Volume"),
    "holds": _("This book holds # pages, ## rows."),
    "part": _("An extract: only the rows asked for."),
    "page": _("Page"),
    "printed": _("Printed"),
    "void": _("Void:"),
    "reserved": _("Reserved; no document yet."),
    "hidden": _("You may not see this document."),
    "late": _("late"),
    "on time": _("on time"),
    "overdue": _("overdue"),
}


def _unit_of(book: str) -> str:
    unit = re.sub(r"^(arrivals|\w+-unit)-", "", book)
    titles = {p.unit: p.title for p in directory().parties() if p.kind == "unit"}
    return titles.get(unit, "") if unit != book else ""


def _states(request: Any) -> dict[str, str]:
    tool = api.portal.get_tool("portal_workflow")
    states = tool["incoming"].states
    return {
        name: translate(states[name].title, domain="imoit", context=request)
        for name in states.objectIds()
    }


def _begin(committed: bool, *work: Any) -> None:
    if not committed:
        shutil.rmtree(work[2], ignore_errors=True)
        return
    threading.Thread(target=_work, args=work, name="register print").start()


def _work(database, site, place: Path, order: Order, seen_by: list[str]) -> None:
    try:
        with _one:
            gather(database, site, place, order, seen_by)
            draw(place)
    except Exception:
        log.exception("the register %s could not be printed", order.book)
        _write(place / "progress.json", {"status": "failed"})


def gather(database, site: str, place: Path, order: Order, seen_by: list[str]) -> None:
    """Write the rows into a file, read with a connection of its own."""
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    try:
        root = connection.root()["Application"]
        setSite(root.unrestrictedTraverse(site))
        words = json.loads((place / "order.json").read_text(encoding="utf-8"))
        _write_rows(connection, place, order, seen_by, words)
    finally:
        setSite(None)
        manager.abort()
        connection.cacheMinimize()
        connection.close()


def _write_rows(connection, place, order, seen_by, words) -> None:
    total = storage.count(order.book, order.year)
    found = rows.sifted(
        order.book, order.year, order.sieve, seen_by, newest_first=False, urls=False
    )
    begun = time.monotonic()
    with (place / "rows.jsonl").open("w", encoding="utf-8") as file:
        for done, row in enumerate(found, 1):
            cells = printed_row(row.entry, row.line, row.state, order.year, words)
            file.write(json.dumps(cells, ensure_ascii=False) + "\n")
            if not done % rows.BATCH:
                progress(place, "reading", done, total)
                connection.cacheMinimize()
                # As long as it worked it leaves the interpreter to whoever waits.
                time.sleep(min(time.monotonic() - begun, LONGEST_PAUSE))
                begun = time.monotonic()


def draw(place: Path) -> None:
    """Draw the file in a process of its own, politely."""
    command = [sys.executable, "-m", "imoit.content.registers", str(place)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    (place / "rows.jsonl").unlink()


def progress(place: Path, status: str, done: int, total: int) -> None:
    """Say how far the work is."""
    _write(place / "progress.json", {"status": status, "done": done, "total": total})


def status(job: str, by: Actor) -> dict[str, Any]:
    """Return how the file of *by* stands; anybody else's is a 404."""
    place = _place(job)
    words = _read(place / "order.json")
    if not words or words["owner"] != by.person:
        raise NotThere(_("There is nothing here, or nothing you may see."))
    found = _read(place / "progress.json") or {"status": "waiting"}
    running = found["status"] in ("waiting", "reading", "drawing")
    if running and words["pid"] != os.getpid():
        found = {"status": "failed"}
    return {
        "done": 0,
        "total": 0,
        **found,
        "format": words["format"],
        "title": f"{words['title']} {words['year']}",
    }


def file(job: str, by: Actor) -> Path:
    """Return the finished file of *by*."""
    found = status(job, by)
    if found["status"] != "finished":
        raise NotThere(_("The file is not finished yet."))
    return _place(job) / finished(found["format"])


def _place(job: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{32}", job):
        raise NotThere(_("There is nothing here, or nothing you may see."))
    return folder() / job


def _sweep() -> None:
    """Drop the files that nobody fetched in time."""
    for place in folder().iterdir():
        if time.time() - place.stat().st_mtime > KEPT:
            shutil.rmtree(place, ignore_errors=True)


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _write(path: Path, what: Mapping[str, Any]) -> None:
    """Write in one move: whoever reads meanwhile sees the old or the new."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")
    new.replace(path)
