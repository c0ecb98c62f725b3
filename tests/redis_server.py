"""A server of Redis of the tests' own: in a folder, at a port of this machine."""

from contextlib import contextmanager
from pathlib import Path

import shutil
import socket
import subprocess
import tempfile
import time


class Server:
    """A server that can be stopped and started again; it keeps nothing."""

    def __init__(self, folder):
        self.folder, self.process = folder, None
        self.port = free_port()

    @property
    def address(self):
        return f"redis://localhost:{self.port}/0"

    def start(self):
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["redis-server", *words], cwd=self.folder, stdout=log, stderr=log
            )
        until = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.02)

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def is_there(self):
        return self.process.poll() is None

    def stop(self):
        self.process.kill()
        self.process.wait(30)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@contextmanager
def running():
    """Run a server while the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="imoit-redis-", dir="/tmp"))
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None and server.is_there():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
