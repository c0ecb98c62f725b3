"""Starting the site as a person at a terminal does, in a process of its own."""

from contextlib import contextmanager
from pathlib import Path

import os
import requests
import signal
import socket
import subprocess
import sys
import time


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as handle:
        handle.bind(("localhost", 0))
        return handle.getsockname()[1]


class Site:
    """A start of iMOIT: its port, its folder, what it prints."""

    def __init__(self, folder: Path, kind: str, port: int, **environ: str):
        self.folder = folder
        self.url = f"http://localhost:{port}"
        self.log = folder.parent / f"{folder.name}-{time.monotonic_ns()}.log"
        wishes = {"PORT": str(port), "VAR": str(folder), "HOST": "localhost"}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "imoit.policy.instance", kind],
                env={**os.environ, **wishes, **environ},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """Return everything it has printed."""
        return self.log.read_text(encoding="utf-8")

    def until(self, done, seconds: float = 120) -> None:
        """Wait until *done()*; a process that ends before it is an error."""
        end = time.monotonic() + seconds
        while not done():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def wait_ready(self) -> None:
        """Wait until it says where it is."""
        self.until(lambda: "iMOIT is at" in self.said)

    def get(self, path: str, **options) -> requests.Response:
        """Ask for *path*."""
        return requests.get(self.url + path, timeout=60, **options)

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Send *by*; return the exit code."""
        self.process.send_signal(by)
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        """End it and what it started, without a word of warning."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


@contextmanager
def running(folder: Path, kind: str, port: int | None = None, **environ: str):
    """A site that is ended with the block, whatever happened in it."""
    site = Site(folder, kind, port or free_port(), **environ)
    try:
        yield site
    finally:
        if site.process.poll() is None:
            site.kill()
