from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from imoit.content.drafting import operations as drafting
from imoit.content.files.operations import attach
from imoit.content.files.operations import office
from imoit.content.files.operations import preview
from imoit.workflows.jobs.operations.programs import Failed
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.refusal import Conflict
from PIL import Image
from tests.rooms import ministry
from tests.rooms.files import texts

import os
import pypdfium2
import pytest
import threading


SUBJECT = "V/v góp ý dự thảo Thông tư về thương mại điện tử"


def draft():
    return ministry.drafted(subject=SUBJECT)


def filled(document):
    """Save a DOCX made from the template as a version; return its file."""
    with ministry.acting("cv.tttn") as officer:
        drafting.fill(document, officer)
    return newest(document)


def saved(document, name, data):
    with ministry.acting("cv.tttn") as officer:
        drafting.save(document, name, data, officer)
    return newest(document)


def newest(document):
    return document[drafting.current(document).file]


def words(pdf):
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def mentioned(text):
    return " ".join(text.split())


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")


def test_a_text_is_drawn_after_the_commit_once_for_the_same_bytes(site, works_off):
    document = draft()
    file = filled(document)
    assert preview.standing(file).state == "queued"

    assert works_off() == 5, (
        "preview, text and pages; text and pages of the version before"
    )
    with ministry.acting("cv.tttn") as officer:
        drafting.restore(document, 2, officer)

    assert preview.standing(newest(document)).state == "ready"
    assert works_off() == 0
    pdf = preview.pdf_of(file)
    assert pdf.contentType == "application/pdf"
    assert "góp ý dự thảo Thông tư" in mentioned(words(pdf.data))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in mentioned(words(pdf.data))


def test_a_pdf_is_its_own_preview(integration):
    file = newest(draft())

    assert preview.standing(file).state == "ready"
    assert preview.pdf_of(file) is file.file


def test_without_libreoffice_a_sentence_says_what_to_install(site, no_office):
    file = filled(draft())

    found = preview.standing(file)

    assert found.state == "off"
    assert found.why.values["command"] == office.INSTALL
    assert of_key(f"files.preview {file.sha256}") is None
    with ministry.acting("truong.tttn") as head, pytest.raises(Conflict) as refused:
        preview.ask(file, head)
    assert refused.value.message == found.why


def test_what_was_saved_before_libreoffice_came_is_drawn_when_asked_for(
    site, works_off, monkeypatch
):
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")
    file = filled(draft())
    monkeypatch.delenv("IMOIT_OFFICE")
    assert preview.standing(file).state == "none"

    with ministry.acting("truong.tttn") as head:
        preview.ask(file, head)
        preview.ask(file, head)

    assert works_off() == 5, "the preview, and texts and pages of two versions"
    assert preview.standing(file).state == "ready"


def test_a_text_that_cannot_be_drawn_says_so_and_may_be_tried_again(site, works_off):
    file = saved(draft(), "hong.docx", texts.damaged_docx())
    works_off()
    job = of_key(f"files.preview {file.sha256}")
    job.tries, job.not_before = 3, 0.0
    works_off()

    found = preview.standing(file)
    with ministry.acting("cv.tttn") as officer:
        preview.ask(file, officer)

    assert found.state == "failed"
    assert "damaged" in found.why.text
    assert preview.standing(file).state == "queued"


def test_a_program_that_hangs_is_ended(site, works_off, monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("IMOIT_OFFICE", str(slow))
    monkeypatch.setattr(office, "SECONDS", 1)
    file = filled(draft())

    works_off()

    job = of_key(f"files.preview {file.sha256}")
    assert (job.state, job.tries) == ("queued", 1)
    assert job.error[0] == "${program} took longer than ${n} seconds."


def test_other_kinds_of_files_are_not_drawn(integration):
    document = draft()
    with ministry.acting("cv.tttn") as officer:
        data = texts.packed({"xl/workbook.xml": "<workbook/>"})
        file = attach(document, name="so-lieu.xlsx", data=data, by=officer)

    assert preview.standing(file).state == "not_drawn"


class Elsewhere(BaseHTTPRequestHandler):
    """Another machine, which counts who comes."""

    def do_GET(self):
        self.server.seen.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *args):
        """Be quiet."""


@pytest.fixture
def elsewhere():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_text_reaches_neither_other_machines_nor_files_of_this_one(
    elsewhere, tmp_path
):
    Image.new("RGB", (50, 50), "red").save(tmp_path / "kin.png")
    (tmp_path / "kin.txt").write_text("KHONG-DUOC-DOC")
    away = f"http://127.0.0.1:{elsewhere.server_port}"
    body = "<text:p>trước</text:p>" + "".join(
        (
            texts.picture_at(f"{away}/anh.png"),
            texts.picture_at((tmp_path / "kin.png").as_uri()),
            texts.words_at(f"{away}/chu.txt"),
            texts.words_at((tmp_path / "kin.txt").as_uri()),
        )
    )

    page = pypdfium2.PdfDocument(office.draw(texts.odt(body), ".odt"))[0]

    assert elsewhere.seen == []
    seen = page.get_textpage().get_text_range()
    assert "trước" in seen
    assert "KHONG-DUOC-DOC" not in seen
    drawn = page.render().to_pil().convert("RGB")
    assert (255, 0, 0) not in {colour for _count, colour in drawn.getcolors(1 << 20)}


def test_what_a_killed_worker_left_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    names = ("old", "fresh", "left", "held")
    folders = [tmp_path / f"{office.PREFIX}{name}" for name in names]
    for folder in folders:
        folder.mkdir()
        (folder / "text.docx").write_text("dự thảo")
    old, _fresh, left, held = folders
    os.close(office._hold(left))
    lock = office._hold(held)
    os.utime(old, (0, 0))

    office.clear()
    os.close(lock)

    assert [folder.exists() for folder in folders] == [False, True, False, True]


def test_without_calc_an_old_table_says_what_to_install(tmp_path, monkeypatch):
    for name in ("soffice.bin", "libswlo.so"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("IMOIT_OFFICE", str(tmp_path / "soffice.bin"))

    with pytest.raises(Conflict) as refused:
        office.draw(b"\xd0\xcf\x11\xe0", ".xls")

    assert "libreoffice-calc-nogui" in str(refused.value.message.values)
    (tmp_path / "libsclo.so").touch()
    with pytest.raises(Failed):
        office.draw(b"\xd0\xcf\x11\xe0", ".xls")
