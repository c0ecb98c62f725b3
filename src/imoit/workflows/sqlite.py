"""How the rooms that keep a store of their own beside the ZODB open it."""

from os import PathLike
from typing import Any

import sqlite3
import time


BEAT = 0.01  # seconds between two tries


def connect(store: str | PathLike, patience: float, **how: Any) -> sqlite3.Connection:
    """Open *store*, made if it is new, for many readers beside one writer.

    Others that write are waited for up to *patience* seconds, also while the store is
    made: two who turn the same new file to write-ahead logging refuse each other at
    once, whatever SQLite was told of waiting. Then `sqlite3.OperationalError`.
    """
    connection = sqlite3.connect(store, timeout=patience, **how)
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                connection.close()
                raise
            time.sleep(BEAT)
        else:
            return connection
