"""Reading the pages of a file: by their own words, else by their looks."""

from collections.abc import Callable
from imoit.workflows.jobs.operations import programs
from imoit.workflows.reading import domain
from imoit.workflows.reading.domain import DAMAGED
from imoit.workflows.reading.domain import page_of
from imoit.workflows.reading.domain import PASSWORD
from imoit.workflows.reading.domain import Picture
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.operations import eyes
from imoit.workflows.reading.operations.eyes import missing as missing
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from pathlib import Path
from typing import NamedTuple

import json
import os
import shutil
import sys
import tempfile
import time


SECONDS = 60  # to open a file and draw what must be seen
MEGABYTES = 1536
PREFIX = "imoit-reading-"
STALE = 900  # seconds: what a killed worker left behind
_SAID = {
    PASSWORD: _("The file asks for a password and cannot be read."),
    DAMAGED: _("The file is damaged and cannot be opened."),
}


class Pages(NamedTuple):
    """Some pages of a file that has *count* of them."""

    count: int
    pages: tuple[ReadPage, ...]


class Pictures(NamedTuple):
    """How some pages look of a file that has *count* of them."""

    count: int
    pages: tuple[Picture, ...]


def read_page(path: Path, number: int) -> ReadPage:
    """Return one page of a PDF or a picture, its words and where they stand.

    Refuses with 409 what nobody can open, and a scan where no program can see.
    """
    found = read_pages(path, number, number).pages
    if not found:
        raise NotThere(_("The file has no page ${n}.", n=number))
    if found[0].how == domain.UNREAD:
        raise Conflict(missing()[0])
    return found[0]


def read_pages(
    path: Path,
    first: int,
    last: int,
    is_stopping: Callable[[], bool] = lambda: False,
    *,
    may_see: bool = True,
) -> Pages:
    """Return the pages from *first* to *last*; what nobody could see is `unread`.

    An office file is one page, whose words have no place.
    """
    _clear()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        count, *found = _opened(path, folder, first, last, is_stopping)
        blind = not may_see or bool(missing())
        pages = [_seen(page_of(one), folder, blind, is_stopping) for one in found]
        return Pages(count, tuple(pages))


def draw_pages(
    path: Path,
    first: int,
    last: int,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Pictures:
    """Return how the pages from *first* to *last* look, signatures and seals too."""
    _clear()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        count, *drawn = _opened(path, folder, first, last, is_stopping, "pictures")
        found = (_picture(folder, *one) for one in drawn)
        return Pictures(count, tuple(found))


def _picture(folder: Path, number: int, width: int, height: int) -> Picture:
    large, small = (folder / f"{number}{kind}.webp" for kind in ("", ".small"))
    return Picture(number, width, height, large.read_bytes(), small.read_bytes())


def _opened(
    path: Path,
    folder: Path,
    first: int,
    last: int,
    is_stopping: Callable[[], bool],
    act: str = "words",
) -> list:
    packages = os.pathsep.join(part for part in sys.path if part)
    command = [sys.executable, "-m", "imoit.workflows.reading", str(path.resolve())]
    try:
        lines = programs.run(
            [*command, str(folder), str(first), str(last), act],
            seconds=SECONDS,
            megabytes=MEGABYTES,
            folder=folder,
            env={"PYTHONPATH": packages, "LANG": "C.UTF-8", "HOME": str(folder)},
            is_stopping=is_stopping,
        )
    except programs.Failed as refusal:
        said = _SAID.get(refusal.message.values.get("code"))
        raise Conflict(said) if said else refusal from None
    return [json.loads(line) for line in lines.splitlines()]


def _seen(
    page: ReadPage, folder: Path, blind: bool, is_stopping: Callable[[], bool]
) -> ReadPage:
    if page.how != domain.SEEN:
        return page
    if blind:
        return page._replace(how=domain.UNREAD)
    image = folder / f"{page.number}.pgm"
    lines = eyes.see(image, is_stopping)
    image.unlink()
    stamps = folder / f"{page.number}.ink.pgm"
    if stamps.exists():
        lines += eyes.stamps_on(stamps, is_stopping)
    return page._replace(lines=lines)


def _clear() -> None:
    """Take away what killed workers left: it holds pages of letters."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            old = path.lstat().st_mtime < time.time() - STALE
        except FileNotFoundError:
            continue
        if old:
            shutil.rmtree(path, ignore_errors=True)
