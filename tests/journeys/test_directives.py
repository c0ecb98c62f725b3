from imoit.content.tasks import storage
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import Refusal
from plone import api
from tests.journeys import acts
from tests.rooms import ministry as rooms
from zExceptions import Unauthorized

import pytest
import transaction


KEPT = (Refusal, Unauthorized)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lead": []}, "lead"),
        ({"lead": ["unit:tttn", "unit:xnk"], "support": []}, "lead"),
        ({"support": ["unit:tttn"]}, "support"),
        ({"lead": ["unit:moon"]}, "lead"),
        ({"lead": ["agency:000.00.00.G06"]}, "lead"),
        ({"text": "  "}, "text"),
        ({"working_days": None}, "working_days"),
        ({"working_days": "soon"}, "working_days"),
        ({"due": "2020-01-02", "working_days": None}, "due"),
        ({"lead": ["person:kiemnhiem"]}, "lead"),
    ],
    ids=[
        "no lead",
        "two leads",
        "named twice",
        "unknown unit",
        "outside",
        "no text",
        "no deadline",
        "not a number",
        "past",
        "several posts",
    ],
)
def test_what_a_directive_must_say(ministry, change, field):
    document = acts.submitted(ministry)
    leader = ministry.as_("thutruong1")

    answer = leader.call("POST", f"{document}/@directives", acts.order(**change))

    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert leader.get(document)["review_state"] == "submitted"
    assert leader.get(f"{document}/@directives")["items"] == []


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
def test_a_directive_is_never_changed_over_rest(ministry, method):
    document = acts.directed(ministry)
    before = ministry.as_("thutruong1").get(f"{document}/@directives")

    for person in (ministry.as_("thutruong1"), ministry.as_manager()):
        assert person.status(method, f"{document}/@directives", {"text": "Khác"}) == 403

    assert ministry.as_("thutruong1").get(f"{document}/@directives") == before


def test_a_directive_is_never_changed_in_python(integration):
    document = rooms.directed()
    log = storage.log(document)

    with pytest.raises(Refusal):
        log._lines = ()
    with pytest.raises(Refusal):
        log._lines = ('{"text": "Khác"}',)
    with pytest.raises(Refusal):
        del log._lines
    storage.directives(document)[0]["text"] = "Khác"

    assert storage.directives(document)[0]["text"] == "Chủ trì."


@pytest.mark.parametrize("where", ["document", "folder", "portal"])
def test_a_directive_is_not_deleted_with_its_container(integration, where):
    document = rooms.directed()
    portal = integration["portal"]
    container, name = {
        "document": (portal["incoming"], document.getId()),
        "folder": (portal, "incoming"),
        "portal": (portal.aq_parent, portal.getId()),
    }[where]

    with pytest.raises(Refusal):
        container._delObject(name)
    with api.env.adopt_roles(["Manager"]), pytest.raises(KEPT):
        container.manage_delObjects([name])

    assert storage.directives(document)


def test_a_task_is_not_deleted(integration):
    document = rooms.directed()
    task = rooms.task_of(document)

    with pytest.raises(Refusal):
        document._delObject(task.getId(), suppress_events=True)
    with api.env.adopt_roles(["Manager"]), pytest.raises(KEPT):
        document.manage_delObjects([task.getId()])


def test_manager_cannot_delete_over_rest(ministry, acceptance):
    document = acts.directed(ministry)
    manager = ministry.as_manager()

    assert manager.status("DELETE", document) == 403
    assert manager.status("DELETE", "/incoming") == 403

    transaction.begin()
    assert ministry.as_("thutruong1").get(document)["review_state"] == "in_progress"


def test_the_deadline_counts_working_days(ministry):
    document = acts.directed(ministry)

    lead = acts.tasks(ministry, document)[0]

    assert lead["due"] > clock.today().isoformat()
    assert acts.tasks(ministry, document)[2]["due"] is None


def test_opening_is_receipt_and_a_list_is_not(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.xnk")
    head.get("/@inbox?box=to_process")
    head.call("HEAD", document)
    before = acts.tasks(ministry, document)[1]["opened_at"]

    head.get(document)

    task = acts.tasks(ministry, document)[1]
    assert before is None
    assert task["opened_at"] is not None
    assert task["review_state"] == "in_progress"


def test_opening_by_another_is_no_receipt(ministry):
    document = acts.directed(ministry)

    ministry.as_("vanthu.tttn").get(document)

    assert acts.tasks(ministry, document)[0]["opened_at"] is None


def test_a_returned_task_takes_its_rights_with_it(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.xnk")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]

    head.post(f"{task}/@workflow/return", {"reason": "Không thuộc phạm vi"})

    assert head.status("GET", document) == 404
    returned = ministry.as_("thutruong1").get("/@inbox?box=returned")["items"]
    assert [item["@id"] for item in returned] == [task]


def test_recall_cascades_down_the_branch(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.tttn")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    below = acts.order(lead=["person:cv.tttn"], support=[], informed=[])
    head.post(f"{task}/@directives", below)

    leader = ministry.as_("thutruong1")
    leader.post(f"{task}/@workflow/recall", {"reason": "Giao lại"})

    lead = acts.tasks(ministry, document)[0]
    assert lead["review_state"] == "recalled"
    assert lead["items"][0]["review_state"] == "recalled"
    assert ministry.as_("cv.tttn").status("GET", document) == 404


def test_a_colleague_does_not_see_what_was_given_to_a_person(ministry):
    document = acts.directed(ministry, lead=["person:cv.tttn"])

    assert ministry.as_("cv.tttn").status("GET", document) == 200
    assert ministry.as_("cv2.tttn").status("GET", document) == 404


def test_progress_below_a_hundred_closes_nothing(ministry):
    acts.directed(ministry)
    head = ministry.as_("truong.tttn")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]

    told = head.post(f"{task}/@report", {"text": "Đang làm", "percent": 60})

    assert told["percent"] == 60
    assert told["review_state"] != "reported"


def test_the_giver_accepts_and_the_document_is_completed(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.tttn")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    head.post(f"{task}/@report", {"text": "Đã xong"})
    leader = ministry.as_("thutruong1")

    waiting = leader.get("/@inbox?box=to_approve")["items"][0]["@id"]
    leader.post(f"{waiting}/@workflow/accept")

    found = leader.get(document)
    assert (found["review_state"], found["standing"]) == ("completed", "on_time")
    states = [task["review_state"] for task in acts.tasks(ministry, document)]
    assert states == ["done", "done", "assigned"]


def test_for_information_only_knows_seen(ministry):
    acts.directed(ministry)
    head = ministry.as_("truong.vp")
    task = head.get("/@inbox?box=informed")["items"][0]["@id"]

    assert head.status("POST", f"{task}/@report", {"text": "Xong"}) == 409
    head.post(f"{task}/@workflow/mark_seen")

    assert head.get(task)["review_state"] == "seen"
    assert head.get("/@inbox?box=informed")["items_total"] == 0
