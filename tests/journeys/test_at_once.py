from concurrent.futures import ThreadPoolExecutor
from tests.journeys import acts
from threading import Barrier

import pytest


ROUNDS = 3


def at_once(*calls):
    """Make the calls at the same moment, each on a thread of its own."""
    gate = Barrier(len(calls))

    def one(call):
        gate.wait()
        person, method, where, body = call
        return person.call(method, where, body)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def task_of(ministry, document):
    return acts.tasks(ministry, document)[0]["@id"]


def reported(ministry):
    document = acts.directed(ministry)
    task = task_of(ministry, document)
    ministry.as_("truong.tttn").post(f"{task}/@report", {"text": "Xong"})
    return document, task


def journal(ministry, document, act):
    lines = ministry.as_("vanthu.bo").get(f"{document}/@journal")["items"]
    return [line for line in lines if line["act"] == act]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_close_the_same_task_close_it_once(ministry, turn):
    document, task = reported(ministry)
    where = f"{task}/@workflow/accept"

    answers = at_once(
        *[(ministry.as_("thutruong1"), "POST", where, {}) for _n in range(4)]
    )

    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409]
    assert len(journal(ministry, document, "accept")) == 1
    assert len(journal(ministry, document, "complete")) == 1
    leader = ministry.as_("thutruong1")
    assert leader.get(document)["review_state"] == "completed"


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_recall_and_a_report_leave_one_whole_story(ministry, turn):
    document = acts.directed(ministry)
    task = task_of(ministry, document)
    head, leader = ministry.as_("truong.tttn"), ministry.as_("thutruong1")

    told, taken = at_once(
        (head, "POST", f"{task}/@report", {"text": "Xong"}),
        (leader, "POST", f"{task}/@workflow/recall", {"reason": "Giao lại"}),
    )

    assert taken.status_code == 200
    assert told.status_code in (200, 404)
    found = leader.get(task)
    assert found["review_state"] == "recalled"
    assert bool(found["reported_at"]) is (told.status_code == 200)
    assert len(journal(ministry, document, "report")) == (told.status_code == 200)
    assert head.status("GET", document) == 404


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_directives_at_once_are_both_kept_in_order(ministry, turn):
    document = acts.directed(ministry)
    leader = ministry.as_("thutruong1")
    where = f"{document}/@directives"
    orders = [
        acts.order(text=f"Việc {n}", lead=[f"unit:{unit}"], support=[], informed=[])
        for n, unit in enumerate(("pc", "khtc", "cn", "hc"))
    ]

    answers = at_once(*[(leader, "POST", where, order) for order in orders])

    assert {a.status_code for a in answers} == {201}
    assert sorted(a.json()["number"] for a in answers) == [2, 3, 4, 5]
    kept = leader.get(where)["items"]
    assert [d["number"] for d in kept] == [1, 2, 3, 4, 5]
    given = {(a.json()["number"], a.json()["text"]) for a in answers}
    assert {(d["number"], d["text"]) for d in kept[1:]} == given
    assert len(acts.tasks(ministry, document)) == 3 + 4


def test_two_who_replace_the_same_directive_replace_it_once(ministry):
    document = acts.directed(ministry)
    leader = ministry.as_("thutruong1")
    new = acts.order(lead=["unit:pc"], supersedes=1, recall_old=True)

    answers = at_once(
        *[(leader, "POST", f"{document}/@directives", new) for _n in range(3)]
    )

    assert sorted(a.status_code for a in answers) == [201, 409, 409]
    assert len(leader.get(f"{document}/@directives")["items"]) == 2


def test_a_leader_who_confirms_twice_sends_once(ministry):
    document = acts.submitted(ministry)
    ministry.as_("thuky1").post(f"{document}/@dictation", acts.order())
    leader = ministry.as_("thutruong1")
    where = f"{document}/@dictation/confirm"

    answers = at_once(*[(leader, "POST", where, {}) for _n in range(3)])

    assert sorted(a.status_code for a in answers) == [201, 409, 409]
    assert len(leader.get(f"{document}/@directives")["items"]) == 1


