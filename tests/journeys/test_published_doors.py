"""Nothing published can be edited, through no door that Plone itself has."""

from tests.journeys import acts
from tests.journeys.client import PASSWORD

import pytest
import requests


PEOPLE = ("cv.tttn", "truong.tttn", "vanthu.bo", "thutruong1", "quantri", "truong.xnk")
ELSEWHERE = {"Destination": "{url}/moved"}
DOORS = [
    ("GET", "@@edit", {}),
    (
        "POST",
        "@@edit",
        {"data": {"form.widgets.subject": "Khác", "form.buttons.save": "Lưu"}},
    ),
    ("PATCH", "", {"json": {"subject": "Khác", "title": "Khác", "id": "khac"}}),
    ("DELETE", "", {}),
    ("PUT", "", {"data": "khac"}),
    ("MOVE", "", {"headers": ELSEWHERE}),
    ("COPY", "", {"headers": ELSEWHERE}),
    ("PROPPATCH", "", {"data": "<propertyupdate/>"}),
    ("POST", "object_rename", {"data": {"new_ids": "khac"}}),
    ("POST", "delete_confirmation", {"data": {"form.button.Delete": "1"}}),
    ("POST", "object_cut", {}),
    ("POST", "@@fc-rename", {"data": {"newid_1": "khac"}}),
    ("POST", "manage_delObjects", {"data": {"ids": "{file}"}}),
    ("POST", "manage_changeProperties", {"data": {"title": "Khác"}}),
    ("POST", "@@setproperty", {"data": {"title": "Khác"}}),
]


def knock(url, login, door):
    """Try one door as *login* and return its status."""
    method, path, sent = door
    headers = {"Accept": "application/json" if "json" in sent or not path else "*/*"}
    headers |= {k: v.format(url=url) for k, v in sent.get("headers", {}).items()}
    return requests.request(
        method,
        f"{url}/{path}".rstrip("/"),
        auth=(login, PASSWORD),
        headers=headers,
        data=sent.get("data"),
        json=sent.get("json"),
        allow_redirects=False,
        timeout=60,
    ).status_code


def kept(ministry, draft):
    """Return what may not change, document and files."""
    found = ministry.as_("vanthu.bo").get(draft)
    names = ("@id", "title", "subject", "symbol", "review_state", "recipients", "items")
    return {name: found.get(name) for name in names}


@pytest.mark.parametrize("door", DOORS, ids=lambda d: f"{d[0]} {d[1]}".strip())
def test_no_door_of_plone_changes_what_is_published(ministry, door):
    draft = acts.published(ministry)
    before = kept(ministry, draft)

    found = {login: knock(draft, login, door) for login in PEOPLE}

    assert kept(ministry, draft) == before, found
    assert not {s for s in found.values() if s in (201, 204)}, found


def test_a_folder_of_plone_moves_nothing_that_is_published(ministry):
    draft = acts.published(ministry)
    before, name = kept(ministry, draft), draft.rpartition("/")[2]
    folder = f"{ministry.url}/outgoing"

    for login in PEOPLE:
        person = requests.Session()
        person.auth = (login, PASSWORD)
        for path, data in (
            ("@@fc-delete", {"selection": f'["{before["@id"]}"]'}),
            ("manage_delObjects", {"ids": name}),
            ("manage_renameObject", {"id": name, "new_id": "khac"}),
            ("manage_cutObjects", {"ids": name}),
            ("folder_rename", {"paths": draft}),
        ):
            person.post(f"{folder}/{path}", data=data, allow_redirects=False)
        person.post(f"{ministry.url}/@move", json={"source": draft})

    assert kept(ministry, draft) == before


def test_a_door_that_is_shut_later_is_open_to_who_drafts(ministry):
    draft = acts.drafted(ministry)
    rewrite = ("PATCH", "", {"json": {"subject": "V/v khác"}})

    assert knock(draft, "cv.tttn", rewrite) in (200, 204)
    assert ministry.as_("cv.tttn").get(draft)["subject"] == "V/v khác"


MAKERS = ("cv.tttn", "truong.tttn", "truong.vp", "thuky1", "thutruong1", "vanthu.bo")
RECIPIENTS = ("truong.xnk", "cv.vp")
MAKING = ("@@opinions", "@@versions", "@@signing-slip")
MAKING_REST = ("@opinions", "@versions", "@versions/1", "@pen", "@form-check")
FILE_DOORS = ("@@download/file", "@@display-file/file", "@@text", "")


def opened(url, login, paths):
    """Return which of *paths* below *url* answer *login* with what they hold."""
    found = set()
    for path in paths:
        is_page = path.startswith("@@")
        answer = requests.get(
            f"{url}/{path}",
            auth=(login, PASSWORD),
            headers={"Accept": "*/*" if is_page else "application/json"},
            allow_redirects=False,
            timeout=60,
        )
        found |= {path} if answer.status_code == 200 else set()
    return found


def told(ministry, draft, login):
    """Return the acts that the journal tells *login*."""
    found = ministry.as_(login).get(f"{draft}/@journal")["items"]
    return [line["act"] for line in found]


@pytest.mark.parametrize("login", RECIPIENTS)
def test_what_led_to_it_stays_with_those_who_made_it(ministry, login):
    draft = acts.published(ministry)
    files = {f["role"]: f["@id"] for f in kept(ministry, draft)["items"]}

    assert opened(draft, login, ("view", "", *MAKING, *MAKING_REST)) == {"view", ""}
    assert opened(files["main"], login, FILE_DOORS) == set()
    assert opened(files["signed_scan"], login, FILE_DOORS) >= {"@@download/file"}

    found = ministry.as_(login).get(draft)
    assert [file["role"] for file in found["items"]] == ["signed_scan"]
    assert (found["approvals"], found["signing_steps"]) == ([], [])
    said = [
        line["act"] for line in ministry.as_(login).get(f"{draft}/@journal")["items"]
    ]
    assert said[0] == "published_to" and "approve_content" not in said


@pytest.mark.parametrize("login", MAKERS)
def test_those_who_made_it_go_on_reading_how(ministry, login):
    draft = acts.published(ministry)
    files = {f["role"]: f["@id"] for f in kept(ministry, draft)["items"]}

    assert opened(draft, login, (*MAKING, *MAKING_REST)) == {*MAKING, *MAKING_REST}
    assert "@@download/file" in opened(files["main"], login, FILE_DOORS)

    found = ministry.as_(login).get(draft)
    assert found["approvals"] and found["signing_steps"]
    said = [
        line["act"] for line in ministry.as_(login).get(f"{draft}/@journal")["items"]
    ]
    assert "approve_content" in said
