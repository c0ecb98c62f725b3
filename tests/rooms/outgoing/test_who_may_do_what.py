from tests.rooms import ministry

import pytest


OFFICER = "cv.tttn"
WRITERS = {OFFICER: [], "truong.tttn": [], "truong.vp": []}
MAKERS = {**WRITERS, "thuky1": []}
RECIPIENTS = {"truong.xnk": [], "cv.vp": []}
RESTRICT = {"botruong": ["restrict"], "thutruong1": ["restrict"]}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(ministry.drafted, {OFFICER: ["send_to_head"]}, id="drafting"),
        pytest.param(
            ministry.sent_to_head,
            {OFFICER: [], "truong.tttn": ["approve_content", "return"]},
            id="unit review",
        ),
        pytest.param(
            ministry.content_approved,
            {
                OFFICER: [],
                "truong.tttn": [],
                "truong.vp": ["approve_form", "return", "return_to_unit"],
            },
            id="form check",
        ),
        pytest.param(
            ministry.form_approved,
            {
                OFFICER: [],
                "truong.tttn": [],
                "truong.vp": [],
                "botruong": ["restrict"],
                "thuky1": [
                    "record_signature",
                    "return",
                    "return_to_form",
                    "return_to_unit",
                ],
            },
            id="paper signing",
        ),
        pytest.param(
            ministry.signed,
            {
                OFFICER: [],
                "truong.tttn": [],
                "truong.vp": [],
                "thuky1": [],
                **RESTRICT,
                "vanthu.bo": ["take_number"],
            },
            id="signed",
        ),
        pytest.param(
            ministry.numbered,
            {
                OFFICER: [],
                "truong.tttn": [],
                "truong.vp": [],
                "thuky1": [],
                **RESTRICT,
                "vanthu.bo": ["publish", "void_number"],
            },
            id="numbered",
        ),
        pytest.param(
            ministry.published,
            {
                OFFICER: [],
                "truong.tttn": [],
                "truong.vp": [],
                "thuky1": [],
                **RESTRICT,
                "vanthu.bo": ["file", "recall", "replace"],
                **RECIPIENTS,
            },
            id="published",
        ),
        pytest.param(
            ministry.filed,
            {**MAKERS, **RESTRICT, "vanthu.bo": [], **RECIPIENTS},
            id="filed",
        ),
        pytest.param(
            ministry.recalled,
            {**WRITERS, **RESTRICT, "vanthu.bo": [], **RECIPIENTS},
            id="recalled",
        ),
        pytest.param(
            ministry.replaced,
            {**MAKERS, **RESTRICT, "vanthu.bo": [], **RECIPIENTS},
            id="replaced",
        ),
        pytest.param(
            ministry.restricted,
            {"botruong": ["lift_restriction"], "thutruong1": ["lift_restriction"]},
            id="restricted",
        ),
    ],
)
def test_each_person_in_each_state(integration, made, expected):
    document = made()

    found = ministry.table(document)

    order = {name: sorted(ids) for name, ids in found.items()}
    assert order == {name: sorted(ids) for name, ids in expected.items()}
