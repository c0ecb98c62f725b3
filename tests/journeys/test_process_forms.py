from tests.journeys import acts

import pytest


DEADLINE = {"field": "due_date", "required": True}


@pytest.fixture
def manager(ministry):
    return ministry.as_("quantri")


def publish(manager, change, name="outgoing"):
    answer = manager.call("PATCH", f"/@processes/{name}", change)
    assert answer.status_code == 200, answer.text
    return manager.call("POST", f"/@processes/{name}/publish", {"reason": "Đổi bước."})


def test_what_a_step_may_ask_and_bring_is_listed_by_process(ministry, manager):
    letters = manager.get("/@processes/incoming/choices")
    drafts = manager.get("/@processes/outgoing/choices")

    assert {f["id"] for f in letters["fields"]} == {"reason", "due_date"}
    assert {e["id"] for e in letters["effects"]} == {"freeze", "thaw", "notify"}
    both = {e["id"] for e in drafts["effects"]}
    assert both == {"freeze", "thaw", "notify", "give_number", "publish"}
    assert {"id": "to_approve", "title": "Chờ duyệt"} in drafts["boxes"]


def test_a_field_that_was_added_to_a_step_is_asked_for_over_rest(ministry, manager):
    step = {"form": [{"field": "reason", "required": True}, DEADLINE]}
    assert publish(manager, {"steps": {"approve_content": step}}).status_code == 202
    draft = acts.drafted(ministry)
    ministry.as_("cv.tttn").post(f"{draft}/@workflow/send_to_head")
    head, path = ministry.as_("truong.tttn"), f"{draft}/@workflow/approve_content"

    shown = {s["id"]: s for s in head.get(f"{draft}/@workflow")["transitions"]}
    assert DEADLINE in shown["approve_content"]["form"]
    wrong = [{}, {"reason": "x"}, {"due_date": "2026-12-24"}]
    assert [head.status("POST", path, body) for body in wrong] == [422, 422, 422]
    head.post(path, {"reason": "Đủ căn cứ.", "due_date": "2026-12-24"})

    assert head.get(draft)["due_date"] == "2026-12-24"


def test_a_number_before_the_signature_is_refused(ministry, manager):
    step = {"effects": ["give_number"]}
    answer = publish(manager, {"steps": {"approve_form": step}})

    assert answer.status_code == 422
    assert "too_early" in {error["code"] for error in answer.json()["errors"]}
