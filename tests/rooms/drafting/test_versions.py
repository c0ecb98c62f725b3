from imoit.content.drafting import operations
from imoit.content.files.operations import attach
from imoit.content.files.schema import Attachment
from imoit.content.outgoing import operations as outgoing
from imoit.content.outgoing.schema import OutgoingDocument
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.operations import grant
from plone.namedfile.file import NamedBlobFile
from tests.rooms import ministry
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import hashlib
import pytest


PDF = (ministry.SAMPLES / "letter-00.pdf").read_bytes()
OTHER = (ministry.SAMPLES / "letter-01.pdf").read_bytes()


def bare(**changes):
    values = {
        "secrecy": "normal",
        "type_name": "Công văn",
        "subject": "V/v trả lời",
        "recipients": ("unit:xnk",),
        **changes,
    }
    with ministry.acting("cv.tttn") as officer:
        from plone import api

        return outgoing.draft(api.portal.get()["outgoing"], values, officer)


def save(document, data=PDF, note="", who="cv.tttn"):
    with ministry.acting(who) as officer:
        return operations.save(document, "du-thao.pdf", data, officer, note)


def share(document):
    """Let a second officer draft too."""
    grant(document, ["imoit.post.tttn-officer-2"], "Drafter", "draft")


def test_each_save_is_a_version_with_author_note_and_hash(integration):
    document = bare()

    save(document, note="Bản đầu")
    made = save(document, OTHER, "Sửa theo ý kiến")

    assert made.number == 2
    assert made.name == "Đặng Thùy Linh"
    assert made.note == "Sửa theo ý kiến"
    assert made.time
    assert made.sha256 == hashlib.sha256(OTHER).hexdigest()
    assert [v.note for v in operations.versions(document)] == [
        "Bản đầu",
        "Sửa theo ý kiến",
    ]


def test_a_main_file_through_another_door_is_a_version_too(integration):
    document = bare()

    with ministry.acting("cv.tttn") as officer:
        attach(document, name="a.pdf", data=PDF, by=officer, role="main")

    assert operations.current(document).name == "Đặng Thùy Linh"


def test_an_old_version_comes_back_as_a_new_one(integration):
    document = bare()
    save(document)
    save(document, OTHER)

    with ministry.acting("cv.tttn") as officer:
        made = operations.restore(document, 1, officer)

    assert (made.number, made.restored) == (3, 1)
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    assert len(operations.versions(document)) == 3


def test_two_versions_side_by_side(integration):
    document = bare()
    save(document)
    save(document, OTHER)

    rows = operations.compare(document, 1, 2)

    assert any("4527/BKHCN-VP" in row.left for row in rows if row.kind != "same")
    assert any("2981/QĐ-BKHCN" in row.right for row in rows if row.kind != "same")
    assert any("CỘNG HÒA" in row.left for row in rows if row.kind == "same")


def test_a_version_that_is_not_there_is_refused(integration):
    document = bare()
    save(document)

    with pytest.raises(BadValue):
        operations.compare(document, 1, 7)


def test_who_writes_locks_the_others_out(integration):
    document = bare()
    share(document)
    with ministry.acting("cv.tttn") as officer:
        operations.take_pen(document, officer)

    with pytest.raises(Conflict) as refused:
        save(document, who="cv2.tttn")

    assert refused.value.details["locked_by"] == "Đặng Thùy Linh"
    assert operations.versions(document) == []


def test_the_pen_is_taken_over_openly(integration):
    document = bare()
    share(document)
    with ministry.acting("cv.tttn") as officer:
        operations.take_pen(document, officer)
    with ministry.acting("cv2.tttn") as other:
        with pytest.raises(Conflict):
            operations.take_pen(document, other)
        operations.take_pen(document, other, over=True)

    assert operations.pen(document).name == "Phùng Bảo Châu"
    assert save(document, who="cv2.tttn").number == 1
    with pytest.raises(Conflict):
        save(document, who="cv.tttn")


def test_only_the_holder_lays_the_pen_down(integration):
    document = bare()
    with ministry.acting("cv.tttn") as officer:
        operations.take_pen(document, officer)
    with ministry.acting("cv2.tttn") as other, pytest.raises(Conflict):
        operations.leave_pen(document, other)
    with ministry.acting("cv.tttn") as officer:
        operations.leave_pen(document, officer)

    assert operations.pen(document) is None


@pytest.mark.parametrize(
    ("made", "role"),
    [
        (ministry.sent_to_head, "main"),
        (ministry.form_approved, "attachment"),
        (ministry.numbered, "main"),
        (ministry.numbered, "attachment"),
        (ministry.drafted, "signed_scan"),
        (ministry.published, "main"),
    ],
)
def test_what_was_sent_on_takes_no_new_text(integration, made, role):
    document = made()
    before = len(operations.versions(document))

    with ministry.acting("cv.tttn") as officer, pytest.raises(Conflict):
        attach(document, name="a.pdf", data=PDF, by=officer, role=role)

    assert len(operations.versions(document)) == before


def test_fifty_saves_and_a_pack_lose_no_version(integration, tmp_path):
    files = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    database = DB(files)
    contents = [PDF + b"\n%% %d" % n for n in range(50)]
    for n, content in enumerate(contents):
        with database.transaction() as connection:
            document = connection.root().setdefault("draft", OutgoingDocument("draft"))
            child = Attachment(f"v{n:02d}", role="main", sha256=str(n))
            child.file = NamedBlobFile(data=content, filename="du-thao.pdf")
            document._setOb(child.id, child)
            document.subject = f"V/v {n}"

    database.pack()

    with database.transaction() as connection:
        found = operations.versions(connection.root()["draft"])
        kept = [connection.root()["draft"][v.file].file.data for v in found]
    database.close()
    assert [v.number for v in found] == list(range(1, 51))
    assert kept == contents


@pytest.mark.parametrize("type_name", ["Công văn", "Quyết định", "Báo cáo", "Giấy mời"])
def test_a_template_fills_the_first_version_with_the_record(integration, type_name):
    document = bare(type_name=type_name, signer={"id": "post:ldb-deputy_minister-1"})

    with ministry.acting("cv.tttn") as officer:
        operations.fill(document, officer)

    assert operations.findings(document) == []
    said = "\n".join(operations.words(document, 1))
    assert "Lê Thị Thanh Vân" in said
    assert "trả lời" in said


def test_the_template_of_the_ministry_takes_the_place_of_the_shipped(integration):
    from docx import Document
    from io import BytesIO

    own, out = Document(), BytesIO()
    own.add_paragraph("Mẫu riêng: {{ subject }}")
    own.save(out)
    with ministry.acting("quantri") as manager:
        operations.put_template("Công văn", "rieng.docx", out.getvalue(), manager)
    document = bare()

    with ministry.acting("cv.tttn") as officer:
        operations.fill(document, officer)

    assert operations.words(document, 1) == ["Mẫu riêng: trả lời"]
