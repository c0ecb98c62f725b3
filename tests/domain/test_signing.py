from datetime import date
from imoit.content.signing import domain
from imoit.content.signing.domain import Authority
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict

import pytest


DAY = date(2026, 11, 23)
GIVEN = Authority(
    "a1",
    "tttn-head-1",
    "Cục trưởng",
    "ldb-minister-1",
    "Bộ trưởng",
    "12/UQ-BCT",
    "Ký giấy mời",
    ("Giấy mời",),
    "2026-11-01",
    "2026-11-30",
)


@pytest.mark.parametrize(
    ("function", "capacity", "type_name", "code"),
    [
        ("minister", "", "Quyết định", ""),
        ("minister", "TM.", "Nghị quyết", ""),
        ("minister", "Q.", "Công văn", ""),
        ("minister", "KT.", "Công văn", "capacity"),
        ("minister", "TL.", "Công văn", "capacity"),
        ("deputy_minister", "KT.", "Chỉ thị", ""),
        ("deputy_minister", "Q.", "Công văn", ""),
        ("deputy_minister", "", "Công văn", "capacity"),
        ("deputy_minister", "TM.", "Công văn", "capacity"),
        ("office_head", "TL.", "Thông báo", ""),
        ("deputy_head", "TL.", "Công văn", ""),
        ("head", "TL.", "Công văn", ""),
        ("head", "KT.", "Công văn", "capacity"),
        ("head", "TL.", "Chỉ thị", "leaders_only"),
        ("head", "TL.", "NGHI QUYET", "leaders_only"),
        ("officer", "TL.", "Công văn", "capacity"),
        ("secretary", "", "Công văn", "capacity"),
        ("head", "TUQ.", "Công văn", "no_authority"),
        ("head", "XX.", "Công văn", "unknown_value"),
    ],
)
def test_who_signs_what_in_which_capacity(function, capacity, type_name, code):
    try:
        domain.check_signer("p", function, capacity, type_name, DAY)
        found = ""
    except BadValue as refusal:
        found = refusal.errors[0].code

    assert found == code


@pytest.mark.parametrize(
    ("change", "post", "type_name", "day", "covers"),
    [
        ({}, "tttn-head-1", "Giấy mời", DAY, True),
        ({}, "tttn-head-1", "giay moi", DAY, True),
        ({"types": ()}, "tttn-head-1", "Công văn", DAY, True),
        ({}, "tttn-head-1", "Công văn", DAY, False),
        ({}, "xnk-head-1", "Giấy mời", DAY, False),
        ({}, "tttn-head-1", "Giấy mời", date(2026, 11, 1), True),
        ({}, "tttn-head-1", "Giấy mời", date(2026, 11, 30), True),
        ({}, "tttn-head-1", "Giấy mời", date(2026, 10, 31), False),
        ({}, "tttn-head-1", "Giấy mời", date(2026, 12, 1), False),
        ({"ended": "2026-11-10"}, "tttn-head-1", "Giấy mời", DAY, False),
        ({"ended": "2026-11-10"}, "tttn-head-1", "Giấy mời", date(2026, 11, 9), True),
    ],
)
def test_what_a_written_authority_covers(change, post, type_name, day, covers):
    assert GIVEN._replace(**change).covers(post, type_name, day) is covers


@pytest.mark.parametrize(
    ("giver", "receiver", "last", "scope", "code"),
    [
        ("minister", "head", DAY, "Ký giấy mời", ""),
        ("deputy_minister", "head", DAY, "Ký giấy mời", "no_chain"),
        ("head", "officer", DAY, "Ký giấy mời", "no_chain"),
        ("minister", "deputy_minister", DAY, "Ký", "leader"),
        ("minister", "head", date(2026, 11, 22), "Ký", "order"),
        ("minister", "head", DAY, "", "required"),
    ],
)
def test_only_the_minister_authorises_within_bounds(giver, receiver, last, scope, code):
    try:
        domain.check_authority(giver, receiver, DAY, last, scope)
        found = ""
    except BadValue as refusal:
        found = refusal.errors[0].code

    assert found == code


@pytest.mark.parametrize(
    ("function", "title", "capacity", "lines"),
    [
        ("minister", "Bộ trưởng", "", ["BỘ TRƯỞNG"]),
        ("deputy_minister", "Thứ trưởng", "", ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
        ("head", "Cục trưởng – Cục X", "", ["TL. BỘ TRƯỞNG", "CỤC TRƯỞNG"]),
        ("head", "Cục trưởng – Cục X", "TUQ.", ["TUQ. BỘ TRƯỞNG", "CỤC TRƯỞNG"]),
    ],
)
def test_how_the_signature_block_reads(function, title, capacity, lines):
    assert domain.block(function, title, capacity) == lines


@pytest.mark.parametrize(
    ("function", "for_all", "needs"),
    [
        ("minister", False, True),
        ("deputy_minister", False, True),
        ("head", False, False),
        ("head", True, True),
    ],
)
def test_who_needs_the_paper_folder(function, for_all, needs):
    assert domain.needs_folder(function, for_all) is needs


def test_a_code_is_read_as_it_was_printed():
    code = domain.new_code()

    for text in (code, domain.printed(code).lower(), domain.qr_text(code)):
        assert domain.read_code(text) == code


def test_a_misread_code_is_refused():
    code = domain.new_code()
    other = "A" if code[3] != "A" else "B"

    for text in ("", "abc", code[:-1], code[:3] + other + code[4:]):
        with pytest.raises(BadValue):
            domain.read_code(text)


def test_no_two_codes_are_the_same():
    assert len({domain.new_code() for _n in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("done", "step", "error"),
    [
        ((), "to_secretary", None),
        (("to_secretary",), "to_leader", None),
        (("to_secretary", "to_leader"), "back", None),
        ((), "back", Conflict),
        (("to_secretary",), "to_secretary", Conflict),
        (domain.STEPS, "back", Conflict),
        ((), "lost", BadValue),
    ],
)
def test_hand_overs_in_order(done, step, error):
    if error is None:
        domain.check_step(done, step)
    else:
        with pytest.raises(error):
            domain.check_step(done, step)
