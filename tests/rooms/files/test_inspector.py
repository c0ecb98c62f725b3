from imoit.content.files.inspector import Inspector
from imoit.content.files.inspector import REMEMBERED
from tests.rooms.files import papers

import os
import pytest
import signal
import threading
import time


@pytest.fixture(scope="module")
def inspector():
    found = Inspector()
    yield found
    found.stop()


@pytest.fixture
def limited():
    found = Inspector()
    yield found
    found.stop()


def look(inspector, data, kind="application/pdf"):
    facts = inspector.look(data, kind)._asdict()
    return {name: value for name, value in facts.items() if value}


def test_a_good_scan_has_nothing_against_it(inspector):
    found = look(inspector, papers.scan(pages=2))

    assert found == {"version": "1.4", "pages": 2, "scanned": 2, "dpi": 200}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            lambda: papers.scan(dpi=150), {"dpi": 150, "coarse": (1,)}, id="150"
        ),
        pytest.param(lambda: papers.scan(mode="L"), {"grey": (1,)}, id="grey"),
        pytest.param(papers.older, {"version": "1.3"}, id="PDF 1.3"),
        pytest.param(papers.encrypted, {"encrypted": True}, id="owner's password"),
        pytest.param(
            papers.with_script, {"active": ("JavaScript",)}, id="script at opening"
        ),
        pytest.param(papers.with_hidden_script, {"active": ("Launch",)}, id="launch"),
        pytest.param(
            papers.with_file, {"active": ("EmbeddedFiles",)}, id="hidden file"
        ),
        pytest.param(
            lambda: papers.scan(blank=True), {"unreadable": "blank"}, id="blank"
        ),
        pytest.param(
            lambda: papers.encrypted("mở"), {"unreadable": "password"}, id="password"
        ),
        pytest.param(papers.cut, {"unreadable": "damaged"}, id="cut off"),
        pytest.param(lambda: b"%PDF-1.4 nothing", {"unreadable": "damaged"}, id="junk"),
        pytest.param(papers.with_giant, {"unreadable": "heavy"}, id="giant image"),
    ],
)
def test_what_is_wrong_is_seen(inspector, made, expected):
    found = look(inspector, made())

    assert {name: found.get(name) for name in expected} == expected


def test_a_letter_born_digital_is_no_scan(inspector):
    data = (papers.SAMPLES / "letter-00.pdf").read_bytes()

    assert look(inspector, data) == {"version": "1.7", "pages": 1}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            lambda: papers.saved(papers.picture(), "PNG", dpi=(200, 200)),
            {"pages": 1, "scanned": 1, "dpi": 200},
            id="good",
        ),
        pytest.param(
            lambda: papers.saved(papers.picture(100, "L"), "PNG"),
            {"pages": 1, "scanned": 1, "dpi": 100, "grey": (1,), "coarse": (1,)},
            id="grey and coarse, no resolution given",
        ),
        pytest.param(
            lambda: papers.saved(papers.picture(), "PNG")[:3000],
            {"unreadable": "damaged"},
            id="cut off",
        ),
    ],
)
def test_a_picture_is_looked_at_too(inspector, made, expected):
    assert look(inspector, made(), "image/png") == expected


def test_what_takes_too_long_is_too_heavy_and_the_next_is_looked_at(limited):
    limited.seconds = 0.001
    slow = limited.look(papers.scan(pages=20), "application/pdf")
    limited.seconds = 20.0

    found = limited.look(papers.scan(), "application/pdf")

    assert (slow.unreadable, found.unreadable) == ("heavy", "")


def stopped(limited, seconds):
    """Let its process stand still, as on a machine with other work."""
    limited.look(papers.older(), "application/pdf")
    pid = limited.process.pid
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(seconds, os.kill, (pid, signal.SIGCONT)).start()


def test_waiting_for_the_processor_makes_no_file_heavy(limited):
    limited.seconds = 1.0
    stopped(limited, seconds=1.5)

    begin = time.monotonic()
    found = limited.look(papers.scan(), "application/pdf")

    assert time.monotonic() - begin > 1.4
    assert found.unreadable == ""


def test_nobody_waits_for_ever(limited):
    limited.look(papers.older(), "application/pdf")
    limited.patience = 0.1
    os.kill(limited.process.pid, signal.SIGSTOP)

    assert limited.look(papers.scan(), "application/pdf").unreadable == "heavy"


def test_the_same_file_is_looked_at_once(limited):
    scan = papers.scan()
    first = limited.look(scan, "application/pdf", "IMOIT1:")
    again = limited.look(scan, "application/pdf", "IMOIT1:")
    once = limited.asked
    limited.look(scan, "application/pdf")

    assert (again, once) == (first, 1)
    assert limited.asked == 2


def test_only_so_many_files_are_remembered(limited):
    for dpi in range(20, 25 + REMEMBERED):
        limited.look(papers.scan(dpi=dpi), "application/pdf")

    assert len(limited.known) == REMEMBERED


def test_a_crash_of_the_process_is_too_heavy_and_the_next_is_looked_at(inspector):
    inspector.look(papers.older(), "application/pdf")
    inspector.process.kill()

    crashed = inspector._ask({"path": "/", "type": "application/pdf"})
    found = inspector.look(papers.scan(), "application/pdf")

    assert (crashed, found.unreadable) == (b"", "")
