from tests.journeys import acts

import pytest


LEGAL = "tham_tra_phap_ly"
CHECK = {
    "before": "unit_review",
    "after": "form_check",
    "title": "Thẩm tra pháp lý",
    "groups": ["imoit.pc.head"],
    "box": "to_approve",
    "limit": 2,
}


@pytest.fixture
def manager(ministry):
    return ministry.as_("quantri")


def publish(manager, reason="Thêm bước thẩm tra."):
    return manager.call("POST", "/@processes/outgoing/publish", {"reason": reason})


def with_check(manager):
    manager.post("/@processes/outgoing/checks", CHECK)
    answer = publish(manager)
    assert answer.status_code == 202, answer.text
    return answer.json()


def test_a_check_is_added_over_rest_and_a_letter_goes_through_it(ministry, manager):
    with_check(manager)
    draft = acts.drafted(ministry)
    ministry.as_("cv.tttn").post(f"{draft}/@workflow/send_to_head")
    ministry.as_("truong.tttn").post(f"{draft}/@workflow/approve_content")
    head = ministry.as_("truong.pc")

    found = head.get("/@inbox?box=to_approve")["items"][0]
    assert draft in str(found)
    standing = head.get(f"{draft}/@workflow")
    assert standing["state"]["title"] == "Thẩm tra pháp lý"
    asked = {s["id"]: s["form"] for s in standing["transitions"]}
    assert asked[f"return_{LEGAL}"] == [{"field": "reason", "required": True}]
    assert head.status("POST", f"{draft}/@workflow/return_{LEGAL}") == 422
    head.post(f"{draft}/@workflow/pass_{LEGAL}")

    state = ministry.as_("truong.vp").get(f"{draft}/@workflow")["state"]["id"]
    assert state == "form_check"


def test_somebody_elses_change_is_not_overwritten(ministry, manager):
    first = manager.call("GET", "/@processes/outgoing").headers["ETag"]
    manager.call("PATCH", "/@processes/outgoing", {"title": "Một"})
    manager.session.headers["If-Match"] = first

    assert manager.status("PATCH", "/@processes/outgoing", {"title": "Hai"}) == 409
    again = manager.call("GET", "/@processes/outgoing").headers["ETag"]
    manager.session.headers["If-Match"] = again
    assert manager.status("PATCH", "/@processes/outgoing", {"title": "Hai"}) == 200


def test_what_a_patch_does_not_name_is_not_removed(ministry, manager):
    before = manager.get("/@processes/outgoing")["process"]
    change = {"states": {"drafting": {"limit": 3}}}
    after = manager.call("PATCH", "/@processes/outgoing", change).json()["process"]
    found = {s["id"]: s for s in after["states"]}

    assert found["drafting"].pop("limit") == 3
    for state in before["states"]:
        state.pop("limit") if state["id"] == "drafting" else None
        assert found[state["id"]] == state
    assert after["steps"] == before["steps"]


@pytest.mark.parametrize("form", ["gs", "bpmn", "svg"])
def test_a_process_goes_out_as_a_file(ministry, manager, form):
    answer = manager.call("GET", f"/@processes/outgoing/export?format={form}")

    assert answer.status_code == 200
    assert "xml" in answer.headers["Content-Type"]
    assert "Dự thảo" in answer.content.decode("utf-8")


def test_an_xml_file_comes_into_a_draft_and_not_further(ministry, manager):
    xml = manager.call("GET", "/@processes/outgoing/export?format=gs").text
    body = {"xml": xml.replace("Chờ kiểm tra thể thức", "Kiểm tra thể thức")}
    manager.post("/@processes/outgoing/import", body)

    found = manager.get("/@processes/outgoing/diff")["items"]
    assert len(found) >= 1
    assert manager.get("/@processes/outgoing")["draft"] is True
    assert manager.get("/@processes/outgoing/versions")["items"][0]["version"] == 1


def test_documents_of_the_ministry_keep_their_process(ministry, manager):
    body = {"type": "OutgoingDocument", "processes": ["simple_publication_workflow"]}

    assert manager.status("PATCH", "/@process-bindings", body) == 409
    assert manager.status("PATCH", "/@process-bindings", {"type": "Nothing"}) == 404


def test_a_new_process_is_made_from_another_and_bound_to_a_type(ministry, manager):
    copied = {"title": "Quy trình tin", "copy_of": "simple_publication_workflow"}
    made = manager.post("/@processes", copied)
    name = made["process"]["id"]
    body = {"type": "Folder", "processes": [name]}
    answer = manager.call("PATCH", "/@process-bindings", body)

    assert name == "quy_trinh_tin"
    assert answer.status_code == 202, answer.text
    assert answer.json()["items"]["Folder"] == [name]