def test_a_grant_and_a_refusal_do_not_both_count(ministry):
    document = acts.directed(ministry)
    task = task_of(ministry, document)
    ask = {"reason": "Nhiều việc", "working_days": 3}
    ministry.as_("truong.tttn").post(f"{task}/@workflow/ask_extension", ask)
    leader = ministry.as_("thutruong1")

    answers = at_once(
        (leader, "POST", f"{task}/@workflow/grant_extension", {}),
        (leader, "POST", f"{task}/@workflow/refuse_extension", {"reason": "Gấp"}),
    )

    assert sorted(a.status_code for a in answers) == [200, 409]
    said = [mark["act"] for mark in leader.get(task)["deadline_acts"]]
    assert len(said) == 2


def of_the_minister(ministry):
    """A letter before the minister, whose post the deputy may act in."""
    minister = ministry.as_("botruong")
    body = {"to": "person:thutruong1", **acts.days(0, 3)}
    minister.post("/@delegations", body)
    document = acts.registered(ministry)
    acts.submit(ministry, document, "person:botruong")
    return document, minister, ministry.as_("thutruong1", "ldb-minister-1")


def names(ministry, document, act):
    return sorted(line["name"] for line in journal(ministry, document, act))


def test_two_leaders_who_direct_one_letter_are_both_kept_in_order(ministry):
    document, minister, deputy = of_the_minister(ministry)
    where = f"{document}/@directives"

    answers = at_once(
        (minister, "POST", where, acts.order(text="Việc của Bộ trưởng")),
        (deputy, "POST", where, acts.order(text="Việc thay", lead=["unit:pc"])),
    )

    assert [a.status_code for a in answers] == [201, 201]
    assert sorted(a.json()["number"] for a in answers) == [1, 2]
    assert names(ministry, document, "directive") == [
        "Lê Thị Thanh Vân (thay Nguyễn Hữu Đạt theo ủy quyền)",
        "Nguyễn Hữu Đạt",
    ]
    assert len(acts.tasks(ministry, document, "botruong")) == 6


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_people_who_accept_one_report_accept_it_once(ministry, turn):
    document, minister, deputy = of_the_minister(ministry)
    minister.post(f"{document}/@directives", acts.order(support=[], informed=[]))
    task = acts.tasks(ministry, document, "botruong")[0]["@id"]
    ministry.as_("truong.tttn").post(f"{task}/@report", {"text": "Xong"})
    uid = minister.get(task)["UID"]

    one, other = at_once(
        (minister, "POST", f"{task}/@workflow/accept", {}),
        (deputy, "POST", "/@batch", {"act": "accept", "items": [uid]}),
    )

    statuses = [one.status_code, other.json()["items"][0]["status"]]
    assert sorted(statuses) == [200, 409]
    assert len(journal(ministry, document, "accept")) == 1
    assert len(journal(ministry, document, "complete")) == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_letter_is_directed_or_passed_on_not_both(ministry, turn):
    document = acts.registered(ministry)
    clerk, office = ministry.as_("vanthu.bo"), ministry.as_("chanhvp")
    clerk.post(f"{document}/@submission", {"to": "person:chanhvp"})

    answers = at_once(
        (office, "POST", f"{document}/@directives", acts.order()),
        (office, "POST", f"{document}/@submission", {"to": "person:botruong"}),
    )

    won = [a.status_code == 201 for a in answers]
    assert sorted(won) == [False, True]
    assert {a.status_code for a in answers} <= {201, 403, 409}
    assert len(journal(ministry, document, "directive")) == won[0]
    state = office.get(document)["review_state"]
    assert state == ("in_progress" if won[0] else "submitted")


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_return_and_a_new_directive_leave_one_whole_story(ministry, turn):
    document = acts.directed(ministry)
    task = task_of(ministry, document)
    head, leader = ministry.as_("truong.tttn"), ministry.as_("thutruong1")
    new = acts.order(lead=["unit:pc"], supersedes=1, recall_old=True)

    back, given = at_once(
        (head, "POST", f"{task}/@workflow/return", {"reason": "Nhầm đơn vị"}),
        (leader, "POST", f"{document}/@directives", new),
    )

    assert given.status_code == 201
    assert back.status_code in (200, 404)
    returned = back.status_code == 200
    state = leader.get(task)["review_state"]
    assert state == ("returned" if returned else "recalled")
    assert len(journal(ministry, document, "return")) == returned
    assert len(journal(ministry, document, "recall")) == 2 + (not returned)
    assert head.status("GET", document) == 404
    assert leader.get("/@inbox?box=returned")["items_total"] == 0
