from imoit.content.succession import domain
from imoit.workflows.transitions.domain import passed_on

import pytest


HEIRS = domain.of_unit(
    "tmdt", "xnk", ("head", "registry"), {"tmdt-officer-1": "xnk-officer-2"}
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("unit:tmdt", "unit:xnk", id="a principal"),
        pytest.param("tmdt-officer-1", "xnk-officer-2", id="a post by its id"),
        pytest.param(
            ("imoit.tmdt.head", "imoit.vp.registry"),
            ("imoit.xnk.head", "imoit.vp.registry"),
            id="groups, others stay",
        ),
        pytest.param(
            ("imoit.tmdt.head", "imoit.xnk.head"), ("imoit.xnk.head",), id="no double"
        ),
        pytest.param("tmdt", "tmdt", id="a word is no principal"),
        pytest.param(3, 3, id="a number"),
        pytest.param(({"post": "tmdt-officer-1"},), ({"post": "tmdt-officer-1"},)),
    ],
)
def test_a_field_passes_on(value, expected):
    assert domain.heir_of(value, HEIRS) == expected


def test_grants_pass_on_with_their_cause_and_closed_ones_stay():
    grants = (
        ("imoit.tmdt.head", "Document Reader", "task:open"),
        ("imoit.tmdt.head", "Document Reader", "task:closed"),
        ("imoit.vp.ministry_registry", "Document Registrar", "received"),
    )

    assert passed_on(grants, HEIRS.groups, {"task:closed"}) == (
        ("imoit.xnk.head", "Document Reader", "task:open"),
        ("imoit.tmdt.head", "Document Reader", "task:closed"),
        ("imoit.vp.ministry_registry", "Document Registrar", "received"),
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chuyên viên – Cục TMĐT", "Chuyên viên – Cục XNK"),
        ("Trưởng phòng", "Trưởng phòng – Cục XNK"),
    ],
)
def test_a_post_is_called_by_its_new_unit(title, expected):
    assert domain.new_title(title, "Cục TMĐT", "Cục XNK") == expected
