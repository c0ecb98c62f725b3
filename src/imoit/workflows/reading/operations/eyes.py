"""Tesseract sees what is on a picture: on its own, within limits."""

from collections.abc import Callable
from imoit.workflows.jobs.operations import programs
from imoit.workflows.reading.domain import joined
from imoit.workflows.reading.domain import Line
from imoit.workflows.reading.domain import lines_of
from imoit.workflows.reading.domain import turned
from imoit.workflows.reading.domain.language import is_syllable
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from pathlib import Path
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFilter

import os
import re
import shutil
import subprocess


SETTING = "IMOIT_TESSERACT"
LANGUAGE = "vie"
INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-vie"
SECONDS = 90  # for one page
MEGABYTES = 1024
DPI = 200
# Below this share of syllables a page may lie on its side or stand on its head.
SOUND = 0.45
FEW = 8  # words
SURE = 0.6  # a word below it is looked at again
EDGE = 3  # points around a word that are painted over with it
AGAIN = 20  # seconds for a second look: it is worth no more
BLACK, LEFT = 130, 0.0004  # a shade, and the share of the page that is left so dark
_ROTATE = re.compile(rb"Rotate: (\d+)")
_ready: set[str] = set()


def program() -> str:
    """Return the path of Tesseract: `IMOIT_TESSERACT`, the system's, else nothing."""
    return shutil.which(os.environ.get(SETTING, "").strip() or "tesseract") or ""


def missing() -> list[Sentence]:
    """Return what is not on this machine, and how it comes there."""
    command = program()
    if not command:
        said = _(
            "Scans are not read: Tesseract is not on this machine. "
            "To install it: ${command}",
            command=INSTALL,
        )
        return [said]
    if command not in _ready and not _knows(command):
        said = _(
            "Scans are not read: Tesseract does not know Vietnamese on this machine. "
            "To install it: ${command}",
            command=INSTALL,
        )
        return [said]
    _ready.add(command)
    return []


def _knows(command: str) -> bool:
    try:
        answer = subprocess.run(  # noqa: S603 - our own program
            [command, "--list-langs"], capture_output=True, timeout=10, env=_env()
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in answer.stdout.decode("utf-8", "replace").split()


def see(image: Path, is_stopping: Callable[[], bool] = lambda: False) -> tuple:
    """Return the lines on a picture; one that lies on its side is turned first."""
    lines = _lines(image, is_stopping)
    if _soundness(lines) >= SOUND:
        return _with_rest(image, lines, is_stopping)
    degrees = _turn(image, is_stopping)
    if not degrees:
        return lines
    upright = image.with_suffix(".turned.pgm")
    with Image.open(image) as opened:
        opened.rotate(-degrees, expand=True).save(upright)
    other = _lines(upright, is_stopping)
    upright.unlink()
    better = _soundness(other) > _soundness(lines)
    return turned(other, degrees) if better else lines


def stamps_on(
    image: Path, is_stopping: Callable[[], bool] = lambda: False
) -> tuple[Line, ...]:
    """Return what is stamped on a page in colour, as far as it is read for sure."""
    try:
        found = _lines(image, is_stopping, "--psm", "11", seconds=AGAIN)
    except programs.TooLong:
        return ()
    return joined((), found, SURE)


def _with_rest(
    image: Path, lines: tuple[Line, ...], is_stopping: Callable[[], bool]
) -> tuple[Line, ...]:
    """Look once more at what is left when the words that were read are painted over.

    A name between a seal and a signature is taken for a part of the picture at first.
    """
    sure = [word for line in lines for word in line.words if word.confidence >= SURE]
    rest = image.with_suffix(".rest.pgm")
    with Image.open(image) as opened:
        page = opened.convert("L")
    draw = ImageDraw.Draw(page)
    for word in sure:
        box = (word.x0 * page.width - EDGE, word.y0 * page.height - EDGE)
        end = (word.x1 * page.width + EDGE, word.y1 * page.height + EDGE)
        draw.rectangle((*box, *end), 255)
    # Of dust a program makes thousands of letters, which takes half a minute.
    page = page.filter(ImageFilter.MedianFilter(3))
    page = page.point(lambda shade: shade if shade < BLACK else 255)
    if sum(page.histogram()[:BLACK]) < LEFT * page.width * page.height:
        return lines
    page.save(rest)
    try:
        more = _lines(rest, is_stopping, "--psm", "11", seconds=AGAIN)
    except programs.TooLong:
        return lines
    return joined(lines, more, SURE)


def _soundness(lines: tuple[Line, ...]) -> float:
    words = [word.text.strip(".,;:()/-") for line in lines for word in line.words]
    found = [is_syllable(word) for word in words if word]
    return sum(found) / len(found) if len(found) >= FEW else 0.0


def _lines(
    image: Path, is_stopping: Callable[[], bool], *how: str, seconds: int = SECONDS
) -> tuple[Line, ...]:
    options = [str(image), "stdout", *how, "-l", LANGUAGE, "--dpi", str(DPI), "tsv"]
    table = _run(options, image.parent, is_stopping, seconds)
    return lines_of(table.decode("utf-8", "replace"))


def _turn(image: Path, is_stopping: Callable[[], bool]) -> int:
    """Return how far the picture must be turned clockwise, 0 where nobody knows."""
    options = ["--psm", "0", "-l", "osd", "--dpi", str(DPI)]
    try:
        said = _run([str(image), "stdout", *options], image.parent, is_stopping)
    except programs.Failed:  # too little is written there
        return 0
    found = _ROTATE.search(said)
    return int(found[1]) if found else 0


def _run(
    options: list[str],
    folder: Path,
    is_stopping: Callable[[], bool],
    seconds: int = SECONDS,
) -> bytes:
    limits = {"seconds": seconds, "megabytes": MEGABYTES, "folder": folder}
    command = [program(), *options]
    return programs.run(command, **limits, env=_env(), is_stopping=is_stopping)


def _env() -> dict[str, str]:
    kept = ("PATH", "TESSDATA_PREFIX")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
