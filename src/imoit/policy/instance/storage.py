"""Where a site lives on the disk: configuration, data, passwords."""

from imoit.policy.instance.domain import Impossible
from imoit.policy.instance.domain import Wish
from pathlib import Path
from string import Template
from typing import IO
from typing import NamedTuple

import fcntl
import os
import secrets
import shutil


TEMPLATES = Path(__file__).parent / "templates"


class Place(NamedTuple):
    """The folder of one site, VAR."""

    var: Path

    @property
    def data(self) -> Path:
        """Everything that a backup must hold."""
        return self.var / "data"

    @property
    def making(self) -> Path:
        """The data while they are made; a start that was killed leaves them here."""
        return self.var / "data.making"

    @property
    def root_password(self) -> Path:
        """The password of Zope's own user `root`."""
        return self.var / "root-password"

    def config(self, data: Path) -> Path:
        """The configuration that opens *data*."""
        return self.var / ("instance" if data == self.data else "instance.making")


def place(asked: Wish) -> Place:
    """Return the folder that *asked* names, made if need be."""
    found = Place(Path(asked.var).expanduser().resolve())
    try:
        for name in ("log", "cache"):
            (found.var / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Impossible(f"VAR={asked.var} cannot be written: {error}") from error
    return found


def lock(where: Place) -> IO:
    """Keep every other process out of *where* while the answer stays open."""
    handle = (where.var / "lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise Impossible(
            f"Another process runs the site in {where.var}. "
            "Stop it, or name another folder: VAR=..."
        ) from error
    return handle


def kind(where: Place) -> str:
    """Return which kind of site lives in *where*, "" while there is none."""
    mark = where.data / "kind"
    return mark.read_text().strip() if mark.exists() else ""


def begin(where: Place) -> None:
    """Make room for new data; what a killed start left is thrown away."""
    if where.data.exists():
        raise Impossible(f"{where.data} holds no site of iMOIT; name another VAR.")
    shutil.rmtree(where.making, ignore_errors=True)
    where.making.mkdir()


def keep(where: Place, made: str) -> None:
    """Turn what was made into the site's data, in one move."""
    (where.making / "kind").write_text(f"{made}\n")
    where.making.rename(where.data)
    shutil.rmtree(where.config(where.making), ignore_errors=True)


def configure(where: Place, data: Path, asked: Wish) -> Path:
    """Write the configuration that opens *data*; return its folder."""
    home = where.config(data)
    (home / "etc").mkdir(parents=True, exist_ok=True)
    values = {
        "home": home,
        "data": data,
        "cache": where.var / "cache",
        "log": where.var / "log",
        "host": asked.host,
        "port": asked.port,
    }
    for name in ("zope.conf", "wsgi.ini", "site.zcml"):
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        target = home / ("etc" if name == "site.zcml" else "") / name
        target.write_text(Template(text).substitute(values), encoding="utf-8")
    return home


def new_root_password(where: Place) -> str:
    """Make up the password of `root`; only the owner of *where* can read it."""
    password = secrets.token_urlsafe(18)
    where.root_password.unlink(missing_ok=True)
    handle = os.open(where.root_password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{password}\n")
    return password
