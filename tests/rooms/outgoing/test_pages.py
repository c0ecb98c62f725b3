from datetime import timedelta
from html import unescape
from imoit.content.drafting import operations as drafting
from imoit.content.issued import operations as issued
from imoit.content.issued.domain import Dispatch
from imoit.content.opinions import operations as opinions
from imoit.content.outgoing import operations as outgoing
from imoit.content.outgoing.operations.recipients import sent_rows
from imoit.workflows.calendar import clock
from imoit.workflows.transitions.operations import advance
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry

import pytest
import re
import transaction


@pytest.fixture
def look(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(login, url):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        if not url.startswith("http"):
            url = f"{functional['portal'].absolute_url()}/{url}"
        browser.open(url)
        status = browser.headers["status"]
        return status.partition(" ")[0], unescape(browser.contents)

    return look


def save(document, name):
    data = (ministry.SAMPLES / name).read_bytes()
    with ministry.acting("cv.tttn") as officer:
        drafting.save(document, name, data, officer, "Sửa trích yếu")


def test_a_draft_shows_versions_form_and_what_was_asked(look):
    document = ministry.drafted()
    save(document, "letter-00.pdf")
    with ministry.acting("cv.tttn") as officer:
        opinions.ask(document, ["unit:pc"], clock.today(), "Cho ý kiến", officer)

    status, page = look("cv.tttn", f"{document.absolute_url()}/view")

    assert status == "200"
    assert "Sửa trích yếu" in page
    assert "Lưu thành phiên bản mới" in page
    assert "Ký hiệu đang ghi BKHCN-VP; đúng phải là BCT-TTTN." in page
    assert "0 đồng ý, 0 đồng ý có sửa, 0 không đồng ý, 1 đang chờ" in page


def test_one_version_alone_is_not_offered_to_compare(look):
    document = ministry.drafted()
    address = f"{document.absolute_url()}/@@versions"

    alone = look("cv.tttn", address)[1]
    save(document, "letter-00.pdf")
    both = look("cv.tttn", address)[1]

    assert (alone.count('type="radio"'), both.count('type="radio"')) == (0, 4)
    assert ("So sánh" in alone, "So sánh" in both) == (False, True)


def test_what_was_restricted_stands_where_it_was_stopped(look):
    document = ministry.restricted(ministry.numbered)

    page = look("thutruong1", f"{document.absolute_url()}/view")[1]

    now = re.findall(r'aria-current="step">\s*<b>([^<]*)', page)
    assert now == ["Đã cấp số, chờ phát hành"]


def test_two_versions_stand_side_by_side(look):
    document = ministry.drafted()
    save(document, "letter-00.pdf")

    status, page = look("cv.tttn", f"{document.absolute_url()}/@@versions")

    assert status == "200"
    assert "<ins>" in page
    assert "<del>" in page
    assert "Phiên bản 1 và phiên bản 2" in page


def test_the_asked_one_answers_on_the_page_of_opinions(look):
    document = ministry.drafted()
    with ministry.acting("cv.tttn") as officer:
        opinions.ask(document, ["unit:pc"], clock.today(), "Căn cứ nào?", officer)

    status, page = look("truong.pc", f"{document.absolute_url()}/@@opinions")

    assert status == "200"
    assert "Căn cứ nào?" in page
    assert "Gửi ý kiến" in page


def test_the_summary_of_opinions_has_a_row_for_each_who_was_asked(look):
    document = ministry.drafted()
    with ministry.acting("cv.tttn") as officer:
        names = ["unit:pc", "unit:xnk", "person:cv.vp"]
        asked = opinions.ask(document, names, clock.today(), "", officer)
    late = clock.now() + timedelta(1)
    with ministry.acting("truong.pc") as head:
        opinions.give(document, asked[0].id, "disagree", "Trái Luật", head, now=late)
    with ministry.acting("cv.vp") as other:
        opinions.give(document, asked[2].id, "agree", "", other)

    page = look("cv.tttn", f"{document.absolute_url()}/@@opinions")[1]
    rows = [re.sub(r"<[^>]*>|\s+", " ", row).split() for row in page.split("<tr>")[2:]]

    said = [" ".join(row) for row in rows]
    counts = " ".join(re.sub(r"<[^>]*>", "", page).split())
    assert "1 đồng ý, 0 đồng ý có sửa, 1 không đồng ý, 1 đang chờ" in counts
    assert [("chậm" in r, "Trái Luật" in r, "đang chờ" in r) for r in said] == [
        (True, True, False),
        (False, False, True),
        (False, False, False),
    ]


def test_a_scanned_slip_opens_the_next_hand_over(look):
    document = ministry.form_approved()

    status, page = look("thuky1", f"@@folders?code={document.folder_code}")

    assert status == "200"
    assert "Thư ký nhận cặp" in page
    assert "Ở đơn vị soạn thảo" in page


@pytest.mark.parametrize(("who", "code"), [("cv.hc", ""), ("thuky1", "ABCD")])
def test_a_slip_that_leads_nowhere_says_so(look, who, code):
    document = ministry.form_approved()

    status, page = look(who, f"@@folders?code={code or document.folder_code}")

    assert status in ("404", "422")
    assert "Thư ký nhận cặp" not in page


def test_the_slip_bears_the_code_and_what_lies_in_the_folder(look):
    from imoit.content.signing.domain import printed

    document = ministry.form_approved()

    status, page = look("cv.tttn", f"{document.absolute_url()}/@@signing-slip")

    assert status == "200"
    assert printed(document.folder_code) in page
    assert "letter-01.pdf" in page


def test_a_published_letter_has_copies_recipients_and_its_shelf(look):
    document = ministry.published()
    with ministry.acting("vanthu.bo") as clerk:
        issued.make_copy(document, "TrS", clerk, part="Điều 3")

    status, page = look("vanthu.bo", f"{document.absolute_url()}/@@issued")
    mark_status, mark = look(
        "vanthu.bo",
        f"{document.absolute_url()}/@@copy?number=1&year={clock.today().year}",
    )

    assert (status, mark_status) == ("200", "200")
    assert "01/TrS-BCT" in page
    assert "TRÍCH SAO" in mark


def test_a_recipient_sees_that_a_letter_was_recalled_and_no_file(look):
    document = ministry.published()
    with ministry.acting("vanthu.bo") as clerk:
        advance(document, "recall", clerk, "Ban hành nhầm")

    status, page = look("truong.xnk", f"{document.absolute_url()}/view")

    assert status == "200"
    assert "Ban hành nhầm" in page
    assert "@@download" not in page


@pytest.mark.parametrize(
    ("who", "page", "words"),
    [
        ("vanthu.bo", "@@unshelved", "Bản gốc nào cũng đã có nơi lưu"),
        ("vanthu.bo", "@@authorities", "Chưa ghi nhận ủy quyền nào"),
        ("quantri", "@@imoit-templates", "cong-van.docx"),
        ("cv.tttn", "@@folders", "Không có cặp nào đang trình"),
    ],
)
def test_pages_of_their_own_open(look, who, page, words):
    status, text = look(who, page)

    assert status == "200"
    assert words in text


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("cv.tttn", "@@unshelved"),
        ("truong.tttn", "@@authorities"),
        ("vanthu.bo", "@@imoit-templates"),
    ],
)
def test_pages_of_others_stay_shut(look, who, page):
    status, _text = look(who, page)

    assert status != "200"


def test_an_outside_recipient_waits_on_the_page_until_it_is_sent(look):
    document = ministry.numbered()
    with ministry.acting("vanthu.bo") as clerk:
        ministry.put(document, clerk, "signed_scan", "letter-01-scan200-stamped.pdf")
        to = ("unit:xnk", "agency:000.00.00.G12")
        outgoing.publish(document, clerk, stamped=True, recipients=to)

    before = look("vanthu.bo", f"outgoing/{document.getId()}/view")[1]
    with ministry.acting("vanthu.bo") as clerk:
        row = next(r for r in sent_rows(document) if r.to == to[1])
        found = Dispatch("post", sent_on=clock.today())
        issued.dispatch(document, (row.year, row.number), found, clerk)
    after = look("vanthu.bo", f"outgoing/{document.getId()}/view")[1]

    assert "Chưa gửi" in before
    assert "Chưa gửi" not in after
