from datetime import date
from imoit.content.tasks.domain.proposal import Known
from imoit.content.tasks.domain.proposal import propose
from imoit.workflows.calendar.domain import Calendar

import pytest


MONDAY = date(2026, 11, 23)
CALENDAR = Calendar({date(2026, 11, 24): "off", date(2027, 1, 1): "New Year"})
KNOWN = (
    Known(
        "tttn", ("Cục Quản lý và Phát triển thị trường trong nước", "Cục TTTN", "TTTN")
    ),
    Known("xnk", ("Cục Xuất nhập khẩu", "Cục XNK", "XNK")),
    Known("pc", ("Vụ Pháp chế", "Vụ PC", "PC")),
    Known("cn", ("Cục Công nghiệp", "Cục CN", "CN")),
    Known("vp", ("Văn phòng Bộ", "VP", "Văn phòng")),
    Known("hien", ("Nguyễn Minh Hiền", "Hiền")),
)


def said(text):
    return propose(text, KNOWN, MONDAY, CALENDAR)


@pytest.mark.parametrize(
    ("text", "lead", "support", "informed"),
    [
        ("Cục TTTN chủ trì.", ["tttn"], [], []),
        ("Giao Cục TTTN chủ trì, phối hợp với Cục XNK báo cáo.", ["tttn"], ["xnk"], []),
        (
            "Cục TTTN chủ trì, phối hợp Cục XNK, Vụ Pháp chế và Văn phòng Bộ",
            ["tttn"],
            ["xnk", "pc", "vp"],
            [],
        ),
        (
            "Giao Vụ PC chủ trì; Cục XNK, Cục TTTN phối hợp; VP để biết.",
            ["pc"],
            ["tttn", "xnk"],
            ["vp"],
        ),
        (
            "Chủ trì: Cục XNK. Phối hợp: TTTN, PC. Để biết: VP.",
            ["xnk"],
            ["tttn", "pc"],
            ["vp"],
        ),
        ("giao cuc tttn chu tri, phoi hop cuc xnk", ["tttn"], ["xnk"], []),
        ("Cục TTTN phối hợp với Cục XNK xử lý.", ["tttn"], ["xnk"], []),
        ("Cục XNK xử lý, báo cáo tôi.", ["xnk"], [], []),
        ("Cục XNK, Vụ PC nghiên cứu.", ["xnk"], ["pc"], []),
        ("Gửi Cục XNK, Vụ PC để biết.", [], [], ["xnk", "pc"]),
        ("Đ/c Nguyễn Minh Hiền chủ trì tham mưu.", ["hien"], [], []),
        ("Xem xét, báo cáo tôi.", [], [], []),
        ("Chủ trì xử lý việc này.", [], [], []),
        ("CỤC TTTN CHỦ TRÌ, CỤC CÔNG NGHIỆP PHỐI HỢP", ["tttn"], ["cn"], []),
        (
            "Cục Quản lý và Phát triển thị trường trong nước chủ trì, TTTN báo cáo.",
            ["tttn"],
            [],
            [],
        ),
        ("Giao VPCP chủ trì.", [], [], []),
    ],
)
def test_who_does_what(text, lead, support, informed):
    found = said(text)

    assert list(found.lead) == lead
    assert sorted(found.support) == sorted(support)
    assert list(found.informed) == informed


@pytest.mark.parametrize(
    ("text", "due", "days"),
    [
        ("trong 5 ngày làm việc", None, 5),
        ("trong vòng năm ngày làm việc", None, 5),
        ("mười ngày làm việc", None, 10),
        ("trong 03 ngày làm việc kể từ hôm nay", None, 3),
        ("trước 30/11", date(2026, 11, 27), None),
        ("trước ngày 30/11/2026", date(2026, 11, 27), None),
        ("chậm nhất ngày 30/11", date(2026, 11, 30), None),
        ("hạn 25.11.2026", date(2026, 11, 25), None),
        ("đến 28/11", date(2026, 11, 27), None),
        ("trước 15/1", date(2027, 1, 14), None),
        ("ngày 1/1", date(2026, 12, 31), None),
        ("trong 5 ngày", date(2026, 11, 27), None),
        ("trong ngày", date(2026, 11, 23), None),
        ("báo cáo trong ngày hôm nay", date(2026, 11, 23), None),
        ("báo cáo trong ngày mai", date(2026, 11, 25), None),
        ("trong tuần này", date(2026, 11, 27), None),
        ("trước cuối tháng", date(2026, 11, 30), None),
        ("hạn 31/2", None, None),
        ("xử lý theo quy định", None, None),
    ],
)
def test_until_when(text, due, days):
    found = said(f"Cục TTTN chủ trì, {text}.")

    assert (found.due, found.working_days) == (due, days)


def test_the_sentence_of_the_acceptance_scenario():
    found = said(
        "Vụ Pháp chế chủ trì, Cục XNK và Cục TTTN phối hợp, trong 5 ngày làm việc."
    )

    assert found.lead == ("pc",)
    assert set(found.support) == {"xnk", "tttn"}
    assert found.working_days == 5


def test_a_symbol_of_a_letter_is_no_unit():
    found = said("Trả lời văn bản 12/BCT-TTTN-XNKH, Vụ PC chủ trì.")

    assert (found.lead, found.support) == (("pc",), ())


def test_a_long_text_is_read_quickly():
    text = "và cùng với các đơn vị, " * 80

    assert said(text).lead == ()
