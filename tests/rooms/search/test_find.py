from imoit.content.search.operations.finding import extracts
from imoit.content.search.operations.finding import find
from imoit.content.search.services import FindGet
from imoit.workflows.refusal import BadValue
from plone import api
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


def test_facets_name_type_urgency_unit_and_year(portal):
    directed()
    registered(type_name="Báo cáo", priority="express", code_number="1")

    with acting("vanthu.bo"):
        found = find("chu ky so", {})
        urgent = find("chu ky so", {"priority": ["express"]})

    counts = {n: {v.id: v.count for v in values} for n, values in found.facets.items()}
    assert counts["type"] == {"Công văn": 1, "Báo cáo": 1}
    assert counts["priority"] == {"normal": 1, "express": 1}
    assert list(counts["unit"].values()) == [1]
    assert urgent.total == 1


def test_the_order_can_be_that_of_day_or_number(letters):
    with acting("vanthu.bo"):
        found = {
            order: [b.imoit_line["number"] for b in find("v", {}, order=order).brains]
            for order in ("newest", "number")
        }

    assert found["number"] == sorted(found["number"])
    assert sorted(found["newest"]) == found["number"]


def test_the_line_that_was_meant_is_shown(portal):
    directed()

    with acting("vanthu.bo"):
        brains = find("chu tri", {}).brains
        (pieces,) = extracts(brains, "chu tri").values()

    assert [piece.text for piece in pieces if piece.marked] == ["Chủ", "trì"]


def asked_by_rest(request):
    service = FindGet()
    service.context, service.request = api.portal.get(), request
    return service.answer()


def test_rest_says_no_more_than_the_page(letters, integration):
    request = integration["request"]
    request.form.update({"q": "ket noi", "sort": "number"})
    answers = {}
    for login in ("vanthu.bo", "cv.tttn"):
        with acting(login):
            answers[login] = asked_by_rest(request)

    assert [i["symbol"] for i in answers["vanthu.bo"]["items"]] == ["7816/VPCP-TTĐT"]
    assert answers["cv.tttn"]["items_total"] == 0
    assert not any(answers["cv.tttn"]["facets"].values())


def test_an_order_that_is_none_is_refused(portal, integration):
    integration["request"].form.update({"q": "ket", "sort": "size"})

    with pytest.raises(BadValue), acting("vanthu.bo"):
        asked_by_rest(integration["request"])


def test_an_empty_search_finds_nothing(letters):
    assert symbols("  ") == []
