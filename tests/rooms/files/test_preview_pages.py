from html import unescape
from imoit.content.drafting import operations as drafting
from imoit.content.files import storage
from tests.rooms import ministry

import json
import pytest


PDF = (ministry.SAMPLES / "letter-01.pdf").read_bytes()


@pytest.fixture
def any_office(monkeypatch):
    """Some program is there: jobs are queued, and nobody works them off."""
    monkeypatch.setenv("IMOIT_OFFICE", "/bin/true")


def filled():
    document = ministry.drafted()
    with ministry.acting("cv.tttn") as officer:
        drafting.fill(document, officer)
    return document, document[drafting.current(document).file]


def test_the_draft_says_what_to_install_and_still_gives_the_file(visit, monkeypatch):
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")
    document, file = filled()

    page = unescape(visit("cv.tttn", f"{document.absolute_url()}/view").contents)

    assert "máy chủ chưa có LibreOffice" in page
    assert "sudo apt install libreoffice-writer-nogui fonts-liberation2" in page
    assert f"{file.absolute_url()}/@@download/file/" in page


def test_the_draft_shows_how_far_the_preview_is(visit, any_office):
    document, file = filled()

    page = unescape(visit("truong.tttn", document.absolute_url()).contents)
    own = unescape(visit("cv.tttn", f"{document.absolute_url()}/view").contents)
    part = visit("cv.tttn", f"{file.absolute_url()}/@@preview-part").contents

    assert "chờ dựng" not in page, "a draft is not shown to the head"
    assert "Bản xem trước đang chờ dựng" in own
    assert f'data-job="{file.absolute_url()}/@@preview-part"' in own
    assert "<progress" in part
    assert "<nav" not in part


def test_what_is_drawn_stands_on_the_page_and_among_the_versions(visit, any_office):
    document, file = filled()
    storage.keep_preview(file.sha256, PDF)
    address = f"{file.absolute_url()}/@@preview"

    page = visit("cv.tttn", f"{document.absolute_url()}/view").contents
    versions = visit("cv.tttn", f"{document.absolute_url()}/@@versions").contents
    drawn = visit("cv.tttn", address)

    assert f'data-pdf="{address}"' in page
    assert f'href="{address}"' in versions
    assert drawn.headers["Content-Type"] == "application/pdf"
    assert drawn.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" not in drawn.headers.get("Content-Disposition", "")


def test_a_preview_is_seen_by_who_sees_the_draft_alone(visit, any_office):
    _document, file = filled()
    storage.keep_preview(file.sha256, PDF)
    pages = [f"{file.absolute_url()}/@@{name}" for name in ("preview", "preview-part")]

    for login in ("cv2.tttn", "truong.xnk", "quantri", "kiemtra"):
        for page in (*pages, f"{file.absolute_url()}/@preview"):
            answer = visit(login, page)
            assert answer.headers["Status"][:3] in ("401", "403", "404"), login
            assert b"%PDF" not in answer.contents.encode("latin-1", "replace")


def test_a_preview_that_is_not_there_is_absent(visit, any_office):
    _document, file = filled()

    answer = visit("cv.tttn", f"{file.absolute_url()}/@@preview")

    assert answer.headers["Status"].startswith("404")


def test_the_button_on_the_page_lets_it_be_drawn(visit, monkeypatch):
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")
    document, _file = filled()
    monkeypatch.setenv("IMOIT_OFFICE", "/bin/true")

    page = visit("cv.tttn", f"{document.absolute_url()}/view")
    page.getControl("Dựng bản xem trước").click()

    assert "Bản xem trước sẽ được dựng." in unescape(page.contents)
    assert "Bản xem trước đang chờ dựng" in unescape(page.contents)


def test_rest_tells_state_progress_and_address(visit, any_office):
    _document, file = filled()
    service = f"{file.absolute_url()}/@preview"

    def asked():
        return json.loads(visit("cv.tttn", service, "application/json").contents)

    before = asked()
    storage.keep_preview(file.sha256, PDF)

    assert before["state"] == "queued"
    assert before["progress"] == {"done": 0, "of": 3}
    assert before["href"] is None
    assert asked()["href"] == f"{file.absolute_url()}/@@preview"
