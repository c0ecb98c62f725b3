from imoit.content.incoming import operations
from imoit.workflows.transitions.operations import advance
from tests.rooms import ministry

import pytest


CLERK = "vanthu.bo"
LEADER = {"thutruong1": ["direct", "complete"], "thuky1": []}
SEEN_BY_UNITS = {
    "truong.tttn": [],
    "vanthu.tttn": [],
    "truong.xnk": [],
    "truong.vp": [],
}


def refused():
    document = ministry.received()
    with ministry.acting(CLERK) as by:
        advance(document, "refuse", by, "Gửi nhầm nơi nhận")
    return document


def filed():
    document = ministry.completed()
    with ministry.acting(CLERK) as by:
        advance(document, "file", by)
    return document


def recalled():
    document = ministry.registered()
    with ministry.acting(CLERK) as by:
        advance(document, "recall", by, "Bên gửi lấy lại")
    return document


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            ministry.received,
            {CLERK: ["register", "refuse", "recall"]},
            id="received",
        ),
        pytest.param(
            ministry.registered, {CLERK: ["submit", "recall"]}, id="registered"
        ),
        pytest.param(
            lambda: ministry.submitted("person:chanhvp"),
            {
                CLERK: ["recall"],
                "chanhvp": ["direct", "redirect", "send_back"],
            },
            id="submitted to the Office",
        ),
        pytest.param(
            ministry.submitted,
            {
                CLERK: ["recall"],
                "chanhvp": [],
                "thutruong1": ["direct", "send_back"],
                "thuky1": [],
            },
            id="submitted to a leader",
        ),
        pytest.param(
            ministry.directed,
            {CLERK: [], "chanhvp": [], **LEADER, **SEEN_BY_UNITS},
            id="in progress",
        ),
        pytest.param(
            ministry.completed,
            {
                CLERK: ["file"],
                "chanhvp": [],
                "thutruong1": ["reopen"],
                "thuky1": [],
                "truong.tttn": [],
                "vanthu.tttn": [],
            },
            id="completed",
        ),
        pytest.param(
            filed,
            {
                CLERK: [],
                "chanhvp": [],
                "thutruong1": [],
                "thuky1": [],
                "truong.tttn": [],
                "vanthu.tttn": [],
            },
            id="filed",
        ),
        pytest.param(refused, {CLERK: []}, id="refused"),
        pytest.param(recalled, {CLERK: []}, id="recalled"),
    ],
)
def test_each_person_in_each_state(integration, made, expected):
    document = made()

    found = ministry.table(document)

    order = {name: sorted(ids) for name, ids in found.items()}
    assert order == {name: sorted(ids) for name, ids in expected.items()}


def test_a_redirected_letter_leaves_the_office_readable_only(integration):
    document = ministry.submitted()

    with ministry.acting("chanhvp") as office, pytest.raises(Exception) as refusal:
        operations.submit(document, "person:botruong", office)

    assert refusal.value.status == 403
