from imoit.workflows.refusal import NotAllowed
from tests.journeys import acts
from tests.rooms import ministry as rooms

import pytest


ACTS = [
    ("register", acts.received, "vanthu.bo"),
    ("submit", acts.registered, "vanthu.bo"),
    ("redirect", acts.submitted, "chanhvp"),
    ("direct", acts.submitted, "thutruong1"),
    ("record_signature", acts.form_approved, "thuky1"),
    ("take_number", acts.signed, "vanthu.bo"),
    ("publish", acts.numbered, "vanthu.bo"),
]


@pytest.mark.parametrize(("step", "made", "who"), ACTS, ids=[a[0] for a in ACTS])
def test_acts_with_data_refuse_the_plain_door(ministry, step, made, who):
    document = made(ministry)
    before = ministry.as_("vanthu.bo").get(document) if who == "vanthu.bo" else None

    codes = {
        person.status("POST", f"{document}/@workflow/{step}")
        for person in (ministry.as_(who), ministry.as_manager())
    }

    assert codes == {403}
    if before:
        after = ministry.as_("vanthu.bo").get(document)
        assert after["review_state"] == before["review_state"]


@pytest.mark.parametrize(("step", "made", "who"), ACTS, ids=[a[0] for a in ACTS])
def test_acts_with_data_refuse_plones_own_page(ministry, step, made, who):
    document = made(ministry)
    url = f"{document}/content_status_modify?workflow_action={step}"
    state = ministry.as_(who).get(f"{document}/@workflow")["state"]["id"]

    for person in (ministry.as_(who), ministry.as_manager()):
        person.session.headers["Accept"] = "text/html"
        person.call("GET", url)
        person.call("POST", url)

    assert ministry.as_(who).get(f"{document}/@workflow")["state"]["id"] == state


def test_the_engine_itself_refuses_from_outside(integration):
    document = rooms.received()
    tool = integration["portal"].portal_workflow

    with rooms.acting("vanthu.bo"), pytest.raises(NotAllowed):
        tool.doActionFor(document, "register")


def test_a_reason_is_asked_for(ministry):
    document = acts.submitted(ministry)

    answer = ministry.as_("thutruong1").call("POST", f"{document}/@workflow/send_back")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "reason"


def test_sent_back_is_registered_again(ministry):
    document = acts.submitted(ministry)
    leader = ministry.as_("thutruong1")

    leader.post(f"{document}/@workflow/send_back", {"reason": "Sai thẩm quyền"})

    clerk = ministry.as_("vanthu.bo")
    assert clerk.get(document)["review_state"] == "registered"


def test_a_step_nobody_knows_is_not_there(ministry):
    document = acts.received(ministry)

    clerk = ministry.as_("vanthu.bo")
    assert clerk.status("POST", f"{document}/@workflow/fly") == 404
