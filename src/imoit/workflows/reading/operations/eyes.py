"""Tesseract sees what is on a picture: on its own, within limits."""

from collections.abc import Callable
from imoit.workflows.jobs.operations import programs
from imoit.workflows.reading.domain import Line
from imoit.workflows.reading.domain import lines_of
from imoit.workflows.reading.domain import turned
from imoit.workflows.reading.domain.language import is_syllable
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from pathlib import Path
from PIL import Image

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
        return lines
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


def _soundness(lines: tuple[Line, ...]) -> float:
    words = [word.text.strip(".,;:()/-") for line in lines for word in line.words]
    found = [is_syllable(word) for word in words if word]
    return sum(found) / len(found) if len(found) >= FEW else 0.0


def _lines(image: Path, is_stopping: Callable[[], bool]) -> tuple[Line, ...]:
    options = ["-l", LANGUAGE, "--dpi", str(DPI), "tsv"]
    table = _run([str(image), "stdout", *options], image.parent, is_stopping)
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


def _run(options: list[str], folder: Path, is_stopping: Callable[[], bool]) -> bytes:
    limits = {"seconds": SECONDS, "megabytes": MEGABYTES, "folder": folder}
    command = [program(), *options]
    return programs.run(command, **limits, env=_env(), is_stopping=is_stopping)


def _env() -> dict[str, str]:
    kept = ("PATH", "TESSDATA_PREFIX")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
