from concurrent.futures import ThreadPoolExecutor
from imoit.workflows.sqlite import connect

import pytest
import sqlite3
import threading


def test_many_may_make_a_new_store_at_once(tmp_path):
    begin = threading.Barrier(8)

    def modes(name):
        begin.wait()
        store = connect(tmp_path / name, 5)
        with store:
            return store.execute("PRAGMA journal_mode").fetchone()[0]

    with ThreadPoolExecutor(8) as people:
        for n in range(20):
            assert set(people.map(modes, [f"{n}.sqlite"] * 8)) == {"wal"}


def test_a_store_that_stays_locked_is_refused_in_the_end(tmp_path):
    other = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        connect(tmp_path / "new.sqlite", 0.1)
