"""Scenarios 2, 4, 5 and 20 as they are told; the others stand where their rules do."""

from datetime import timedelta
from imoit.workflows.calendar import clock
from plone import api
from tests.journeys import acts
from tests.journeys.client import letter
from tests.rooms.files import papers

import base64
import pytest
import transaction


def clerk(ministry):
    return ministry.as_("vanthu.bo")


def inbox(ministry, box, who="vanthu.bo"):
    return ministry.as_(who).get(f"/@inbox?box={box}")["items"]


def long_ago(url, name, **since):
    """Let what happened to a letter have happened before."""
    transaction.begin()
    document = api.portal.get()["incoming"][url.rpartition("/")[2]]
    when = clock.now() - timedelta(**since)
    setattr(document, name, when.isoformat(timespec="milliseconds"))
    document.reindexObject()
    transaction.commit()


def test_scenario_02_a_letter_gets_the_next_number_and_todays_day(ministry):
    acts.registered(ministry)
    sent = letter(code_number="267", code_notation="VPCP-TTĐT")
    url = clerk(ministry).post("/incoming", sent)["@id"]

    clerk(ministry).post(f"{url}/@registration")

    found = clerk(ministry).get(url)
    today = clock.today()
    assert (found["number"], found["arrival_date"]) == (2, today.isoformat())
    row = clerk(ministry).get(f"/@registers/incoming/{today.year}")["items"][0]
    assert row["document"]["symbol"] == "267/VPCP-TTĐT"
    assert (row["number"], row["state"]) == (2, "given")


def test_scenario_04_what_is_not_submitted_by_the_next_working_day_is_late(ministry):
    in_time = acts.registered(ministry)
    late = acts.registered(ministry, code_number="2")
    long_ago(late, "registered_at", days=14)

    assert [i["@id"] for i in inbox(ministry, "late_submission")] == [late]
    assert {i["@id"] for i in inbox(ministry, "to_submit")} == {late, in_time}
    acts.submit(ministry, late)
    assert inbox(ministry, "late_submission") == []


def test_scenario_05_an_express_letter_is_first_and_late_by_the_minute(ministry):
    normal = acts.submitted(ministry)
    express = acts.submitted(ministry, code_number="2", priority="express")
    long_ago(express, "submitted_at", minutes=7)

    found = inbox(ministry, "to_direct", "thutruong1")

    assert [item["@id"] for item in found] == [express, normal]
    assert (found[0]["late"], found[0]["waits_minutes"]) == (True, 7)
    assert not found[1]["late"]
    page = ministry.as_("thutruong1").session.get(
        f"{ministry.url}/@@desk?box=to_direct", headers={"Accept": "text/html"}
    )
    assert "is-late" in page.content.decode()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        pytest.param(lambda: papers.scan(dpi=150), "coarse", id="150 dpi"),
        pytest.param(lambda: papers.scan(mode="L"), "grey", id="grey"),
        pytest.param(papers.older, "old", id="PDF 1.3"),
        pytest.param(papers.scan, "", id="good"),
    ],
)
def test_scenario_20_a_bad_scan_is_flagged_with_its_reason(ministry, made, code):
    url = acts.received(ministry)
    file = {
        "data": base64.b64encode(made()).decode(),
        "encoding": "base64",
        "filename": "quet.pdf",
        "content-type": "application/pdf",
    }

    body = {"@type": "Attachment", "file": file, "role": "main"}
    answer = clerk(ministry).call("POST", url, body)

    assert answer.status_code == 201, answer.text
    checks = answer.json()["scan"]["checks"]
    flagged = [check for check in checks if check["state"] == "flagged"]
    assert len(flagged) == (1 if code else 0)
    assert all(check["message"] for check in flagged)
