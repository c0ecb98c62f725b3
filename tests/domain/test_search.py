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


def test_numbers_stand_in_their_order_the_latest_year_first():
    lines = [
        {"number": number, "issued": f"{year}-01-01"}
        for number, year in (
            (10, 2026),
            ("2a", 2026),
            (2, 2026),
            (1, 2025),
            (None, 2026),
        )
    ]

    lines.sort(key=domain.order_by_number)

    numbers = [line["number"] for line in lines]
    assert numbers == [2, "2a", 10, None, 1]


def plain(pieces):
    return "".join(piece.text for piece in pieces)


TEXT = "Công văn\nGiao Cục chủ trì đào tạo\nĐào tạo " + "rất dài " * 40 + "đạo đức"


def test_an_extract_is_the_line_with_most_of_the_words():
    found = domain.extract(TEXT, domain.wanted("chu tri dao tao"))

    assert plain(found) == "Giao Cục chủ trì đào tạo"
    assert [piece.text for piece in found if piece.marked] == [
        "chủ",
        "trì",
        "đào",
        "tạo",
    ]


def test_a_long_line_is_cut_around_its_first_word():
    found = domain.extract(TEXT, domain.wanted("duc"))

    assert plain(found).startswith("… ")
    assert plain(found).endswith("đạo đức")
    assert len(plain(found)) < 200


@pytest.mark.parametrize("text", ["", "xuất khẩu"])
def test_what_is_not_in_the_text_has_no_extract(text):
    assert domain.extract(TEXT, domain.wanted(text)) == []


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ({"kind": "incoming", "to": "Cục TTTN", "from": "Bộ Tài chính"}, "Cục TTTN"),
        ({"kind": "outgoing", "from": "Vụ Pháp chế"}, "Vụ Pháp chế"),
        ({"kind": "incoming"}, ""),
    ],
)
def test_the_unit_of_a_letter_has_it_or_drafted_it(line, unit):
    assert domain.facet(line, "", "unit") == unit
