"""Looking at a stack, and cutting it into letters; nothing is kept of it."""

from base64 import b64encode
from collections.abc import Sequence
from imoit.content.files import domain as files
from imoit.content.stacks import domain
from imoit.content.stacks.domain import Plan
from imoit.content.stacks.domain import Sheet
from imoit.workflows.jobs.operations import programs
from imoit.workflows.reading.domain import DAMAGED
from imoit.workflows.reading.domain import PASSWORD
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from typing import NamedTuple

import json
import os
import sys
import tempfile


SECONDS = 120
MEGABYTES = 1536
PREFIX = "imoit-stack-"
TOO_LONG, SIGNED, UNFIT = 5, 6, 7
_SAID = {
    PASSWORD: ("password", files.UNREADABLE["password"]),
    DAMAGED: ("damaged", files.UNREADABLE["damaged"]),
    TOO_LONG: (
        "too_many",
        _("A stack may have at most ${n} pages.", n=domain.MOST_PAGES),
    ),
    UNFIT: ("no_page", _("The pages named do not fit the file.")),
    SIGNED: (
        "signed",
        _(
            "The file bears a digital signature, which a cut would break: take it in "
            "as one letter."
        ),
    ),
}


class Stack(NamedTuple):
    """The pages of a stack, and how each looks in small (WebP)."""

    sheets: tuple[Sheet, ...]
    pictures: tuple[bytes, ...]


class Letter(NamedTuple):
    """A letter cut from a stack."""

    name: str
    data: bytes
    pages: tuple[int, ...]


def reads_codes() -> bool:
    """Tell whether the program that reads QR codes is on this machine."""
    return find_spec("zxingcpp") is not None


def look(name: str, data: bytes) -> Stack:
    """Return the pages of the PDF *data*; refuses with 422 what is none."""
    _check(name, data)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as made:
        folder = Path(made)
        sheets = [
            Sheet(number, tuple(codes), is_blank)
            for number, codes, is_blank in _run("look", folder, data)
        ]
        small = (folder / f"{sheet.number}.webp" for sheet in sheets)
        return Stack(tuple(sheets), tuple(path.read_bytes() for path in small))


def shown(stack: Stack) -> dict[str, Any]:
    """Return its pages and where its letters seem to begin, as JSON."""
    plan = domain.proposed(stack.sheets)
    return {
        "reads_codes": reads_codes(),
        "pages": [
            {
                "number": sheet.number,
                "separator": sheet.is_separator,
                "code": bool(sheet.own),
                "blank": sheet.is_blank,
                "begins": sheet.number in plan.begins,
                "left_out": sheet.number in plan.left_out,
                "thumbnail": f"data:image/webp;base64,{b64encode(small).decode()}",
            }
            for sheet, small in zip(stack.sheets, stack.pictures, strict=True)
        ],
    }


def _check(name: str, data: bytes) -> None:
    if files.kind(name, data) != "application/pdf":
        said = _("Only a PDF can be cut into letters.")
        raise BadValue(said, field=domain.FIELD, code="not_pdf")


def cut(name: str, data: bytes, plan: Plan | None = None) -> list[Letter]:
    """Return the letters of a stack, by *plan* or as its sheets propose.

    A stack that is one letter stays as it is, byte by byte.
    """
    _check(name, data)
    plan = plan or domain.proposed(look(name, data).sheets)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as made:
        folder = Path(made)
        letters = [
            tuple(pages) for pages in _run("cut", folder, data, json.dumps(plan))
        ]
        cuts = [folder / f"{number}.pdf" for number in range(1, len(letters) + 1)]
        if not cuts[0].exists():
            return [Letter(name, data, letters[0])]
        return [
            Letter(domain.named(name, pages), path.read_bytes(), pages)
            for pages, path in zip(letters, cuts, strict=True)
        ]


def _run(act: str, folder: Path, data: bytes, *more: str) -> Sequence:
    source = folder / "stack.pdf"
    source.write_bytes(data)
    packages = os.pathsep.join(part for part in sys.path if part)
    command = [sys.executable, "-m", "imoit.content.stacks", act, str(source)]
    try:
        lines = programs.run(
            [*command, str(folder), *more],
            seconds=SECONDS,
            megabytes=MEGABYTES,
            folder=folder,
            env={"PYTHONPATH": packages, "LANG": "C.UTF-8", "HOME": str(folder)},
        )
    except programs.Failed as refusal:
        code, said = _SAID.get(refusal.message.values.get("code"), ("", None))
        if said is None:
            raise
        raise BadValue(said, field=domain.FIELD, code=code) from None
    return [json.loads(line) for line in lines.splitlines()]
