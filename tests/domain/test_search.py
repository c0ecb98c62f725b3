from collections import Counter
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


def test_frequent_values_come_first_and_chosen_ones_stay():
    found = domain.values(Counter("abb"), ["z"], most=1)

    assert [(v.id, v.count, v.chosen) for v in found] == [
        ("b", 2, False),
        ("z", 0, True),
    ]


def test_a_whole_symbol_is_known():
    assert domain.is_symbol(" 702/sct-ktat ", {"symbol": "702/SCT-KTAT"})
    assert not domain.is_symbol("702/sct", {"symbol": "702/SCT-KTAT"})


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


def test_a_short_line_is_shown_where_more_of_the_words_stand():
    text = "Công văn\nChủ trì.\nCục Phát triển thị trường trong nước"

    assert plain(domain.extract(text, domain.wanted("chu tri"))) == "Chủ trì."
    assert plain(domain.extract(text, domain.wanted("cong"))) == ""


def test_words_that_stand_whole_come_before_words_that_begin_so():
    text = "Chuyên viên triển khai việc chung\nGiao Cục chủ trì soạn thảo"

    assert plain(domain.extract(text, domain.wanted("chu tri"))).startswith("Giao")
