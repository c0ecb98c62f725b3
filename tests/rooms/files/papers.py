"""Scans as they should not be, made for the tests."""

from imoit.content.files.inspector import Inspector
from io import BytesIO
from PIL import Image
from PIL import ImageDraw
from tests.rooms.ministry import SAMPLES

import pikepdf
import zipfile


A4 = (8.27, 11.69)


def picture(dpi=200, mode="RGB", blank=False):
    image = Image.new(mode, tuple(round(side * dpi) for side in A4), "white")
    if not blank:
        ImageDraw.Draw(image).rectangle((100, 100, 700, 300), fill="black")
    return image


def saved(image, kind, **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scan(dpi=200, mode="RGB", pages=1, blank=False):
    first, *rest = [picture(dpi, mode, blank) for _page in range(pages)]
    return saved(first, "PDF", resolution=dpi, save_all=True, append_images=rest)


def changed(change, data=None, **options):
    """Return a good scan after *change* had its way with the open PDF."""
    pdf = pikepdf.open(BytesIO(data or scan()))
    change(pdf)
    out = BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def older():
    return (SAMPLES / "letter-03-scan200-pdf13.pdf").read_bytes()


def encrypted(user=""):
    locked = pikepdf.Encryption(owner="chủ", user=user)
    return changed(lambda pdf: None, encryption=locked)


def with_script():
    def add(pdf):
        script = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}
        pdf.Root.OpenAction = pikepdf.Dictionary(script)

    return changed(add)


def with_hidden_script():
    def add(pdf):
        deep = pikepdf.Dictionary({"/S": pikepdf.Name.Launch, "/F": "calc.exe"})
        annotation = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=deep)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(annotation)])

    return changed(add, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_file():
    def add(pdf):
        pdf.attachments["x.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")

    return changed(add)


def with_giant():
    def add(pdf):
        image = next(iter(pdf.pages[0].get_images().values()))
        image.Width = image.Height = 60_000

    return changed(add)


def cut():
    return scan()[:2000]


def looked_at(data, content_type="application/pdf"):
    inspector = Inspector()
    try:
        return inspector.look(data, content_type)
    finally:
        inspector.stop()


def packed(*names, size=10):
    """Return a zip of members that hold nothing but zeros."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return out.getvalue()
