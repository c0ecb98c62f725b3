from tests.journeys import acts
from tests.journeys.client import letter
from tests.journeys.client import sample

import pytest


def states(ministry, document):
    found = {}
    for task in acts.tasks(ministry, document):
        found[task["assignee"]["id"]] = task["review_state"]
        for child in task["items"]:
            found[child["assignee"]["id"]] = child["review_state"]
    return found


def given_on(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.tttn")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    below = acts.order(lead=["person:cv.tttn"], support=[], informed=[])
    head.post(f"{task}/@directives", below)
    return document


@pytest.mark.parametrize("by", ["address", "UID"])
def test_publishing_an_answer_closes_the_branch(ministry, by):
    document = given_on(ministry)
    uid = ministry.as_("cv.tttn").get(document)["UID"]

    acts.published(ministry, answers=document if by == "address" else uid)

    assert states(ministry, document) == {
        "unit:tttn": "done",
        "post:tttn-officer-1": "done",
        "unit:xnk": "done",
        "unit:vp": "assigned",
    }
    found = ministry.as_("thutruong1").get(document)
    assert found["review_state"] == "completed"
    assert found["answered_by"]["symbol"] == "01/BCT-TTTN"


def test_an_answer_by_another_unit_closes_nothing(ministry):
    document = acts.directed(ministry, lead=["unit:pc"], support=["person:cv.tttn"])

    acts.published(ministry, answers=document)

    assert states(ministry, document)["unit:pc"] == "assigned"


def test_a_tie_is_asked_about_and_decided(ministry):
    document = acts.directed(ministry, lead=["person:cv.tttn"], support=[])
    again = acts.order(lead=["person:cv.tttn"], support=[], informed=[])
    ministry.as_("thutruong1").post(f"{document}/@directives", again)
    draft = acts.numbered(ministry, answers=document)
    clerk = ministry.as_("vanthu.bo")

    answer = clerk.call("POST", f"{draft}/@publication", {"stamped": True})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "task"
    assert clerk.get(draft)["review_state"] == "numbered"


def test_the_task_named_with_the_draft_decides_a_tie(ministry):
    document = acts.directed(ministry, lead=["person:cv.tttn"], support=[])
    again = acts.order(lead=["person:cv.tttn"], support=[], informed=[])
    ministry.as_("thutruong1").post(f"{document}/@directives", again)
    second = acts.tasks(ministry, document)[-1]

    acts.published(ministry, answers=document, task=second["UID"])

    left = [t["UID"] for t in acts.tasks(ministry, document) if t["duty"] == "lead"]
    done = {t["UID"]: t["review_state"] for t in acts.tasks(ministry, document)}
    assert done[second["UID"]] == "done"
    assert [done[uid] for uid in left if uid != second["UID"]] == ["assigned"]


def test_what_one_may_not_see_cannot_be_answered(ministry):
    document = acts.registered(ministry)
    body = letter(**{"@type": "OutgoingDocument", "answers": document})

    answer = ministry.as_("cv.tttn").call("POST", "/outgoing", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "answers"


def test_every_recipient_has_the_one_stored_document(ministry):
    draft = acts.published(ministry, recipients=["unit:xnk", "person:cv.vp", "unit:vp"])
    uid = ministry.as_("vanthu.bo").get(draft)["UID"]

    for login in ("truong.xnk", "cv.vp", "chanhvp", "truong.vp"):
        person = ministry.as_(login)
        found = person.get("/@inbox?box=informed")["items"]
        assert [item["UID"] for item in found] == [uid]
        assert person.get(found[0]["@id"])["UID"] == uid


def test_a_colleague_of_a_recipient_sees_nothing(ministry):
    draft = acts.published(ministry, recipients=["person:cv.vp"])

    assert ministry.as_("cv.vp").status("GET", draft) == 200
    assert ministry.as_("vanthu.vp").status("GET", draft) == 404


def test_seen_leaves_the_box(ministry):
    draft = acts.published(ministry)
    person = ministry.as_("cv.vp")

    person.post(f"{draft}/@seen")

    assert person.get("/@inbox?box=informed")["items_total"] == 0
    assert person.status("GET", draft) == 200


def test_what_is_published_is_not_changed(ministry):
    draft = acts.published(ministry)
    file = {"file": sample("letter-03.pdf"), "role": "main"}

    for login in ("cv.tttn", "vanthu.bo"):
        person = ministry.as_(login)
        assert person.status("PATCH", draft, {"subject": "Khác"}) == 403
        assert person.status("POST", draft, file) == 409


def test_numbers_of_each_series_run_by_themselves(ministry):
    symbols = []
    for type_name in ("Công văn", "Quyết định", "Công văn", "Thông báo"):
        draft = acts.signed(ministry, type_name=type_name)
        given = ministry.as_("vanthu.bo").post(f"{draft}/@number")
        symbols.append(given["symbol"])

    assert symbols == ["01/BCT-TTTN", "01/QĐ-BCT", "02/BCT-TTTN", "01/TB-BCT"]


@pytest.mark.parametrize(
    ("made", "body", "status"),
    [
        (acts.signed, {"stamped": True}, 409),
        (acts.numbered, {"stamped": False}, 422),
        (acts.numbered, {"stamped": "yes"}, 422),
        (acts.numbered, {"stamped": True, "recipients": []}, 422),
        (acts.numbered, {"stamped": True, "recipients": ["unit:moon"]}, 422),
        (lambda m: acts.numbered(m, scan=False), {"stamped": True}, 409),
    ],
    ids=["no number", "no stamp", "not a flag", "nobody", "unknown", "no scan"],
)
def test_nothing_unfinished_is_published(ministry, made, body, status):
    draft = made(ministry)
    clerk = ministry.as_("vanthu.bo")

    assert clerk.status("POST", f"{draft}/@publication", body) == status

    assert clerk.get(draft)["published_at"] is None
    assert ministry.as_("truong.xnk").status("GET", draft) == 404
