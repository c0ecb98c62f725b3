from html import unescape
from imoit.content.files.operations import attach
from plone import api
from tests.rooms import ministry
from tests.rooms.files import papers

import pytest
import transaction


def scanned(data):
    document = ministry.received()
    with ministry.acting("vanthu.bo") as clerk:
        attach(document, name="quet.pdf", data=data, by=clerk, role="main")
    return document.absolute_url()


def test_the_page_of_a_letter_says_how_its_scan_stands(visit):
    good = unescape(visit("vanthu.bo", f"{scanned(papers.scan())}/view").contents)
    bad = visit("vanthu.bo", f"{scanned(papers.scan(150, 'L'))}/view").contents

    assert "Bản quét đạt chuẩn" in good
    assert "Trang 1 chỉ 150 dpi" in unescape(bad)
    assert "Không phải ảnh màu: trang 1" in unescape(bad)


def test_the_registering_page_shows_it_beside_the_scan(visit):
    page = visit("vanthu.bo", f"{scanned(papers.older())}/@@register").contents

    assert "PDF 1.3; Nghị định yêu cầu từ phiên bản 1.4" in unescape(page)


@pytest.mark.parametrize(
    ("login", "opens"),
    [("quantri", True), ("vanthu.bo", False), ("truong.vp", False), ("kiemtra", False)],
)
def test_the_rules_are_kept_by_the_site_manager_alone(visit, login, opens):
    page = visit(login, "/@@imoit-scans")

    assert ("Tệp và bản quét" in unescape(page.contents)) is opens


def test_what_the_site_manager_saves_is_in_force(visit):
    page = visit("quantri", "/@@imoit-scans")
    page.getControl(name="form.widgets.colour:list").value = ["refuse"]
    page.getControl(name="form.buttons.save").click()
    transaction.begin()

    assert api.portal.get_registry_record("imoit.files.colour") == "refuse"
