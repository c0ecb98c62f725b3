from io import BytesIO
from reportlab.pdfgen import canvas
from tests.journeys import acts
from tests.journeys.recorder import Recorder
from tests.journeys.test_reference_desk import works_off

import base64
import os
import pytest


__all__ = ["works_off"]


def previews(ministry, r, monkeypatch):
    officer = ministry.as_("cv.tttn")
    draft = acts.drafted(ministry)
    drawn = officer.get(draft)["items"][0]["@id"]
    r.call("preview-ready", officer, "GET", f"{drawn}/@preview")
    monkeypatch.setenv("IMOIT_OFFICE", "/nowhere/soffice")
    text = officer.post(f"{draft}/@versions/from-template")["file"]
    r.call("preview-off", officer, "GET", f"{text}/@preview")
    monkeypatch.setenv("IMOIT_OFFICE", "/bin/true")
    r.call("preview-ask", officer, "POST", f"{text}/@preview", {})
    r.call("preview", officer, "GET", f"{text}/@preview")
    r.call("preview-hidden", ministry.as_("cv.hc"), "GET", f"{text}/@preview")


def sheet():
    """Return a PDF with three lines."""
    out = BytesIO()
    pdf = canvas.Canvas(out, pagesize=(595, 842), invariant=True)
    for n, line in enumerate(("So: 12/BCT-TTTN", "V/v gia xang dau", "Ha Noi, 2026")):
        pdf.drawString(72, 760 - 20 * n, line)
    pdf.save()
    return out.getvalue()


def texts(ministry, r, works_off, monkeypatch):
    clerk = ministry.as_("vanthu.bo")
    document = acts.registered(ministry)
    data = base64.b64encode(sheet()).decode()
    body = {"file": {"data": data, "encoding": "base64", "filename": "giá.pdf"}}
    url = clerk.post(document, {"@type": "Attachment", **body})["@id"]
    r.call("text-waits", clerk, "GET", f"{url}/@text")
    works_off()
    r.call("text", clerk, "GET", f"{url}/@text")
    r.call("preview-pages", clerk, "GET", f"{url}/@preview")
    r.call("text-page", clerk, "GET", f"{url}/@text?page=1")
    r.call("text-page-missing", clerk, "GET", f"{url}/@text?page=2")
    r.call("text-again", clerk, "POST", f"{url}/@text", {})
    r.call("text-hidden", ministry.as_("cv.hc"), "GET", f"{url}/@text")


def test_recorded_examples_of_files_are_true(ministry, works_off, monkeypatch):
    r = Recorder(ministry.url)

    previews(ministry, r, monkeypatch)
    texts(ministry, r, works_off, monkeypatch)

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")
