from html import unescape
from imoit.content.files.operations import attach
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry

import pytest
import transaction


@pytest.fixture
def slip_of(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(document, view="@@signing-slip"):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.addHeader("Authorization", "Basic cv.tttn:imoit-demo")
        browser.open(f"{document.absolute_url()}/{view}")
        return unescape(browser.contents)

    return look


def test_a_slip_is_not_printed_before_its_code_is_made(slip_of):
    document = ministry.drafted()

    page = slip_of(document)

    assert "Phiếu trình chưa có mã." in page
    assert "data-print" not in page
    assert "im-slip__hands" not in page
    assert "@@signing-slip" not in slip_of(document, "view")


def test_the_slip_bears_its_code_and_lists_what_lies_in_the_folder(slip_of):
    document = ministry.drafted()
    data = (ministry.SAMPLES / "letter-02.pdf").read_bytes()
    with ministry.acting("cv.tttn") as officer:
        attach(document, name="phu-luc-1.pdf", data=data, by=officer)
        ministry.outgoing.send_to_head(document, officer)
    with ministry.acting("truong.tttn") as head:
        ministry.outgoing.approve_content(document, head)
    with ministry.acting("truong.vp") as deputy:
        ministry.outgoing.approve_form(document, deputy)

    page = slip_of(document)

    code = document.folder_code
    assert "-".join(code[n : n + 4] for n in range(0, 20, 4)) in page
    assert "<svg" in page.partition("im-slip__code")[2][:200]
    assert "phu-luc-1.pdf" in page
    assert "letter-01.pdf" in page
    assert "data-print" in page
