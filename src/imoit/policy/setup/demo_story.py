"""What the demo's letters are about: invented, in the words of the field."""

from typing import Any


def _letter(until: str, days: int, symbol: str, sender: str, subject: str, **more):
    return {
        "until": until,
        "days": days,
        "symbol": symbol,
        "from": sender,
        "subject": subject,
        **more,
    }


_ORDER = (
    "Giao đơn vị chủ trì nghiên cứu, tham mưu văn bản trả lời, báo cáo Lãnh đạo Bộ."
)
_SCIENCE = "Bộ Khoa học và Công nghệ"
_OFFICE = "Văn phòng Chính phủ"

_DONE = [
    _letter(
        "finish",
        40 - 2 * n,
        f"{1200 + 17 * n}/{notation}",
        sender,
        subject,
        lead=lead,
        order=_ORDER,
        working_days=10,
    )
    for n, (notation, sender, lead, subject) in enumerate(
        (
            (
                "VPCP-KTTH",
                _OFFICE,
                "unit:khtc",
                "V/v báo cáo tình hình giải ngân vốn đầu tư công quý III năm 2026",
            ),
            (
                "BTC-QLG",
                "Bộ Tài chính",
                "unit:tttn",
                "V/v phối hợp điều hành giá xăng dầu trong nước",
            ),
            (
                "SCT-QLTM",
                "Sở Công Thương thành phố Hà Nội",
                "unit:tttn",
                "V/v đề nghị hướng dẫn tổ chức tháng khuyến mại tập trung quốc gia",
            ),
            (
                "BTP-PLDSKT",
                "Bộ Tư pháp",
                "unit:pc",
                "V/v góp ý hồ sơ đề nghị xây dựng Luật sửa đổi Luật Thương mại",
            ),
            (
                "EVN-KD",
                "Tập đoàn Điện lực Việt Nam",
                "unit:cn",
                "V/v cung ứng điện cho khu công nghiệp trọng điểm mùa khô năm 2027",
            ),
            (
                "BNV-CCVC",
                "Bộ Nội vụ",
                "unit:vp",
                "V/v rà soát vị trí việc làm của công chức văn thư, lưu trữ",
            ),
            (
                "BXD-VLXD",
                "Bộ Xây dựng",
                "unit:cn",
                "V/v phát triển công nghiệp vật liệu xây dựng phục vụ hạ tầng",
            ),
            (
                "NHNN-TT",
                "Ngân hàng Nhà nước Việt Nam",
                "unit:tmdt",
                "V/v thanh toán không dùng tiền mặt trong thương mại điện tử",
            ),
        )
    )
]

_AT_WORK = [
    _letter(
        "work",
        16,
        "7816/VPCP-TTĐT",
        _OFFICE,
        "V/v đôn đốc báo cáo tình hình kết nối, liên thông phần mềm quản lý văn bản "
        "với Trục liên thông văn bản quốc gia",
        organ="000.00.00.G22",
        priority="express",
        lead="unit:tmdt",
        support=("unit:vp",),
        order="Cục TMĐT chủ trì, phối hợp Văn phòng Bộ báo cáo ngay. Hỏa tốc.",
        working_days=3,
    ),
    _letter(
        "work",
        12,
        "905/HHTM-VP",
        "Hiệp hội Thương mại điện tử Việt Nam",
        "Kiến nghị về thuế đối với hàng hóa giá trị nhỏ nhập khẩu qua sàn giao dịch",
        lead="unit:tmdt",
        support=("unit:xnk", "unit:khtc"),
        order=_ORDER,
        working_days=5,
        to="person:chanhvp",
    ),
    _letter(
        "work",
        7,
        "4527/BKHCN-VP",
        _SCIENCE,
        "V/v tăng cường sử dụng chữ ký số và gửi, nhận văn bản điện tử",
        organ="000.00.00.G06",
        signer="Nguyễn Thị Hồng Nhung",
        old=4,
        lead="unit:tttn",
        support=("unit:xnk",),
        informed=("unit:vp",),
        order="Giao Cục TTTN chủ trì, phối hợp Cục XNK rà soát, báo cáo tôi.",
        working_days=5,
        file="letter-00-scan200-stamped.pdf",
    ),
    _letter(
        "work",
        6,
        "2210/SCT-QLXNK",
        "Sở Công Thương tỉnh Quảng Trị",
        "V/v tháo gỡ vướng mắc xuất khẩu nông sản qua cửa khẩu quốc tế Lao Bảo",
        lead="unit:xnk",
        support=("unit:tttn", "unit:pc"),
        order="Cục XNK chủ trì xử lý, trả lời địa phương.",
        working_days=5,
    ),
    _letter(
        "work",
        5,
        "318/SNV-CCHC",
        "Sở Nội vụ tỉnh Quảng Trị",
        "V/v góp ý dự thảo Nghị quyết về chính sách thu hút nguồn nhân lực "
        "chất lượng cao",
        lead="unit:pc",
        informed=("unit:khtc",),
        order="Vụ Pháp chế nghiên cứu, có ý kiến.",
        working_days=7,
        file="letter-03.pdf",
    ),
    _letter(
        "work",
        4,
        "1142/PVN-HĐTV",
        "Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam",
        "V/v bảo đảm nguồn cung nguyên liệu cho nhà máy đạm và hóa chất",
        lead="unit:hc",
        support=("unit:cn",),
        order="Cục Hóa chất chủ trì tham mưu.",
        working_days=6,
        opened=False,
    ),
]

