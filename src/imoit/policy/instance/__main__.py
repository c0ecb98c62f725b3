"""`python -m imoit.policy.instance demo|own`: the first start makes, each serves.

`load N` fills the demo's site up to N letters, `load-outgoing N` up to N outgoing
documents, for load tests. `reindex-words` makes the words of the search anew, from what
is in the database.
"""

from getpass import getpass
from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.domain import Impossible
from imoit.policy.instance.domain import Wish
from imoit.policy.instance.operations.port import hold_port
from imoit.policy.instance.operations.terminal import leave
from imoit.policy.instance.operations.terminal import say
from imoit.policy.instance.operations.terminal import stop_on_signals
from imoit.policy.instance.storage import Place
from pathlib import Path
from time import monotonic
from typing import IO

import os
import subprocess
import sys


LOGINS = Path(__file__).parent / "templates" / "logins.txt"


def start(asked: Wish) -> None:
    """Make the site if there is none yet, then serve it."""
    domain.check_host(asked)
    where = storage.place(asked)
    guard = storage.lock(where)
    held = hold_port(asked)
    stop_on_signals(leave)
    found = storage.kind(where)
    if found:
        domain.check_kind(asked, found)
    else:
        make_apart(where, asked, guard)
    prepare(where)
    from imoit.policy.instance.operations.serve import serve  # noqa: PLC0415 - slow

    serve(where, asked, held, lambda: tell(where, asked))
    say("\nStopped. Everything is saved.")
    guard.close()


def make_apart(where: Place, asked: Wish, guard: IO) -> None:
    """Make the site in a process of its own, which shares the *guard* of its folder."""
    environ = dict(os.environ)
    if asked.kind == domain.OWN:
        environ["IMOIT_ADMIN_PASSWORD"] = first_password(asked)
    say(f"Making the site in {where.var}; this happens once.")
    begun = monotonic()
    command = [sys.executable, "-m", "imoit.policy.instance", "make", asked.kind]
    child = subprocess.Popen(  # noqa: S603 - our own module
        command, env=environ, pass_fds=[guard.fileno()]
    )
    try:
        code = child.wait()
    except SystemExit:
        child.terminate()
        child.wait()
        say("\nStopped before the site was made; the next start begins anew.")
        raise
    if code:
        raise Impossible(
            f"The site could not be made; {where.var / 'log' / 'event.log'} "
            "says more. The next start begins anew."
        )
    say(f"Made in {monotonic() - begun:.0f} s.")


def make_here(asked: Wish) -> None:
    """Make the site in this process."""
    stop_on_signals(leave)
    where = storage.place(asked)
    prepare(where)
    from imoit.policy.instance.operations.make import make  # noqa: PLC0415 - slow

    make(where, asked, os.environ.get("IMOIT_ADMIN_PASSWORD", ""))


def load_here(asked: Wish, kind: str, letters: str) -> None:
    """Fill the demo's site up to so many letters of *kind*, for load tests."""
    where = storage.place(asked)
    guard = storage.lock(where)
    if storage.kind(where) != domain.DEMO:
        raise Impossible(f"There is no demo in {where.var}: make run makes it.")
    prepare(where)
    from imoit.policy.instance.operations.load import load  # noqa: PLC0415 - slow

    load(where, asked, kind, int(letters))
    guard.close()


def reindex_words() -> None:
    """Make the words of the search anew, with progress; VAR names the site."""
    asked = domain.wish(domain.DEMO, os.environ)
    where = storage.place(asked)
    guard = storage.lock(where)
    if not storage.kind(where):
        raise Impossible(f"There is no site in {where.var}; name another VAR.")
    prepare(where)
    from imoit.policy.instance.operations.words import reindex  # noqa: PLC0415 - slow

    reindex(where, asked)
    guard.close()


def prepare(where: Place) -> None:
    """Set what Zope reads from the environment while it is imported."""
    os.environ["CHAMELEON_CACHE"] = str(where.var / "cache")
    os.environ["zope_i18n_compile_mo_files"] = "1"  # noqa: SIM112 - zope's own spelling


def first_password(asked: Wish) -> str:
    """Return the first administrator's password, asked for where none is given."""
    given = os.environ.get("IMOIT_ADMIN_PASSWORD", "")
    if not given and not sys.stdin.isatty():
        raise Impossible(
            "The first administrator needs a password: set IMOIT_ADMIN_PASSWORD, "
            "or start from a terminal."
        )
    password = given or asked_for(asked.administrator)
    domain.check_password(password)
    return password


def asked_for(login: str) -> str:
    """Ask at the terminal until both answers are the same."""
    while True:
        password = getpass(f"Password for the first administrator, “{login}”: ")
        domain.check_password(password)
        if getpass("Once more: ") == password:
            return password
        say("These were two different passwords.")


def tell(where: Place, asked: Wish) -> None:
    """Say where the site is and who may log in."""
    say(f"\niMOIT is at {domain.address(asked)}\n")
    if asked.kind == domain.DEMO:
        say(LOGINS.read_text(encoding="utf-8"))
    say(f"Data in {where.data}; Zope's user “root” in {where.root_password}.")
    say("Ctrl-C stops it.")


def main(*words: str) -> int:
    """Do what the command line says; a refusal is one sentence, not a traceback."""
    try:
        match words:
            case (domain.DEMO | domain.OWN,):
                start(domain.wish(words[0], os.environ))
            case ("make", domain.DEMO | domain.OWN):
                make_here(domain.wish(words[1], os.environ))
            case ("load" | "load-outgoing", letters) if letters.isdecimal():
                load_here(domain.wish(domain.DEMO, os.environ), words[0], letters)
            case ("reindex-words",):
                reindex_words()
            case _:
                sys.stderr.write(f"{__doc__}\n")
                return 2
    except Impossible as refusal:
        sys.stderr.write(f"\n{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
