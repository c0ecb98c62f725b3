from imoit.workflows.actors import domain

import pytest


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        pytest.param("officer", ["imoit.post.p", "imoit.vp.officer"], id="officer"),
        pytest.param(
            "office_head",
            ["imoit.post.p", "imoit.vp.office_head", "imoit.vp.head"],
            id="the head of the Office heads the unit",
        ),
        pytest.param(
            "deputy_head",
            ["imoit.post.p", "imoit.vp.deputy_head", "imoit.vp.head"],
            id="a deputy acts as head",
        ),
    ],
)
def test_a_post_has_its_groups(function, expected):
    assert list(domain.groups("p", "vp", function)) == expected
