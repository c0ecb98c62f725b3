from imoit.content.autofill.domain import accuracy
from imoit.content.autofill.domain import foot
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain import header
from imoit.content.autofill.domain import letter
from imoit.content.autofill.domain import typography
from imoit.workflows.reading.domain import Line
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import word

import pytest


WIDE = 0.011  # of the page: a letter of the text
BODY = (
    (0.2, "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của"),
    (0.143, "Chính phủ về công tác văn thư, đề nghị các đơn vị triển khai như sau"),
)


def line(x, y, text, confidence=0.96, wide=WIDE):
    words, at = [], x
    for one in text.split():
        end = at + len(one) * wide
        words.append(word(one, (at, y, end, y + 0.012), confidence))
        at = end + wide / 2
    return Line(tuple(words))


def page(*rows, number=1):
    return ReadPage(number, 595.0, 842.0, tuple(line(*row) for row in rows))


def official(*more, symbol="Số: 318/SNV-CCHC"):
    return page(
        (0.2, 0.07, "ỦY BAN NHÂN DÂN", 0.96, 0.008),
        (0.2, 0.087, "TỈNH QUẢNG TRỊ", 0.96, 0.008),
        (0.25, 0.105, "SỞ NỘI VỤ", 0.96, 0.008),
        (0.22, 0.132, symbol, 0.96, 0.008),
        (0.5, 0.07, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.96, 0.009),
        (0.53, 0.117, "Đông Hà, ngày 07 tháng 01 năm 2026", 0.96, 0.009),
        *more,
    )


def letter_of(*more):
    return official(
        (0.15, 0.151, "V/v góp ý dự thảo Nghị quyết", 0.96, 0.008),
        (0.15, 0.17, "về chính sách thu hút nhân lực", 0.96, 0.008),
        (0.33, 0.22, "Kính gửi: Ủy ban nhân dân các xã"),
        *((x, 0.25 + 0.02 * at, text) for at, (x, text) in enumerate(BODY)),
        (0.143, 0.4, "Nơi nhận:"),
        *more,
    )


SIGNED = (
    (0.6, 0.4, "KT. GIÁM ĐỐC", 0.96, 0.01),
    (0.6, 0.42, "PHÓ GIÁM ĐỐC", 0.96, 0.01),
    (0.58, 0.5, "Hoàng Nguyễn Ngọc Ánh", 0.96, 0.01),
)


def test_an_official_letter_proposes_each_field():
    found = letter.proposed([letter_of(*SIGNED)], 3)

    assert {name: one.value for name, one in found.items()} == {
        "issuer": "Sở Nội vụ",
        "symbol": "318/SNV-CCHC",
        "issued_date": "2026-01-07",
        "type_name": "Công văn",
        "subject": "V/v góp ý dự thảo Nghị quyết về chính sách thu hút nhân lực",
        "signer": "Hoàng Nguyễn Ngọc Ánh",
        "position": "KT. Giám đốc, Phó giám đốc",
        "pages": "3",
    }
    assert all(one.level == "sure" for one in found.values())


def test_each_proposal_says_where_on_the_page_it_stands():
    found = letter.proposed([letter_of(*SIGNED)])

    left, top, right, bottom = found["signer"].box
    assert (found["signer"].page, left, top) == (1, 0.58, 0.5)
    assert right == pytest.approx(0.775)
    assert bottom == pytest.approx(0.512)


def test_the_superior_body_is_offered_beside_the_issuer():
    assert letter.proposed([letter_of()])["issuer"].candidates == (
        "Ủy ban nhân dân tỉnh Quảng Trị",
    )


def test_a_named_type_has_its_abstract_below():
    found = letter.proposed(
        [
            official(
                (0.44, 0.2, "QUYẾT ĐỊNH", 0.96, 0.012),
                (0.25, 0.22, "Về việc ban hành Quy chế quản lý hệ thống văn bản"),
                (0.3, 0.24, "và hồ sơ công việc điện tử của Sở"),
                (0.2, 0.275, "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02"),
                symbol="Số: 12/QD-SNV",
            )
        ]
    )

    assert found["type_name"].value == "Quyết định"
    assert found["symbol"].value == "12/QĐ-SNV"
    assert found["subject"].value == (
        "Về việc ban hành Quy chế quản lý hệ thống văn bản "
        "và hồ sơ công việc điện tử của Sở"
    )


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Số: 4527/BKHCN-VP", "4527/BKHCN-VP"),
        ("Sô:  15 / TB - ĐĐ", "15/TB-ĐĐ"),
        ("Số: l2O/QD-BCT", "120/QĐ-BCT"),
        ("Số: 45/2025/TT-BCT", "45/2025/TT-BCT"),
        ("Số: 88/HD-UBND", "88/HD-UBND"),
        ("Số: 12/LĐTM&CN-PC", "12/LĐTM&CN-PC"),
        ("Số:      /BCT-VP", "/BCT-VP"),
    ],
)
def test_numbers_and_symbols(text, symbol):
    found = letter.proposed([official(symbol=text)])

    assert found["symbol"].value == symbol


def test_a_number_left_open_is_doubtful():
    assert (
        letter.proposed([official(symbol="Số: /BCT-VP")])["symbol"].level == "doubtful"
    )


