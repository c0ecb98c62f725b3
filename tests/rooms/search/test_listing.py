from imoit.content.search import domain
from imoit.content.search.operations.listing import listed
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.journal.operations import recent
from io import BytesIO
from tests.rooms.ministry import acting
from tests.rooms.ministry import registered
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import re


@pytest.fixture
def letters(portal):
    return [
        registered(code_number="1", subject="=1+1 kết nối"),
        registered(code_number="2", subject="V/v kết nối liên thông"),
    ]


def listing(request, login="vanthu.bo", text="ket noi", order="number", **chosen):
    with acting(login):
        return listed(text, chosen, order, current_actor(request), request)


def cells(data):
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
        assert "<f>" not in sheet
        return re.findall(r"<t[^>]*>([^<]*)</t>", sheet)


@pytest.fixture
def request_(integration):
    request = integration["request"]
    request["LANGUAGE"] = "vi"
    return request


def test_a_list_has_what_was_found_in_its_order(letters, request_):
    found = cells(listing(request_))

    assert found[1] == "Kết quả tra cứu"
    assert "2 văn bản" in found[2]
    assert found[3:7] == ["STT", "Loại", "Số trong sổ", "Số, ký hiệu văn bản"]
    subjects = [text for text in found if "kết nối" in text]
    assert subjects == ["=1+1 kết nối", "V/v kết nối liên thông"]


def test_a_list_is_narrowed_as_the_page_is(letters, request_):
    found = cells(listing(request_, number_from=["2"]))

    assert "V/v kết nối liên thông" in found
    assert "=1+1 kết nối" not in found


def test_nothing_is_listed_that_one_may_not_see(letters, request_):
    found = cells(listing(request_, "cv.tttn"))

    assert "0 văn bản" in found[2]
    assert not [text for text in found if "kết nối" in text]


def test_a_long_list_is_cut_and_says_so(letters, request_, monkeypatch):
    monkeypatch.setattr(domain, "ROWS", 1)

    found = cells(listing(request_))

    assert "2 văn bản; chỉ liệt kê 1 văn bản đầu" in found[2]
    assert len([text for text in found if "kết nối" in text]) == 1


def test_the_file_has_a_vietnamese_name_and_is_kept_by_nobody_between(
    letters, request_
):
    listing(request_)

    response = request_.response
    named = response.getHeader("Content-Disposition")
    assert re.search(r'filename="ket-qua-tra-cuu-\d{4}-\d\d-\d\d.xlsx"', named)
    assert "Kết quả tra cứu " in unquote(named)
    assert response.getHeader("Cache-Control") == "private, no-store"


def test_the_journal_tells_who_took_a_list(letters, request_):
    listing(request_)

    line = recent(0, 1)[1][0]
    assert (line.act, line.person) == ("list_taken", "vanthu.bo")
    assert line.details["documents"] == 2
