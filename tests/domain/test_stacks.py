from imoit.content.stacks.domain import letters
from imoit.content.stacks.domain import named
from imoit.content.stacks.domain import Plan
from imoit.content.stacks.domain import plan_of
from imoit.content.stacks.domain import proposed
from imoit.content.stacks.domain import SEPARATOR
from imoit.content.stacks.domain import Sheet
from imoit.workflows.refusal import BadValue

import pytest


def stack(words):
    """Return sheets: `|` separates, `_` is empty, `.` has no code, A is one."""
    codes = {"|": (SEPARATOR,), ".": (), "_": ()}
    return [
        Sheet(n, codes.get(word, (f"IMOIT1:{word}",)), word == "_")
        for n, word in enumerate(words, 1)
    ]


@pytest.mark.parametrize(
    ("words", "begins", "left_out"),
    [
        ("...", (1,), ()),
        ("|..|.", (2, 5), (1, 4)),
        (".|..", (1, 3), (2,)),
        ("|_..|_.", (3, 7), (1, 2, 5, 6)),
        ("._|.", (1, 4), (3,)),
        ("..|", (1,), (3,)),
        ("||.", (3,), (1, 2)),
        ("A.B.", (1, 3), ()),
        ("AA.A", (1, 4), ()),
        ("|A.B", (2, 4), (1,)),
        ("|__.", (4,), (1, 2, 3)),
    ],
)
def test_letters_begin_after_separators_and_at_codes(words, begins, left_out):
    assert proposed(stack(words)) == Plan(begins, left_out)


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (Plan(), [(1, 2, 3, 4, 5)]),
        (Plan((3,)), [(1, 2), (3, 4, 5)]),
        (Plan((1, 4), (3,)), [(1, 2), (4, 5)]),
        (Plan((3,), (3,)), [(1, 2), (4, 5)]),
        (Plan((), (1, 5)), [(2, 3, 4)]),
    ],
)
def test_every_page_that_is_kept_belongs_to_one_letter(plan, found):
    assert letters(plan, 5) == found


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan((6,)), "no_page"),
        (Plan((0,)), "no_page"),
        (Plan((), (1, 2, 3, 4, 5)), "empty"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan, code):
    with pytest.raises(BadValue) as refusal:
        letters(plan, 5)

    assert refusal.value.errors[0].code == code


def test_more_letters_than_a_stack_may_have_are_refused():
    with pytest.raises(BadValue):
        letters(Plan(tuple(range(1, 200))), 200)


def test_a_plan_is_read_from_a_form_and_from_json():
    assert plan_of("4, 1,4", "3") == Plan((1, 4), (3,))
    assert plan_of([1, 4], None) == Plan((1, 4), ())


@pytest.mark.parametrize("sent", ["1;2", "a", [True], [1.5], {"a": 1}, 7, "²"])
def test_what_are_no_pages_is_refused(sent):
    with pytest.raises(BadValue):
        plan_of(sent, ())


def test_a_letter_is_named_after_its_stack():
    assert named("C:\\quét\\sáng 24.pdf", (2, 3, 5)) == "sáng 24 (2-5).pdf"
    assert named("a.PDF", (7,)) == "a (7).PDF"
