from contextlib import contextmanager
from dataclasses import replace
from imoit.content.files import storage
from imoit.content.files.operations import attach
from imoit.content.files.operations import keep_for_makers
from imoit.content.files.operations import text
from imoit.content.files.operations import words_of
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.refusal import Conflict
from plone import api
from tests.rooms import ministry
from tests.rooms.files import papers
from tests.rooms.files import texts
from tests.rooms.stacks import papers as stacks
from zope.component import getGlobalSiteManager

import pytest
import subprocess
import transaction


LETTER = (ministry.SAMPLES / "letter-01.pdf").read_bytes()
SCAN = (ministry.SAMPLES / "letter-00-scan200-stamped.pdf").read_bytes()


@pytest.fixture
def blind(monkeypatch):
    monkeypatch.setenv("IMOIT_TESSERACT", "/nowhere/tesseract")


def came(name="vb.pdf", data=LETTER, role="main", document=None, **values):
    document = document or ministry.registered(**values)
    with ministry.acting("vanthu.bo") as clerk:
        attach(document, name=name, data=data, by=clerk, role=role)
    return document


def file_of(document, role="main"):
    return next(c for c in document.objectValues() if getattr(c, "role", "") == role)


def found(words, login="vanthu.bo"):
    with api.env.adopt_user(login):
        catalog = api.portal.get_tool("portal_catalog")
        return {brain.UID for brain in catalog(SearchableText=words)}


def test_a_scan_is_found_by_its_words_after_the_commit(site, works_off):
    document = came(data=SCAN)
    assert text.standing(file_of(document)).state == "queued"
    assert found("Nguyễn Thị Hồng Nhung") == set()

    works_off()

    read = text.standing(file_of(document))
    assert (read.state, read.done, read.of, read.seen, read.unread) == (
        "read",
        1,
        1,
        1,
        0,
    )
    assert found("nguyen thi hong nhung") == {document.UID()}
    assert found("khuyến khích chim bay") == set()
    assert file_of(document).file.data == SCAN


def test_a_signed_scan_is_read_and_stays_as_it_was_signed(site, works_off):
    data = stacks.signed(SCAN)
    document = came(data=data)

    works_off()

    assert text.standing(file_of(document)).state == "read"
    assert found("nguyen thi hong nhung") == {document.UID()}
    assert file_of(document).file.data == data


def test_the_same_bytes_are_read_once_for_every_letter(site, works_off):
    first, second = came(), came(subject="khác", code_number="99")

    works_off()
    third = came(subject="khác nữa", code_number="100")

    kept = storage.text(file_of(first).sha256)
    assert (len(kept.parts), text.standing(file_of(third)).state) == (1, "read")
    words = text.text_of(file_of(first)).splitlines()[3]
    assert found(f'"{words}"') == {d.UID() for d in (first, second, third)}
    assert list(storage.waiting_for_text(file_of(first).sha256)) == []


def test_others_may_write_between_the_letters_that_have_one_file(
    site, works_off, monkeypatch
):
    monkeypatch.setattr(text, "FOLLOWING", 2)
    letters = [came(subject=f"thư {n}", code_number=f"{n}") for n in range(5)]
    sha256, waited = file_of(letters[0]).sha256, []
    with watched(lambda: waited.append(len([*storage.waiting_for_text(sha256)]))):
        works_off()

    line = text.text_of(file_of(letters[0])).splitlines()[3]
    assert waited == [3, 1, 0]
    assert found(f'"{line}"') == {letter.UID() for letter in letters}
    assert storage.text(sha256).read == storage.text(sha256).count == 1


@contextmanager
def watched(after):
    """Call *after* behind each chunk."""
    gsm = getGlobalSiteManager()
    chunk = replace(text.KIND, run=lambda work: (text.keep(work), after())[0])
    gsm.registerUtility(chunk, IKind, text.NAME)
    yield
    gsm.registerUtility(text.KIND, IKind, text.NAME)


def test_who_may_not_see_the_letter_does_not_find_it_by_its_file(site, works_off):
    document = came()
    works_off()
    line = text.text_of(file_of(document)).splitlines()[3]

    assert found(f'"{line}"') == {document.UID()}
    for other in ("cv.hc", "quantri", "kiemtra"):
        assert found(f'"{line}"', other) == set()


def test_a_file_that_is_shut_is_not_found_by_its_words(site, works_off):
    document = came()
    works_off()
    file = file_of(document)
    assert words_of(document)

    file.manage_permission("View", roles=("Manager",), acquire=0)

    assert words_of(document) == ""


