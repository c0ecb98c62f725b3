from imoit.workflows.jobs.operations.working import work_off
from tests.journeys import acts

import pytest
import requests


DOORS = [
    ("GET", "/@notices"),
    ("POST", "/@notices"),
    ("GET", "/@notice-settings"),
    ("PATCH", "/@notice-settings"),
    ("GET", "/@jobs"),
    ("GET", "/@jobs/x"),
    ("POST", "/@jobs/x"),
    ("POST", "/@batch"),
    ("GET", "/@terms"),
    ("GET", "/@actor"),
    ("GET", "/@parties"),
]
HEAD = "truong.tttn"


@pytest.fixture
def told(ministry, acceptance):
    """A task was given, and who has it was told."""
    acts.directed(ministry)
    site = acceptance["portal"]
    work_off(site._p_jar.db(), "/".join(site.getPhysicalPath()))
    return ministry.as_(HEAD).get("/@notices")["items"]


@pytest.mark.parametrize(("method", "where"), DOORS, ids=lambda part: str(part))
def test_strangers_are_let_in_nowhere(ministry, method, where):
    answer = requests.request(
        method,
        f"{ministry.url}{where}",
        json={},
        headers={"Accept": "application/json"},
        timeout=60,
    )

    assert answer.status_code == 401
    assert answer.json()["message"]


@pytest.mark.parametrize("who", ["quantri", "kiemtra", "cv.tttn", "truong.hc"])
def test_nobody_reads_or_marks_anothers_notices(ministry, told, who):
    other = ministry.as_(who)

    answer = other.call("GET", "/@notices")
    marked = other.call("POST", "/@notices", {"read": [told[0]["id"]]})

    if answer.status_code == 200:
        assert (answer.json()["items_total"], marked.json()["marked"]) == (0, 0)
    else:
        assert (answer.status_code, marked.status_code) == (403, 403)
    assert ministry.as_(HEAD).get("/@notices")["unread"] == 1


def test_a_notice_is_marked_read_once(ministry, told):
    head, own = ministry.as_(HEAD), {"read": [told[0]["id"]]}

    first, second = head.post("/@notices", own), head.post("/@notices", own)

    assert (first["marked"], second["marked"], second["unread"]) == (1, 0, 0)
    assert head.get("/@notices?unread=1")["items"] == []
    assert head.get("/@notices")["items"][0]["read"] is True


@pytest.mark.parametrize(
    ("method", "where", "body", "field"),
    [
        ("POST", "/@notices", {"read": 7}, "read"),
        ("POST", "/@notices", {"all": "x"}, "all"),
        ("GET", "/@notices?b_size=0", None, "b_size"),
        ("GET", "/@notices?b_start=²", None, "b_start"),
        ("GET", "/@notices?b_start=--1", None, "b_start"),
        ("PATCH", "/@notice-settings", {"gossip": {"mail": "none"}}, "gossip"),
        ("PATCH", "/@notice-settings", {"task": {"mail": "daily"}}, "task"),
        ("PATCH", "/@notice-settings", {"task": {"bell": False}}, "task"),
        ("PATCH", "/@notice-settings", {"task": 1}, "task"),
        ("GET", "/@jobs?b_size=many", None, "b_size"),
        ("POST", "/@batch", {"items": ["x"]}, "act"),
        ("POST", "/@batch", {"act": "accept", "items": []}, "items"),
        ("POST", "/@batch", {"act": "accept", "items": ["x"] * 9, "data": 1}, "data"),
        ("POST", "/@batch", {"act": "accept", "items": 5}, "items"),
        ("GET", "/@parties?b_size=0", None, "b_size"),
        ("GET", "/@working-calendar?year=1900", None, "year"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_cannot_be_is_said_with_its_field(ministry, method, where, body, field):
    answer = ministry.as_(HEAD).call(method, where, body)

    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("method", "where"),
    [("POST", "/@notices"), ("PATCH", "/@notice-settings"), ("POST", "/@batch")],
)
def test_what_is_no_json_is_refused(ministry, method, where):
    session = ministry.as_(HEAD).session

    answer = session.request(
        method,
        f"{ministry.url}{where}",
        data="{",
        headers={"Content-Type": "application/json"},
        timeout=60,
    )

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_a_wish_that_is_refused_changes_nothing(ministry):
    head = ministry.as_(HEAD)
    both = {"reported": {"mail": "none"}, "task": {"bell": False}}

    assert head.status("PATCH", "/@notice-settings", both) == 422
    assert head.get("/@notice-settings")["kinds"]["reported"]["mail"] == "digest"


@pytest.mark.parametrize("who", ["truong.tttn", "botruong", "vanthu.bo", "kiemtra"])
def test_only_the_site_manager_sees_the_work_of_everybody(ministry, who):
    answer = ministry.as_(who).call("GET", "/@jobs?everybody=1")

    assert answer.status_code == 403
    assert answer.json()["message"]


def test_a_job_nobody_knows_is_not_there(ministry):
    head = ministry.as_(HEAD)

    assert head.status("GET", "/@jobs/nothing") == 404
    assert head.status("POST", "/@jobs/nothing", {"state": "queued"}) == 404
    assert head.status("POST", "/@jobs") == 404
