from tests import cast
from tests.journeys import acts

import pytest


UNIT = "/directory/units/tmdt"
INTO = {"into": "unit:xnk"}


def boxes(person):
    return {b["id"]: b["count"] for b in person.get("/@inbox")["boxes"] if b["count"]}


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


@pytest.fixture
def at_work(ministry):
    """One letter done by the unit, one open in it, one draft of it."""
    done = acts.directed(ministry, lead=["unit:tmdt"], support=[], informed=[])
    head = ministry.as_("truong.tmdt")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    head.post(f"{task}/@report", {"text": "Đã xong."})
    ministry.as_(cast.DEPUTY).post(f"{task}/@workflow/accept")
    letter = acts.registered(ministry, code_number="9001")
    acts.submit(ministry, letter)
    order = acts.order(lead=["unit:tmdt"], support=[], informed=[])
    ministry.as_(cast.DEPUTY).post(f"{letter}/@directives", order)
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    below = {"text": "Dự thảo.", "lead": ["person:cv.tmdt"], "working_days": 3}
    head.post(f"{task}/@directives", below)
    return done, letter


def close(ministry, body=INTO):
    return ministry.as_(cast.MANAGER).post(f"{UNIT}/@reorganisation", body)


def test_tried_dry_it_tells_and_changes_nothing(ministry, at_work):
    before = boxes(ministry.as_("truong.tmdt"))

    plan = ministry.as_(cast.MANAGER).get(f"{UNIT}/@reorganisation?into=unit:xnk")

    counts = {count["kind"]: count["count"] for count in plan["counts"]}
    assert counts == {"IncomingDocument": 1, "Task": 2, "OutgoingDocument": 0}
    assert [post["id"] for post in plan["posts"]] == [
        "post:tmdt-head-1",
        "post:tmdt-officer-1",
        "post:tmdt-registry-1",
    ]
    assert boxes(ministry.as_("truong.tmdt")) == before


def test_open_tasks_go_along_none_lost_none_doubled(ministry, at_work):
    head, officer = ministry.as_("truong.tmdt"), ministry.as_("cv.tmdt")
    before = boxes(head), boxes(officer)

    answer = close(ministry)

    assert (answer["moved"], answer["left"]) == (3, 0)
    head = ministry.as_("truong.tmdt")
    assert head.get("/@actor")["post"]["id"] == "xnk-head-2"
    assert (boxes(head), boxes(ministry.as_("cv.tmdt"))) == before
    items = head.get("/@inbox?box=to_process")["items"]
    assert [item["assignee"] for item in items] == ["Cục Xuất nhập khẩu"]
    own = ministry.as_("cv.tmdt").get("/@inbox?box=to_process")["items"][0]["@id"]
    report = {"text": "Đã xong."}
    assert ministry.as_("cv.tmdt").status("POST", f"{own}/@report", report) == 200
    assert head.status("POST", f"{own}/@workflow/accept") == 200


def test_done_documents_keep_the_old_name_and_the_successor_reads_them(
    ministry, at_work
):
    done = at_work[0]

    close(ministry)

    tasks = ministry.as_(cast.DEPUTY).get(f"{done}/@tasks")["items"]
    title = "Cục Thương mại điện tử và Kinh tế số"
    assert tasks[0]["assignee"]["title"] == title
    assert ministry.as_("truong.tmdt").status("GET", done) == 200
    assert ministry.as_("truong.xnk").status("GET", done) == 200
    assert ministry.as_("truong.hc").status("GET", done) == 404


def test_the_picker_offers_it_no_longer(ministry):
    close(ministry)

    clerk = ministry.as_(cast.CLERK)
    parties = clerk.get("/@parties?q=thuong mai dien tu")["items"]
    document = acts.submitted(ministry)
    order = acts.order(lead=["unit:tmdt"])
    refused = ministry.as_(cast.DEPUTY).call("POST", f"{document}/@directives", order)

    assert parties == []
    assert code(refused) == (422, "unknown_principal")


def test_a_post_of_the_successor_may_take_the_work(ministry, at_work):
    posts = {"post:tmdt-head-1": "post:xnk-head-1"}

    close(ministry, {**INTO, "posts": posts})

    holder = ministry.as_("quantri").get("/directory/people/truong.tmdt")
    assert holder["posts"] == []
    assert boxes(ministry.as_("truong.xnk"))["to_process"] == 1


def test_it_is_closed_once(ministry):
    close(ministry)
    manager = ministry.as_(cast.MANAGER)

    again = manager.post(f"{UNIT}/@reorganisation", INTO)
    other = manager.call("POST", f"{UNIT}/@reorganisation", {"into": "unit:hc"})
    give = manager.status(
        "POST", "/directory/posts/tmdt-head-1/@holder", {"person": "person:cv.vp"}
    )

    assert (again["moved"], again["left"]) == (0, 0)
    assert (other.status_code, give) == (409, 409)


@pytest.mark.parametrize(
    ("unit", "into", "status"),
    [
        ("vp", "xnk", 409),
        ("ldb", "xnk", 409),
        ("tmdt", "tmdt", 422),
        ("tmdt", "x", 422),
    ],
)
def test_what_cannot_be_closed_so(ministry, unit, into, status):
    where = f"/directory/units/{unit}/@reorganisation"

    answer = ministry.as_(cast.MANAGER).status("POST", where, {"into": f"unit:{into}"})

    assert answer == status


@pytest.mark.parametrize("who", [cast.HEAD, cast.OFFICE, cast.AUDITOR, "truong.tmdt"])
def test_only_the_site_manager_reorganises(ministry, who):
    person = ministry.as_(who)

    assert person.status("GET", f"{UNIT}/@reorganisation?into=unit:xnk") in (401, 403)
    assert person.status("POST", f"{UNIT}/@reorganisation", INTO) in (401, 403)


def test_not_into_a_unit_of_ones_own(ministry):
    manager = ministry.as_(cast.MANAGER)
    manager.call("POST", "/directory/posts", {})
    made = manager.post(
        "/directory/posts", {"unit": "xnk", "function": "officer", "title": "CV"}
    )["@id"]
    manager.call("POST", f"{made}/@holder", {"person": f"person:{cast.MANAGER}"})
    ministry.as_manager().call("POST", f"{made}/@holder-confirmation", {})
    manager = ministry.as_(cast.MANAGER, "vp-site_manager-1")

    answer = manager.call("POST", f"{UNIT}/@reorganisation", INTO)

    assert code(answer) == (403, "second_person")


def test_the_journal_tells_how_much_moved(ministry, at_work):
    close(ministry)

    lines = ministry.as_(cast.AUDITOR).get("/@journal?b_size=20")["items"]
    closed = next(line for line in lines if line["act"] == "unit_closed")
    passed = [line for line in lines if line["act"] == "passed_on"]
    assert closed["details"]["moved"] == 3
    assert len(passed) == 3