def test_a_day_in_the_text_is_not_the_day_of_the_letter():
    found = letter.proposed([page(*((x, 0.45, text) for x, text in BODY))])

    assert "issued_date" not in found


def test_a_day_that_no_calendar_has_is_not_proposed():
    rows = page((0.55, 0.1, "Hà Nội, ngày 31 tháng 02 năm 2026"))

    assert header.day_of(letter.pieces_of(rows), 1) is None


@pytest.mark.parametrize(
    ("stamp", "priority"),
    [("HỎA TỐC", "express"), ("THƯỢNG KHẨN", "very_urgent"), ("KHẨN", "urgent")],
)
def test_a_stamp_of_urgency_is_proposed(stamp, priority):
    found = letter.proposed([letter_of((0.2, 0.19, stamp))])

    assert found["priority"].value == priority


def test_urgency_in_the_text_is_none():
    found = letter.proposed([letter_of((0.2, 0.3, "đề nghị khẩn trương thực hiện"))])

    assert "priority" not in found


def test_what_was_read_badly_is_doubtful():
    rows = [(*row[:3], 0.4, *row[4:]) for row in SIGNED]

    assert letter.proposed([letter_of(*rows)])["signer"].level == "doubtful"


def test_the_signature_may_stand_on_a_later_page():
    last = page((0.143, 0.1, "Nơi nhận:"), *SIGNED, number=2)

    assert letter.proposed([letter_of(), last])["signer"].page == 2


def test_a_family_name_is_put_right_and_less_sure():
    rows = [*SIGNED[:2], (0.58, 0.5, "Ngõ Ngọc Yến", 0.96, 0.01)]
    found = letter.proposed([letter_of(*rows)])["signer"]

    assert (found.value, found.level) == ("Ngô Ngọc Yến", "likely")


@pytest.mark.parametrize("said", ["TM. ỦY BAN NHÂN DÂN", "THỨ TRƯỜNG", "Q. GIÁM ĐỐC"])
def test_lines_in_capitals_are_posts(said):
    assert foot.is_post(letter.pieces_of(page((0.6, 0.4, said)))[0])


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Bộ Khoa học và Công nghệ"),
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("CỤC QUẢN LÝ ĐÊ ĐIỀU", "Cục Quản lý đê điều"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_capitals_become_small_letters(printed, written):
    assert typography.in_small_letters(printed) == written


def test_an_empty_page_proposes_nothing():
    assert letter.proposed([ReadPage(1, 595.0, 842.0)], 1) == {}
    assert letter.proposed([], 0) == {}


def test_accuracy_counts_same_alike_and_nothing():
    truth = accuracy.expected(
        {"d": [7, 1, 2026], "loai": "", "so": "1/A-B", "ty": "V/v báo cáo tình hình "
         "sản xuất quý một", "bh": "SỞ NỘI VỤ", "nk": "Lê Ba"}
    )  # fmt: skip
    found = {
        "issuer": Found("Sở Nội vụ", 1),
        "subject": Found("V/v báo cáo tình hính sản xuất quý một", 1),
    }
    total = accuracy.added([accuracy.compared(found, truth)])

    assert total["issuer"] == (1, 1, 1, 1)
    assert total["subject"] == (0, 1, 1, 1)
    assert total["signer"] == (0, 0, 0, 1)


@pytest.mark.parametrize("name", ["Đoàn Duy Phong", "Doãn Duy Phong", "Hà Thế Diệp"])
def test_a_family_name_that_is_one_stays_as_it_is(name):
    rows = [*SIGNED[:2], (0.58, 0.5, name, 0.96, 0.01)]
    found = letter.proposed([letter_of(*rows)])["signer"]

    assert (found.value, found.level) == (name, "sure")


def test_an_abstract_beside_the_head_may_go_on_with_the_words_of_a_text():
    rows = (
        (0.15, 0.151, "V/v quy định lộ trình", 0.96, 0.008),
        (0.15, 0.17, "thực hiện thị trường điện", 0.96, 0.008),
    )

    assert letter.proposed([official(*rows)])["subject"].value == (
        "V/v quy định lộ trình thực hiện thị trường điện"
    )


def test_a_word_without_a_sound_makes_an_abstract_doubtful():
    rows = ((0.15, 0.151, "V/v Tđ chức Hội chợ", 0.96, 0.008),)

    assert letter.proposed([official(*rows)])["subject"].level == "likely"


def test_the_short_names_of_guidance_and_contract_are_told_apart():
    found = letter.proposed([official(symbol="Số: 34/HD-CVL")])["type_name"]

    assert found.value == "Hướng dẫn"


def test_a_type_that_the_gutter_cuts_is_put_together():
    rows = ((0.41, 0.16, "HƯỚNG", 0.96, 0.014), (0.5, 0.16, "DẪN", 0.96, 0.014))
    subject = (0.3, 0.19, "Thẩm định giá thiết bị của gói thầu")

    found = letter.proposed([official(*rows, subject, symbol="Số: 12/HD-SCT")])

    assert found["type_name"].value == "Hướng dẫn"
    assert found["subject"].value == "Thẩm định giá thiết bị của gói thầu"
