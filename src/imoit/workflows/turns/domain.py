"""A queue at one desk: first come, first served."""

from collections import deque
from typing import NamedTuple

import random
import threading


WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# Addresses that are sent a file, look into it for seconds and keep nothing.
LOOKING = frozenset({"folder-code", "letter-fields", "stack-pages"})
# Seconds: the first pause at most, and any pause at most.
SHORT, LONG = 0.05, 1.0


def takes_turn(method: str, path: str) -> bool:
    """Tell whether a request may write, and so has to wait for its turn."""
    name = path.rstrip("/").rpartition("/")[2].lstrip("@+")
    return method in WRITING and name not in LOOKING


class _Waiting(NamedTuple):
    who: object
    called: threading.Event


class Turn:
    """A lock that is given in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = threading.RLock()
        self._queue: deque[_Waiting] = deque()
        self._holder: object | None = None

    def take(self, who: object, seconds: float) -> bool:
        """Wait for the turn at most *seconds*; return whether *who* has it now."""
        place = _Waiting(who, threading.Event())
        with self._guard:
            if self._holder is None:
                self._holder = who
                return True
            self._queue.append(place)
        if place.called.wait(seconds):
            return True
        with self._guard:
            if place.called.is_set():
                return True
            self._queue.remove(place)
            return False

    def give_back(self, who: object) -> None:
        """End the turn of *who* and call the next; nothing when it has none."""
        with self._guard:
            if self._holder is not who:
                return
            self._holder = None
            if self._queue:
                place = self._queue.popleft()
                self._holder = place.who
                place.called.set()


def pause(times: int) -> float:
    """Return how many seconds to wait before a request runs again, at random.

    Those who collided once shall not meet again at the same moment.
    """
    return random.uniform(0, min(LONG, SHORT * 2**times))  # noqa: S311 - no secret
