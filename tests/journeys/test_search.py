"""Scenario 24: found without accents, and what is hidden is not even counted."""

from tests.journeys import acts

import pytest
import unicodedata


SUBJECT = "V/v kết nối, liên thông phần mềm quản lý văn bản và điều hành"
ALIKE = (
    "V/v kết nối cung cầu hàng hóa",
    "V/v phần mềm kế toán của các đơn vị sự nghiệp",
    "V/v liên kết vùng, thông thương biên giới",
    "V/v nối lại đàm phán hiệp định thương mại",
)


@pytest.fixture
def wanted(ministry):
    """The letter that is looked for, among some of nearly its words and number."""
    for n, subject in enumerate(ALIKE):
        number = {"code_number": f"78{n}6", "code_notation": f"VPCP-{n}"}
        acts.registered(ministry, subject=subject, **number)
    return acts.submitted(
        ministry, subject=SUBJECT, code_number="7816", code_notation="VPCP-TTĐT"
    )


def found(ministry, who, where):
    answer = ministry.as_(who).get(where)
    return answer["items_total"], [item["@id"] for item in answer["items"]]


@pytest.mark.parametrize("service", ["/@search?SearchableText=", "/@find?q="])
@pytest.mark.parametrize(
    "text",
    [
        "ket noi lien thong phan mem",
        "7816/vpcp-ttdt",
        "7816/VPCP",
        "KẾT NỐI LIÊN THÔNG",
        unicodedata.normalize("NFD", "kết nối liên thông phần mềm"),
    ],
)
def test_scenario_24_a_letter_is_found_from_what_one_remembers(
    ministry, wanted, service, text
):
    assert wanted in found(ministry, "vanthu.bo", f"{service}{text}")[1][:3]


@pytest.mark.parametrize("service", ["/@search?SearchableText=", "/@find?q="])
def test_scenario_24_what_one_may_not_see_is_not_counted(ministry, wanted, service):
    """The leader has one of the five, an officer of another unit none."""
    assert found(ministry, "thutruong1", f"{service}ket noi") == (1, [wanted])
    assert found(ministry, "cv.tttn", f"{service}ket noi") == (0, [])
    assert found(ministry, "quantri", f"{service}ket noi") == (0, [])
    facets = ministry.as_("cv.tttn").get("/@find?q=ket noi")["facets"]
    assert all(not values for values in facets.values())
