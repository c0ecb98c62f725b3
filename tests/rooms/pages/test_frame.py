from html import unescape
from plone import api
from plone.testing.zope import Browser

import pytest
import re
import transaction


PASSWORD = "imoit-demo"


def visitor(functional, login):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.followRedirects = True
    browser.raiseHttpErrors = False
    if login:
        browser.addHeader("Authorization", f"Basic {login}:{PASSWORD}")
    return browser


def seen(browser):
    return unescape(browser.contents)


@pytest.fixture
def clerk(functional):
    return visitor(functional, "vanthu.bo")


@pytest.fixture
def two_posts(functional):
    return visitor(functional, "kiemnhiem")


@pytest.fixture
def url(functional):
    return functional["portal"].absolute_url()


def test_the_head_names_person_and_post(clerk, url):
    clerk.open(f"{url}/@@search")

    assert "Trần Thị Mai Hương" in seen(clerk)
    assert "Văn thư Bộ – Văn phòng Bộ" in seen(clerk)
    assert 'aria-current="page"' in clerk.contents
    assert 'lang="vi"' in clerk.contents


def test_the_page_is_whole_and_plone_leaves_it_alone(clerk, url):
    clerk.open(f"{url}/@@search")

    assert clerk.contents.startswith("<!DOCTYPE html>")
    assert clerk.headers["X-Theme-Disabled"] == "True"
    assert "no-store" in clerk.headers["Cache-Control"]
    assert "plone-toolbar" not in clerk.contents


def test_the_post_is_changed_to_one_that_is_held(two_posts, url):
    two_posts.open(f"{url}/@@search")
    form = two_posts.getForm(action=f"{url}/@@imoit-post")
    form.getControl(name="post").value = ["hc-officer-2"]

    form.submit()
    two_posts.open(f"{url}/@@search")

    head = two_posts.contents.partition("</summary>")[2]
    assert "Cục Hóa chất" in head.partition("im-pop")[0] or (
        two_posts.getForm(action=f"{url}/@@imoit-post").getControl(name="post").value
        == ["hc-officer-2"]
    )


def test_a_post_that_is_not_held_is_refused(two_posts, url):
    two_posts.open(f"{url}/@@search")
    token = two_posts.getControl(name="_authenticator", index=0).value

    two_posts.post(f"{url}/@@imoit-post", f"post=ldb-minister-1&_authenticator={token}")

    assert "imoit_post" not in two_posts.cookies


def test_a_form_without_its_token_is_refused(two_posts, url):
    two_posts.post(f"{url}/@@imoit-post", "post=hc-officer-2")

    assert two_posts.headers["Status"].startswith("403")
    assert "imoit_post" not in two_posts.cookies


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tokens.css", "text/css"),
        ("app.js", "text/javascript"),
        ("viewer.js", "text/javascript"),
        ("pdfjs/pdf.min.mjs", "text/javascript"),
        ("pdfjs/wasm/openjpeg.wasm", "application/wasm"),
        ("fonts/source-sans-3-vietnamese-wght-normal.woff2", "font/woff2"),
    ],
)
def test_styles_and_scripts_are_kept_by_browsers(functional, url, name, kind):
    browser = visitor(functional, "")

    browser.open(f"{url}/++resource++imoit/{name}")

    assert browser.headers["Content-Type"].startswith(kind)
    assert browser.headers["Cache-Control"] == "public,max-age=31536000"


def test_the_address_of_styles_changes_with_them(clerk, url):
    clerk.open(f"{url}/@@search")
    address = clerk.contents.partition("++resource++imoit/")[2].partition("/")[0]

    clerk.open(f"{url}/++resource++imoit/{address}/tokens.css")

    assert address.startswith("v")
    assert "--im-accent" in seen(clerk)


@pytest.mark.parametrize(
    ("login", "parts"),
    [
        ("cv.tttn", ["Bàn làm việc", "Tiến độ", "Tra cứu", "Danh bạ"]),
        ("vanthu.bo", ["Bàn làm việc", "Sổ đăng ký", "Tiến độ", "Tra cứu", "Danh bạ"]),
        (
            "kiemtra",
            ["Bàn làm việc", "Sổ đăng ký", "Tiến độ", "Tra cứu", "Danh bạ", "Nhật ký"],
        ),
        ("quantri", ["Bàn làm việc", "Tra cứu", "Danh bạ", "Quy trình"]),
    ],
)
def test_the_head_leads_only_where_something_is(functional, url, login, parts):
    browser = visitor(functional, login)
    browser.open(f"{url}/@@search")

    menu = seen(browser).partition('class="im-nav"')[2].partition("</nav>")[0]

    assert re.findall(r">([^<]+)</a>", menu) == parts


@pytest.mark.parametrize("path", ["", "/@@search", "/incoming/@@register-letter"])
def test_the_title_is_plain_text(clerk, url, path):
    clerk.open(f"{url}{path}")

    title = clerk.contents.partition("<title>")[2].partition("</title>")[0]

    assert title.endswith("iMOIT")
    assert "<" not in title
