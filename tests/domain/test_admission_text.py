from imoit.content.admission.domain import Refused
from imoit.content.admission.domain import text

import pytest
import unicodedata


SECRET = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "[ MẬT ]",
    '"TỐI MẬT"',
    "ĐỘ MẬT: TUYỆT MẬT",
    "TÀI LIỆU MẬT",
    "Số: 12/BC-BCT (MẬT)",
    "— MẬT —",
    "TUYỆT MẬT (Bản số: 02)",
]
DENUNCIATIONS = [
    "ĐƠN TỐ CÁO",
    "Đơn tố cáo",
    "ĐƠN THƯ TỐ CÁO",
    "ĐƠN TỐ CÁO (LẦN 2)",
    "ĐƠN TỐ CÁO LẦN THỨ HAI",
    "DON TO CAO",
]
LOOK_ALIKES = [
    "Bảo đảm an toàn, bảo mật thông tin",
    "QUY CHẾ BẢO MẬT",
    "bí mật nhà nước",
    "danh mục bí mật nhà nước.",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Độ mật: không",
    "LUẬT TỐ CÁO",
    "KẾT LUẬN NỘI DUNG TỐ CÁO",
    "Về việc giải quyết đơn tố cáo của công dân",
    "Căn cứ Luật Tố cáo ngày 12 tháng 6 năm 2018;",
    "ĐƠN KHIẾU NẠI",
    "Đơn đề nghị",
    "THÔNG BÁO VỀ VIỆC THỤ LÝ TỐ CÁO",
    "tiếp công dân, giải quyết khiếu nại, tố cáo",
    "BỘ MẶT ĐÔ THỊ",
    "CÓ MẶT",
    "VẮNG MẶT",
    "mật",
    "Mật ong Bạc Hà",
    "CÔNG TY MẬT ONG",
    "chỉ tiêu tối mật độ xây dựng",
    "Bảo mật",
]
DOUBTFUL = [
    "MẶT",
    "TỐI MÂT",
    "TUYET MAT",
    "Mật",
    "ĐƠN KHIẾU NẠI, TỐ CÁO",
    "tôi làm đơn này tố cáo ông Nguyễn Văn A",
    "TỐ CÁO",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", SECRET)
def test_a_secrecy_stamp_shuts_the_gate(line, form):
    lines = ["BỘ CÔNG AN", unicodedata.normalize(form, line), "Kính gửi: Bộ"]

    with pytest.raises(Refused) as refused:
        text.judge(lines).check()

    assert refused.value.rule == ("R-02", "file")


@pytest.mark.parametrize("line", DENUNCIATIONS)
def test_the_heading_of_a_denunciation_shuts_the_gate(line):
    with pytest.raises(Refused) as refused:
        text.judge(["Độc lập - Tự do - Hạnh phúc", line, "Kính gửi: Bộ"]).check()

    assert refused.value.rule == ("R-03", "file")


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_look_alikes_pass(line):
    judgement = text.judge(["Kính gửi: Bộ Công Thương", line])

    assert judgement == text.Judgement()
    assert judgement.check() is None


@pytest.mark.parametrize("line", DOUBTFUL)
def test_what_nobody_can_tell_is_for_the_clerk(line):
    judgement = text.judge(["Kính gửi: Bộ Công Thương", line])

    assert judgement.kind == text.DOUBT
    assert judgement.doubt.values == {"line": line}
    assert judgement.check() is None


def test_a_heading_that_goes_on_with_the_word_is_only_in_doubt():
    assert text.judge(["QUY ĐỊNH VỀ BẢO", "MẬT"]).kind == text.DOUBT


def test_the_surest_finding_counts():
    assert text.judge(["Mật", "TỐI MẬT"]).kind == text.SHUT


def test_behind_the_first_page_a_heading_is_for_the_clerk():
    plain = ["Kính gửi: Vụ Pháp chế"]

    for line, rule in (("ĐƠN TỐ CÁO", "R-03"), ("TỐI MẬT", "R-02")):
        found = text.judge_pages([plain, plain, [line]])
        assert (found.kind, found.rule, found.line) == ("doubt", rule, line)
        assert text.judge_pages([[line], plain]).kind == "shut"
        assert text.judge_pages([plain, [line], ["Mật"]]).line == line
    assert text.judge_pages([plain, plain]).kind == text.judge_pages([]).kind == "open"


def test_a_denunciation_far_down_is_only_spoken_of():
    lines = ["Dòng"] * text.HEADING

    assert text.judge([*lines, "Đơn tố cáo"]).kind == text.OPEN
