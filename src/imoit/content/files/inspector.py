"""The process that opens foreign files: ended when one of them makes it misbehave."""

from collections.abc import Sequence
from imoit.content.files.domain import Facts

import atexit
import base64
import hashlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading


SECONDS = 20.0  # of the processor, for one file
PATIENCE = 300.0  # seconds by the clock: a busy machine must not make a file heavy
MOST = 500  # files; then a fresh process
REMEMBERED = 64  # files: a request that is tried again looks at none of them twice
# What it can look into; of other kinds nothing is known.
KINDS = ("application/pdf", "image/png", "image/jpeg", "image/tiff")


class Inspector:
    """One process, asked one file at a time: PDFium is not made for threads."""

    def __init__(self, seconds: float = SECONDS, patience: float = PATIENCE):
        self.seconds = seconds
        self.patience = patience
        self.process: subprocess.Popen | None = None
        self.asked = 0
        self.lock = threading.Lock()
        self.known: dict[tuple[bytes, str, str], Facts] = {}

    def look(self, data: bytes, content_type: str, mark: str = "") -> Facts:
        """Return what is in *data*; what takes too long or crashes is `heavy`.

        With a *mark* also the QR codes on it that begin so. The same file is looked at
        once, but for one that was too heavy: the next time it may not be.
        """
        key = (hashlib.sha256(data).digest(), content_type, mark)
        with self.lock:
            found = self.known.get(key) or self._look(data, content_type, mark)
            if found.unreadable != "heavy":
                self.known[key] = found
            while len(self.known) > REMEMBERED:
                del self.known[next(iter(self.known))]
            return found

    def _look(self, data: bytes, content_type: str, mark: str) -> Facts:
        with tempfile.NamedTemporaryFile(prefix="imoit-scan-") as file:
            file.write(data)
            file.flush()
            question = {"path": file.name, "type": content_type, "mark": mark}
            line = self._ask(question)
            return _facts(json.loads(line)) if line else Facts("heavy")

    def with_block(self, data: bytes, block: bytes, pages: Sequence[int] = ()) -> bytes:
        """Return the PDF *data* with *block* at its foot, nothing where that fails.

        Of *pages*, counted from 1, where some are named.
        """
        with (
            self.lock,
            tempfile.NamedTemporaryFile(prefix="imoit-scan-") as file,
            tempfile.NamedTemporaryFile(prefix="imoit-scan-") as foot,
        ):
            for opened, content in ((file, data), (foot, block)):
                opened.write(content)
                opened.flush()
            asked = {"path": file.name, "block": foot.name, "pages": list(pages)}
            line = self._ask(asked)
            return base64.b64decode(json.loads(line)) if line else b""

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()

    def _ask(self, question: dict) -> bytes:
        process = self._started()
        asked = {**question, "seconds": self.seconds}
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            ready, _out, _err = select.select([process.stdout], [], [], self.patience)
            line = process.stdout.readline() if ready else b""
        except BrokenPipeError:
            line = b""
        if not line:
            self.stop()
        return line

    def _started(self) -> subprocess.Popen:
        self.asked += 1
        if self.asked > MOST:
            self.stop()
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self.asked = 1
            self.process = _start()
        return self.process


def _start() -> subprocess.Popen:
    path = os.pathsep.join(part for part in sys.path if part)
    return subprocess.Popen(
        [sys.executable, "-m", "imoit.content.files"],
        env={"PYTHONPATH": path, "LANG": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


def _facts(values: list) -> Facts:
    return Facts(*(tuple(v) if isinstance(v, list) else v for v in values))


inspector = Inspector()
atexit.register(inspector.stop)
