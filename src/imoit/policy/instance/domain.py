"""What a start is asked for, and what it refuses."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import NamedTuple


DEMO = "demo"
OWN = "own"
FOLDERS = {DEMO: "var", OWN: "var-empty"}
DEMO_PASSWORD = "imoit-demo"  # noqa: S105 - published on purpose, the demo's alone
SHORTEST_PASSWORD = 8
YES = ("1", "true", "yes", "on")


class Impossible(Exception):
    """This start cannot be; the sentence says why and what to do."""


class Wish(NamedTuple):
    """What a start is asked for."""

    kind: str
    host: str
    port: int
    var: str
    public_demo: bool
    administrator: str


def wish(kind: str, environ: Mapping[str, str]) -> Wish:
    """Read what the environment asks for; refuse what cannot be meant."""
    return Wish(
        kind=kind,
        host=environ.get("HOST", "").strip() or "localhost",
        port=port(environ.get("PORT", "").strip() or "8080"),
        var=environ.get("VAR", "").strip() or FOLDERS[kind],
        public_demo=environ.get("DEMO_PUBLIC", "").strip().lower() in YES,
        administrator=environ.get("IMOIT_ADMIN", "").strip() or "admin",
    )


def port(text: str) -> int:
    """Return the port that *text* names."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Impossible(f"PORT={text} is no port: give a number from 1 to 65535.")
    return int(text)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach *host*."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_host(asked: Wish) -> None:
    """Refuse to show the demo's published passwords to a network unasked."""
    if asked.kind == DEMO and not is_loopback(asked.host) and not asked.public_demo:
        raise Impossible(
            f"The demo has published passwords, so it does not listen on "
            f"HOST={asked.host}, where others reach it. "
            f"If that is what you want: make run HOST={asked.host} DEMO_PUBLIC=1"
        )


def check_kind(asked: Wish, found: str) -> None:
    """Refuse to start one kind of site on the data of the other."""
    if asked.kind == found:
        return
    if found == DEMO:
        raise Impossible(
            f"The data in {asked.var} are the demo's, with published passwords. "
            "Name another folder: make run-empty VAR=..."
        )
    raise Impossible(
        f"The data in {asked.var} are a site of your own, without the demo. "
        "Start it with make run-empty, or name another folder: make run VAR=..."
    )


def check_password(password: str) -> None:
    """Refuse a password that is short or published."""
    if len(password) < SHORTEST_PASSWORD:
        raise Impossible(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    if password.casefold() == DEMO_PASSWORD:
        raise Impossible("This is the demo's password; it is published. Take another.")


def address(asked: Wish) -> str:
    """Return the URL at which the site answers."""
    host = "localhost" if is_loopback(asked.host) else asked.host
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        host = "localhost"
    return f"http://{host}:{asked.port}/imoit"
