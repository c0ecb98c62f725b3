"""Examples of what belongs to oneself: notices, jobs, pickers, a selection, terms."""

from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.operations.working import work_off
from tests.journeys import acts
from tests.journeys.client import letter
from tests.journeys.recorder import Recorder
from tests.rooms.ministry import acting

import os
import pytest
import transaction


@pytest.fixture
def works_off(acceptance):
    """Run the jobs that wait."""
    site = acceptance["portal"]
    path = "/".join(site.getPhysicalPath())
    return lambda: work_off(site._p_jar.db(), path)


def notices(ministry, r, works_off):
    document = acts.directed(ministry)
    works_off()
    head = ministry.as_("truong.tttn")
    found = r.call("notices", head, "GET", "/@notices?unread=1")["items"]
    own = {"read": [notice["id"] for notice in found]}
    r.call("notices-read", head, "POST", "/@notices", own)
    r.call("notice-settings", head, "GET", "/@notice-settings")
    wish = {"reported": {"bell": True, "mail": "at_once"}}
    r.call("notice-settings-change", head, "PATCH", "/@notice-settings", wish)
    wish = {"task": {"bell": False}}
    r.call("notice-settings-refused", head, "PATCH", "/@notice-settings", wish)
    return document


def jobs(ministry, r, works_off):
    clerk, manager = ministry.as_("vanthu.bo"), ministry.as_("quantri")
    with acting("vanthu.bo") as by:
        queue("jobs.clear", by=by)
    transaction.commit()
    found = r.call("jobs", clerk, "GET", "/@jobs")["items"][0]
    where = found["@id"]
    r.call("jobs-one", clerk, "GET", where)
    r.call("jobs-everybody", manager, "GET", "/@jobs?everybody=1&b_size=1")
    r.call("jobs-again-refused", clerk, "POST", where, {"state": "queued"})
    r.call("jobs-hidden", ministry.as_("cv.tttn"), "GET", where)
    works_off()


def pickers(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    r.call("actor", ministry.as_("kiemnhiem"), "GET", "/@actor")
    r.call("parties", clerk, "GET", "/@parties?q=tttn")
    r.call("working-calendar", clerk, "GET", "/@working-calendar?year=2026")
    query = "symbol=4527/BKHCN-VP&organ_id=000.00.00.G06&issued_date=2026-11-12"
    r.call("duplicates", clerk, "GET", f"/incoming/@duplicates?{query}")


def selection(ministry, r):
    clerk = ministry.as_("vanthu.bo")
    first = acts.registered(ministry, code_number="31")
    second = clerk.post("/incoming", letter(code_number="32"))["@id"]
    uids = [clerk.get(url)["UID"] for url in (first, second)]
    body = {"act": "submit", "items": uids, "data": {"to": "person:chanhvp"}}
    r.call("batch", clerk, "POST", "/@batch", body)
    r.call("batch-refused", clerk, "POST", "/@batch", {"act": "submit", "items": []})
    r.call("registration-number", clerk, "GET", f"{first}/@registration")


def terms(ministry, r):
    manager = ministry.as_("quantri")
    rules = [
        {"valid_from": "2026-11-20", "working_days": 10},
        {"valid_from": "2026-11-20", "priority": "express", "working_days": 1},
    ]
    r.call("terms-change", manager, "PUT", "/@terms", {"items": rules})
    wrong = [{"valid_from": "2026-11-20", "working_days": 0}]
    r.call("terms-refused", manager, "PUT", "/@terms", {"items": wrong})
    r.call("terms", manager, "GET", "/@terms")


def written_down(ministry, r):
    document = acts.submitted(ministry, code_number="33")
    secretary = ministry.as_("thuky1")
    secretary.post(f"{document}/@dictation", acts.order())
    where = f"{document}/@dictation"
    r.call("dictation-waits", ministry.as_("thutruong1"), "GET", where)
    r.call("dictation-drop", secretary, "DELETE", where, {"reason": "Viết lại"})


def directory(ministry, r):
    manager = ministry.as_("quantri")
    r.call("directory", manager, "GET", "/directory/posts?b_size=1")
    new = {"id": "dkbt", "title": "Vụ Dầu khí và Than", "symbol": "DKT"}
    where = r.call("unit-create", manager, "POST", "/directory/units", new)["@id"]
    change = {"title": "Vụ Dầu khí, Than và Khoáng sản"}
    r.call("unit-change", manager, "PATCH", where, change)
    r.call("unit-remove", manager, "DELETE", where, {})
    post = "/directory/posts/tttn-officer-2"
    r.call("holder-take", manager, "DELETE", f"{post}/@holder", {})
    body = {"person": "person:cv2.tttn"}
    r.call("holder-give", manager, "POST", f"{post}/@holder", body)
    nobody = {"person": "person:nobody"}
    r.call("holder-refused", manager, "POST", f"{post}/@holder", nobody)


def test_recorded_examples_of_the_desk_are_true(ministry, works_off):
    r = Recorder(ministry.url)

    notices(ministry, r, works_off)
    jobs(ministry, r, works_off)
    pickers(ministry, r)
    selection(ministry, r)
    terms(ministry, r)
    written_down(ministry, r)
    directory(ministry, r)
    draft = acts.published(ministry)
    r.call("seen", ministry.as_("cv.vp"), "POST", f"{draft}/@seen", {})

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")
