"""The printed slip of a signing folder is filmed, as a telephone sees it."""

from imoit.content.signing.domain import new_code
from io import BytesIO
from PIL import Image
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright
from tests import chromium
from tests.journeys import acts
from tests.journeys.client import PASSWORD
from tests.rooms.signing import slips

import contextlib
import pytest
import requests


SIZE = (1280, 720)
FRAMES = 10
WAIT = 30_000
PHONE = {"width": 390, "height": 800}


def film(pictures, path):
    """Write *pictures* as what a camera sees, one by one, and return the path."""
    with path.open("wb") as out:
        for picture in pictures:
            picture.resize(SIZE).convert("RGB").save(out, "JPEG", quality=80)
    return path


def before_the_camera(slip):
    """Return a printed slip as it is held: on a table, askew."""
    table = Image.new("RGB", SIZE, "#8a7a66")
    paper = slip.convert("RGB").rotate(6, expand=True, fillcolor="#8a7a66")
    paper.thumbnail((SIZE[0], SIZE[1] * 2))
    table.paste(paper, ((SIZE[0] - paper.width) // 2, 10))
    return table


@contextlib.contextmanager
def filmed(path, *, allowed=True):
    """Open a browser whose camera sees the film at *path*."""
    args = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium.find(), args=args)
        context = found.new_context(
            viewport=PHONE, permissions=["camera"] if allowed else []
        )
        page = context.new_page()
        page.set_default_timeout(WAIT)
        yield page
        found.close()


def open_folders(page, ministry, login="thuky1"):
    page.goto(f"{ministry.url}/login")
    page.fill("#__ac_name", login)
    page.fill("#__ac_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(f"{ministry.url}/@@folders")


@pytest.fixture
def printed(ministry, tmp_path):
    """The slip of a folder as its page prints it; with it the document's address."""
    draft = acts.form_approved(ministry)
    with filmed(tmp_path / "nothing.mjpeg", allowed=False) as page:
        open_folders(page, ministry, "cv.tttn")
        page.set_viewport_size({"width": 900, "height": 700})
        page.goto(f"{draft}/@@signing-slip")
        slip = Image.open(BytesIO(page.screenshot()))
    return draft, slip


def test_the_slip_is_filmed_and_its_hand_over_recorded(ministry, printed, tmp_path):
    draft, slip = printed
    table = Image.new("RGB", SIZE, "#8a7a66")
    seen = [table] * FRAMES + [before_the_camera(slip)] * FRAMES * 3

    with filmed(film(seen, tmp_path / "slip.mjpeg")) as page:
        open_folders(page, ministry)
        page.locator("[data-camera]").click()
        page.wait_for_url("**/@@folders?code=*")
        page.locator("[data-primary]").click()
        page.wait_for_url("**/@@folders")

    steps = ministry.as_("thuky1").get(f"{draft}/@signing-steps")["items"]
    assert [step["step"] for step in steps] == ["to_secretary"]


def test_who_refuses_the_camera_reads_what_to_do(ministry, tmp_path):
    path = film([Image.new("RGB", SIZE)], tmp_path / "dark.mjpeg")

    with filmed(path, allowed=False) as page:
        open_folders(page, ministry)
        page.locator("[data-camera]").click()

        expect(page.locator("[data-camera-note]")).to_be_visible()
        expect(page.locator("video")).to_be_hidden()


def test_the_camera_is_put_away_again(ministry, tmp_path):
    path = film([Image.new("RGB", SIZE)], tmp_path / "dark.mjpeg")

    with filmed(path) as page:
        open_folders(page, ministry)
        page.locator("[data-camera]").click()
        expect(page.locator("video")).to_be_visible()
        page.wait_for_function("document.querySelector('video').videoWidth > 0")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == PHONE["width"]
        page.locator("[data-camera]").click()

        expect(page.locator("video")).to_be_hidden()
        assert (
            page.evaluate("document.querySelector('video').srcObject.active") is False
        )


def asked(ministry, photo, login="thuky1", *, token=True):
    """Return the answer to a picture that the page sends."""
    session = requests.Session()
    session.auth = (login, PASSWORD)
    page = session.get(f"{ministry.url}/@@folders").text
    found = page.partition('name="_authenticator"')[2].partition('value="')[2]
    data = {"_authenticator": found.partition('"')[0]} if token else {}
    files = {"photo": ("camera.jpg", photo, "image/jpeg")}
    where = f"{ministry.url}/@@folder-code"
    return session.post(where, data=data, files=files, allow_redirects=False)


def test_a_picture_is_answered_with_its_code_or_why_there_is_none(ministry):
    code, empty = new_code(), BytesIO()
    slips.sheet().save(empty, "JPEG")

    read = asked(ministry, slips.photo(code))
    nothing = asked(ministry, empty.getvalue())
    broken = asked(ministry, b"no picture")

    assert (read.status_code, read.json()) == (200, {"code": code})
    assert nothing.status_code == 422
    assert "Không đọc được mã" in nothing.json()["error"]
    assert (broken.status_code, "error" in broken.json()) == (422, True)


def test_pictures_are_read_for_staff_from_the_page_alone(ministry):
    photo = slips.photo(new_code())

    assert asked(ministry, photo, token=False).status_code == 403
    assert asked(ministry, photo, "nobody").status_code in (302, 401, 403)
