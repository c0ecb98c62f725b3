from datetime import datetime
from imoit.workflows.jobs import domain
from imoit.workflows.jobs.operations import alive
from imoit.workflows.refusal import BadValue
from zoneinfo import ZoneInfo

import pytest
import subprocess
import sys


ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_pauses_between_tries_grow_and_then_stay():
    assert [domain.pause(tries) for tries in (0, 1, 2, 3, 6, 60)] == [
        5,
        5,
        30,
        120,
        7200,
        7200,
    ]


@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        pytest.param(("07:30",), "2026-11-23T07:30", "2026-11-23T07:30", id="sharp"),
        pytest.param(("07:30",), "2026-11-23T07:29", "2026-11-22T07:30", id="before"),
        pytest.param(
            ("13:30", "07:30"), "2026-11-23T12:00", "2026-11-23T07:30", id="two"
        ),
    ],
)
def test_the_latest_time_that_is_past_is_due(times, now, expected):
    assert domain.latest(times, at(now)) == at(expected)


def test_without_times_nothing_is_ever_due():
    assert domain.latest((), at("2026-11-23T07:30")) is None


@pytest.mark.parametrize("text", ["", "7", "25:00", "07:61", "half past"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(BadValue):
        domain.read_time(text)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", ("sqlite", "")),
        ("sqlite:/srv/jobs.sqlite", ("sqlite", "/srv/jobs.sqlite")),
        ("memory:", ("memory", "memory:")),
        ("redis://localhost/0", ("redis", "redis://localhost/0")),
        ("rediss://host/0", ("redis", "rediss://host/0")),
        ("postgresql://host/name", ("postgresql", "postgresql://host/name")),
    ],
)
def test_one_setting_chooses_the_queue(setting, expected):
    assert domain.place_of(setting) == expected


@pytest.mark.parametrize("setting", ["kafka://host", "jobs.sqlite"])
def test_a_setting_that_names_no_queue_is_refused(setting):
    with pytest.raises(BadValue):
        domain.place_of(setting)


@pytest.mark.parametrize(
    ("done", "of", "expected"), [(0, 0, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100)]
)
def test_how_far_a_job_is_in_per_cent(done, of, expected):
    assert domain.percent(done, of) == expected


def test_this_process_is_alive_and_one_that_ended_is_not():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    me = alive.worker_name()
    host = me.split(":")[0]

    assert alive.is_alive(me, 0, 1)
    assert not alive.is_alive(f"{host}:{ended.pid}:1", 10, 1)


def test_a_later_process_with_the_same_number_is_another():
    host, pid, _begun = alive.worker_name().split(":")

    assert not alive.is_alive(f"{host}:{pid}:1", 10, 1)


def test_a_worker_elsewhere_counts_as_alive_until_its_time_is_over():
    assert alive.is_alive("elsewhere:1:1", 10, 9)
    assert not alive.is_alive("elsewhere:1:1", 10, 10)
