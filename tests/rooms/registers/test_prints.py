from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.prints import Order
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import prints
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import recent
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from pypdfium2 import PdfDocument
from tests.rooms import ministry
from zipfile import ZipFile
from zope.globalrequest import getRequest

import pytest
import time
import transaction


YEAR = clock.today().year
BOOK = ("incoming", YEAR)


@pytest.fixture
def clerk(functional, tmp_path, monkeypatch):
    monkeypatch.setenv("IMOIT_PRINTS", str(tmp_path))
    ministry.registered()
    ministry.registered(code_number="77", subject="=1+1 V/v công thức")
    return functional


def printed(who="vanthu.bo", **wish):
    order = Order(*BOOK, **wish)
    with ministry.acting(who) as by:
        job = prints.start(order.checked(), by, getRequest())
        transaction.commit()
        for _moment in range(600):
            found = prints.status(job, by)
            if found["status"] in ("finished", "failed"):
                break
            time.sleep(0.1)
        assert found["status"] == "finished"
        return prints.file(job, by)


def text(path):
    with_pages = PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in with_pages]


def test_a_printed_book_has_its_cover_its_pages_and_every_row(clerk):
    pages = text(printed(format="pdf"))

    assert len(pages) == 2
    cover, first = pages
    assert f"{YEAR}" in cover
    assert "1 pages, 2 rows" in cover or "1 trang, 2 dòng" in cover
    assert "1/1" in first.replace(" ", "")
    assert "4527/BKHCN-VP" in first
    assert "(10)" in first
    assert "chữ ký số" in " ".join(first.split())


def test_a_sheet_holds_text_and_no_formula(clerk):
    with ZipFile(printed(format="xlsx")) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")

    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "4527/BKHCN-VP" in sheet


def test_the_follow_up_book_is_printed_in_seven_columns(clerk):
    pages = text(printed(format="pdf", follow_up=True))

    assert "(7)" in pages[1]
    assert "(8)" not in pages[1]


def test_only_the_rows_asked_for_are_printed(clerk):
    pages = text(printed(format="pdf", sieve=Sieve(first=2)))

    assert "77/BKHCN-VP" in pages[1]
    assert "4527/BKHCN-VP" not in pages[1]


def test_what_one_may_not_see_is_not_printed(clerk):
    whole = "".join(text(printed("kiemtra", format="pdf")))

    assert "BKHCN" not in whole
    assert "chữ ký số" not in " ".join(whole.split())


def test_the_file_is_for_who_ordered_it_alone(clerk):
    job = printed(format="xlsx").parent.name

    with ministry.acting("kiemtra") as other, pytest.raises(NotThere):
        prints.status(job, other)
    with ministry.acting("vanthu.bo") as by, pytest.raises(NotThere):
        prints.file("../etc", by)


def test_a_book_that_is_not_open_is_not_printed(clerk):
    with ministry.acting("cv.tttn") as by, pytest.raises(NotThere):
        prints.start(Order(*BOOK, "pdf"), by, getRequest())


def test_another_kind_of_file_is_not_made():
    with pytest.raises(BadValue):
        Order(*BOOK, "docx").checked()


def test_printing_is_journaled(clerk):
    printed(format="xlsx")

    line = next(line for line in recent(0, 5)[1] if line.act == "book_printed")
    assert (line.person, line.item) == ("vanthu.bo", f"incoming/{YEAR}")


def test_a_void_number_is_printed_with_its_reason(clerk):
    storage.void(*BOOK, Number(1), "Vào sổ nhầm")

    assert "Vào sổ nhầm" in " ".join(text(printed(format="pdf"))[1].split())
