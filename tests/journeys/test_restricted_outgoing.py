"""Scenario 19 over HTTP: a leader restricts what was signed."""

from tests.journeys import acts

import pytest


WHY = {"reason": "Chưa công bố theo ý kiến của Bộ trưởng"}
WORKED = ("vanthu.bo", "cv.tttn", "truong.tttn", "truong.vp", "thuky1")
VIEWERS = ("cv.tttn", "truong.tttn", "truong.vp", "vanthu.bo")
MADE = {
    "signed": acts.signed,
    "numbered": acts.numbered,
    "published": acts.published,
}


def restricted(ministry, made="numbered"):
    document = MADE[made](ministry, subject="V/v lộ trình giá điện năm tới")
    uid = ministry.as_("vanthu.bo").get(document)["UID"]
    ministry.as_("botruong").post(f"{document}/@workflow/restrict", WHY)
    return document, uid


def test_scenario_19_what_a_leader_restricted_is_not_published(ministry):
    document, uid = restricted(ministry)
    clerk, leader = ministry.as_("vanthu.bo"), ministry.as_("botruong")

    answer = clerk.call("POST", f"{document}/@publication", {"stamped": True})
    batch = clerk.post("/@batch", {"act": "publish", "items": [uid]})

    assert answer.status_code == 409
    assert WHY["reason"] in answer.json()["message"]
    (item,) = batch["items"]
    assert (batch["done"], item["status"]) == (0, 409)
    assert item["error"]["restriction"]["reason"] == WHY["reason"]
    shown = leader.get(document)
    assert shown["review_state"] == "restricted"
    assert shown["restriction"]["reason"] == WHY["reason"]
    said = [line["details"] for line in leader.get(f"{document}/@journal")["items"]]
    assert any(details.get("reason") == WHY["reason"] for details in said)


@pytest.mark.parametrize("who", WORKED)
def test_scenario_19_who_had_it_to_work_on_learns_the_note_and_no_more(ministry, who):
    document, uid = restricted(ministry)
    person = ministry.as_(who)
    acts_tried = (
        ("POST", "@publication", {"stamped": True}),
        ("POST", "@workflow/return", {"reason": "Thử"}),
        ("PATCH", "", {"subject": "Thử"}),
    )

    for method, act, body in acts_tried:
        answer = person.call(method, f"{document}/{act}".rstrip("/"), body)
        assert answer.status_code == 409, (act, answer.text)
        assert answer.json()["errors"][0]["code"] == "restricted"
        assert WHY["reason"] in answer.text
        assert "giá điện" not in answer.text
        assert "/BCT-" not in answer.text
    assert person.status("GET", document) == 404
    assert person.call("GET", document).json() == absent(person, uid)


def absent(person, uid):
    return person.call("GET", f"/outgoing/{uid}").json()


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    "who", ["truong.xnk", "cv.xnk", "cv.vp", "chanhvp", "quantri", "kiemtra"]
)
def test_scenario_19_to_anybody_else_it_is_as_if_absent(ministry, made, who):
    document, uid = restricted(ministry, made)
    person = ministry.as_(who)

    for act in ("@publication", "@seen", "@workflow/lift_restriction"):
        answer = person.call("POST", f"{document}/{act}", {"stamped": True})
        assert answer.status_code == 404, act
        assert WHY["reason"] not in answer.text
    if who not in ("quantri", "kiemtra"):
        batch = person.post("/@batch", {"act": "publish", "items": [uid]})
        assert batch["items"][0]["status"] == 404


@pytest.mark.parametrize(("who", "status"), [("vanthu.bo", 409), ("truong.xnk", 404)])
def test_scenario_19_a_page_left_open_says_the_note(ministry, who, status):
    document, _uid = restricted(ministry)
    session = ministry.as_(who).session
    session.headers["Accept"] = "text/html"

    answer = session.post(f"{document}/view", {"act": "publish"}, timeout=60)

    assert answer.status_code == status
    assert (WHY["reason"] in answer.text) == (status == 409)
    assert "giá điện" not in answer.text


@pytest.mark.parametrize("made", MADE)
def test_scenario_19_earlier_viewers_lose_access_at_every_door(ministry, made):
    document, uid = restricted(ministry, made)
    doors = ("", "@journal", "@workflow", "@versions", "@readings", "@access", "view")

    for who in (*VIEWERS, "thuky1", "truong.xnk", "cv.vp", "quantri", "kiemtra"):
        person = ministry.as_(who)
        found = {door: person.status("GET", f"{document}/{door}") for door in doors}
        assert set(found.values()) <= {404}, (who, found)
        assert person.get("/@search?SearchableText=gia dien")["items_total"] == 0
        assert person.get(f"/@search?UID={uid}")["items_total"] == 0


@pytest.mark.parametrize("made", MADE)
def test_scenario_19_counts_boxes_books_and_files_know_nothing_of_it(ministry, made):
    document = MADE[made](ministry)
    uid = ministry.as_("vanthu.bo").get(document)["UID"]
    files = [f["@id"] for f in ministry.as_("vanthu.bo").get(document)["items"]]
    people = (*VIEWERS, "truong.xnk", "cv.vp")
    ministry.as_("botruong").post(f"{document}/@workflow/restrict", WHY)

    for who in people:
        person = ministry.as_(who)
        boxes = person.get("/@inbox")["boxes"]
        assert sum(box["count"] for box in boxes) == 0, (who, boxes)
        for file in files:
            doors = (file, f"{file}/@@download/file", f"{file}/@@display-file/file")
            assert {person.status("GET", door) for door in doors} <= {404}, who
    clerk = ministry.as_("vanthu.bo")
    for book in clerk.get("/@registers")["items"]:
        rows = clerk.get(book["@id"])["items"]
        assert [row["document"] for row in rows] == [None] * len(rows)
        assert uid not in str(rows)


def test_scenario_19_only_the_authority_lifts_it_and_all_is_as_before(ministry):
    document, _uid = restricted(ministry)
    lift = f"{document}/@workflow/lift_to_numbered"
    for who in VIEWERS:
        assert ministry.as_(who).status("POST", lift) == 409

    where = f"{document}/@workflow/lift_restriction"
    status = ministry.as_("botruong").status("POST", where)
    if status != 200:
        ministry.as_("botruong").post(lift)

    clerk = ministry.as_("vanthu.bo")
    assert clerk.get(document)["review_state"] == "numbered"
    assert clerk.status("POST", f"{document}/@publication", {"stamped": True}) == 201


@pytest.mark.parametrize("who", ["thutruong1", "botruong"])
def test_a_leader_restricts_and_must_say_why(ministry, who):
    document = acts.signed(ministry)
    where = f"{document}/@workflow/restrict"

    assert ministry.as_(who).status("POST", where, {}) == 422
    assert ministry.as_(who).status("POST", where, WHY) == 200


@pytest.mark.parametrize("who", [*VIEWERS, "thuky1", "truong.xnk", "chanhvp"])
def test_nobody_else_restricts_over_any_door(ministry, who):
    document = acts.numbered(ministry)
    uid = ministry.as_("vanthu.bo").get(document)["UID"]
    person = ministry.as_(who)

    assert person.status("POST", f"{document}/@workflow/restrict", WHY) in (403, 404)
    body = {"act": "restrict", "items": [uid], "data": WHY}
    assert person.post("/@batch", body)["done"] == 0
    assert ministry.as_("botruong").get(document)["review_state"] == "numbered"
