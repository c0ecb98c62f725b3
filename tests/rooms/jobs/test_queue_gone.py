"""The queue lies on another machine, and that machine is down for a while."""

from imoit.workflows.jobs import domain
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.operations import working
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.working import Worker

import pytest
import threading
import time
import transaction


def until(done, seconds=20):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def answers(act):
    """Try *act*: the first word to a server that was away is lost."""
    try:
        act()
    except Exception:
        return False
    return True


def look():
    for lane in domain.LANES:
        storage.queue(lane).queue_size()


@pytest.fixture(params=["redis", "postgres"])
def server(request, monkeypatch, quiet):
    """A server that carries the queue of the site."""
    found = request.getfixturevalue(request.param)
    monkeypatch.setenv(storage.SETTING, found.address)
    look()
    yield found
    if not found.is_there():
        found.start()
    until(lambda: answers(look))


@pytest.fixture
def worker(server, site, monkeypatch):
    monkeypatch.setattr(working, "AFTER_TROUBLE", 0.2)
    monkeypatch.setattr(working, "BEAT", 0.2)
    made = Worker(site._p_jar.db())
    made.start()
    yield made
    assert made.stop()


@pytest.fixture
def ran(kinds):
    """An event that the job `sets` sets."""
    found = threading.Event()
    kinds("sets", lambda work: found.set())
    return found


def test_an_act_neither_fails_nor_waits(server, site, ran, caplog):
    server.stop()
    begun = time.monotonic()

    job = queue("sets")
    transaction.commit()

    assert time.monotonic() - begun < 1
    assert get(job).state == "queued"
    assert "the queue is out of reach" in caplog.text


def test_the_worker_goes_on_when_it_is_back(server, worker, ran, caplog):
    server.stop()
    queue("sets")
    transaction.commit()
    assert not ran.wait(1)
    assert "the worker goes on after an error" in caplog.text

    server.start()

    assert ran.wait(20)
