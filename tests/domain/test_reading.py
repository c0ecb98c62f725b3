from imoit.workflows.reading import domain
from imoit.workflows.reading.domain import language
from imoit.workflows.reading.domain import Line

import pytest
import unicodedata


PLAIN = (
    "Bộ Công Thương đề nghị các đơn vị nghiêm túc triển khai một số nội dung sau đây, "
    "quyết định khuyến khích thuở trước nghiêng ngả giữ gìn quý giá xoong chảo"
)
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc Bé C«ng th­¬ng"
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc "
    "Boä Coâng Thöông kính göûi caùc ñôn vò tröïc thuoäc"
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_is_text(form):
    text = unicodedata.normalize(form, PLAIN)

    assert language.is_text(text)
    assert language.is_text(text, scanned=True)


@pytest.mark.parametrize("word", PLAIN.replace(",", "").split())
def test_vietnamese_words_are_syllables(word):
    assert language.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["hßa", "nghÜa", "Coäng", "cếng", "kạ", "ngề", "strong"]
)
def test_other_words_are_not(word):
    assert not language.is_syllable(word)


@pytest.mark.parametrize(
    "text", [TCVN3, VNI, "\uf0a7\uf0b7\uf041\uf042 \uf043" * 9, "Số 12"]
)
def test_what_an_old_font_leaves_is_no_text(text):
    assert not language.is_text(text)


@pytest.mark.parametrize(
    "font", [".VnTime", "ABCDEF+.VnArialH", "VNI-Times", "VnTimeH"]
)
def test_an_old_font_is_known_by_its_name(font):
    assert not language.is_text(PLAIN, [font])
    assert language.is_text(PLAIN, ["ABCDEF+TimesNewRomanPSMT", "Vnext"])


def test_another_language_is_text_but_not_on_a_scan():
    english = "The Trade Remedies Authority thanks the Ministry for its letter."

    assert language.is_text(english)
    assert not language.is_text(english, scanned=True)
    assert not language.is_text("CONG HOA XA HOI CHU NGHIA VIET NAM", scanned=True)


TABLE = "\n".join(
    [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth"
        "\theight\tconf\ttext",
        "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t",
        "4\t1\t1\t1\t1\t0\t100\t200\t400\t40\t-1\t",
        "5\t1\t1\t1\t1\t1\t100\t200\t50\t40\t93.2\tSố:",
        "5\t1\t1\t1\t1\t2\t200\t200\t300\t40\t61.5\t12/QÐ-BCT",
        "5\t1\t1\t1\t2\t1\t100\t300\t50\t40\t95\t ",
        "5\t1\t1\t2\t1\t1\t100\t400\t50\t40\t95\tHa\u0300",
    ]
)


def test_the_table_of_a_page_is_read_in_lines():
    lines = domain.lines_of(TABLE)

    assert [line.text for line in lines] == ["Số: 12/QĐ-BCT", "Hà"]
    assert lines[0].words[1] == ("12/QĐ-BCT", 0.2, 0.1, 0.5, 0.12, 0.61)
    assert domain.lines_of("") == ()


@pytest.mark.parametrize(
    ("degrees", "box"),
    [
        (0, (0.1, 0.2, 0.3, 0.4)),
        (90, (0.2, 0.7, 0.4, 0.9)),
        (180, (0.7, 0.6, 0.9, 0.8)),
        (270, (0.6, 0.1, 0.8, 0.3)),
    ],
)
def test_a_word_on_a_turned_page_has_its_place_on_the_page_as_it_lies(degrees, box):
    read = Line((domain.word("Số", (0.1, 0.2, 0.3, 0.4)),))

    assert domain.turned([read], degrees)[0].words[0][1:5] == box


def test_a_page_is_the_same_after_it_was_kept():
    page = domain.ReadPage(3, 595.3, 841.9, domain.lines_of(TABLE), domain.SEEN)

    assert domain.page_of(page.plain()) == page
    assert page.text == "Số: 12/QĐ-BCT\nHà"
    assert len(list(page.words)) == 3


def seen(text, x0, confidence):
    return Line((domain.word(text, (x0, 0.5, x0 + 0.1, 0.52), confidence),))


def test_a_second_look_replaces_what_was_doubtful():
    first = (seen("Kính", 0.1, 0.9), seen("Tiần", 0.3, 0.1))
    more = (seen("Trần", 0.3, 0.9), seen("Hồng", 0.5, 0.8), seen("xw", 0.7, 0.3))

    texts = [line.text for line in domain.joined(first, more, 0.6)]

    assert texts == ["Kính", "Trần", "Hồng"]


def test_a_second_look_adds_nothing_upon_what_was_read_for_sure():
    first = (seen("Kính", 0.1, 0.9),)

    assert domain.joined(first, (seen("Kinh", 0.12, 0.9),), 0.6) == first


def test_what_has_no_sound_is_not_added_by_a_second_look():
    assert domain.joined((), (seen("TWX", 0.1, 0.9), seen("a", 0.3, 0.9)), 0.6) == ()