def test_once_out_a_file_sent_with_an_opinion_finds_it_no_more(site, works_off):
    document = came()
    works_off()
    file = file_of(document)
    keep_for_makers([file])
    assert words_of(document)

    file.role = "opinion"

    assert words_of(document) == ""


def test_only_the_newest_main_file_counts(site, works_off):
    document = came()
    works_off()
    old = words_of(document)
    came(name="moi.docx", data=docx("Bản mới"), document=document)
    works_off()

    assert old not in words_of(document)
    assert words_of(document) == "Bản mới"


def docx(words):
    body = f'<w:x xmlns:w="http://w"><w:p><w:t>{words}</w:t></w:p></w:x>'
    return texts.packed({"word/document.xml": body, "[Content_Types].xml": ""})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx("lúa gạo")),
        ("a.odt", texts.odt("<text:p>lúa gạo</text:p>")),
        (
            "a.xlsx",
            texts.packed(
                {
                    "xl/workbook.xml": "<w/>",
                    "xl/worksheets/sheet1.xml": '<s><row><c t="inlineStr"><is>'
                    "<t>lúa gạo</t></is></c></row></s>",
                }
            ),
        ),
    ],
)
def test_texts_of_office_are_read(site, works_off, name, data, monkeypatch):
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")
    document = came(name=name, data=data, role="attachment")

    works_off()

    assert found("lúa gạo") == {document.UID()}


def old(folder, words):
    """Return a text as Word 97 kept it."""
    (folder / "cu.txt").write_text(words)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = ["--convert-to", "doc", "--outdir", str(folder), str(folder / "cu.txt")]
    subprocess.run(["soffice", profile, "--headless", *kind], check=True)
    return (folder / "cu.doc").read_bytes()


def test_an_old_text_is_drawn_and_read(site, works_off, tmp_path):
    data = old(tmp_path, "giá hồ tiêu xuất khẩu")
    document = came(name="cu.doc", data=data, role="attachment")

    works_off()

    assert found("hồ tiêu") == {document.UID()}


def test_without_the_program_the_letter_stands_and_the_page_says_why(
    site, works_off, blind, monkeypatch
):
    document = came(data=SCAN)
    works_off()
    file = file_of(document)

    read = text.standing(file)
    assert (read.state, read.unread) == ("read", 1)
    assert read.why.values["command"].startswith("sudo apt install tesseract-ocr")
    with pytest.raises(Conflict):
        text.ask(file)

    monkeypatch.delenv("IMOIT_TESSERACT")
    text.ask(file)
    works_off()
    assert text.standing(file).unread == 0
    assert found("Nguyễn Thị Hồng Nhung") == {document.UID()}


def test_a_broken_file_says_so_and_may_be_tried_again(site, works_off):
    broken = texts.packed({"word/document.xml": "<w:p>", "[Content_Types].xml": ""})
    document = came(name="hong.docx", data=broken, role="attachment")
    works_off()
    job = of_key(f"files.text {file_of(document, 'attachment').sha256}")
    assert (job.state, job.tries) == ("queued", 1)
    job.tries, job.not_before = 3, 0.0
    works_off()

    file = file_of(document, "attachment")
    read = text.standing(file)
    text.ask(file)

    assert (read.state, read.tries) == ("failed", 3)
    assert "damaged" in read.why.text
    assert text.standing(file).state == "queued"


def test_other_kinds_are_not_read(integration):
    data = texts.packed({"a.txt": "a"})
    file = file_of(came(name="a.zip", data=data, role="attachment"), "attachment")

    assert text.standing(file).state == "not_read"
    with pytest.raises(Conflict):
        text.ask(file)


def test_a_long_file_is_read_in_steps_and_its_scans_up_to_a_limit(
    site, works_off, monkeypatch
):
    monkeypatch.setattr(text, "CHUNK", 2)
    monkeypatch.setattr(text, "MOST_SEEN", 2)
    document = came(data=papers.scan(pages=5))

    works_off()

    read = text.standing(file_of(document))
    assert (read.state, read.of, read.seen, read.unread) == ("read", 5, 2, 3)
    assert [page.number for page in text.pages_of(file_of(document))] == [1, 2, 3, 4, 5]
    assert read.why.values == {"n": 2}


def test_the_record_of_a_letter_does_not_grow_with_its_text(site, works_off):
    document = came()

    def size(thing):
        return len(site._p_jar.db().storage.load(thing._p_oid)[0])

    transaction.commit()
    before = size(document)
    works_off()

    assert size(document) == before
    assert size(storage.text(file_of(document).sha256)) < 400
