from imoit.content.files.operations import main_file
from imoit.content.issued import operations
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import advance
from io import BytesIO
from PIL import Image
from plone.testing.zope import Browser
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.rooms import ministry
from tests.rooms.files import papers

import pikepdf
import pypdfium2
import pytest
import transaction


def made(document, kind="SY", **more):
    with ministry.acting("vanthu.bo") as clerk:
        return operations.make_copy(document, kind, clerk, **more)


def pdf_of(document, copy):
    return pypdfium2.PdfDocument(operations.paper_of(document, copy).data)


def words(pdf):
    return pdf[len(pdf) - 1].get_textpage().get_text_range()


def test_a_copy_is_a_pdf_that_bears_its_mark_under_the_text(integration):
    document = ministry.published()
    copy = made(document, reason="Gửi Sở Công Thương")

    pdf = pdf_of(document, copy)

    seen = words(pdf)
    assert len(pdf) == len(pypdfium2.PdfDocument(main_file(document).file.data))
    for line in (
        "SAO Y",
        f"Số: {copy.symbol}",
        "BỘ CÔNG THƯƠNG",
        "TL. BỘ TRƯỞNG",
        "CHÁNH VĂN PHÒNG",
        f"Của văn bản số {document.symbol()}",
        "- Gửi Sở Công Thương;",
    ):
        assert line in seen
    assert f"năm {copy.made_on[:4]}" in seen


def test_the_scan_itself_is_not_touched(integration):
    document = ministry.published()
    before = main_file(document).file.data

    made(document)

    assert main_file(document).file.data == before


def test_the_scan_is_still_on_the_page_above_the_mark(integration):
    document = ministry.published()
    page = pdf_of(document, made(document))[0]

    drawn = page.render(scale=0.5).to_pil().convert("L")
    above = drawn.crop((0, 0, drawn.width, round(drawn.height * 0.75)))

    assert above.getextrema()[0] < 100
    assert page.get_size()[0] == pytest.approx(595.28, abs=0.5)


def test_a_copy_of_a_copy_bears_both_marks(integration):
    document = ministry.published()
    first = made(document)

    seen = words(pdf_of(document, made(document, "SL", of=first.symbol)))

    assert "SAO LỤC" in seen
    assert "SAO Y" in seen
    assert f"(từ bản sao {first.symbol})" in seen


def test_an_extract_is_typed_anew_and_has_no_pdf(integration):
    document = ministry.published()

    assert operations.paper_of(document, made(document, "TrS", part="Mục 2")) is None


def leaves(count):
    """Return a PDF of *count* pages that share one folder of fonts and pictures."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for n in range(1, count + 1):
        canvas.drawString(72, 700, f"TRANG {n}")
        shade = Image.new("RGB", (40 + n, 40), (n * 20, 0, 0))
        canvas.drawImage(ImageReader(shade), 72, 500, 100, 100)
        canvas.showPage()
    canvas.save()
    return papers.changed(share, out.getvalue())


def share(pdf):
    pictures = pikepdf.Dictionary()
    for n, page in enumerate(pdf.pages):
        own = page.Resources.XObject
        for name in list(own.keys()):
            pictures[f"{name}{n}"] = own[name]
            text = page.Contents.read_bytes().replace(
                name.encode() + b" Do", f"{name}{n} Do".encode()
            )
            page.Contents = pdf.make_stream(text)
    together = pdf.make_indirect(pictures)
    for page in pdf.pages:
        page.Resources.XObject = together
        link = {"/Subtype": pikepdf.Name.Link, "/Dest": [pdf.pages[-1].obj]}
        page.obj.Annots = pikepdf.Array([pikepdf.Dictionary(link)])


def with_leaves(count):
    document = ministry.published()
    main_file(document).file.data = leaves(count)
    return document


def test_an_extract_of_pages_is_a_pdf_with_its_mark_and_nothing_else(integration):
    document = with_leaves(5)

    copy = made(document, "TrS", part="Điều 3 và Điều 4", pages="2-3, 5")

    pdf = pdf_of(document, copy)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert [f"TRANG {n}" in text for n, text in zip((2, 3, 5), texts, strict=True)] == (
        [True] * 3
    )
    assert "TRÍCH SAO" in texts[2]
    assert f"Số: {copy.symbol}" in texts[2]
    assert "(trang 2-3, 5): Điều 3 và Điều 4" in texts[2].replace("\r\n", " ")
    kept = pikepdf.open(BytesIO(operations.paper_of(document, copy).data))
    widths = {int(found.Width) for found in kept.objects if is_image(found)}
    assert widths == {42, 43, 45}, "no picture of a page that was left out"


def is_image(thing):
    return (
        isinstance(thing, pikepdf.Stream)
        and thing.get("/Subtype") == pikepdf.Name.Image
    )


@pytest.mark.parametrize("pages", ["0", "6", "x"])
def test_pages_that_are_not_there_give_no_number(integration, pages):
    document = with_leaves(5)

    with pytest.raises(BadValue) as refused:
        made(document, "TrS", part="Điều 3", pages=pages)

    assert refused.value.errors[0].field == "pages"
    assert operations.copies(document) == []
    assert made(document).number == 1


def test_copies_of_the_whole_take_no_pages(integration):
    with pytest.raises(BadValue):
        made(with_leaves(2), "SY", pages="1")


def test_pages_of_what_is_no_pdf_are_refused(integration):
    document = ministry.published()
    main_file(document).file.contentType = "image/jpeg"

    with pytest.raises(BadValue) as refused:
        made(document, "TrS", part="Điều 3", pages="1")

    assert refused.value.errors[0].code == "not_pdf"


def test_a_file_that_cannot_be_marked_leaves_the_copy_its_number(integration):
    document = ministry.published()
    main_file(document).file.data = b"%PDF-1.4 damaged"

    copy = made(document)

    assert operations.paper_of(document, copy) is None
    assert operations.copies(document) == [copy]


@pytest.fixture
def fetch(functional):
    def ask(login, document, copy):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.open(f"{document.absolute_url()}/@@copy-paper?{copy.query()}")
        return browser.headers

    return ask


def test_a_copy_is_opened_by_who_may_open_the_original(fetch):
    document = ministry.published()
    copy = made(document)

    assert fetch("truong.xnk", document, copy)["Content-Type"] == "application/pdf"
    for stranger in ("truong.pc", "quantri", "kiemtra"):
        assert fetch(stranger, document, copy)["Status"][:3] in ("401", "403", "404")
    with ministry.acting("vanthu.bo") as clerk:
        advance(document, "recall", clerk, "Sai nội dung")
    assert fetch("truong.xnk", document, copy)["Status"].startswith("404")
    assert fetch("vanthu.bo", document, copy)["Content-Type"] == "application/pdf"
