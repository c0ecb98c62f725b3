from imoit.content.selection import domain
from imoit.workflows.refusal import BadValue

import pytest


def test_each_thing_is_taken_once_in_the_order_chosen():
    assert domain.check("accept", ["b", "a", "b"]) == ("b", "a")


@pytest.mark.parametrize(
    ("act", "items", "code"),
    [
        pytest.param("", ["a"], "required", id="no act"),
        pytest.param("accept", [], "required", id="nothing selected"),
        pytest.param("accept", [str(n) for n in range(101)], "too_many", id="101"),
    ],
)
def test_a_selection_that_cannot_be_is_refused(act, items, code):
    with pytest.raises(BadValue) as refusal:
        domain.check(act, items)

    assert refusal.value.errors[0].code == code


@pytest.mark.parametrize(
    ("act", "kind", "service"),
    [
        pytest.param("submit", "IncomingDocument", ("@submission", ()), id="submit"),
        pytest.param("mark_seen", "Task", ("@workflow", ("mark_seen",)), id="a task"),
        pytest.param("mark_seen", "OutgoingDocument", ("@seen", ()), id="a letter"),
        pytest.param(
            "check", "Task", ("@workflow", ("check",)), id="a step added later"
        ),
    ],
)
def test_an_act_goes_through_the_service_for_one_thing(act, kind, service):
    assert domain.service(act, kind) == service


def test_only_who_distributes_passes_letters_on():
    assert domain.offer("to_direct", "office_head").act == "redirect"
    assert domain.offer("to_direct", "minister") is None
