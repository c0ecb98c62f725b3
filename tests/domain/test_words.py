from imoit.workflows.words.domain import fts5
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain import text
from imoit.workflows.words.domain import tsquery
from imoit.workflows.words.domain.query import Every
from imoit.workflows.words.domain.query import Some
from imoit.workflows.words.domain.query import Term

import pytest
import re
import unicodedata


# Every Vietnamese letter, and what it is without its marks.
LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
FOLDED = [(marked, plain) for plain, letters in LETTERS.items() for marked in letters]


@pytest.mark.parametrize(("marked", "plain"), FOLDED)
def test_each_letter_loses_its_marks(marked, plain):
    apart = unicodedata.normalize("NFD", marked)

    assert {text.fold(form) for form in (marked, apart, marked.upper())} == {plain}


def test_a_d_of_another_alphabet_is_a_d_with_a_stroke():
    assert text.spelled_words("Ðường Ðiện Biên Phủ") == ["đường", "điện", "biên", "phủ"]
    assert text.plain_words("Ðường") == ["duong"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("uỷ", "ủy"),
        ("toà", "tòa"),
        ("loè", "lòe"),
        ("qúy", "quý"),
        ("quý", "quý"),
        ("quà", "quà"),
        ("hòan", "hoàn"),
        ("hoàn", "hoàn"),
        ("ngòai", "ngoài"),
        ("hùynh", "huỳnh"),
        ("thuyết", "thuyết"),
        ("khuỷu", "khuỷu"),
        ("mùa", "mùa"),
        ("già", "già"),
        ("người", "người"),
    ],
)
def test_a_tone_stands_in_one_place(typed, kept):
    apart = unicodedata.normalize("NFD", typed.upper())

    assert text.spelled_words(typed) == text.spelled_words(apart) == [kept]


@pytest.mark.parametrize("word", ["dao", "đào", "đạo", "đao", "dạo"])
def test_words_of_different_marks_stay_apart_as_they_are_spelled(word):
    others = {"dao", "đào", "đạo", "đao", "dạo"} - {word}

    assert text.spelled_words(word)[0] not in others


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("7816/VPCP-TTĐT", ["7816", "vpcp", "ttdt"]),
        ("07816/vpcp-ttdt", ["7816", "vpcp", "ttdt"]),
        ("7816vpcp", ["7816", "vpcp"]),
        ("123 qd bct", ["123", "qd", "bct"]),
        ("123/QĐ-BCT", ["123", "qd", "bct"]),
        ("12a", ["12", "a"]),
        ("05/02/2026", ["5", "2", "2026"]),
        ("000.00.00.G06", ["0", "0", "0", "g", "6"]),
        ("a\u00adb \u200bc", ["ab", "c"]),
        ("thu_ky", ["thu", "ky"]),
        ("", []),
    ],
)
def test_numbers_and_symbols_are_words_that_stand_side_by_side(typed, words):
    assert text.plain_words(typed) == words


LONG = "Văn bản số 7816/VPCP-TTĐT về việc thuỷ sản, Ðồng bằng sông Cửu Long"


def test_text_in_pieces_gives_the_same_words_as_composed_text():
    pieces = unicodedata.normalize("NFD", LONG)

    assert pieces != LONG
    assert text.plain_words(pieces) == text.plain_words(LONG)
    assert text.spelled_words(pieces) == text.spelled_words(LONG)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("kết", Term("kết")),
        ("ket*", Term("ket", True)),
        ("ket noi*", Every((Term("ket"), Term("noi", True)))),
        ("ket AND noi", Every((Term("ket"), Term("noi")))),
        ('"chữ ký số" 2026', Every((Term("chữ ký số"), Term("2026")))),
        ('"chữ ký', Term("chữ ký")),
        ("a OR b", Some((Term("a"), Term("b")))),
        ("a -b", Every((Term("a"),), (Term("b"),))),
        ("a NOT (b OR c)", Every((Term("a"),), (Some((Term("b"), Term("c"))),))),
        ("(a) b)", Every((Term("a"), Term("b")))),
        ("a?b", Term("a", True)),
        ("and or not", Every((Term("and"), Term("or"), Term("not")))),
    ],
)
def test_a_search_is_read_as_plone_reads_it(typed, asked):
    assert query.read(typed) == asked


@pytest.mark.parametrize("typed", ["", " ", "*", "-", "NOT a", "AND OR", '""', "( ) ,"])
def test_what_asks_for_nothing_is_no_error(typed):
    assert query.read(typed) is None


def test_only_letters_and_digits_reach_the_expression():
    asked = query.read('x\'); DROP TABLE doc; -- "y" {head} : ^ NEAR(a b)')

    for want in (query.wanted(asked), *query.better(asked)):
        phrases = fts5.told(want).split('"')[1::2]
        words = tsquery.told(want).split("'")[1::2]
        parts = [part.replace(" ", "") for part in (*phrases, *words)]
        assert all(part.isalnum() for part in parts if part != tsquery.LEAD)


def test_a_text_is_told_as_a_vector_with_a_gap_that_no_phrase_crosses():
    found = tsquery.vector(["7816", "vpcp"], ["vpcp", "a"])

    assert found == "'^':1A '7816':2A 'vpcp':3A,11 'a':12"


def test_a_very_long_text_stays_within_what_postgresql_takes():
    found = tsquery.vector([], ["a", "b" * 3000] * 20_000)

    assert max(map(int, re.findall(r"[:,](\d+)", found))) <= 16_383
    assert found.count(",") < 2 * 256
    assert max(map(len, found.split("'")[1::2])) <= 500


def test_very_many_words_are_read_up_to_a_bound():
    asked = query.read("a " * 1000)

    assert len(asked.parts) == query.MOST
