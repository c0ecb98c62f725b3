"""Records requests and answers as documentation; what moves is made still."""

from imoit.workflows.calendar import clock
from pathlib import Path

import json
import os
import re


FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rest"
SITE = "http://localhost:8080/imoit"
MOMENT = "2026-11-23T09:00:00+07:00"
DAY = "2026-11-30"
KEPT_DAYS = ("2026-11-12", "2026-11-20")


class Recorder:
    """Makes calls for a person and keeps each as an example."""

    def __init__(self, url: str):
        self.url = url
        self.names: dict[str, str] = {}
        self.changed: list[str] = []

    def still(self, text: str) -> str:
        """Return *text* whose addresses, ids, days and year stay the same."""
        text = text.replace(self.url, SITE)
        text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:[+-]\d\d:?\d\d|Z)", MOMENT, text)
        text = re.sub(r"\b20\d\d-\d\d-\d\d\b", self._day, text)
        text = re.sub(r"\b\d{20}[0-9a-f]{8}\b", "0" * 28, text)
        text = re.sub(r"\b\d{20}-", f"{0:020d}-", text)
        text = re.sub(r";base64,[\w+/=]+", ";base64,…", text)
        text = re.sub(r'"seq": \d+', '"seq": 1', text)
        text = re.sub(r"\b[A-Z2-7]{20}\b", "A" * 20, text)
        text = re.sub(r"\b[0-9a-f]{64}\b", self._name, text)
        text = re.sub(r"\b[0-9a-f]{32}\b", self._name, text)
        text = re.sub(r"\b[0-9a-f]{16}\b", self._name, text)
        text = re.sub(r"\b(?:task-)?[0-9a-f]{8,12}\b", self._name, text)
        return re.sub(rf"\b{clock.today().year}\b", DAY[:4], text)

    def _day(self, found: re.Match) -> str:
        return found[0] if found[0] in KEPT_DAYS else DAY

    def _name(self, found: re.Match) -> str:
        length = len(found[0].removeprefix("task-"))
        prefix = "task-" if found[0].startswith("task-") else ""
        number = len(self.names) + 1
        return self.names.setdefault(found[0], f"{prefix}{number:0{length}x}")

    def call(self, name: str, person, method: str, where: str, body=None):
        """Make the call, keep it as *name*; return the answer."""
        answer = person.call(method, where, body)
        path = (where if where.startswith("http") else self.url + where)[
            len(self.url) :
        ]
        lines = [
            f"{method} /imoit{path} HTTP/1.1",
            "Accept: application/json",
            f"Authorization: Basic ({person.session.auth[0]})",
        ]
        if "If-Match" in person.session.headers:
            lines.append(f"If-Match: {person.session.headers['If-Match']}")
        if body is not None:
            shown = json.dumps(_short(body), ensure_ascii=False, indent=2)
            lines += ["Content-Type: application/json", "", shown]
        self._keep(f"{name}.request.txt", "\n".join(lines))
        text = f"HTTP/1.1 {answer.status_code} {answer.reason}"
        if "ETag" in answer.headers:
            text += f"\nETag: {answer.headers['ETag']}"
        if answer.content:
            content = answer.json()
            content.pop("traceback", None)
            shown = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
            text += f"\nContent-Type: application/json\n\n{shown}"
        self._keep(f"{name}.answer.txt", text)
        return answer.json() if answer.content else {}

    def _keep(self, name: str, text: str) -> None:
        file = FOLDER / name
        text = self.still(text) + "\n"
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if before == text:
            return
        if os.environ.get("RECORD"):
            file.write_text(text, encoding="utf-8")
        self.changed.append(name)


def _short(body: dict) -> dict:
    """Return *body* with the bytes of a file cut short."""
    if body.get("scans"):
        return {**body, "scans": [_cut(file) for file in body["scans"]]}
    return {**body, "file": _cut(body["file"])} if body.get("file") else body


def _cut(file: dict) -> dict:
    return {**file, "data": f"{file['data'][:40]}…"}
