from imoit.workflows.journal.domain import CUT
from imoit.workflows.journal.domain import FIRST
from imoit.workflows.journal.domain import Head
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.domain import sealed
from imoit.workflows.journal.domain import verify

import pytest


def chain(*acts):
    lines, previous = [], FIRST
    for seq, act in enumerate(acts, 1):
        time = f"2026-08-22T08:00:0{seq}.000+07:00"
        values = (seq, time, "vt.bo", "Vũ", "p", "Văn thư", act, "u", "", {"n": seq})
        lines.append(sealed(Line(*values, previous, "", f"event-{seq}")))
        previous = lines[-1].hash
    return lines


LINES = chain("receive", "register", "submit", "read")
HEAD = Head(4, LINES[-1].hash)


def changed(n, **values):
    lines = list(LINES)
    lines[n - 1] = lines[n - 1]._replace(**values)
    return lines


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        pytest.param(LINES, HEAD, id="as written"),
        pytest.param(LINES, Head(3, LINES[2].hash), id="the head noted just before"),
        pytest.param([], Head(), id="a new journal"),
    ],
)
def test_a_whole_chain_holds(lines, head):
    assert verify(lines, head) == (True, len(lines), None, "", 0)


@pytest.mark.parametrize(
    ("lines", "head", "at"),
    [
        pytest.param(changed(2, person="x"), HEAD, 2, id="a changed name"),
        pytest.param(changed(2, details={"n": 3}), HEAD, 2, id="a changed detail"),
        pytest.param(changed(2, event="x"), HEAD, 2, id="a changed event"),
        pytest.param(changed(2, hash="0"), HEAD, 2, id="a changed hash"),
        pytest.param([sealed(x) for x in changed(2, act="x")], HEAD, 3, id="resealed"),
        pytest.param(LINES[:1] + LINES[2:], HEAD, 2, id="one taken out"),
        pytest.param(LINES[1:], HEAD, 1, id="the first taken out"),
        pytest.param(LINES[:3], HEAD, 4, id="the last taken out"),
        pytest.param([], HEAD, 1, id="all taken out"),
        pytest.param(LINES, None, 4, id="the head taken away"),
        pytest.param(LINES, Head(4, "0"), 4, id="another end"),
        pytest.param(chain("read", CUT), None, 2, id="cut off earlier"),
    ],
)
def test_what_is_broken_is_named(lines, head, at):
    verdict = verify(lines, head)

    assert not verdict.ok
    assert verdict.broken_at == at
    assert verdict.reason
