from datetime import date
from html import unescape
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Number
from imoit.workflows.calendar import clock
from lxml import html
from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry
from urllib.parse import urlencode

import pytest
import re
import transaction


YEAR = clock.today().year


@pytest.fixture
def page(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")

    def look(where, login="vanthu.bo"):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.open(f"{functional['portal'].absolute_url()}/{where}")
        return browser

    return look


def said(browser):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(browser.contents)).split())


def fields(form):
    """Return what a browser would send of a form as it stands."""
    return {
        n.get("name"): n.value if n.tag != "textarea" else n.text or ""
        for n in form.inputs
        if n.get("type") not in ("radio", "file", "submit") and n.tag != "button"
        if n.get("name")
    }


def form_of(browser, do):
    """Return the form in which the button for *do* stands."""
    tree = html.fromstring(browser.contents)
    tree.make_links_absolute(browser.url)
    (button,) = tree.xpath(f'//button[@name="do"][@value="{do}"]')
    return next(above for above in button.iterancestors() if above.tag == "form")


def send(browser, do, **values):
    """Fill the form in which the button for *do* stands, and press it."""
    form = form_of(browser, do)
    sent = {n: v or "" for n, v in {**fields(form), "do": do, **values}.items()}
    browser.post(form.action, urlencode(sent))
    transaction.begin()
    return browser


def value(browser, name):
    tree = html.fromstring(browser.contents)
    return tree.xpath(f'//input[@name="{name}"]')[0].value


def test_numbers_are_reserved_on_the_page_of_the_book(page):
    browser = send(
        page("@@register-book"), "reserve", count="2", reason="Họp Chính phủ"
    )

    assert "Đã giữ số: 1, 2." in said(browser)
    assert storage.reserved("incoming", YEAR) == [Number(1), Number(2)]
    assert "Các số đang giữ trước" in said(page("@@register-book"))


def test_what_was_typed_stays_when_a_reservation_is_refused(page):
    browser = send(page("@@register-book"), "reserve", count="2", reason=" ")

    assert browser.headers["Status"].startswith("422")
    assert value(browser, "count") == "2"
    assert "Hãy nêu lý do." in said(browser)
    assert storage.reserved("incoming", YEAR) == []


LETTER = {
    "issuer": "Văn phòng Chính phủ",
    "symbol": "267/VPCP-TTĐT",
    "issued_date": "",
    "subject": "V/v kết nối",
    "secrecy": "normal",
}


def test_a_letter_takes_the_number_kept_for_it_on_the_page(page):
    send(page("@@register-book"), "reserve", reason="Đang chuyển đến")
    explained = page(f"@@register-number?book=incoming/{YEAR}&number=1")

    explained.getLink("Vào sổ một văn bản với số này").click()
    assert value(explained, "reserved") == "1"
    browser = send(explained, "submit", **LETTER)

    assert "Đã vào sổ, số đến 1" in said(browser)
    assert storage.reserved("incoming", YEAR) == []


def test_who_inserts_a_letter_sees_its_number_and_the_day_of_the_row_before(page):
    for number in "12":
        ministry.registered(code_number=number)
    stored = storage._opened("incoming", YEAR)
    row = stored.at(Number(1).key)
    stored.put(row._replace(date=f"{YEAR}-01-05"))

    form = page("incoming/@@register-letter?after=1")

    assert "Số đến dự kiến 1a" in said(form)
    assert value(form, "arrival_date") == f"05/01/{YEAR}"
    assert "Số đến dự kiến 3" in said(page("incoming/@@register-letter?after=77"))


def test_what_happened_to_a_number_says_day_and_hour(page):
    ministry.registered()

    explained = said(page(f"@@register-number?book=incoming/{YEAR}&number=1"))

    assert clock.now().strftime("%d/%m/%Y %H:") in explained
    assert "Hủy số này" in explained


def test_a_letter_is_inserted_after_a_number_with_a_reason(page):
    ministry.registered()
    ministry.registered(code_number="2")
    start = "incoming/@@register-letter?after=1"

    without = send(page(start), "submit", **LETTER)
    assert without.headers["Status"].startswith("422")
    assert (value(without, "after"), value(without, "symbol")) == (
        "1",
        LETTER["symbol"],
    )
    assert "Hãy nêu lý do." in said(without)

    done = send(without, "submit", place_reason="Sót ở quầy", secrecy="normal")
    assert "số đến 1a" in said(done)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"reserved": "1"}, "reserved", "Số 1 không phải là số giữ trước"),
        ({"reserved": "77"}, "reserved", "Sổ không có số 77"),
        ({"after": "77", "place_reason": "Sót"}, "after", "Sổ không có số 77"),
        ({"after": "x"}, "after", ""),
    ],
)
def test_a_number_that_cannot_be_taken_is_said_at_its_field(
    page, typed, field, sentence
):
    ministry.registered()

    browser = send(page("incoming/@@register-letter"), "submit", **LETTER, **typed)

    assert browser.headers["Status"][:3] in ("409", "422")
    assert sentence in said(browser)
    assert f'id="e-{field}"' in browser.contents
    assert value(browser, field) == typed[field]
    assert storage.count("incoming", YEAR) == 1


def test_a_draft_takes_a_number_kept_for_it(page):
    draft = ministry.signed()
    with ministry.acting("vanthu.bo"):
        storage.take("outgoing", YEAR, "", clock.today())
        storage.take("outgoing", YEAR, "x", clock.today())

    where = "/".join(draft.getPhysicalPath()[2:])
    browser = send(page(f"{where}/view"), "number", reserved="1")

    assert "01/BCT-TTTN" in said(browser)
    assert storage.reserved("outgoing", YEAR) == []


def test_a_year_that_has_ended_is_closed_on_the_page_with_a_reason(page):
    storage.take("incoming", YEAR - 1, "x", date(YEAR - 1, 12, 30))
    where = f"@@register-book?book=incoming/{YEAR - 1}"

    without = send(page(where), "close", reason=" ")
    assert (without.headers["Status"][:3], storage_closed()) == ("422", False)
    send(page(where), "close", reason="Hết năm")

    assert storage_closed()
    assert "Hết năm" not in said(page(where))


def storage_closed():
    return storage.book_of("incoming", YEAR - 1).closed


def test_a_number_is_declared_void_on_its_page(page):
    ministry.registered()
    where = f"@@register-number?book=incoming/{YEAR}&number=1"

    without = send(page(where), "void", reason=" ")
    done = send(page(where), "void", reason="Vào sổ nhầm")

    assert without.headers["Status"].startswith("422")
    assert "Vào sổ nhầm" in said(done)
    assert storage.existing("incoming", YEAR, Number(1)).state == "void"


@pytest.mark.parametrize("login", ["kiemtra", "chanhvp", "vanthu.tttn", "quantri"])
def test_who_does_not_keep_the_book_gets_no_page_for_it(page, login):
    assert page("@@register-book", login).headers["Status"][:3] in ("403", "404")
