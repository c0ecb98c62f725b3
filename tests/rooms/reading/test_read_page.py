from imoit.workflows.reading import domain
from imoit.workflows.reading import operations
from imoit.workflows.reading.operations import eyes
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from PIL import Image
from tests.rooms.files import papers
from tests.rooms.ministry import SAMPLES

import pikepdf
import pypdfium2
import pytest
import shutil
import zipfile


def read(path, number=1):
    return operations.read_page(path, number)


def kept(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def place(page, text):
    found = next(word for word in page.words if word.text == text)
    return [round(side, 2) for side in found[1:5]]


def sheet(name="letter-00-scan200-stamped.pdf"):
    pdf = pypdfium2.PdfDocument(SAMPLES / name)
    return pdf[0].render(scale=200 / 72).to_pil().convert("RGB")


def test_a_letter_born_digital_says_its_words():
    page = read(SAMPLES / "letter-00.pdf")

    assert (page.how, page.number, round(page.width)) == (domain.LAYER, 1, 595)
    assert page.lines[1].text == "Số: 4527/BKHCN-VP"
    assert place(page, "4527/BKHCN-VP")[0] < 0.5 < place(page, "CỘNG")[2]


GROWN = 60_000_000  # letters, some kB in a zip


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        pytest.param("thu.docx", "word/document.xml", id="DOCX"),
        pytest.param("bang.xlsx", "xl/sharedStrings.xml", id="XLSX"),
    ],
)
def test_what_grows_without_end_is_given_up_by_its_reader(tmp_path, name, inside):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<w/>") if "xl" in inside else None
        archive.writestr(inside, f"<x><p><t>{'a' * GROWN}</t></p></x>")

    with pytest.raises(Conflict) as refusal:
        read(path)

    assert refusal.value.message == operations._SAID[domain.DAMAGED]


def test_a_scan_is_seen_also_under_its_seal():
    page = read(SAMPLES / "letter-00-scan200-stamped.pdf")

    assert (page.how, page.number, round(page.width)) == (domain.SEEN, 1, 595)
    assert "Số: 4527/BKHCN-VP" in page.text
    assert "Nguyễn Thị Hồng Nhung" in page.text
    assert all(0 <= word.confidence <= 1 for word in page.words)


def test_both_ways_a_word_has_the_same_place():
    layer, seen = (
        place(read(SAMPLES / f"letter-00{kind}.pdf"), "4527/BKHCN-VP")
        for kind in ("", "-scan200")
    )

    assert layer == pytest.approx(seen, abs=0.02)


@pytest.mark.parametrize(
    ("degrees", "middle"),
    [(90, (0.29, 0.69)), (180, (0.69, 0.71)), (270, (0.71, 0.31))],
)
def test_a_picture_that_lies_on_its_side_is_turned_to_be_read(
    tmp_path, degrees, middle
):
    path = tmp_path / "page.jpg"
    head = sheet().crop((0, 0, 1654, 840))
    head.rotate(degrees, expand=True).save(path, dpi=(200, 200))

    page = read(path)

    assert "Số: 4527/BKHCN-VP" in page.text
    left, top, right, bottom = place(page, "4527/BKHCN-VP")
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(middle, abs=0.02)


def with_field(pdf):
    field = {
        "/Subtype": pikepdf.Name.Widget,
        "/FT": pikepdf.Name.Tx,
        "/T": "so",
        "/V": "987/BCT-TTTN",
        "/Rect": [100, 700, 220, 720],
    }
    widget = pdf.make_indirect(pikepdf.Dictionary(field))
    pdf.pages[0].obj.Annots = pikepdf.Array([widget])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]))


def test_what_was_filled_into_a_field_is_read(tmp_path):
    letter = (SAMPLES / "letter-00.pdf").read_bytes()
    path = kept(tmp_path, "form.pdf", papers.changed(with_field, letter))

    assert place(read(path), "987/BCT-TTTN")[0] == 0.17


def test_a_page_in_an_old_font_is_seen_and_not_believed(tmp_path):
    def rename(pdf):
        for font in pdf.pages[0].Resources.Font.values():
            font.BaseFont = font.DescendantFonts[0].BaseFont = pikepdf.Name("/.VnTime")

    letter = (SAMPLES / "letter-00.pdf").read_bytes()
    page = read(kept(tmp_path, "old.pdf", papers.changed(rename, letter)))

    assert page.how == domain.SEEN
    assert "4527/BKHCN-VP" in page.text


@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param(lambda: papers.encrypted("mở"), "password", id="password"),
        pytest.param(lambda: b"%PDF-1.4 nothing", "damaged", id="damaged"),
        pytest.param(lambda: b"\x89PNG\r\n nothing", "damaged", id="picture"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_sentence(tmp_path, made, said):
    with pytest.raises(Conflict) as refused:
        read(kept(tmp_path, "file", made()))

    assert said in refused.value.message.text


def test_a_page_that_is_not_there_is_refused():
    with pytest.raises(NotThere):
        read(SAMPLES / "letter-00.pdf", 9)


def test_a_blank_page_has_no_words(tmp_path):
    path = tmp_path / "blank.tiff"
    blank = Image.new("RGB", (1654, 2339), "white")
    blank.save(path, save_all=True, append_images=[blank], dpi=(200, 200))

    assert read(path, 2).text == ""
    assert operations.read_pages(path, 1, 9).count == 2


@pytest.mark.parametrize("made", ["nothing", "no Vietnamese"])
def test_without_the_program_scans_wait_and_texts_are_read(tmp_path, monkeypatch, made):
    program = tmp_path / "tesseract"
    if made != "nothing":
        program.write_text("#!/bin/sh\necho eng\n")
        program.chmod(0o755)
    monkeypatch.setenv("IMOIT_TESSERACT", str(program))

    with pytest.raises(Conflict) as refused:
        read(SAMPLES / "letter-00-scan200.pdf")

    assert refused.value.message == operations.missing()[0]
    assert refused.value.message.values == {"command": eyes.INSTALL}
    assert read(SAMPLES / "letter-00.pdf").how == domain.LAYER


def test_nothing_is_missing_here():
    assert shutil.which("tesseract")
    assert operations.missing() == []


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    read(SAMPLES / "letter-00-scan200.pdf")

    assert list(tmp_path.iterdir()) == []
