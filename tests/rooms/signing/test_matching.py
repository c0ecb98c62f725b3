from html import unescape
from imoit.content.files.operations import attach
from imoit.content.files.operations import codes_on
from imoit.content.files.operations import with_role
from imoit.content.outgoing import operations as outgoing
from imoit.content.signing.domain import match
from imoit.content.signing.domain import new_code
from imoit.content.signing.domain import qr_text
from imoit.workflows.journal.operations import lines
from imoit.workflows.refusal import BadValue
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry
from tests.rooms.signing import slips

import io
import pytest
import transaction


def scanned(document, *sheets):
    with ministry.acting("vanthu.bo") as clerk:
        data = slips.scan(*sheets)
        name = "quet.pdf"
        return attach(document, name=name, data=data, by=clerk, role="signed_scan")


def published(document):
    with ministry.acting("vanthu.bo") as clerk:
        outgoing.publish(document, clerk, stamped=True)
        transaction.commit()
    return next(n for n in lines(document.UID()) if n.act == "published_to").details


@pytest.mark.parametrize("stamped", [False, True])
def test_a_scan_with_the_code_of_its_folder_is_matched(functional, stamped):
    document = ministry.numbered()
    slip = slips.sheet(document.folder_code, stamped=stamped)

    scan = scanned(document, slips.sheet(), slip)

    assert scan.paper == "matched"
    assert published(document)["paper"] == "matched"


def test_a_scan_without_a_code_is_compared_by_who_publishes(functional):
    document = ministry.numbered()

    scan = scanned(document, slips.sheet(stamped=True))

    assert scan.paper == "no_code"
    assert published(document)["paper"] == "compared"


def test_the_scan_of_another_paper_is_refused_and_nothing_is_said_of_that_one(
    integration,
):
    document, other = ministry.numbered(), ministry.numbered()
    sentences = []

    for code in (other.folder_code, new_code()):
        with pytest.raises(BadValue) as refused:
            scanned(document, slips.sheet(code))
        sentences.append(refused.value.message)

    assert refused.value.errors[0].code == "other_paper"
    assert sentences[0] == sentences[1], "whether the other exists is not told"
    assert sentences[0].values == {}
    assert with_role(document, "signed_scan") is None


def test_an_old_slip_of_the_same_document_is_refused_too():
    with pytest.raises(BadValue, match="another paper was scanned, or an old slip"):
        match(new_code(), [qr_text(new_code())])


def test_a_photo_of_the_slip_gives_its_code(integration):
    code = new_code()

    assert codes_on("phieu.jpg", slips.photo(code)) == (f"IMOIT1:{code}",)


def test_codes_that_are_not_ours_are_not_read(integration):
    assert codes_on("trang.pdf", slips.scan(slips.sheet())) == ()


@pytest.fixture
def browser(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    made = Browser(functional["app"])
    made.raiseHttpErrors = False

    def come(login, where):
        transaction.commit()
        made.addHeader("Authorization", f"Basic {login}:imoit-demo")
        made.open(where)
        return made

    return come


def test_a_photo_opens_the_folder_with_its_next_hand_over(browser):
    document = ministry.form_approved()
    page = browser("thuky1", f"{api.portal.get().absolute_url()}/@@folders")
    photo = io.BytesIO(slips.photo(document.folder_code))

    page.getControl(name="photo").add_file(photo, "image/jpeg", "phieu.jpg")
    page.getControl("Đọc ảnh").click()

    seen = unescape(page.contents)
    assert document.Title() in seen
    assert "Thư ký nhận" in seen


def test_a_photo_without_a_code_says_what_to_do(browser):
    page = browser("thuky1", f"{api.portal.get().absolute_url()}/@@folders")
    blurred = io.BytesIO()
    slips.sheet().save(blurred, "JPEG")
    blurred.seek(0)

    page.getControl(name="photo").add_file(blurred, "image/jpeg", "phieu.jpg")
    page.getControl("Đọc ảnh").click()

    assert "Không đọc được mã trong ảnh" in unescape(page.contents)


def test_the_page_of_the_document_says_how_paper_and_scan_stand(browser):
    document = ministry.numbered()
    scanned(document, slips.sheet(document.folder_code))

    page = unescape(browser("vanthu.bo", f"{document.absolute_url()}/view").contents)

    assert "Khớp mã của cặp trình ký" in page
    assert "tôi đã đối chiếu hai bản" not in page
