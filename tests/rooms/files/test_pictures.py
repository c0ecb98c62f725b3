from imoit.content.files.operations import pictures
from imoit.content.files.storage import pictures as storage
from imoit.workflows.jobs.operations.queueing import of_key
from imoit.workflows.refusal import NotThere
from io import BytesIO
from PIL import Image
from tests.rooms.files import papers
from tests.rooms.files import texts
from tests.rooms.files.test_text import came
from tests.rooms.files.test_text import file_of
from tests.rooms.files.test_text import SCAN

import json
import pikepdf
import pytest


def image(data):
    return Image.open(BytesIO(data))


def red(picture):
    return sum(
        count
        for count, (r, g, b) in picture.convert("RGB").getcolors(2**24)
        if r > 150 and g < 110 and b < 110
    )


def sealed(subtype):
    """Return a page whose only ink is a red seal in a field or a note."""

    def add(pdf):
        box = [100, 100, 300, 300]
        look = pdf.make_stream(b"1 0 0 rg 0 0 200 200 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, 200, 200])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{subtype}"),
            Rect=pikepdf.Array(box),
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        if subtype == "Widget":
            note.FT, note.T = pikepdf.Name.Sig, "dau"
        note = pdf.make_indirect(note)
        pdf.pages[0].obj.Annots = pikepdf.Array([note])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[note], SigFlags=3)

    return papers.changed(add)


def test_pages_are_drawn_once_after_the_commit_for_the_same_bytes(site, works_off):
    first, second = file_of(came(data=SCAN)), file_of(came(data=SCAN, code_number="9"))
    assert pictures.standing(first).state == "queued"

    works_off()

    found = pictures.standing(second)
    large, small = (image(pictures.picture(first, 1, small=s)) for s in (False, True))
    assert (found.state, found.of, found.sizes) == ("ready", 1, (large.size,))
    assert len(storage.pictures(first.sha256).parts) == 1
    assert (large.size[0], small.size[0]) == (1000, 200)
    assert red(large) > 3000
    assert first.file.data == SCAN


@pytest.mark.parametrize("subtype", ["Widget", "Stamp"])
def test_seals_and_signatures_that_lie_over_the_page_are_seen(site, works_off, subtype):
    file = file_of(came(data=sealed(subtype)))

    works_off()

    assert red(image(pictures.picture(file, 1))) > 50_000


def test_a_long_file_is_drawn_in_steps_up_to_a_limit(site, works_off, monkeypatch):
    monkeypatch.setattr(pictures, "CHUNK", 2)
    monkeypatch.setattr(pictures, "MOST", 5)
    file = file_of(came(data=papers.scan(dpi=50, pages=7)))

    works_off()

    found = pictures.standing(file)
    assert (found.state, len(found.sizes), found.of) == ("ready", 5, 7)
    assert len(storage.pictures(file.sha256).parts) == 3
    with pytest.raises(NotThere):
        pictures.picture(file, 6)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("TIFF", "tif")])
def test_a_picture_has_pages_too(site, works_off, kind, suffix):
    data = papers.saved(papers.picture(dpi=100), kind)
    file = file_of(came(name=f"a.{suffix}", data=data))

    works_off()

    assert pictures.standing(file).sizes == ((827, 1169),)


def test_the_pages_of_a_text_follow_its_preview(site, works_off):
    file = file_of(
        came(name="a.odt", data=texts.odt("<text:p>Bộ Công Thương</text:p>"))
    )
    before = pictures.standing(file).state

    works_off()

    assert (before, pictures.standing(file).state) == ("not_drawn", "ready")


def test_what_cannot_be_drawn_fails_with_a_sentence_and_may_be_tried_again(
    site, works_off, monkeypatch
):
    monkeypatch.setattr("imoit.workflows.reading.operations.MEGABYTES", 20)
    document = came(data=SCAN)
    file = file_of(document)
    for _try in range(3):
        works_off()
        job = of_key(f"files.pictures {file.sha256}")
        job.not_before = 0.0
    works_off()
    failed = pictures.standing(file)
    monkeypatch.undo()

    pictures.ask(file)
    works_off()

    assert failed.state == "failed"
    assert failed.why
    assert pictures.standing(file).state == "ready"


def test_a_letter_shows_its_pages_and_a_list_its_first(site, works_off, visit):
    document = came(data=SCAN)
    page = f"{file_of(document).absolute_url()}/@@page-image?page=1"
    before = visit("vanthu.bo", f"{document.absolute_url()}/view").contents

    works_off()
    after = visit("vanthu.bo", f"{document.absolute_url()}/view").contents

    assert page not in before
    assert f'src="{page}"' in after
    assert f'src="{page}&amp;small=1"' in after
    assert 'data-shots="1"' in after
    drawn = visit("vanthu.bo", page)
    assert drawn.headers["Content-Type"] == "image/webp"
    assert drawn.headers["Cache-Control"] == "private, no-cache"


def test_who_may_not_see_the_letter_sees_no_page_of_it(site, works_off, visit):
    file = file_of(came(data=SCAN))
    works_off()

    for login in ("cv.hc", "quantri", "kiemtra"):
        for more in ("", "&small=1"):
            url = f"{file.absolute_url()}/@@page-image?page=1{more}"
            answer = visit(login, url)
            assert answer.headers["Status"][:3] in ("401", "403", "404"), login
            assert "WEBP" not in answer.contents


@pytest.mark.parametrize("page", ["0", "2", "x", "", "1&page=2"])
def test_a_page_that_is_not_there_is_absent(site, works_off, visit, page):
    file = file_of(came(data=SCAN))
    works_off()

    answer = visit("vanthu.bo", f"{file.absolute_url()}/@@page-image?page={page}")

    assert answer.headers["Status"].startswith("404")


def test_rest_tells_the_pages_and_has_them_drawn(site, works_off, visit):
    file = file_of(came(data=SCAN))
    service = f"{file.absolute_url()}/@preview"

    def asked():
        answer = visit("vanthu.bo", service, "application/json")
        return json.loads(answer.contents)["pages"]

    before = asked()
    works_off()
    (item,) = asked()["items"]

    assert (before["state"], before["items"]) == ("queued", [])
    assert (item["number"], item["width"]) == (1, 1000)
    assert item["image"] == f"{file.absolute_url()}/@@page-image?page=1"
