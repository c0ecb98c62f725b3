from tests.journeys import acts
from tests.journeys.recorder import Recorder

import os
import pytest


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


def test_recorded_examples_of_files_are_true(ministry, monkeypatch):
    r = Recorder(ministry.url)

    previews(ministry, r, monkeypatch)

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")
