from datetime import date
from imoit.content.tasks.domain.terms import check
from imoit.content.tasks.domain.terms import read
from imoit.content.tasks.domain.terms import Term
from imoit.content.tasks.domain.terms import usual
from imoit.content.tasks.domain.terms import written
from imoit.workflows.refusal import BadValue

import pytest


OLD, NEW = date(2026, 1, 1), date(2026, 7, 1)
TERMS = (
    Term(OLD, "", "", 10),
    Term(OLD, "", "express", 1),
    Term(NEW, "", "express", 2),
    Term(OLD, "Công điện", "", 3),
    Term(NEW, "Giấy mời", "", None),
    Term(OLD, "Giấy mời", "", 5),
)


@pytest.mark.parametrize(
    ("kind", "priority", "on", "days"),
    [
        ("Công văn", "normal", NEW, 10),
        ("Công văn", "express", OLD, 1),
        ("Công văn", "express", NEW, 2),
        ("Công điện", "express", NEW, 3),
        ("CÔNG ĐIỆN", "normal", NEW, 3),
        ("Giấy mời", "normal", OLD, 5),
        ("Giấy mời", "normal", NEW, 10),
        ("Công văn", "normal", date(2025, 12, 31), None),
    ],
    ids=[
        "any letter",
        "an urgent one",
        "the later version",
        "a type counts for more than urgency",
        "however it is typed",
        "before it ended",
        "ended: the wider rule",
        "before the first rule",
    ],
)
def test_the_narrowest_rule_in_force(kind, priority, on, days):
    assert usual(TERMS, kind, priority, on) == days


def test_rules_are_kept_as_lines_and_read_again():
    lines = written(TERMS)

    assert lines[0] == "2026-07-01||express|2"
    assert set(read(lines)) == set(TERMS)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (Term(OLD, "", "", 0), "days_1"),
        (Term(OLD, "", "", 366), "days_1"),
        (Term(OLD, "", "soon", 3), "priority_1"),
        (Term(OLD, "a|b", "", 3), "kind_1"),
        (Term(OLD, "Giấy mời", "", 3), "valid_from_1"),
    ],
)
def test_a_bad_rule_is_named_by_its_row(bad, field):
    with pytest.raises(BadValue) as refusal:
        check([Term(OLD, "Giấy mời", "", 5), bad])

    assert refusal.value.errors[0].field == field
