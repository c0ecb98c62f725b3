from datetime import timedelta
from imoit.workflows.calendar import clock
from tests.journeys import acts

import pytest


@pytest.mark.parametrize(
    "steps",
    [["to_leader"], ["back"], ["to_secretary", "back"], ["to_secretary"] * 2],
    ids=["leader first", "back first", "skipped", "twice"],
)
def test_hand_overs_come_in_order(ministry, steps):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")
    for step in steps[:-1]:
        secretary.post(f"{draft}/@signing-steps", {"step": step})

    answer = secretary.call("POST", f"{draft}/@signing-steps", {"step": steps[-1]})

    assert answer.status_code == 409
    assert answer.json()["next"] not in (steps[-1], None)


def test_an_unknown_hand_over_is_refused(ministry):
    draft = acts.form_approved(ministry)

    answer = ministry.as_("thuky1").call(
        "POST", f"{draft}/@signing-steps", {"step": "lost"}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("done", [0, 1, 2])
def test_no_signature_before_the_folder_is_back(ministry, done):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")
    for step in ("to_secretary", "to_leader", "back")[:done]:
        secretary.post(f"{draft}/@signing-steps", {"step": step})

    answer = secretary.call("POST", f"{draft}/@signature-record", acts.SIGNATURE)

    assert answer.status_code == 409
    assert secretary.get(draft)["review_state"] == "paper_signing"


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"signer": "person:botruong"}, 403, "signer"),
        ({"capacity": "XX."}, 422, "capacity"),
        ({"signed_on": "soon"}, 422, "signed_on"),
        (
            {"signed_on": (clock.today() + timedelta(1)).isoformat()},
            422,
            "signed_on",
        ),
        ({"signer": ""}, 422, "signer"),
    ],
    ids=["another leader", "capacity", "no date", "tomorrow", "nobody"],
)
def test_what_a_signature_record_must_say(ministry, change, status, field):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")
    for step in ("to_secretary", "to_leader", "back"):
        secretary.post(f"{draft}/@signing-steps", {"step": step})

    body = {**acts.SIGNATURE, **change}
    answer = secretary.call("POST", f"{draft}/@signature-record", body)

    assert answer.status_code == status
    assert answer.json()["errors"][0]["field"] == field
    assert secretary.get(draft)["review_state"] == "paper_signing"


def test_a_returned_draft_begins_its_folder_anew(ministry):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")
    secretary.post(f"{draft}/@signing-steps", {"step": "to_secretary"})

    secretary.post(f"{draft}/@workflow/return", {"reason": "Sửa nơi nhận"})

    officer = ministry.as_("cv.tttn")
    assert officer.get(draft)["review_state"] == "drafting"
    assert officer.get(draft)["signing_steps"] == []
    returned = officer.get("/@inbox?box=returned")["items"]
    assert [item["@id"] for item in returned] == [draft]


@pytest.mark.parametrize(
    ("step", "state"),
    [("return_to_unit", "unit_review"), ("return_to_form", "form_check")],
)
def test_each_return_has_its_own_place(ministry, step, state):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")

    secretary.post(f"{draft}/@workflow/{step}", {"reason": "Xem lại"})

    assert secretary.get(draft)["review_state"] == state


def test_a_draft_without_its_file_is_not_sent(ministry):
    officer = ministry.as_("cv.tttn")
    draft = officer.post("/outgoing", {"subject": "V/v", "secrecy": "normal"})["@id"]

    answer = officer.call("POST", f"{draft}/@workflow/send_to_head", {})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"
