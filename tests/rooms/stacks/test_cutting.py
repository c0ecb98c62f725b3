from imoit.content.stacks.domain import Plan
from imoit.content.stacks.operations import cut
from imoit.content.stacks.operations import look
from imoit.workflows.refusal import BadValue
from io import BytesIO
from tests.rooms.stacks import papers

import pikepdf
import pypdfium2
import pytest


def words(data, page=0):
    return pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range()


def test_scanned_separators_and_their_empty_backs_are_recognised():
    data = papers.bound(
        papers.separator(2.5),
        papers.blank(),
        papers.letter(),
        papers.separator(180),
        papers.letter(2),
    )

    stack = look("chồng.pdf", data)

    assert [sheet.is_separator for sheet in stack.sheets] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert [sheet.is_blank for sheet in stack.sheets] == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert all(picture[8:12] == b"WEBP" for picture in stack.pictures)


def test_a_code_of_a_signing_folder_begins_a_letter():
    slip = papers.scanned(papers.code("IMOIT1:ABCDEFGHIJKLMNOP", side=18, error="q"))
    data = papers.bound(papers.letter(), slip, papers.letter(2))

    found = cut("a.pdf", data)

    assert [letter.pages for letter in found] == [(1,), (2, 3)]


def test_each_letter_has_its_own_pages_and_nothing_of_the_others():
    data = papers.bound(
        papers.letter(1), papers.separator(), papers.letter(), papers.letter(1)
    )

    first, second = cut("sáng.pdf", data)

    assert (first.name, second.name) == ("sáng (1).pdf", "sáng (3-4).pdf")
    assert words(first.data) == words(papers.letter(1))
    assert words(second.data, 1) == words(papers.letter(1))
    assert len(first.data) < len(data) / 4


def test_a_plan_of_the_clerk_counts_more_than_the_sheets():
    data = papers.bound(papers.letter(), papers.separator(), papers.letter(2))

    found = cut("a.pdf", data, Plan((1, 2, 3)))

    assert [letter.pages for letter in found] == [(1,), (2,), (3,)]


def test_one_letter_stays_as_it_is_byte_by_byte():
    data = papers.signed(papers.letter(1))

    (letter,) = cut("a.pdf", data)

    assert (letter.name, letter.data) == ("a.pdf", data)


def test_a_signed_file_is_not_cut():
    data = papers.signed(papers.bound(papers.letter(), papers.letter(2)))

    with pytest.raises(BadValue) as refusal:
        cut("a.pdf", data, Plan((1, 2)))

    assert refusal.value.errors[0].code == "signed"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("a.png", b"\x89PNG\r\n", "not_pdf"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_what_is_no_stack_is_refused(name, data, code):
    with pytest.raises(BadValue) as refusal:
        look(name, data)

    assert refusal.value.errors[0].code == code


def test_pages_that_the_file_does_not_have_are_refused():
    with pytest.raises(BadValue) as refusal:
        cut("a.pdf", papers.bound(papers.letter(), papers.letter(2)), Plan((3,)))

    assert refusal.value.errors[0].code == "no_page"


def test_a_password_is_asked_for_in_words():
    stack = pikepdf.new()
    stack.add_blank_page()
    out = BytesIO()
    stack.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(BadValue) as refusal:
        look("a.pdf", out.getvalue())

    assert refusal.value.errors[0].code == "password"
