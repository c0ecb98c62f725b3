"""Speaking to the terminal, and hearing it."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

import signal
import sys


def say(line: str = "") -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    sys.stdout.write(f"  {title} ... ")
    sys.stdout.flush()
    start = monotonic()
    yield
    say(f"{monotonic() - start:.1f} s")


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Call *stop* at Ctrl-C and at `kill`, even where a shell had them ignored."""

    def stopped(number: int, frame: FrameType | None) -> None:
        stop()

    signal.signal(signal.SIGINT, stopped)
    signal.signal(signal.SIGTERM, stopped)


def leave() -> None:
    """End this process without a complaint."""
    raise SystemExit(0)
