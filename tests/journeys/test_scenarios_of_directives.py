from datetime import timedelta
from imoit.workflows.calendar import clock
from plone import api
from tests.journeys import acts

import pytest
import transaction


MINISTER = "botruong"
ORDER = {
    "text": "Vụ Pháp chế chủ trì, phối hợp Cục TTTN và Cục XNK; báo cáo tôi.",
    "lead": ["unit:pc"],
    "support": ["unit:tttn", "unit:xnk"],
    "working_days": 5,
}
REASON = "Không thuộc chức năng của Cục"


def before_the_minister(ministry):
    document = acts.registered(ministry)
    acts.submit(ministry, document, f"person:{MINISTER}")
    return document


def ordered(ministry, **changes):
    document = before_the_minister(ministry)
    body = {**ORDER, **changes}
    ministry.as_(MINISTER).post(f"{document}/@directives", body)
    return document


@pytest.fixture
def day_off(acceptance):
    """A day within the next five working days is taken off."""
    day = clock.today() + timedelta(1)
    while day.weekday() > 4:
        day += timedelta(1)
    lines = [f"{day.isoformat()} Nghỉ hoán đổi"]
    api.portal.set_registry_record("imoit.calendar.holidays", lines)
    transaction.commit()
    return day


def counted(ministry, days):
    """Return the day *days* working days from today, counted one by one."""
    day, off = clock.today(), set()
    for year in (day.year, day.year + 1):
        table = ministry.as_(MINISTER).get(f"/@working-calendar?year={year}")
        off |= {row["date"] for row in table["holidays"]}
    while days:
        day += timedelta(1)
        days -= day.weekday() < 5 and day.isoformat() not in off
    return day


def test_scenario_10_three_assignments_with_a_deadline_in_working_days(
    ministry, day_off
):
    document = ordered(ministry)

    found = acts.tasks(ministry, document, MINISTER)
    assert [(t["duty"], t["assignee"]["id"]) for t in found] == [
        ("lead", "unit:pc"),
        ("support", "unit:tttn"),
        ("support", "unit:xnk"),
    ]
    last = counted(ministry, 5)
    assert {t["due"] for t in found} == {last.isoformat()}
    assert (last - clock.today()).days >= 8
    for who in ("truong.pc", "truong.tttn", "truong.xnk"):
        inbox = ministry.as_(who).get("/@inbox?box=to_process")
        assert [item["due"] for item in inbox["items"]] == [last.isoformat()]


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
def test_scenario_11_a_directive_is_an_order_nobody_changes(ministry, method):
    document = ordered(ministry)
    before = ministry.as_(MINISTER).get(f"{document}/@directives")["items"]
    people = [ministry.as_(who) for who in (MINISTER, "chanhvp", "quantri")]

    refused = [
        person.status(method, f"{document}/@directives", {"text": "Khác"})
        for person in (*people, ministry.as_manager())
    ]

    assert set(refused) <= {403, 404}
    assert ministry.as_(MINISTER).get(f"{document}/@directives")["items"] == before
    assert ministry.as_manager().status("DELETE", document) in (403, 404)


def test_scenario_11_a_new_one_replaces_it_and_both_stay(ministry):
    document = ordered(ministry)
    minister = ministry.as_(MINISTER)
    new = {**ORDER, "text": "Giao Vụ Pháp chế một mình.", "support": []}

    minister.post(f"{document}/@directives", {**new, "supersedes": 1})

    found = minister.get(f"{document}/@directives")["items"]
    assert [(d["text"], d["superseded_by"]) for d in found] == [
        (ORDER["text"], 2),
        (new["text"], None),
    ]


def given_back(ministry):
    document = ordered(ministry)
    task = acts.tasks(ministry, document, MINISTER)[2]["@id"]
    head = ministry.as_("truong.xnk")
    head.post(f"{task}/@workflow/return", {"reason": REASON})
    return document, task


def test_scenario_12_a_return_is_with_its_giver_at_once(ministry):
    document, task = given_back(ministry)
    minister = ministry.as_(MINISTER)

    box = minister.get("/@inbox?box=returned")["items"]

    assert [item["@id"] for item in box] == [task]
    found = minister.get(task)
    assert (found["review_state"], found["reason"]) == ("returned", REASON)
    assert found["standing"] == "stopped"
    lines = ministry.as_("vanthu.bo").get(f"{document}/@journal")["items"]
    (line,) = [one for one in lines if one["act"] == "return"]
    assert (line["person"], line["details"]["reason"]) == ("truong.xnk", REASON)
    assert ministry.as_("truong.xnk").status("GET", document) == 404


def test_scenario_12_the_page_shows_the_reason(ministry, visit):
    document = ordered(ministry)
    page = visit("truong.xnk", f"{document}/view")
    page.get_by_role("link", name="Trả lại").click()
    page.fill("[name=reason]", REASON)
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()

    page = visit(MINISTER, f"{document}/view")

    row = page.locator(".im-task.is-off")
    assert REASON in row.inner_text()
    assert "Cục Xuất nhập khẩu" in row.inner_text()


def test_scenario_13_the_lead_closes_the_support_and_the_letter(ministry):
    document = ordered(ministry)
    minister, lead = ministry.as_(MINISTER), acts.tasks(ministry, document, MINISTER)[0]
    ministry.as_("truong.pc").post(f"{lead['@id']}/@report", {"text": "Đã xong."})

    minister.post(f"{lead['@id']}/@workflow/accept")

    states = [t["review_state"] for t in acts.tasks(ministry, document, MINISTER)]
    assert states == ["done", "done", "done"]
    found = minister.get(document)
    assert (found["review_state"], found["standing"]) == ("completed", "on_time")
    for who in ("truong.pc", "truong.tttn", "truong.xnk"):
        assert ministry.as_(who).get("/@inbox?box=to_process")["items_total"] == 0


def test_scenario_13_the_page_says_done_and_on_time(ministry, visit):
    document = ordered(ministry, closes_by_itself=True, support=["unit:xnk"])
    lead = acts.tasks(ministry, document, MINISTER)[0]["@id"]
    page = visit("truong.pc", f"{lead}/@@report")
    page.fill("[name=text]", "Đã trả lời bằng văn bản.")
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()

    page = visit(MINISTER, f"{document}/view")

    head = page.locator(".im-dochead").inner_text()
    assert "Hoàn thành" in head
    assert "Đúng hạn" in head
