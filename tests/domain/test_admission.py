from imoit.content.admission import domain
from imoit.workflows.refusal import BadValue

import pytest
import unicodedata


@pytest.mark.parametrize(
    "type_name",
    [
        "Đơn tố cáo",
        "đơn tố cáo",
        "DON TO CAO",
        "Đơn  thư  tố cáo",
        unicodedata.normalize("NFD", "Đơn tố cáo"),
        "Tố cáo",
        "Thư tố cáo",
    ],
)
def test_denunciations_are_refused_however_spelt(type_name):
    with pytest.raises(domain.Refused) as refusal:
        domain.check("normal", type_name, "V/v")

    assert refusal.value.rule == ("R-03", "type_name")


@pytest.mark.parametrize(
    "type_name",
    ["Đơn khiếu nại", "Đơn kiến nghị", "Phản ánh", "Công văn", "Báo cáo", "Tờ trình"],
)
def test_other_classes_come_in(type_name):
    assert domain.check("normal", type_name, "V/v") is None


@pytest.mark.parametrize("level", domain.SECRET_LEVELS)
def test_secret_levels_are_refused(level):
    with pytest.raises(domain.Refused) as refusal:
        domain.check(level, "Công văn", "V/v")

    assert refusal.value.rule == ("R-02", "secrecy")


@pytest.mark.parametrize("level", ["", None, "geheim"])
def test_the_level_must_be_stated_and_known(level):
    with pytest.raises(BadValue) as refusal:
        domain.check(level, "Công văn", "V/v")

    assert refusal.value.errors[0].field == "secrecy"


@pytest.mark.parametrize(
    "subject",
    [
        "MẬT",
        "TỐI MẬT: phương án",
        "TUYỆT MẬT - kế hoạch",
        "Kế hoạch phòng thủ (MẬT)",
        "[TỐI MẬT] báo cáo",
        "Đơn tố cáo ông Nguyễn Văn A",
    ],
)
def test_a_stamp_in_the_abstract_is_refused(subject):
    with pytest.raises(domain.Refused):
        domain.check("normal", "Công văn", subject)


@pytest.mark.parametrize(
    "subject",
    [
        "Thực hiện Luật Bảo vệ bí mật nhà nước",
        "V/v bảo mật thông tin khách hàng",
        "MẬT ONG xuất khẩu sang EU",
        "MẬT ĐỘ cửa hàng xăng dầu",
        "V/v giải mật tài liệu lưu trữ",
        "Bí mật kinh doanh trong thương mại điện tử",
        "Báo cáo kết quả giải quyết đơn tố cáo năm 2026",
        "TĂNG CƯỜNG BẢO MẬT",
    ],
)
def test_look_alikes_come_in(subject):
    assert domain.check("normal", "Công văn", subject) is None
