from imoit.content.stacks.domain import SEPARATOR
from tests.journeys.client import letter
from tests.journeys.client import sample
from tests.journeys.recorder import Recorder
from tests.rooms.autofill import papers as stamps
from tests.rooms.files import papers
from tests.rooms.stacks import papers as stacks

import base64
import os
import pytest


def scans(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    good = sample("letter-00-scan200-stamped.pdf")
    files = [{**good, "filename": "0001.pdf"}, {**good, "filename": "0002.exe"}]
    body = {"secrecy": "normal", "channel": "post", "scans": files}
    r.call("scans", clerk, "POST", "/incoming/@scans", body)


def letter_fields(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    file = sample("letter-01.pdf")
    r.call("letter-fields", clerk, "POST", "/incoming/@letter-fields", {"file": file})
    secret = base64.b64encode(stamps.saying("TỐI MẬT")).decode()
    body = {"file": {**file, "data": secret}}
    r.call("letter-fields-secret", clerk, "POST", "/incoming/@letter-fields", body)


def reading_accuracy(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    r.call("reading-accuracy", clerk, "GET", "/@reading-accuracy?month=2026-11")


def stack(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    sheet, pages = stacks.code(SEPARATOR), (stacks.letter(1), stacks.letter(1))
    bound = stacks.bound(sheet, pages[0], sheet, pages[1])
    file = {**sample("letter-01.pdf"), "data": base64.b64encode(bound).decode()}
    r.call("stack-pages", clerk, "POST", "/incoming/@stack-pages", {"file": file})
    split = {"begins": [2, 4], "left_out": [1, 3]}
    body = {"secrecy": "normal", "scans": [{**file, "split": split}]}
    r.call("stack-scans", clerk, "POST", "/incoming/@scans", body)


def bad_scan(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    url = clerk.post("/incoming", letter())["@id"]
    scripted = base64.b64encode(papers.with_script()).decode()
    file = {**sample("letter-00.pdf"), "data": scripted, "filename": "0003.pdf"}
    body = {"@type": "Attachment", "file": file, "role": "main"}
    r.call("attachment-refused", clerk, "POST", url, body)


def batch(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    first, copy, twin = [clerk.post("/incoming", letter())["@id"] for _n in range(3)]
    reason = "Bản giấy gửi sau bản điện tử"
    confirmed = {"@id": copy, "confirm_duplicate": True, "reason": reason}
    letters = [first, confirmed, twin]
    body = {"letters": letters, "arrival_date": "2026-11-20", "to": "person:chanhvp"}
    r.call("registrations", clerk, "POST", "/incoming/@registrations", body)


def agency(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    body = {"name": "Bộ Khoa học và Công nghê"}
    r.call("agencies-similar", clerk, "POST", "/@agencies", body)
    body = {"name": "Hợp tác xã Rừng Xanh", "organ_id": "H31.77"}
    r.call("agencies-add", clerk, "POST", "/@agencies", body)
    r.call("agencies", clerk, "GET", "/@agencies?q=rung xanh")


def test_recorded_examples_of_intake_are_true(ministry):
    r = Recorder(ministry.url)

    scans(ministry, r)
    bad_scan(ministry, r)
    batch(ministry, r)
    agency(ministry, r)
    stack(ministry, r)
    letter_fields(ministry, r)
    reading_accuracy(ministry, r)

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")