_DIRECTED = [
    _letter(
        "direct",
        1,
        f"{3300 + n}/{notation}",
        sender,
        subject,
        lead=lead,
        order=order,
        working_days=working_days,
        **more,
    )
    for n, (notation, sender, lead, working_days, order, subject, more) in enumerate(
        (
            (
                "BTC-CST",
                "Bộ Tài chính",
                "unit:tttn",
                1,
                "Cục TTTN báo cáo trong ngày mai.",
                "V/v góp ý phương án giảm thuế bảo vệ môi trường đối với xăng, dầu",
                {"priority": "urgent", "support": ("unit:khtc",)},
            ),
            (
                "BNG-THKT",
                "Bộ Ngoại giao",
                "unit:xnk",
                3,
                "Cục XNK chuẩn bị nội dung.",
                "V/v chuẩn bị nội dung phiên họp Ủy ban liên Chính phủ lần thứ 12",
                {"informed": ("unit:vp",)},
            ),
            (
                "PLX-KD",
                "Tập đoàn Xăng dầu Việt Nam",
                "unit:tttn",
                10,
                "Cục TTTN xem xét, đề xuất.",
                "V/v đề nghị điều chỉnh tổng nguồn xăng dầu tối thiểu năm 2027",
                {},
            ),
            (
                "BCA-A05",
                "Bộ Công an",
                "unit:tmdt",
                5,
                "Cục TMĐT phối hợp thực hiện.",
                "V/v phối hợp phòng, chống lừa đảo trên không gian mạng",
                {"priority": "very_urgent", "support": ("unit:pc",)},
            ),
            (
                "BYT-ATTP",
                "Bộ Y tế",
                "unit:hc",
                7,
                "Cục Hóa chất nghiên cứu.",
                "V/v danh mục hóa chất hạn chế sử dụng trong chế biến thực phẩm",
                {},
            ),
        )
    )
]

