from imoit.workflows.journal import domain
from imoit.workflows.journal import storage
from imoit.workflows.journal.__main__ import main

import contextlib
import pytest
import sqlite3
import subprocess
import sys


WRITER = """
from imoit.workflows.journal import storage
import sys

for n in range(100):
    storage.append([{"event": f"{sys.argv[1]}-{n}", "act": "read"}], forced=False)
"""


def written(store, count=5):
    for n in range(1, count + 1):
        storage.append([{"event": f"e{n}", "act": "read", "details": {"n": n}}], store)
    storage.close()
    return store


@contextlib.contextmanager
def behind_its_back(store):
    with contextlib.closing(sqlite3.connect(store)) as raw:
        raw.execute("DROP TRIGGER line_stays")
        raw.execute("DROP TRIGGER line_kept")
        yield raw
        raw.commit()


def verdict(store):
    return domain.verify(storage.each(store=store), storage.head(store))


def test_the_chain_holds(store):
    written(store)

    assert verdict(store) == (True, 5, None, "", 0)
    assert [line.details for line in storage.each()] == [{"n": n} for n in range(1, 6)]


@pytest.mark.parametrize("statement", ["UPDATE line SET act = 'x'", "DELETE FROM line"])
def test_the_store_only_grows(store, statement):
    written(store)

    with (
        contextlib.closing(sqlite3.connect(store)) as raw,
        pytest.raises(sqlite3.IntegrityError, match="only grows"),
    ):
        raw.execute(statement)


def test_a_line_comes_once(store):
    again = {"event": "e1", "act": "read"}

    added = [storage.append([again]), storage.append([again, again | {"event": "e2"}])]

    assert added == [1, 1]
    assert storage.count() == 2


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("UPDATE line SET person = 'x' WHERE seq = 3", 3),
        ("UPDATE line SET details = replace(details, '3', '4') WHERE seq = 3", 3),
        ("UPDATE line SET details = 'spoilt' WHERE seq = 3", 3),
        ("DELETE FROM line WHERE seq = 3", 3),
        ("DELETE FROM line WHERE seq = 5", 5),
        ("DELETE FROM line", 1),
    ],
)
def test_a_forgery_is_named(store, capsys, statement, at):
    written(store)
    with behind_its_back(store) as raw:
        raw.execute(statement)

    status = main(["verify", str(store)])

    assert status == 1
    assert f"BROKEN at line {at}:" in capsys.readouterr().out


def test_a_cut_stays_visible_when_the_journal_goes_on(store):
    written(store)
    with behind_its_back(store) as raw:
        raw.execute("DELETE FROM line WHERE seq > 3")

    storage.append([{"event": "e6", "act": "read"}], store)

    lines = list(storage.each())
    assert [line.act for line in lines][3:] == ["journal_cut", "read"]
    assert (lines[3].details["found"], lines[3].details["noted"]) == (3, 5)
    assert verdict(store).broken_at == 4


def test_a_store_put_in_place_of_another_is_noticed(store):
    written(store)
    for suffix in ("", "-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)

    assert verdict(store).broken_at == 1


def test_a_crash_between_line_and_head_is_no_forgery(store):
    written(store, 4)
    noted = storage.head_path(store).read_text()
    storage.append([{"event": "last", "act": "read"}], store)
    storage.head_path(store).write_text(noted)

    storage.append([{"event": "next", "act": "read"}], store)

    assert verdict(store) == (True, 6, None, "", 0)


def test_two_processes_make_one_chain(store):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, n]) for n in "ab"]

    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert verdict(store) == (True, 200, None, "", 0)


def test_the_command_says_that_all_is_well(store, capsys):
    written(store)

    status = main(["verify", str(store)])

    assert status == 0
    assert f"5 lines, the chain holds; head {storage.head(store).hash}" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize("arguments", [[], ["mend"], ["verify", "/nowhere/at.all"]])
def test_the_command_says_what_it_cannot_read(arguments):
    assert main(arguments) == 2
