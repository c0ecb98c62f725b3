"""LibreOffice draws a text as PDF: on its own, within limits, with a profile for once.

A text comes from outside: it may point to other machines and to files of this one.
Nothing of that is followed, no macro runs, and what is left over is cleared away.
"""

from collections.abc import Callable
from imoit.workflows.jobs.operations import programs
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from pathlib import Path

import fcntl
import os
import shutil
import tempfile
import time


SETTING = "IMOIT_OFFICE"
NAMES = ("soffice", "libreoffice")
INSTALL = "sudo apt install libreoffice-writer-nogui fonts-liberation2"
INSTALL_CALC = "sudo apt install libreoffice-calc-nogui"
TABLES = ".xls"
SECONDS = 60
MEGABYTES = 1536
MOST = 100 * 1024**2  # bytes of a preview
AGAIN = 81  # it made its profile and asks to be started once more
PREFIX = "imoit-office-"
LOCK = "held"
STALE = 900  # seconds: what was left before it was held
# What no text may do: reach another machine, renew what it links, run a macro.
SETTINGS = {
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": "2"},
}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
"""
ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)


def program() -> str:
    """Return the path of LibreOffice: `IMOIT_OFFICE`, the system's, else nothing."""
    asked = os.environ.get(SETTING, "").strip()
    names = (asked,) if asked else NAMES
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        return ""
    # The script before it starts a child: without it the child ends with its worker.
    direct = Path(found).resolve().with_name("soffice.bin")
    return str(direct if direct.exists() else found)


def draw(
    data: bytes, suffix: str, is_stopping: Callable[[], bool] = lambda: False
) -> bytes:
    """Return the text *data* as PDF; refuses with a sentence what cannot be drawn."""
    command = program()
    if not command:
        raise missing()
    if suffix == TABLES and not has_calc(command):
        raise no_calc()
    clear()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        held = _hold(folder)
        source = folder / f"text{suffix}"
        source.write_bytes(data)
        _profile(folder)
        try:
            _run(_command(command, folder, source), folder, is_stopping)
            return _result(folder / "text.pdf")
        finally:
            os.close(held)


def missing() -> Conflict:
    """Return the sentence that says what to install."""
    return Conflict(
        _(
            "There is no preview: LibreOffice is not on this machine. "
            "To install it: ${command}",
            command=INSTALL,
        )
    )


def has_calc(command: str) -> bool:
    """Tell whether the LibreOffice at *command* opens tables; unsure, it may try."""
    parts = Path(command).parent
    return (parts / "libsclo.so").exists() or not (parts / "libswlo.so").exists()


def no_calc() -> Conflict:
    """Return the sentence that says what to install for tables."""
    return Conflict(
        _(
            "Old tables (XLS) are not read: LibreOffice on this machine has no Calc. "
            "To install it: ${command}",
            command=INSTALL_CALC,
        )
    )


def _command(command: str, folder: Path, source: Path) -> list[str]:
    return [
        command,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--nofirststartwizard",
        "--convert-to",
        f"pdf:{'calc' if source.suffix == TABLES else 'writer'}_pdf_Export",
        "--outdir",
        str(folder),
        str(source),
    ]


def _profile(folder: Path) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = [
        ITEM.format(path=path, name=name, value=value)
        for path, values in SETTINGS.items()
        for name, value in values.items()
    ]
    text = f"{HEAD}{''.join(items)}</oor:items>\n"
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(command: list[str], folder: Path, is_stopping: Callable[[], bool]) -> None:
    kept = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    limits = {"seconds": SECONDS, "megabytes": MEGABYTES, "folder": folder}
    own = {**kept, "HOME": str(folder), "TMPDIR": str(folder)}
    for last in (False, True):
        try:
            programs.run(command, **limits, env=own, is_stopping=is_stopping)
            return
        except programs.Failed as refusal:
            if last or refusal.message.values.get("code") != AGAIN:
                raise


def _result(path: Path) -> bytes:
    if not path.exists() or path.stat().st_size > MOST:
        raise Conflict(_("The text cannot be drawn: it is damaged or too large."))
    return path.read_bytes()


def _hold(folder: Path) -> int:
    """Hold a folder as long as this process lives: the system lets go of it."""
    held = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)
    return held


def clear() -> None:
    """Take away what killed workers left: it holds texts of drafts."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_left(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Tell whether nobody holds a folder any more."""
    try:
        held = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return _is_old(folder)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(held)


def _is_old(folder: Path) -> bool:
    try:
        return folder.lstat().st_mtime < time.time() - STALE
    except FileNotFoundError:
        return False
