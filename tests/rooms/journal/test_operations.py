from BTrees.OOBTree import OOBTree
from datetime import datetime
from imoit.workflows.actors.domain import Actor
from imoit.workflows.journal import operations
from imoit.workflows.journal import storage
from imoit.workflows.journal.subscribers import flush_at_start
from statistics import median
from zope.annotation.interfaces import IAnnotations
from zope.processlifetime import DatabaseOpenedWithRoot

import contextlib
import pytest
import sqlite3
import time
import transaction


CLERK = Actor(
    "vt.bo", "Vũ Thị Bảo", "vp-ministry_registry-1", "Văn thư Bộ", "vp", "Văn phòng",
    "ministry_registry", (),
)  # fmt: skip


@pytest.fixture
def site(functional, store):
    portal = functional["portal"]
    IAnnotations(portal).pop(operations.KEY, None)
    transaction.commit()
    return portal


def acts():
    return [line.act for line in storage.each()]


def outbox(portal):
    return [record["act"] for record in IAnnotations(portal)[operations.KEY].values()]


@contextlib.contextmanager
def locked(store, monkeypatch):
    monkeypatch.setattr(storage, "PATIENCE", 0.05)
    storage.close()
    with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    storage.close()


def test_an_act_is_written_with_its_transaction(site):
    when = datetime.fromisoformat("2026-12-31T17:30:00+00:00")
    operations.record("register", "u1", actor=CLERK, details={"n": (1,)}, now=when)
    before = acts()
    transaction.commit()

    (line,) = operations.lines("u1")
    assert before == []
    assert line[1:10] == (
        "2027-01-01T00:30:00.000+07:00", "vt.bo", "Vũ Thị Bảo",
        "vp-ministry_registry-1", "Văn thư Bộ", "register", "u1", "", {"n": [1]},
    )  # fmt: skip


def test_an_undone_act_leaves_no_line(site):
    operations.record("register", "u1", actor=CLERK)
    transaction.abort()
    transaction.commit()

    assert acts() == []


def test_what_a_savepoint_undid_leaves_no_line(site):
    operations.record("receive", "u1", actor=CLERK)
    savepoint = transaction.savepoint()
    operations.record("register", "u1", actor=CLERK)
    savepoint.rollback()
    transaction.commit()

    assert acts() == ["receive"]


def test_the_outbox_is_emptied_by_the_next_act(site):
    for act in ("receive", "register", "submit"):
        operations.record(act, "u1", actor=CLERK)
        transaction.commit()

    assert outbox(site) == ["submit"]
    assert acts() == ["receive", "register", "submit"]


def test_an_act_stands_when_the_journal_is_locked(site, store, monkeypatch):
    operations.record("receive", "u1", actor=CLERK)
    transaction.commit()

    with locked(store, monkeypatch):
        operations.record("register", "u1", actor=CLERK)
        transaction.commit()

    assert acts() == ["receive"]
    assert operations.flush() == 1
    assert acts() == ["receive", "register"]
    assert operations.verify().ok


def test_a_late_line_goes_along_with_the_next_act(site, store, monkeypatch):
    with locked(written_once(store), monkeypatch):
        operations.record("receive", "u1", actor=CLERK)
        transaction.commit()

    operations.record("register", "u1", actor=CLERK)
    transaction.commit()

    assert acts() == ["read", "receive", "register"]


def written_once(store):
    operations.note("read", person="cv.tttn", uid="u1")
    return store


def test_a_late_reading_goes_along_with_the_next(site, store, monkeypatch):
    with locked(written_once(store), monkeypatch):
        operations.note("read", person="second", uid="u1")

    operations.note("read", person="third", uid="u1")

    assert [line.person for line in storage.each()] == ["cv.tttn", "second", "third"]


def test_a_store_that_cannot_be_made_does_not_stop_anybody(site, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("IMOIT_JOURNAL", str(tmp_path / "file" / "journal.sqlite"))
    operations.record("receive", "u1", actor=CLERK)
    transaction.commit()

    assert outbox(site) == ["receive"]


def test_a_start_brings_in_what_a_crash_left(functional, site):
    record = {"event": "1", "time": "2026-08-22", "act": "register", "uid": "u1"}
    IAnnotations(site)[operations.KEY] = OOBTree({"1": record})
    transaction.commit()

    flush_at_start(DatabaseOpenedWithRoot(functional["zodbDB"]))
    flush_at_start(DatabaseOpenedWithRoot(functional["zodbDB"]))

    assert acts() == ["register"]


def test_a_note_stands_though_the_transaction_does_not(site):
    operations.note("refused_at_gate", person="vt.bo", details={"rule": "secret"})
    transaction.abort()

    (line,) = storage.each()
    assert (line.person, line.details) == ("vt.bo", {"rule": "secret"})


def test_a_line_is_writable_whatever_was_typed(site):
    operations.note("read", person="a\ud800", details={"door": "\ud800"})

    assert operations.verify().ok


def test_readings_are_cheap(site):
    spent = []
    for _reading in range(200):
        begin = time.perf_counter()
        operations.note("read", person="cv.tttn", uid="u1")
        spent.append(time.perf_counter() - begin)

    assert median(spent) < 0.002
