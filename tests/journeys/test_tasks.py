from tests.journeys import acts

import pytest


ORDER = {
    "text": "Cục TTTN chủ trì, phối hợp với Cục XNK, trong 5 ngày làm việc.",
    "lead": ["unit:tttn"],
    "support": ["unit:xnk"],
    "informed": [],
    "working_days": 5,
}


def first(ministry, who, box="to_process"):
    return ministry.as_(who).get(f"/@inbox?box={box}")["items"][0]["@id"]


def test_a_sentence_proposes_a_directive_and_writes_nothing(ministry):
    document = acts.submitted(ministry)
    leader = ministry.as_("thutruong1")

    found = leader.post(f"{document}/@directives/proposal", {"text": ORDER["text"]})

    assert [party["id"] for party in found["lead"]] == ["unit:tttn"]
    assert [party["id"] for party in found["support"]] == ["unit:xnk"]
    assert (found["working_days"], found["due"]) == (5, None)
    assert leader.get(document)["review_state"] == "submitted"


def test_what_a_secretary_writes_down_is_no_directive_until_confirmed(ministry):
    document = acts.submitted(ministry)
    secretary, leader = ministry.as_("thuky1"), ministry.as_("thutruong1")

    secretary.post(f"{document}/@dictation", ORDER)

    assert leader.get(document)["review_state"] == "submitted"
    assert acts.tasks(ministry, document) == []
    assert ministry.as_("truong.tttn").status("GET", document) == 404
    assert ministry.as_("chanhvp").status("GET", f"{document}/@dictation") == 404
    assert leader.get("/@inbox?box=to_direct")["items_total"] == 0
    waiting = leader.get("/@inbox?box=to_approve")["items"]
    assert [item["@id"] for item in waiting] == [document]


def test_the_leader_confirms_and_both_are_named(ministry):
    document = acts.submitted(ministry)
    ministry.as_("thuky1").post(f"{document}/@dictation", ORDER)
    leader = ministry.as_("thutruong1")

    leader.post(f"{document}/@dictation/confirm")

    given = leader.get(f"{document}/@directives")["items"][0]
    assert (given["person"], given["entered_by"]["person"]) == ("thutruong1", "thuky1")
    assert len(acts.tasks(ministry, document)) == 2
    lines = ministry.as_("vanthu.bo").get(f"{document}/@journal")["items"]
    found = {(line["act"], line["person"]) for line in lines}
    assert {("dictate", "thuky1"), ("directive", "thutruong1")} <= found
    assert leader.get("/@inbox?box=to_approve")["items_total"] == 0


@pytest.mark.parametrize("who", ["thutruong1", "chanhvp", "truong.tttn", "vanthu.bo"])
def test_only_the_leaders_own_secretary_writes_down(ministry, who):
    document = acts.submitted(ministry)

    status = ministry.as_(who).status("POST", f"{document}/@dictation", ORDER)

    assert status == (404 if who == "truong.tttn" else 403)


@pytest.mark.parametrize("who", ["thuky1", "chanhvp"])
def test_nobody_but_the_leader_confirms(ministry, who):
    document = acts.submitted(ministry)
    ministry.as_("thuky1").post(f"{document}/@dictation", ORDER)

    answer = ministry.as_(who).call("POST", f"{document}/@dictation/confirm")

    assert answer.status_code in (403, 404)
    assert acts.tasks(ministry, document) == []


def test_what_was_written_down_may_be_dropped(ministry):
    document = acts.submitted(ministry)
    secretary = ministry.as_("thuky1")
    secretary.post(f"{document}/@dictation", ORDER)

    assert secretary.status("DELETE", f"{document}/@dictation") == 204

    leader = ministry.as_("thutruong1")
    assert leader.status("POST", f"{document}/@dictation/confirm") == 409
    assert leader.get("/@inbox?box=to_direct")["items_total"] == 1


