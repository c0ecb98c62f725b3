from imoit.content.correspondence import domain

import pytest


@pytest.mark.parametrize(
    ("text", "number", "notation"),
    [
        ("4527/BKHCN-VP", "4527", "BKHCN-VP"),
        (" 15 / TB-ĐĐ ", "15", "TB-ĐĐ"),
        ("45/2025/TT-BCT", "45", "2025/TT-BCT"),
        ("74fass22", "74fass22", ""),
        ("125a/QĐ-BCT", "125a", "QĐ-BCT"),
    ],
)
def test_a_symbol_is_split_at_its_first_stroke(text, number, notation):
    assert domain.parse_symbol(text) == (number, notation)


SAME = ({"organ_id": "G22", "name": "Văn phòng Chính phủ"}, "267", "VPCP-TTĐT", 2026)


@pytest.mark.parametrize(
    "other",
    [
        SAME,
        ({"name": "VĂN PHÒNG CHÍNH PHỦ"}, "267", "VPCP-TTĐT", 2026),
        ({"organ_id": "g22"}, "267", "vpcp-ttđt", 2026),
        ({"organ_id": "G22"}, "0267", "VPCP-TTDT", 2026),
    ],
    ids=["same", "by name", "by code", "spelt otherwise"],
)
def test_the_same_letter_has_a_key_in_common(other):
    assert set(domain.identities(*SAME)) & set(domain.identities(*other))


@pytest.mark.parametrize(
    "other",
    [
        ({"organ_id": "G22", "name": "Văn phòng Chính phủ"}, "267", "VPCP-TTĐT", 2025),
        ({"organ_id": "G22", "name": "Văn phòng Chính phủ"}, "268", "VPCP-TTĐT", 2026),
        ({"organ_id": "G09", "name": "Bộ Nội vụ"}, "267", "VPCP-TTĐT", 2026),
        ({}, "267", "VPCP-TTĐT", 2026),
        ({"organ_id": "G22"}, "", "VPCP-TTĐT", 2026),
    ],
    ids=["year", "number", "issuer", "no issuer", "no number"],
)
def test_another_letter_has_none(other):
    assert not set(domain.identities(*SAME)) & set(domain.identities(*other))


def test_long_values_are_warned_of_and_kept():
    found = domain.warnings({"subject": "x" * 501, "code_number": "1"})

    assert [field for field, _sentence in found] == ["subject"]
    assert found[0][1].values == {"length": 501, "limit": 500}


def test_express_comes_first_then_the_nearest_deadline():
    places = [
        domain.rank("express", None),
        domain.rank("urgent", 740_000),
        domain.rank("normal", 739_000),
        domain.rank("normal", 740_000),
        domain.rank("normal", None),
    ]

    assert places == sorted(places)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        pytest.param({"issuer": {"name": "x" * 201}}, ["issuer.name"], id="issuer"),
        pytest.param({"signer": {"name": "x" * 51}}, ["signer.name"], id="signer"),
        pytest.param({"pages": 1000, "copies": 999}, ["pages"], id="digits"),
        pytest.param(
            {"note": "x" * 500, "language": "x" * 31}, ["language"], id="ends"
        ),
        pytest.param({"issuer": None, "pages": None, "note": ""}, [], id="empty"),
    ],
)
def test_each_field_of_exchange_has_its_length(values, fields):
    assert [field for field, _sentence in domain.warnings(values)] == fields
