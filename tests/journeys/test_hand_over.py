from tests import cast
from tests.journeys import acts

import pytest


POST = "/directory/posts/tttn-officer-1"


@pytest.fixture
def burdened(ministry):
    """A letter with an open task and a draft, both of the officer's post."""
    letter = acts.directed(ministry)
    head = ministry.as_(cast.HEAD)
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    below = {"text": "Dự thảo.", "lead": ["person:cv.tttn"], "working_days": 3}
    head.post(f"{task}/@directives", below)
    draft = acts.drafted(ministry)
    return letter, draft


def boxes(person):
    return {b["id"]: b["count"] for b in person.get("/@inbox")["boxes"] if b["count"]}


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def counted(person, post=POST):
    found = person.get(f"{post}/@hand-over")["counts"]
    return {count["kind"]: count["count"] for count in found}


def test_who_sees_what_goes_with_a_post(ministry, burdened):
    people = (cast.OFFICER, cast.HEAD, cast.MANAGER)
    all_of_it = {"IncomingDocument": 1, "Task": 1, "OutgoingDocument": 1}

    assert [counted(ministry.as_(who)) for who in people] == [all_of_it] * 3
    seen = ministry.as_(cast.OFFICER).get(f"{POST}/@hand-over")["items"]
    hidden = ministry.as_(cast.MANAGER).get(f"{POST}/@hand-over")["items"]
    assert (len(seen), hidden) == (3, [])
    others = (cast.COLLEAGUE, "truong.xnk", cast.AUDITOR, cast.OFFICE)
    assert {ministry.as_(o).status("GET", f"{POST}/@hand-over") for o in others} == {
        403
    }


def test_a_successor_takes_the_post_with_everything(ministry, burdened):
    before = boxes(ministry.as_(cast.OFFICER))
    manager = ministry.as_(cast.MANAGER)

    done = manager.post(f"{POST}/@hand-over", {"successor": f"person:{cast.COLLEAGUE}"})

    assert done["given"] is True
    assert boxes(ministry.as_(cast.COLLEAGUE, "tttn-officer-1")) == before
    assert ministry.as_(cast.OFFICER).status("GET", burdened[1]) == 404
    lines = ministry.as_(cast.AUDITOR).get("/@journal?b_size=10")["items"]
    handed = next(line for line in lines if line["act"] == "handed_over")
    assert handed["details"]["open"] == 3


def test_delegations_end_with_the_hand_over(ministry):
    body = {"to": f"person:{cast.COLLEAGUE}", **acts.days(0, 5)}
    ministry.as_(cast.OFFICER).post("/@delegations", body)

    manager = ministry.as_(cast.MANAGER)
    done = manager.post(f"{POST}/@hand-over", {"successor": "person:cv.vp"})

    assert done["ended"] == 1
    held = ministry.as_(cast.COLLEAGUE).get("/@delegations")["held"]
    assert [one["standing"] for one in held] == ["ended"]


def test_work_passes_to_another_post_whole_and_once(ministry, burdened):
    before = boxes(ministry.as_(cast.OFFICER))
    head = ministry.as_(cast.HEAD)

    done = head.post(f"{POST}/@hand-over", {"to": "post:tttn-officer-2"})

    assert (done["moved"], done["left"]) == (3, 0)
    assert boxes(ministry.as_(cast.OFFICER)) == {}
    colleague = ministry.as_(cast.COLLEAGUE)
    assert boxes(colleague) == before
    statuses = [colleague.status("GET", url) for url in burdened]
    gone = [ministry.as_(cast.OFFICER).status("GET", url) for url in burdened]
    assert (statuses, gone) == ([200, 200], [404, 404])
    assert colleague.status("POST", f"{burdened[1]}/@workflow/send_to_head") == 200


def test_passing_on_again_finds_nothing(ministry, burdened):
    head = ministry.as_(cast.HEAD)
    to = {"to": "post:tttn-officer-2"}
    head.post(f"{POST}/@hand-over", to)

    assert head.post(f"{POST}/@hand-over", to)["moved"] == 0


def test_each_document_knows_that_it_passed_on(ministry, burdened):
    ministry.as_(cast.HEAD).post(f"{POST}/@hand-over", {"to": "post:tttn-officer-2"})

    lines = ministry.as_(cast.COLLEAGUE).get(f"{burdened[1]}/@journal")["items"]

    last = lines[-1]
    assert (last["act"], last["person"]) == ("passed_on", cast.HEAD)
    assert last["details"]["to"] == "tttn-officer-2"


@pytest.mark.parametrize(
    ("who", "body", "expected"),
    [
        (cast.HEAD, {"to": "post:xnk-officer-1"}, (422, "other_unit")),
        (cast.HEAD, {"to": "post:tttn-officer-1"}, (422, "other_unit")),
        (cast.HEAD, {}, (422, "required")),
        (cast.MANAGER, {"successor": "person:cv.tttn"}, (422, "holder")),
        (cast.MANAGER, {"successor": "person:nobody"}, (422, "unknown_value")),
    ],
    ids=["another unit", "itself", "nothing", "its holder", "nobody"],
)
def test_what_a_hand_over_refuses(ministry, who, body, expected):
    answer = ministry.as_(who).call("POST", f"{POST}/@hand-over", body)

    assert code(answer) == expected
    assert ministry.as_(cast.OFFICER).get("/@actor")["post"]["id"] == "tttn-officer-1"


@pytest.mark.parametrize(
    ("who", "body"),
    [
        (cast.MANAGER, {"to": "post:tttn-officer-2"}),
        (cast.HEAD, {"successor": f"person:{cast.COLLEAGUE}"}),
        (cast.COLLEAGUE, {"to": "post:tttn-officer-2"}),
        (cast.AUDITOR, {"successor": f"person:{cast.AUDITOR}"}),
    ],
    ids=["work by the site manager", "the post by the head", "a colleague", "auditor"],
)
def test_who_may_not_hand_over(ministry, who, body):
    assert ministry.as_(who).status("POST", f"{POST}/@hand-over", body) == 403


def test_to_oneself_it_waits_for_a_second_person(ministry, burdened):
    manager = ministry.as_(cast.MANAGER)

    answer = manager.call(
        "POST", f"{POST}/@hand-over", {"successor": f"person:{cast.MANAGER}"}
    )

    assert answer.status_code == 202
    manager = ministry.as_(cast.MANAGER, "vp-site_manager-1")
    assert manager.status("GET", burdened[1]) == 404
    assert counted(manager) == {"IncomingDocument": 1, "Task": 1, "OutgoingDocument": 1}
