from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.checks import check
from imoit.workflows.process.domain.compare import compare
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.transitions.domain import boxed
from tests.domain.test_process import DATA
from tests.domain.test_process import FACTS
from tests.domain.test_process import process

import copy
import pytest


CONTRACT = FACTS._replace(
    effects=frozenset({"freeze", "number", "publish"}),
    needs={"number": ("approve",), "publish": ("number",)},
    duties={"approve": "number"},
    own_forms=frozenset({"approve"}),
    before=parse(DATA),
)


@pytest.mark.parametrize(
    ("step_id", "changed", "code"),
    [
        ("approve", {"effects": ["number"]}, ""),
        ("approve", {"effects": ["number", "publish"]}, "too_early"),
        ("send", {"effects": ["number"]}, "missing_effect too_early"),
        ("send", {"effects": ["freeze"]}, "missing_effect"),
        ("approve", {"effects": ["number"], "form": ["due_date"]}, "own_form"),
    ],
)
def test_an_effect_comes_after_what_it_stands_on(step_id, changed, code):
    data = copy.deepcopy(DATA)
    next(s for s in data["steps"] if s["id"] == step_id).update(changed)

    assert {p.code for p in errors(check(parse(data), CONTRACT))} == set(code.split())


def test_a_state_is_added_like_another_and_moved_up():
    found = changes.move_up(
        changes.add_state(process(), "Chờ ý kiến", "review"), "done"
    )
    added = found.state("cho_y_kien")

    assert found.state_ids() == ("draft", "done", "review", "cho_y_kien")
    assert added.permissions == found.state("review").permissions
    assert changes.move_up(found, "draft").state_ids()[0] == "draft"


def test_what_is_compared_is_said_in_messages():
    other = process(title="Khác")
    (change,) = compare(process(), other)

    assert change.message.values["part"].text == "the title"


def test_what_has_no_box_goes_into_the_box_of_the_state():
    keys = ("/head", "returned/drafter")

    assert boxed(keys, "to_approve", ["legal"]) == (
        "to_approve/head", "returned/drafter", "to_approve/legal"
    )  # fmt: skip
    assert boxed(keys, "") == ("returned/drafter",)
