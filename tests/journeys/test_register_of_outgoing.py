"""Scenario 22 over HTTP: the register of outgoing documents is printed."""

from html import unescape
from imoit.content.outgoing import operations as outgoing
from imoit.content.registers.operations import numbers
from imoit.workflows.calendar import clock
from imoit.workflows.transitions.operations import grant
from plone import api
from pypdfium2 import PdfDocument
from tests.journeys import acts
from tests.rooms import ministry as cast
from zipfile import ZipFile

import io
import pytest
import re
import time
import transaction


YEAR = clock.today().year
MANY = 1000
COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


@pytest.fixture
def thousand(acceptance):
    """A thousand documents in the book; only what a row needs was done to them."""
    with cast.acting("cv.tttn") as officer:
        drafts = [
            outgoing.draft(
                api.portal.get()["outgoing"],
                {
                    "secrecy": "normal",
                    "type_name": "Công văn",
                    "subject": f"V/v phát triển thương mại, việc thứ {n}",
                },
                officer,
            )
            for n in range(1, MANY + 1)
        ]
    with cast.acting("vanthu.bo") as clerk:
        for document in drafts:
            number = numbers.take("outgoing", document.UID(), clock.today(), clerk)
            document.number = number.number
            document.code_number = f"{number.number:02d}"
            document.code_notation, document.issued_date = "BCT-TTTN", clock.today()
            grant(document, ["imoit.vp.ministry_registry"], "Publisher", "signed")
            document.reindexObject()
    transaction.commit()


def printed(ministry, book, kind, **more):
    """Order the book as a file and return its bytes."""
    clerk = ministry.as_("vanthu.bo")
    clerk.session.headers["Accept-Language"] = "vi"
    order = clerk.call(
        "POST", f"/@registers/{book}/{YEAR}/prints", {"format": kind, **more}
    )
    assert order.status_code == 202, order.text
    for _moment in range(1200):
        job = clerk.get(order.json()["@id"])
        if job["status"] == "finished":
            return clerk.call("GET", job["download"]).content
        time.sleep(0.1)
    raise AssertionError(job)


def pages(data):
    """Return the words of each page, as one line."""
    found = [page.get_textpage().get_text_range() for page in PdfDocument(data)]
    return [" ".join(page.split()) for page in found]


@pytest.fixture
def prints(tmp_path, monkeypatch):
    monkeypatch.setenv("IMOIT_PRINTS", str(tmp_path))


def test_scenario_22_a_thousand_outgoing_documents_are_printed(
    ministry, thousand, prints
):
    cover, *inside = pages(printed(ministry, "outgoing", "pdf"))

    day = clock.today().strftime("%d/%m/%Y")
    for said in (
        "BỘ CÔNG THƯƠNG",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        f"Năm: {YEAR}",
        f"Từ ngày {day} đến ngày {day}",
        "Từ số 01/BCT-TTTN đến số 1000/BCT-TTTN",
        "Quyển số",
        f"{len(inside)} trang, {MANY} dòng",
    ):
        assert said in cover, (said, cover)
    for nth, page in enumerate(inside, 1):
        assert re.search(rf"Trang {nth}/\s?{len(inside)}", page), page[-80:]
        numbers_of_columns = [page.index(f"({n})") for n in range(1, 11)]
        assert numbers_of_columns == sorted(numbers_of_columns)
    rows = [row for page in inside for row in re.findall(r"(\d+)/BCT- ?TTTN", page)]
    assert [int(row) for row in rows] == list(range(1, MANY + 1))
    book = ministry.as_("vanthu.bo").get(f"/@registers/outgoing/{YEAR}?b_size=1")
    found = ministry.as_("vanthu.bo").get("/@search?portal_type=OutgoingDocument")
    assert len(rows) == book["rows"] == found["items_total"]


@pytest.mark.parametrize(
    ("book", "count", "word"),
    [
        ("sending", 3, "Cục Xuất nhập khẩu"),
        ("copies", 1, "SAO Y"),
        ("uses", 1, "Trần Văn A"),
    ],
)
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_other_books_are_printed_too(ministry, prints, book, count, word, kind):
    letter = acts.published(
        ministry, recipients=["unit:xnk", "person:cv.vp", "agency:000.00.00.G12"]
    )
    clerk = ministry.as_("vanthu.bo")
    clerk.post(f"{letter}/@copies", {"kind": "SY"})
    use = {"who": "Trần Văn A", "purpose": "Đối chiếu", "allowed_by": "Chánh VP"}
    clerk.post(f"{letter}/@uses", use)

    data = printed(ministry, book, kind)

    if kind == "pdf":
        cover, page = pages(data)
        assert f"{count} dòng" in cover
        assert word in page
    else:
        with ZipFile(io.BytesIO(data)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert word in sheet


def test_the_ten_columns_stand_on_the_page_in_order(ministry):
    acts.published(ministry)
    clerk = ministry.as_("vanthu.bo")
    clerk.session.headers.update({"Accept": "text/html", "Accept-Language": "vi"})

    page = clerk.call("GET", f"/@@registers?book=outgoing/{YEAR}").text

    heads = re.findall(r'<th scope="col">([^<]+)</th>', unescape(page))
    assert tuple(heads) == COLUMNS