_WAITING = [
    _letter(
        until,
        days,
        symbol,
        sender,
        subject,
        minutes=12 * n,
        **more,
    )
    for n, (until, days, symbol, sender, subject, more) in enumerate(
        (
            (
                "submit",
                0,
                "2981/QĐ-BKHCN",
                _SCIENCE,
                "Ban hành Quy chế quản lý, sử dụng hệ thống quản lý văn bản và hồ sơ "
                "công việc điện tử",
                {"type": "Quyết định", "file": "letter-01-scan200-stamped.pdf"},
            ),
            (
                "submit",
                1,
                "15/TB-VPCP",
                _OFFICE,
                "Thông báo kết luận của Phó Thủ tướng tại cuộc họp về xuất khẩu gạo",
                {"type": "Thông báo", "priority": "urgent"},
            ),
            (
                "submit",
                1,
                "667/HHDM-VP",
                "Hiệp hội Dệt may Việt Nam",
                "Kiến nghị về quy tắc xuất xứ hàng dệt may",
                {"to": "person:botruong"},
            ),
            (
                "submit",
                0,
                "88/GM-BTC",
                "Bộ Tài chính",
                "Giấy mời họp Tổ điều hành thị trường trong nước",
                {"type": "Giấy mời", "to": "person:chanhvp", "priority": "urgent"},
            ),
            (
                "submit",
                0,
                "1450/UBND-KT",
                "Ủy ban nhân dân thành phố Hải Phòng",
                "V/v đề nghị bổ sung quy hoạch cụm công nghiệp",
                {"to": "person:chanhvp"},
            ),
            (
                "register",
                0,
                "702/SCT-KTAT",
                "Sở Công Thương Thành phố Hồ Chí Minh",
                "V/v báo cáo công tác an toàn hóa chất quý IV năm 2026",
                {},
            ),
            (
                "register",
                0,
                "56/BC-HHLT",
                "Hiệp hội Lương thực Việt Nam",
                "Báo cáo tình hình xuất khẩu gạo tháng 10 năm 2026",
                {"type": "Báo cáo"},
            ),
            (
                "receive",
                0,
                "4611/BNNMT-CCPT",
                "Bộ Nông nghiệp và Môi trường",
                "V/v phối hợp thúc đẩy tiêu thụ nông sản vụ đông xuân",
                {"priority": "urgent"},
            ),
            (
                "receive",
                0,
                "15/TB-ĐĐ",
                "Cục Quản lý đê điều",
                "Kết luận của Thứ trưởng tại cuộc họp giao ban công tác "
                "tháng 10 năm 2026",
                {"type": "Thông báo", "file": "letter-02-scan200.pdf"},
            ),
            (
                "receive",
                0,
                "19/KN-CTCP",
                "Công ty cổ phần Thép Miền Trung",
                "Đơn kiến nghị về thủ tục cấp giấy phép nhập khẩu tự động",
                {"type": "Đơn kiến nghị"},
            ),
        )
    )
]

LETTERS: list[dict[str, Any]] = [*_DONE, *_AT_WORK, *_DIRECTED, *_WAITING]

DRAFTS: list[dict[str, Any]] = [
    {"until": until, "days": days, "unit": unit, "subject": subject, **more}
    for until, days, unit, subject, more in (
        (
            "publish",
            6,
            "tttn",
            "V/v tổ chức tháng khuyến mại tập trung quốc gia 2026",
            {"recipients": ("unit:xnk", "unit:vp", "person:cv.vp"), "filed": True},
        ),
        (
            "publish",
            2,
            "xnk",
            "V/v hướng dẫn thực hiện quy tắc xuất xứ hàng hóa",
            {"recipients": ("unit:tttn", "unit:pc", "agency:000.00.15.H26")},
        ),
        (
            "publish",
            1,
            "khtc",
            "Phê duyệt kế hoạch mua sắm trang thiết bị năm 2027",
            {"type": "Quyết định", "recipients": ("unit:vp", "unit:cn")},
        ),
        (
            "number",
            0,
            "tmdt",
            "V/v trả lời kiến nghị của Hiệp hội Thương mại điện tử",
            {"recipients": ("unit:xnk",)},
        ),
        (
            "sign",
            0,
            "pc",
            "V/v góp ý dự thảo Nghị định về kinh doanh khí",
            {"recipients": ("unit:tttn",)},
        ),
        ("form", 0, "cn", "V/v phát triển công nghiệp hỗ trợ ngành cơ khí", {}),
        (
            "content",
            0,
            "hc",
            "Thông báo kết luận cuộc họp về an toàn hóa chất",
            {"type": "Thông báo", "recipients": ("unit:cn", "unit:pc")},
        ),
        (
            "send",
            0,
            "tttn",
            "V/v báo cáo tình hình cung ứng xăng dầu trong nước",
            {"recipients": ("unit:vp",)},
        ),
        (
            "draft",
            0,
            "tttn",
            "V/v trả lời việc tăng cường sử dụng chữ ký số",
            {"recipients": ("unit:vp",)},
        ),
        ("draft", 0, "xnk", "V/v tháo gỡ vướng mắc xuất khẩu nông sản", {}),
    )
]
