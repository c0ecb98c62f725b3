from datetime import datetime
from imoit.workflows.calendar.clock import ZONE
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import ISchedule
from imoit.workflows.jobs.operations import working
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.working import Worker
from imoit.workflows.jobs.schema import Schedule
from plone import api
from zope.component import getGlobalSiteManager

import pytest
import threading
import time
import transaction


# Whatever carries the queue, a worker does the same.
pytestmark = pytest.mark.usefixtures("setting")


def path(site):
    return "/".join(site.getPhysicalPath())


@pytest.fixture
def worker(quiet):
    made = Worker(quiet._p_jar.db())
    made.start()
    yield made
    assert made.stop()


def until(done, seconds=20):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def state(site, job):
    site._p_jar.sync()
    return get(job).state


def test_a_worker_runs_what_is_queued_soon_after_the_commit(site, kinds, worker):
    ran = threading.Event()
    kinds("sets", lambda work: ran.set())

    job = queue("sets")
    transaction.commit()

    assert ran.wait(10)
    until(lambda: state(site, job) == "done")


def test_long_work_does_not_hold_up_short_work(site, kinds, worker):
    go, ran = threading.Event(), threading.Event()
    kinds("long", lambda work: None, prepare=lambda work: go.wait(20), lane="slow")
    kinds("short", lambda work: ran.set())

    long = queue("long")
    queue("short")
    transaction.commit()

    assert ran.wait(10)
    assert state(site, long) in ("queued", "running")
    go.set()


def test_a_worker_that_stops_puts_its_job_back(quiet, site, kinds):
    begun = threading.Event()

    def endless(work):
        begun.set()
        return (work.cursor or 0) + 1

    kinds("endless", endless)
    job = queue("endless")
    transaction.commit()
    worker = Worker(site._p_jar.db())
    worker.start()
    assert begun.wait(20)

    assert worker.stop()
    assert state(site, job) == "queued"
    assert (get(job).tries, get(job).cursor >= 1) == (0, True)


def test_the_sweep_wakes_what_the_queue_forgot(site, kinds):
    kinds("done", lambda work: None)
    job = queue("done")
    transaction.commit()
    storage.queue("quick").flush_queue()

    assert working.sweep(site._p_jar.db(), path(site)) == 1
    assert bytes(storage.queue("quick").dequeue()).decode().endswith(job)


def test_a_sweep_through_very_much_leaves_time_to_others():
    assert working.rest(0.01) == working.BEAT
    assert working.rest(2) == 40


def test_the_sweep_names_nothing_twice(site, kinds):
    kinds("done", lambda work: None)
    queue("done")
    transaction.commit()

    assert working.sweep(site._p_jar.db(), path(site)) == 0
    assert storage.queue("quick").queue_size() == 1


def test_a_job_of_a_worker_that_is_gone_is_taken_up(site, kinds, works_off):
    kinds("done", lambda work: None)
    job = queue("done")
    get(job).state, get(job).worker = "running", "elsewhere:1:1"
    transaction.commit()

    working.sweep(site._p_jar.db(), path(site))

    assert works_off() == 1
    assert state(site, job) == "done"


@pytest.fixture
def schedule(kinds):
    kinds("daily", lambda work: None)
    registry = getGlobalSiteManager()
    made = Schedule("daily", lambda: ("07:30",))
    registry.registerUtility(made, ISchedule, "daily")
    yield
    registry.unregisterUtility(made, ISchedule, "daily")


def at(hour, minute=0, day=23):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def daily(site):
    site._p_jar.sync()
    shelf = storage.shelf(site)
    jobs = [*shelf.waiting.values(), *shelf.finished.values()] if shelf else []
    return [job.args["slot"][:16] for job in jobs if job.kind == "daily"]


def test_what_is_due_by_the_clock_is_queued_once(site, schedule):
    database = site._p_jar.db()
    for now in (at(7, 29), at(7, 30), at(9), at(9, day=24)):
        working.begin_scheduled(database, path(site), now)

    assert daily(site) == ["2026-11-22T07:30", "2026-11-23T07:30", "2026-11-24T07:30"]


def test_a_site_without_imoit_has_no_schedule(site, schedule):
    registry = api.portal.get_tool("portal_registry")
    del registry.records["imoit.jobs.keep_days"]
    transaction.commit()

    assert working.begin_scheduled(site._p_jar.db(), path(site), at(9)) == 0


def test_jobs_that_ended_long_ago_are_cleared_away(site, kinds, works_off):
    kinds("done", lambda work: None)
    old, new = queue("done", key="old"), queue("done")
    works_off()
    get(old).finished_at = "2020-01-01T00:00:00+07:00"
    queue("jobs.clear")

    works_off()

    assert storage.find(site, old) is None
    assert storage.known(site, "old") is None
    assert storage.find(site, new) is not None
