from imoit.content.issued import domain
from imoit.content.issued.domain import Copy
from imoit.content.outgoing import domain as outgoing
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict

import pytest


MADE = [Copy("SY", 5, "05/SY-BCT", "2026-11-23T09:00:00+07:00", "Hương")]


@pytest.mark.parametrize(
    ("kind", "of", "part", "code"),
    [
        ("SY", "", "", ""),
        ("SL", "05/SY-BCT", "", ""),
        ("SL", "06/SY-BCT", "", "no_copy"),
        ("SL", "", "", "no_copy"),
        ("TrS", "", "Điều 3", ""),
        ("TrS", "", "", "required"),
        ("XX", "", "", "unknown_value"),
    ],
)
def test_kinds_of_copies(kind, of, part, code):
    try:
        domain.check_copy(kind, of, part, MADE)
        found = ""
    except BadValue as refusal:
        found = refusal.errors[0].code

    assert found == code


@pytest.mark.parametrize(
    ("old", "new", "is_issued", "error"),
    [
        ("a", "b", True, None),
        ("a", "a", True, BadValue),
        ("a", "b", False, Conflict),
    ],
)
def test_what_replaces_what(old, new, is_issued, error):
    if error is None:
        domain.check_replacing(old, new, is_issued)
    else:
        with pytest.raises(error):
            domain.check_replacing(old, new, is_issued)


@pytest.mark.parametrize("uids", [[], ["a", "a"], [str(n) for n in range(51)]])
def test_a_batch_that_is_none_is_refused(uids):
    with pytest.raises(BadValue):
        domain.check_batch(uids)


@pytest.mark.parametrize(
    ("missing", "value"),
    [
        ("", "internal_equivalent"),
        ("signed", "reference_only"),
        ("stamped", "reference_only"),
        ("scan", "reference_only"),
        ("scan_good", "reference_only"),
    ],
)
def test_the_legal_value_of_a_file(missing, value):
    facts = dict.fromkeys(("signed", "stamped", "scan", "scan_good"), True)
    if missing:
        facts[missing] = False

    assert outgoing.legal_value(**facts)[0] == value


GRANTS = [
    ("imoit.vp.ministry_registry", "Publisher", "signed"),
    ("imoit.tttn.head", "Content Approver", "route"),
    ("imoit.xnk.head", "Document Reader", "published"),
]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (["imoit.vp.ministry_registry"], True),
        (["imoit.pc.head", "imoit.tttn.head"], True),
        (["imoit.xnk.head"], False),
        (["imoit.pc.head"], False),
        ([], False),
    ],
)
def test_who_had_it_to_work_on_is_told_of_a_restriction(groups, told):
    assert outgoing.at_work(GRANTS, groups) is told


def test_a_restriction_says_who_and_why():
    time = "2026-11-23T09:00:00+07:00"
    found = outgoing.Restriction("Lê Văn An", "Bộ trưởng", time, "Chưa công bố")

    said = outgoing.stopped(found)

    assert said.status == 409
    assert said.message.values["who"] == "Lê Văn An, Bộ trưởng"
    assert said.details["restriction"]["reason"] == "Chưa công bố"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", (1,)),
        (" 2 - 4 ", (2, 3, 4)),
        ("4, 1–2", (4, 1, 2)),
        ("1-3,2", (1, 2, 3)),
        ("5", (5,)),
    ],
)
def test_pages_of_an_extract_are_read_as_they_are_written(text, pages):
    assert domain.read_pages(text, 5) == pages


@pytest.mark.parametrize(
    "text", ["0", "6", "3-2", "1-", "-", "-2", "x", "", "1,,2", "1" * 20, "²"]
)
def test_pages_that_are_not_there_are_refused(text):
    with pytest.raises(BadValue) as refused:
        domain.read_pages(text, 5)

    assert refused.value.errors[0].code == "pages"
