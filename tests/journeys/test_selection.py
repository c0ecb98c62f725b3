from tests.journeys import acts

import pytest


def uids(ministry, documents, who="vanthu.bo"):
    return [ministry.as_(who).get(document)["UID"] for document in documents]


def registered(ministry, count=3):
    numbers = (str(9000 + n) for n in range(count))
    return [acts.registered(ministry, code_number=number) for number in numbers]


def test_several_letters_are_submitted_in_one_act(ministry):
    documents = registered(ministry)
    clerk, office = ministry.as_("vanthu.bo"), ministry.as_("chanhvp")

    answer = clerk.post(
        "/@batch",
        {
            "act": "submit",
            "items": uids(ministry, documents),
            "data": {"to": "person:chanhvp"},
        },
    )

    assert answer["done"] == 3
    assert [item["review_state"] for item in answer["items"]] == ["submitted"] * 3
    assert office.get("/@inbox?box=to_direct")["items_total"] == 3
    assert clerk.get("/@inbox?box=to_submit")["items_total"] == 0


def test_what_cannot_be_done_says_why_and_the_others_stand(ministry):
    first, second = registered(ministry, 2)
    clerk = ministry.as_("vanthu.bo")
    clerk.post(f"{first}/@submission", {"to": "person:chanhvp"})
    unseen = acts.drafted(ministry)
    items = [
        *uids(ministry, [first, second]),
        *uids(ministry, [unseen], "cv.tttn"),
        "nothing",
    ]

    answer = clerk.post(
        "/@batch",
        {"act": "submit", "items": items, "data": {"to": "person:botruong"}},
    )

    assert [item["status"] for item in answer["items"]] == [403, 200, 404, 404]
    assert answer["items"][0]["error"]["message"]
    assert "@id" not in answer["items"][2]
    assert clerk.get(second)["review_state"] == "submitted"


def test_a_refused_directive_leaves_no_task_behind(ministry):
    documents = [acts.submitted(ministry), acts.submitted(ministry, code_number="9")]
    leader = ministry.as_("thutruong1")
    leader.post(f"{documents[0]}/@directives", acts.order())
    before = leader.get("/@inbox?box=assigned")["items_total"]
    order = acts.order(lead=["unit:moon"])

    answer = leader.post(
        "/@batch",
        {
            "act": "direct",
            "items": uids(ministry, documents, "thutruong1"),
            "data": order,
        },
    )

    assert answer["done"] == 0
    assert leader.get("/@inbox?box=assigned")["items_total"] == before
    assert ministry.as_("truong.xnk").get("/@inbox?box=to_process")["items_total"] == 1


def test_one_directive_is_given_on_several_letters(ministry):
    documents = [acts.submitted(ministry), acts.submitted(ministry, code_number="9")]
    leader = ministry.as_("thutruong1")

    answer = leader.post(
        "/@batch",
        {
            "act": "direct",
            "items": uids(ministry, documents, "thutruong1"),
            "data": acts.order(),
        },
    )

    assert answer["done"] == 2
    assert ministry.as_("truong.tttn").get("/@inbox?box=to_process")["items_total"] == 2


@pytest.mark.parametrize(
    ("login", "done"),
    [
        ("cv.vp", 1),
        ("truong.vp", 0),
        ("cv.tttn", 0),
        ("quantri", 0),
        ("kiemtra", 0),
    ],
)
def test_a_selection_gives_nobody_more_than_each_act_alone(ministry, login, done):
    draft = acts.published(ministry)
    items = uids(ministry, [draft])

    answer = ministry.as_(login).call(
        "POST", "/@batch", {"act": "mark_seen", "items": items}
    )

    assert answer.status_code == 200
    assert answer.json()["done"] == done


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"items": ["a"]}, "act"),
        ({"act": "accept"}, "items"),
        ({"act": "accept", "items": [str(n) for n in range(101)]}, "items"),
        ({"act": "accept", "items": ["a"], "data": ["b"]}, "data"),
    ],
    ids=["no act", "nothing", "101", "data is a list"],
)
def test_a_selection_that_cannot_be_names_its_field(ministry, body, field):
    answer = ministry.as_("vanthu.bo").call("POST", "/@batch", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_a_stranger_selects_nothing(ministry):
    answer = ministry.as_("nobody").status("POST", "/@batch", {"act": "accept"})

    assert answer == 401


def test_operation_only_steps_stay_closed_in_a_selection(ministry):
    (document,) = registered(ministry, 1)

    answer = ministry.as_manager().post(
        "/@batch",
        {"act": "complete", "items": uids(ministry, [document])},
    )

    assert answer["done"] == 0
