"""A server of PostgreSQL of the tests' own: in a folder, behind a socket."""

from contextlib import contextmanager
from pathlib import Path

import os
import pwd
import shutil
import subprocess
import tempfile
import time


# Who may run it where the tests run as root, which PostgreSQL refuses.
ACCOUNTS = ("postgres", "nobody")
FAST = ("-F", "-c", "listen_addresses=", "-c", "max_connections=60")


def find():
    """Return the folder of its programs; Debian keeps them out of the PATH."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        raise FileNotFoundError("PostgreSQL is not installed: make install")
    return folders[-1]


class Server:
    """A server that can be stopped and started again."""

    def __init__(self, folder, account):
        self.folder, self.account = folder, account
        self.process = None

    @property
    def address(self):
        return f"postgresql://imoit@/postgres?host={self.folder}"

    def command(self, name, *words):
        return [str(find() / name), "-D", str(self.folder / "data"), *words]

    def make(self):
        made = self.command(
            "initdb", "-U", "imoit", "-A", "trust", "--locale=C", "-E", "UTF8", "-N"
        )
        subprocess.run(made, check=True, capture_output=True, **self.account)

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command("postgres", "-k", str(self.folder), *FAST),
                stdout=log,
                stderr=log,
                **self.account,
            )
        until = time.monotonic() + 30
        while not self.is_ready():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def is_ready(self):
        pid = self.folder / "data" / "postmaster.pid"
        return pid.exists() and "ready" in pid.read_text()

    def is_there(self):
        return self.process.poll() is None

    def stop(self, *, at_once=True):
        """Stop it: at once as a crash does, else as one should."""
        self.process.send_signal(3 if at_once else 2)
        self.process.wait(30)


def account():
    """Return how a program is started that must not run as root."""
    if os.getuid() != 0:
        return {}
    names = [found.pw_name for found in pwd.getpwall()]
    found = pwd.getpwnam(next(name for name in ACCOUNTS if name in names))
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


@contextmanager
def running():
    """Run a server while the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="imoit-pg-", dir="/tmp"))
    who = account()
    if who:
        os.chown(folder, who["user"], who["group"])
    server = Server(folder, who)
    try:
        server.make()
        server.start()
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
