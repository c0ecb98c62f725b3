from imoit.content.drafting import operations as drafting
from imoit.content.outgoing import operations
from imoit.workflows.refusal import Conflict
from tests.rooms import ministry

import pytest


PDF = (ministry.SAMPLES / "letter-00.pdf").read_bytes()


def approvals(document):
    return [
        (a["act"], a["version"], a["stands"]) for a in document.shown(dict)["approvals"]
    ]


def back_to_drafting(document, who, reason="Sửa nội dung"):
    with ministry.acting(who) as by:
        operations.go_back(document, "return", by, reason)


def test_each_approval_is_bound_to_its_version(integration):
    document = ministry.form_approved()

    assert approvals(document) == [
        ("approve_content", 1, True),
        ("approve_form", 1, True),
    ]


def test_what_was_returned_is_approved_anew(integration):
    document = ministry.form_approved()

    back_to_drafting(document, "thuky1")

    assert approvals(document) == [
        ("approve_content", 1, False),
        ("approve_form", 1, False),
    ]


def test_a_return_to_the_check_of_form_keeps_the_approval_of_content(integration):
    document = ministry.form_approved()

    with ministry.acting("thuky1") as secretary:
        operations.go_back(document, "return_to_form", secretary, "Sai thể thức")

    assert approvals(document) == [
        ("approve_content", 1, True),
        ("approve_form", 1, False),
    ]


def test_after_a_new_version_both_are_given_again_and_all_is_kept(integration):
    document = ministry.form_approved()
    back_to_drafting(document, "thuky1")
    with ministry.acting("cv.tttn") as officer:
        drafting.save(document, "du-thao.pdf", PDF, officer)
        operations.send_to_head(document, officer)
    with ministry.acting("truong.tttn") as head:
        operations.approve_content(document, head)

    assert approvals(document) == [
        ("approve_content", 1, False),
        ("approve_form", 1, False),
        ("approve_content", 2, True),
    ]


@pytest.mark.parametrize("change", ["file", "subject", "enclosure"])
def test_nothing_changed_after_the_approval_is_signed_or_numbered(integration, change):
    document = ministry.signed()
    if change == "subject":
        document.subject = "V/v việc khác"
    elif change == "file":
        current = drafting.current(document)
        document[current.file].sha256 = "0" * 64
    else:
        other = document[drafting.current(document).file]
        other.role = "attachment"

    with ministry.acting("vanthu.bo") as clerk, pytest.raises(Conflict) as refused:
        operations.take_number(document, clerk)

    assert refused.value.errors[0].code == "not_approved"
    assert document.number is None
