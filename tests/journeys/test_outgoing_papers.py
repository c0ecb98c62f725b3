from tests.journeys import acts
from tests.journeys.client import sample
from tests.rooms.signing import slips

import base64
import pytest


def signed_scan(data):
    """Return the scan of a signed paper as it is sent."""
    file = {**sample("letter-01.pdf"), "data": base64.b64encode(data).decode()}
    return {"@type": "Attachment", "file": file, "role": "signed_scan"}


def on_paper(ministry, draft, steps):
    secretary = ministry.as_("thuky1")
    for step in steps:
        secretary.post(f"{draft}/@signing-steps", {"step": step})


def refused(person, where, body):
    answer = person.call("POST", where, body)
    return answer.status_code, answer.json()["message"]


def test_scenario_16_versions_of_a_draft_are_saved_compared_and_brought_back(ministry):
    officer = ministry.as_("cv.tttn")
    draft = acts.drafted(ministry)
    body = {"file": sample("letter-02.pdf"), "note": "Sửa theo ý kiến"}
    officer.post(f"{draft}/@versions", body)

    compared = officer.get(f"{draft}/@versions/compare?left=1&right=2")
    officer.post(f"{draft}/@versions/1/restore")

    found = officer.get(f"{draft}/@versions")["items"]
    assert compared["changes"] > 0
    assert [v["number"] for v in found] == [1, 2, 3]
    assert found[2]["sha256"] == found[0]["sha256"] != found[1]["sha256"]
    assert (found[1]["note"], found[2]["restored"]) == ("Sửa theo ý kiến", 1)
    assert officer.get(f"{found[2]['file']}/@preview")["state"] == "ready"


def test_scenario_16_who_writes_is_seen_and_another_waits(ministry):
    officer = ministry.as_("cv.tttn")
    draft = acts.drafted(ministry)
    officer.post(f"{draft}/@pen")

    assert officer.get(f"{draft}/@pen")["pen"]["person"] == "cv.tttn"
    assert ministry.as_("cv.hc").status("GET", f"{draft}/@pen") == 404


def test_scenario_16_an_approval_holds_for_one_version(ministry):
    draft = acts.form_approved(ministry)
    head = ministry.as_("truong.tttn")

    approvals = head.get(draft)["approvals"]

    assert [a["version"] for a in approvals] == [1, 1]
    assert all(a["stands"] for a in approvals)
    body = {"file": sample("letter-02.pdf")}
    assert ministry.as_("cv.tttn").status("POST", f"{draft}/@versions", body) == 409


def test_scenario_17_the_paper_is_signed_after_every_hand_over(ministry):
    draft = acts.form_approved(ministry)
    secretary = ministry.as_("thuky1")
    code = secretary.get(draft)["folder_code"]

    for step in ("to_secretary", "to_leader", "back"):
        found = secretary.get(f"/@signing-folder?code=IMOIT1:{code}")
        assert found["next"] == step
        early = secretary.status("POST", f"{draft}/@signature-record", acts.SIGNATURE)
        assert early == 409
        on_paper(ministry, draft, [step])
    secretary.post(f"{draft}/@signature-record", acts.SIGNATURE)

    assert secretary.get(draft)["review_state"] == "signed"
    steps = secretary.get(f"{draft}/@signing-steps")["items"]
    assert [s["step"] for s in steps] == ["to_secretary", "to_leader", "back"]
    assert all(s["time"] and s["name"] for s in steps)


def test_scenario_17_a_returned_draft_leaves_its_old_slip_behind(ministry):
    draft = acts.form_approved(ministry)
    secretary, deputy = ministry.as_("thuky1"), ministry.as_("truong.vp")
    old = secretary.get(draft)["folder_code"]
    on_paper(ministry, draft, ["to_secretary"])

    where = f"{draft}/@workflow/return_to_form"
    secretary.post(where, {"reason": "Sai thể thức phần ký"})
    deputy.post(f"{draft}/@workflow/approve_form")

    assert secretary.get(draft)["folder_code"] != old
    assert secretary.status("GET", f"/@signing-folder?code={old}") == 409


@pytest.mark.parametrize(
    ("scan", "stamped", "status"),
    [(False, True, 409), (True, False, 422), (False, False, 422), (True, True, 201)],
)
def test_scenario_18_only_stamped_paper_with_its_scan_is_published(
    ministry, scan, stamped, status
):
    draft = acts.numbered(ministry, scan=scan)
    clerk = ministry.as_("vanthu.bo")

    found = clerk.status("POST", f"{draft}/@publication", {"stamped": stamped})

    assert found == status
    published = clerk.get(draft)["review_state"] == "published"
    assert published == (status == 201)


def test_scenario_18_nobody_but_the_registry_publishes(ministry):
    draft = acts.numbered(ministry)

    for who in ("cv.tttn", "truong.tttn", "thuky1", "chanhvp", "quantri"):
        where = f"{draft}/@publication"
        status = ministry.as_(who).status("POST", where, {"stamped": True})
        assert status in (403, 404), who


def test_scenario_20_the_scan_of_the_signed_paper_is_matched_by_its_code(ministry):
    draft = acts.numbered(ministry, scan=False)
    clerk = ministry.as_("vanthu.bo")
    code = clerk.get(draft)["folder_code"]

    sheet = slips.sheet(code, stamped=True)
    made = clerk.post(draft, signed_scan(slips.scan(slips.sheet(), sheet)))

    assert made["paper"] == "matched"
    clerk.post(f"{draft}/@publication", {"stamped": True})
    shown = ministry.as_("truong.xnk").get(draft)
    assert shown["legal_value"] == "internal_equivalent"


def test_scenario_20_the_scan_of_another_paper_stays_outside(ministry):
    draft, other = (acts.numbered(ministry, scan=False) for _n in range(2))
    clerk = ministry.as_("vanthu.bo")
    code = clerk.get(other)["folder_code"]

    status, message = refused(clerk, draft, signed_scan(slips.scan(slips.sheet(code))))

    assert status == 422
    secrets = (code, other.rpartition("/")[2], clerk.get(other)["symbol"])
    assert not any(secret in message for secret in secrets)
    files = clerk.get(draft)["items"]
    assert [f["role"] for f in files] == ["main"]
    where = f"{draft}/@publication"
    assert clerk.status("POST", where, {"stamped": True}) == 409


def test_scenario_20_a_scan_without_a_code_is_for_a_person_to_compare(ministry):
    draft = acts.numbered(ministry, scan=False)
    clerk = ministry.as_("vanthu.bo")

    made = clerk.post(draft, signed_scan(slips.scan(slips.sheet(stamped=True))))
    clerk.post(f"{draft}/@publication", {"stamped": True})

    assert made["paper"] == "no_code"
    assert clerk.get(draft)["review_state"] == "published"
