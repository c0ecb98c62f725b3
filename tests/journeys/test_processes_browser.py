from imoit.workflows.configuration.operations import renewing
from imoit.workflows.jobs.operations import running
from playwright.sync_api import expect
from tests.journeys import acts

import pytest
import transaction


LEGAL = "tham_tra_phap_ly"
TITLE = "Thẩm tra pháp lý"
PAGE = "/@@imoit-process?id=outgoing"
TRIAL = f"{PAGE}&part=trial"


@pytest.fixture
def follow(acceptance, ministry):
    """Let the documents follow what was published; give the job as it then stands."""
    portal = acceptance["portal"]

    def work():
        manager = ministry.as_("quantri")
        items = manager.get("/@jobs")["items"]
        job = next(j for j in items if j["kind"] == renewing.KIND_ID)
        transaction.commit()
        path = "/".join(portal.getPhysicalPath())
        running.Engine(portal._p_jar.db()).run(path, job["id"])
        return manager.get(job["@id"])

    return work


def ask(page, group="imoit.pc.head"):
    """Fill the form "one check between two states" and put it into the draft."""
    page.select_option("#f-before", "unit_review")
    page.select_option("#f-after", "form_check")
    page.fill("#f-title", TITLE)
    page.fill("#f-limit", "2")
    page.select_option("#f-groups", group)
    page.click("button[name=do][value=check]")


def publish(page, reason):
    page.fill("#f-reason", reason)
    page.click("button[name=do][value=publish]")


def with_check(visit):
    page = visit("quantri", PAGE)
    ask(page)
    page.goto(page.url.replace("part=graph", "part=trial"))
    publish(page, "Quyết định phải được thẩm tra trước khi trình.")
    expect(page.locator("h1")).to_be_visible()
    return page


def sent(ministry):
    draft = acts.drafted(ministry)
    ministry.as_("cv.tttn").post(f"{draft}/@workflow/send_to_head")
    return draft


def step(visit, who, draft, name):
    page = visit(who, f"{draft}/view")
    page.locator(f"a[href*='step={name}']").first.click()
    page.click("main .im-actions button.btn-primary")
    page.wait_for_url("**/view")
    return page


def state(ministry, draft, who="cv.tttn"):
    return ministry.as_(who).get(f"{draft}/@workflow")["state"]


def test_the_draft_is_seen_tried_and_put_into_force(ministry, visit):
    sent(ministry)
    page = visit("quantri", PAGE)
    ask(page)
    expect(page.locator(".im-graph .is-new")).to_have_count(1)
    assert state(ministry, sent(ministry))["id"] == "unit_review"
    page.goto(page.url.replace("part=graph", "part=trial"))
    text = page.locator("main").inner_text()

    assert f"Thêm trạng thái “{TITLE}”." in text
    assert "Nothing is wrong." in text
    assert "2 real histories were run against the draft, 0 would have stuck." in text
    publish(page, "")
    expect(page.locator(".im-formerror")).to_be_visible()
    assert ministry.as_("quantri").get("/@processes/outgoing")["draft"] is True
    publish(page, "Thêm bước.")
    expect(page.locator(".im-formerror")).to_have_count(0)
    found = ministry.as_("quantri").get("/@processes/outgoing/versions")["items"]
    assert [version["reason"] for version in found] == ["Thêm bước.", ""]


def test_a_letter_goes_through_the_added_check_in_the_page(ministry, visit):
    with_check(visit)
    draft = sent(ministry)
    step(visit, "truong.tttn", draft, "approve_content")
    assert state(ministry, draft)["title"] == TITLE
    desk = visit("truong.pc", "/@@desk?box=to_approve")
    expect(desk.locator(f"a[href^='{draft}']").first).to_be_visible()

    step(visit, "truong.pc", draft, f"pass_{LEGAL}")

    assert state(ministry, draft)["id"] == "form_check"


def test_an_own_role_is_put_into_force_by_two_people(ministry, visit):
    page = visit("quantri", PAGE)
    ask(page, "imoit.vp.site_manager")
    page.goto(page.url.replace("part=graph", "part=trial"))
    expect(page.locator("form .im-note--warn, .im-note--warn")).to_have_count(2)
    publish(page, "Tự mình.")
    expect(page.locator(".im-formerror")).to_be_visible()
    page.click("button[name=do][value=confirm]")
    expect(page.locator(".im-formerror")).to_be_visible()

    ministry.as_manager().post("/@processes/outgoing/confirm")
    page = visit("quantri", TRIAL)
    publish(page, "Có người thứ hai.")

    expect(page.locator(".im-formerror")).to_have_count(0)
    found = ministry.as_("quantri").get("/@processes/outgoing/versions")["items"]
    assert (found[0]["version"], bool(found[0]["confirmed_by"])) == (2, True)


def everything(ministry, draft):
    """What must not be lost: the record, its files, its history."""
    found = ministry.as_("cv.tttn").get(draft)
    kept = {name: found[name] for name in ("subject", "recipients", "UID")}
    files = [item["@id"] for item in found["items"]]
    return {**kept, "files": files}


def journal(ministry, draft):
    """Return what was done, newest first; readings are no acts."""
    uid = ministry.as_("cv.tttn").get(draft)["UID"]
    lines = ministry.as_("kiemtra").get("/@journal?b_size=1000")["items"]
    acts_of = [line for line in lines if line["uid"] == uid and line["act"] != "read"]
    return [(line["act"], line["details"]) for line in acts_of]


def test_the_old_process_comes_back_with_a_letter_in_the_removed_state(
    ministry, visit, follow
):
    page = with_check(visit)
    assert follow()["state"] == "done"
    draft = sent(ministry)
    ministry.as_("truong.tttn").post(f"{draft}/@workflow/approve_content")
    assert state(ministry, draft)["id"] == LEGAL
    before, seen = everything(ministry, draft), journal(ministry, draft)
    page = visit("quantri", f"{PAGE}&part=versions")
    page.locator("tr", has_text="1").last.locator("button[value=restore]").click()
    expect(page.locator(".im-note--warn")).to_be_visible()
    page = visit("quantri", TRIAL)
    goal = page.locator(f"select[name=map-{LEGAL}]")
    assert goal.input_value() == "unit_review"
    publish(page, "Quay lại quy trình cũ.")
    expect(page.locator(".im-formerror")).to_have_count(0)

    job = follow()

    assert (job["state"], job["progress"]) == ("done", {"done": 1, "of": 1})
    assert state(ministry, draft)["id"] == "unit_review"
    assert everything(ministry, draft) == before
    moved = {"from": LEGAL, "to": "unit_review", "version": 3}
    assert journal(ministry, draft) == [("process_moved", moved), *seen]
    step(visit, "truong.tttn", draft, "approve_content")
    assert state(ministry, draft)["id"] == "form_check"
