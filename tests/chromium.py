"""Where Chromium is on this machine."""

from pathlib import Path

import os
import shutil


NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find() -> str:
    """Return the path of Chromium: `CHROMIUM`, the system's or playwright's own."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path and not _is_snap_stub(path):
            return path
    return _of_playwright()


def _is_snap_stub(path: str) -> bool:
    with Path(path).resolve().open("rb") as program:
        head = program.read(4096)
    return head.startswith(b"#!") and b"/snap/bin" in head


def _of_playwright() -> str:
    from playwright.sync_api import sync_playwright  # slow import: seldom needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        raise FileNotFoundError("No Chromium: install it or name it in CHROMIUM")
    return path
