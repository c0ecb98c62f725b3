from imoit.content.search.operations import find
from tests.rooms.ministry import acting
from tests.rooms.ministry import directed
from tests.rooms.ministry import letter
from tests.rooms.ministry import registered

import pytest


@pytest.fixture
def letters(portal):
    one = registered()
    other = registered(
        subject="V/v kết nối phần mềm với Trục liên thông",
        code_number="7816",
        code_notation="VPCP-TTĐT",
        issuer={"name": "Văn phòng Chính phủ"},
    )
    return one, other


def symbols(text, chosen=None, login="vanthu.bo"):
    with acting(login):
        found = find(text, chosen or {})
        return [brain.imoit_line["symbol"] for brain in found.brains]


@pytest.mark.parametrize(
    "text",
    [
        "ket noi",
        "kết nối",
        "KET NOI PHAN MEM",
        "7816",
        "7816/vpcp",
        "781",
        "truc thong",
    ],
)
def test_marks_and_whole_numbers_are_not_needed(letters, text):
    assert symbols(text) == ["7816/VPCP-TTĐT"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Nguyễn Thị Hồng Nhung", "signer"),
        ("nhung nguyen thi hong", "signer, given name first"),
        ("thu truong", "position"),
        ("000.00.00.G06", "code of the issuer"),
        ("Bộ Khoa học", "issuer"),
        ("cong van", "type"),
        ("12/11/2026", "date"),
        ("mot ban luu", "note"),
    ],
)
def test_each_field_of_the_law_is_searched(portal, text, field):
    registered(
        code_notation="XYZ",
        signer={"name": "Nguyễn Thị Hồng Nhung", "position": "Thứ trưởng"},
        note="Một bản lưu",
    )

    assert symbols(text) == ["4527/XYZ"], field


def test_a_letter_is_found_by_what_was_ordered_and_to_whom_it_went(portal):
    letter = directed()

    assert symbols("chu tri") == [letter.symbol()]
    assert symbols("phat trien thi truong trong nuoc") == [letter.symbol()]


def test_the_number_itself_comes_first(letters):
    registered(subject="V/v trả lời văn bản 7816 ngày 12/11", code_number="9")

    assert symbols("7816/vpcp-ttđt")[0] == "7816/VPCP-TTĐT"


def test_nothing_is_found_that_one_may_not_see_not_even_counted(letters):
    with acting("cv.tttn"):
        found = find("ket noi", {})

    assert (found.total, found.brains) == (0, [])
    assert not any(found.facets.values())


def test_facets_narrow_and_still_count_the_others(letters):
    with acting("vanthu.bo"):
        found = find("v", {"from": ["Văn phòng Chính phủ"]})

    assert found.total == 1
    assert {v.id: v.count for v in found.facets["from"]} == {
        "Văn phòng Chính phủ": 1,
        letter()["issuer"]["name"]: 1,
    }


def test_an_empty_search_finds_nothing(letters):
    assert symbols("  ") == []
