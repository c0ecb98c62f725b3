from tests.rooms import ministry

import pytest


OFFICER = "cv.tttn"
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
                "botruong": [],
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
                "vanthu.bo": ["publish"],
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
                "truong.xnk": [],
                "cv.vp": [],
            },
            id="published",
        ),
    ],
)
def test_each_person_in_each_state(integration, made, expected):
    document = made()

    found = ministry.table(document)

    order = {name: sorted(ids) for name, ids in found.items()}
    assert order == {name: sorted(ids) for name, ids in expected.items()}


def test_a_restricted_document_is_seen_by_those_who_may_lift_it_only(integration):
    from imoit.content.outgoing import operations

    document = ministry.published()
    with ministry.acting("thutruong1") as leader:
        operations.restrict(document, leader, "Chưa công bố")

    found = ministry.table(document)

    assert set(found) == {"botruong", "thutruong1"}


def test_lifting_brings_back_the_state_before(integration):
    from imoit.content.outgoing import operations
    from imoit.workflows.transitions.operations import state

    document = ministry.numbered()
    with ministry.acting("thutruong1") as leader:
        operations.restrict(document, leader, "Chưa công bố")
        operations.lift_restriction(document, leader)

    assert state(document) == "numbered"
