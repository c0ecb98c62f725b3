"""Taking the port of a site."""

from imoit.policy.instance.domain import Impossible
from imoit.policy.instance.domain import Wish

import errno
import socket


def hold_port(asked: Wish) -> list[socket.socket]:
    """Take the port before the long start; refuse when somebody else has it."""
    held = []
    for family, address in _addresses(asked):
        handle = socket.socket(family, socket.SOCK_STREAM)
        handle.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            handle.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            handle.bind(address)
        except OSError as error:
            handle.close()
            if error.errno != errno.EADDRNOTAVAIL:
                raise _unavailable(asked, error) from error
        else:
            held.append(handle)
    if not held:
        raise Impossible(f"HOST={asked.host} is no address of this machine.")
    return held


def _addresses(asked: Wish) -> list[tuple[int, tuple]]:
    try:
        found = socket.getaddrinfo(
            asked.host, asked.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        raise Impossible(f"HOST={asked.host} is no known host: {error}") from error
    return list(dict.fromkeys((family, address) for family, *_, address in found))


def _unavailable(asked: Wish, error: OSError) -> Impossible:
    if error.errno == errno.EADDRINUSE:
        return Impossible(
            f"Port {asked.port} is busy. Stop what uses it, or take another: "
            f"PORT={asked.port + 1 if asked.port < 65535 else 8080}"
        )
    return Impossible(f"Cannot listen on {asked.host}, port {asked.port}: {error}")
