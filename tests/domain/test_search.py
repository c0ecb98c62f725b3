from imoit.content.search import domain
from imoit.content.search.domain import Piece

import pytest


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ket noi", "ket* noi*"),
        ("7816/vpcp-ttdt", "7816/vpcp-ttdt*"),
        ("7816/ , vpcp.", "7816* vpcp*"),
        ('"chữ ký số" 2026', '"chữ ký số" 2026*'),
        ("(ket OR noi) -lien", "( ket* OR noi* ) -lien*"),
        ("  ) ( * ? ", ""),
        ("", ""),
    ],
)
def test_every_word_is_asked_for_by_its_beginning(text, asked):
    assert domain.pattern(text) == asked


def test_words_are_marked_with_their_marks_and_without():
    words = domain.wanted("ket noi dao")

    assert domain.marked("Kết nối, Đào tạo", words) == [
        Piece("Kết", True),
        Piece(" ", False),
        Piece("nối", True),
        Piece(", ", False),
        Piece("Đào", True),
        Piece(" tạo", False),
    ]


def test_a_line_fits_one_value_of_each_facet():
    line = {"kind": "incoming", "from": "Bộ Tài chính", "arrived": "2026-11-23"}

    assert domain.fits(line, "registered", {})
    assert domain.fits(line, "registered", {"year": ["2025", "2026"]})
    assert not domain.fits(
        line, "registered", {"year": ["2026"], "state": ["completed"]}
    )


def test_frequent_values_come_first_and_chosen_ones_stay():
    found = domain.values(["a", "b", "b", ""], ["z"], most=1)

    assert [(v.id, v.count, v.chosen) for v in found] == [
        ("b", 2, False),
        ("z", 0, True),
    ]


@pytest.mark.parametrize("text", ["25", " 702/sct-ktat "])
def test_a_number_or_a_whole_symbol_is_known(text):
    assert domain.is_number(text, {"number": 25, "symbol": "702/SCT-KTAT"})


def test_a_part_of_a_number_is_no_number():
    assert not domain.is_number("2", {"number": 25, "symbol": "702/SCT-KTAT"})
