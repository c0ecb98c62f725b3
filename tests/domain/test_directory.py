from imoit.content.directory import domain
from imoit.workflows.refusal import BadValue

import pytest


@pytest.mark.parametrize(
    ("post", "parts"),
    [
        ("tttn-officer-1", ("tttn", "officer", 1)),
        ("ldb-deputy_minister-12", ("ldb", "deputy_minister", 12)),
    ],
)
def test_a_post_id_has_three_parts(post, parts):
    assert domain.parse_post(post) == parts
    assert domain.post_id(*parts) == post


@pytest.mark.parametrize("post", ["", "tttn", "tttn-king-1", "TTTN-head-1", "a-head-"])
def test_what_is_no_post_is_refused(post):
    with pytest.raises(BadValue):
        domain.parse_post(post)


def test_names_are_sorted_as_a_vietnamese_dictionary_does():
    names = ["Đỗ", "Dương", "Ân", "An", "Ăn", "Bà", "Ba", "Bả", "Bá", "Bạ", "Bã"]

    assert sorted(names, key=domain.sort_key) == [
        *("An", "Ăn", "Ân", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Dương", "Đỗ")
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Điện  lực", "dien luc"), ("ĐÀ NẴNG", "da nang"), ("Ủy ban", "uy ban")],
)
def test_fold(text, folded):
    assert domain.fold(text) == folded


@pytest.mark.parametrize(
    ("words", "name", "rank"),
    [
        (["so", "cong"], "so cong thuong", 0),
        (["cong", "thuong"], "so cong thuong", 1),
        (["thuong", "so"], "so cong thuong", 2),
        (["bo"], "so cong thuong", None),
    ],
)
def test_rank(words, name, rank):
    assert domain.rank(words, name) == rank


@pytest.mark.parametrize("login", ["cv.tttn", "a", "thutruong1", "a-b_c.d"])
def test_a_login(login):
    assert domain.check_login(login) == login


@pytest.mark.parametrize("login", ["", "Cv", "cv tttn", "đạt", ".cv", "cv.", "imoit.x"])
def test_what_is_no_login(login):
    with pytest.raises(BadValue):
        domain.check_login(login)


@pytest.mark.parametrize("code", ["000.00.00.G22", "G02.01.03", "vxp.saas.03"])
def test_an_agency_code(code):
    assert domain.check_code(f" {code} ") == code


@pytest.mark.parametrize("code", ["", "a..b", "a/b", "Ơ", "x" * 61])
def test_what_is_no_agency_code(code):
    with pytest.raises(BadValue):
        domain.check_code(code)


def test_units_are_called_by_kind_and_symbol_or_by_their_title():
    assert domain.unit_name("office", "VP", "Văn phòng Bộ") == "Văn phòng Bộ"
    assert domain.unit_name("authority", "TTTN", "Cục …").values["symbol"] == "TTTN"


BOOK = """
bo cong an g01
bo cong thuong g02
cong ty cong an
so cong thuong ha noi
so cong thuong bac ninh
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("cong", ["cong ty cong an", "bo cong an g01", "bo cong thuong g02"]),
        ("cong thuong", ["bo cong thuong g02", "so cong thuong ha noi"]),
        ("thuong so", ["so cong thuong ha noi", "so cong thuong bac ninh"]),
        ("g02", ["bo cong thuong g02"]),
        ("so thuong bac", ["so cong thuong bac ninh"]),
        ("xyz", []),
    ],
)
def test_lines_are_found_the_best_first(text, lines):
    found = domain.find_lines(BOOK, text.split(), 10)[:3]

    assert [BOOK[at:].partition("\n")[0] for at in found][: len(lines)] == lines
    assert bool(found) == bool(lines)


def test_looking_stops_when_there_are_enough():
    book = "\n" + "cong ty\n" * 1000

    assert len(domain.find_lines(book, ["cong"], 5)) == 5