def test_a_directive_replaces_another_and_both_stay(ministry):
    document = acts.directed(ministry)
    leader = ministry.as_("thutruong1")

    new = acts.order(lead=["unit:pc"], supersedes=1, recall_old=True)
    leader.post(f"{document}/@directives", new)

    found = leader.get(f"{document}/@directives")["items"]
    assert [(d["number"], d["superseded_by"]) for d in found] == [(1, 2), (2, None)]
    states = [task["review_state"] for task in acts.tasks(ministry, document)]
    assert states == ["recalled"] * 3 + ["assigned"] * 3
    assert ministry.as_("truong.tttn").status("GET", document) == 404


def test_the_office_does_not_replace_a_leaders_directive(ministry):
    document = acts.directed(ministry)
    new = acts.order(lead=["unit:pc"], supersedes=1)

    assert ministry.as_("chanhvp").status("POST", f"{document}/@directives", new) == 403


def test_a_deadline_is_stopped_and_extended_over_rest(ministry):
    document = acts.directed(ministry)
    task = first(ministry, "truong.tttn")
    head, leader = ministry.as_("truong.tttn"), ministry.as_("thutruong1")
    before = acts.tasks(ministry, document)[0]["due"]

    leader.post(f"{task}/@workflow/pause", {"reason": "Chờ Bộ Tài chính"})
    assert leader.get(task)["standing"] == "paused"
    assert head.get("/@inbox?box=due_soon")["items_total"] == 0
    head.post(f"{task}/@workflow/resume")
    ask = {"reason": "Nhiều việc", "working_days": 3}
    head.post(f"{task}/@workflow/ask_extension", ask)
    asked = head.get(task)
    assert (asked["due"], asked["extension_asked"] > before) == (before, True)
    leader.post(
        f"{first(ministry, 'thutruong1', 'to_approve')}/@workflow/grant_extension"
    )

    found = head.get(task)
    assert (found["due"], found["first_due"]) == (asked["extension_asked"], before)
    said = [mark["act"] for mark in found["deadline_acts"]]
    assert said == ["pause", "resume", "ask_extension", "grant_extension"]


@pytest.mark.parametrize("step", ["pause", "ask_extension"])
def test_a_deadline_act_must_say_why(ministry, step):
    acts.directed(ministry)
    task = first(ministry, "truong.tttn")
    who = "thutruong1" if step == "pause" else "truong.tttn"

    answer = ministry.as_(who).call(
        "POST", f"{task}/@workflow/{step}", {"working_days": 2}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "reason"


def test_what_is_returned_waits_until_it_is_noted(ministry):
    acts.directed(ministry)
    task = first(ministry, "truong.xnk")
    ministry.as_("truong.xnk").post(
        f"{task}/@workflow/return", {"reason": "Không thuộc chức năng"}
    )
    leader = ministry.as_("thutruong1")

    assert leader.get(task)["reason"] == "Không thuộc chức năng"
    assert leader.get(task)["standing"] == "stopped"
    leader.post(f"{task}/@workflow/take_note")

    assert leader.get("/@inbox?box=returned")["items_total"] == 0


def test_a_supporter_with_a_day_of_his_own(ministry):
    document = acts.submitted(ministry)
    support = [{"id": "unit:xnk", "working_days": 2}]

    ministry.as_("thutruong1").post(
        f"{document}/@directives", acts.order(support=support)
    )

    lead, support, _informed = acts.tasks(ministry, document)
    assert support["due"] < lead["due"]


PLONES_OWN = (
    "content_status_modify?workflow_action=accept",
    "@@content_status_history",
    "@@folder_publish?workflow_action=accept",
    "@@fc-workflow",
    "@@fc-delete",
    "manage_workspace",
    "doActionFor",
)


@pytest.mark.parametrize("door", PLONES_OWN)
def test_plones_own_doors_move_no_task(ministry, door):
    acts.directed(ministry)
    task = first(ministry, "truong.tttn")
    ministry.as_("truong.tttn").post(f"{task}/@report", {"text": "Xong"})
    before = ministry.as_("thutruong1").get(task)

    for person in (ministry.as_("thutruong1"), ministry.as_manager()):
        person.session.headers["Accept"] = "text/html"
        person.call("GET", f"{task}/{door}")
        person.call("POST", f"{task}/{door}")

    after = ministry.as_("thutruong1").get(task)
    assert (after["review_state"], after["done_at"]) == ("reported", None)
    assert before["review_state"] == "reported"
