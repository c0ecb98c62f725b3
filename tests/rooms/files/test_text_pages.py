from html import unescape
from tests.rooms.files.test_text import came
from tests.rooms.files.test_text import docx
from tests.rooms.files.test_text import file_of
from tests.rooms.files.test_text import SCAN

import json
import pytest


@pytest.fixture
def blind(monkeypatch):
    monkeypatch.setenv("IMOIT_TESSERACT", "/nowhere/tesseract")


def page_of(visit, where, login="vanthu.bo"):
    return " ".join(unescape(visit(login, where).contents).split())


def test_the_page_of_a_letter_says_how_far_its_file_is_read(site, works_off, visit):
    document = came()
    file = file_of(document)

    before = page_of(visit, f"{document.absolute_url()}/view")
    part = page_of(visit, f"{file.absolute_url()}/@@reading-part")
    works_off()
    after = page_of(visit, f"{document.absolute_url()}/view")

    assert "Đang chờ đọc nội dung" in before
    assert f'data-job="{file.absolute_url()}/@@reading-part"' in before
    assert "<progress" in part
    assert "<nav" not in part
    assert f'href="{file.absolute_url()}/@@text"' in after


def test_the_text_of_a_file_is_a_page_for_whoever_may_open_it(site, works_off, visit):
    file = file_of(came(data=SCAN))
    works_off()
    where = f"{file.absolute_url()}/@@text"

    page = page_of(visit, where)

    assert "Nguyễn Thị Hồng Nhung" in page
    assert "nhận dạng từ bản quét" in page
    assert "Hồng Nhung" not in page_of(visit, where, "cv.hc")
    assert "Hồng Nhung" not in page_of(visit, where, "quantri")


def test_without_the_program_both_pages_say_what_to_install(
    site, works_off, visit, blind
):
    document = came(data=SCAN)
    works_off()

    letter = page_of(visit, f"{document.absolute_url()}/view")
    text = page_of(visit, f"{file_of(document).absolute_url()}/@@text")

    for page in (letter, text):
        assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in page
    assert "Đã đọc 0/1 trang" in letter


def test_the_words_of_a_scan_are_laid_over_its_page_where_they_stand(
    site, works_off, visit
):
    file = file_of(came(data=SCAN))
    where = f"{file.absolute_url()}/@@text-layer"
    before = json.loads(visit("vanthu.bo", where).contents)

    works_off()
    pages = json.loads(visit("vanthu.bo", where).contents)

    assert before == {}
    words = {word: box for line in pages["1"] for word, *box in line}
    left, top, right, bottom = words["Nhung"]
    assert 0.5 < left < right < 0.9
    assert 0.6 < top < bottom < 0.9
    assert bottom - top < 0.03


def test_who_may_not_see_the_letter_gets_no_words_of_it(site, works_off, visit):
    file = file_of(came(data=SCAN))
    works_off()

    for login in ("cv.hc", "quantri", "kiemtra"):
        answer = visit(login, f"{file.absolute_url()}/@@text-layer")
        assert answer.headers["Status"][:3] in ("401", "403", "404"), login
        assert "Nhung" not in answer.contents


def test_a_text_of_office_has_words_without_a_place(site, works_off, visit):
    file = file_of(came(name="a.docx", data=docx("lúa gạo")))
    works_off()

    answer = visit("vanthu.bo", f"{file.absolute_url()}/@@text-layer")

    assert json.loads(answer.contents) == {"1": []}
