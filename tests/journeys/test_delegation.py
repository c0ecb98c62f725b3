from datetime import date
from datetime import datetime
from datetime import timedelta
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations.delegations import Scope
from imoit.workflows.calendar import clock
from tests import cast
from tests.journeys import acts
from tests.rooms.ministry import acting

import pytest
import transaction


MINISTER_POST = "ldb-minister-1"
TODAY = clock.today()


def delegate(ministry, who=cast.MINISTER, to=cast.DEPUTY, **changes):
    body = {"to": f"person:{to}", **acts.days(0, 3), **changes}
    return ministry.as_(who).post("/@delegations", body)


def given_long_ago(start, until, **scope):
    """Delegate with the clock of an earlier day, as it was done then."""
    transaction.begin()
    then = datetime.combine(start, datetime.min.time(), clock.ZONE)
    with acting(cast.MINISTER) as minister:
        made = delegations.delegate(
            minister, f"person:{cast.DEPUTY}", start, until, Scope(**scope), now=then
        )
    transaction.commit()
    return made


def waiting_for_the_minister(ministry):
    document = acts.registered(ministry)
    acts.submit(ministry, document, "person:botruong")
    return document


def stand_in(ministry, login=cast.DEPUTY, post=MINISTER_POST):
    return ministry.as_(login, post)


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def is_over(person, document):
    """Tell whether the post is closed to *person*, and the document with it."""
    closed = code(person.call("GET", "/@inbox")) == (403, "not_held")
    return closed and person.status("GET", document) == 404


def test_scenario_14_the_deputy_directs_in_the_days_and_the_field(ministry):
    document = waiting_for_the_minister(ministry)
    assert ministry.as_(cast.DEPUTY).status("GET", document) == 404
    delegate(ministry, units=["unit:tttn"])

    deputy = stand_in(ministry)
    assert deputy.get("/@inbox?box=to_direct")["items_total"] == 1
    other = deputy.call("POST", f"{document}/@directives", acts.order(lead=["unit:hc"]))
    made = deputy.post(f"{document}/@directives", acts.order())

    assert code(other) == (403, "outside_delegation")
    names = "Lê Thị Thanh Vân (thay Nguyễn Hữu Đạt theo ủy quyền)"
    assert made["name"] == names
    lines = ministry.as_(cast.AUDITOR).get("/@journal?b_size=20")["items"]
    directive = next(line for line in lines if line["act"] == "directive")
    assert (directive["person"], directive["name"]) == (cast.DEPUTY, names)
    assert directive["post"] == MINISTER_POST
    assert directive["details"]["on_behalf_of"] == cast.MINISTER


def test_scenario_14_the_day_after_the_last_it_is_over(ministry):
    document = waiting_for_the_minister(ministry)
    yesterday = TODAY - timedelta(1)
    given_long_ago(TODAY - timedelta(10), yesterday)

    deputy = stand_in(ministry)

    assert is_over(deputy, document)
    order = acts.order()
    assert deputy.status("POST", f"{document}/@directives", order) == 404
    assert ministry.as_(cast.DEPUTY).status("GET", document) == 404
    held = ministry.as_(cast.DEPUTY).get("/@delegations")["held"]
    assert [one["standing"] for one in held] == ["over"]


def test_the_last_day_counts_whole(ministry):
    document = waiting_for_the_minister(ministry)
    given_long_ago(TODAY - timedelta(10), TODAY)

    assert stand_in(ministry).status("GET", document) == 200


def test_scenario_14_what_was_delegated_goes_no_further(ministry):
    delegate(ministry)
    body = {"to": "person:truong.tttn", **acts.days(0, 1)}

    answer = stand_in(ministry).call("POST", "/@delegations", body)

    assert code(answer) == (403, "chained")


def test_before_its_day_nothing_is_open(ministry):
    document = waiting_for_the_minister(ministry)
    delegate(ministry, **acts.days(1, 3))

    assert is_over(stand_in(ministry), document)


def test_the_delegator_ends_it_at_once_and_nobody_else_does(ministry):
    document = waiting_for_the_minister(ministry)
    made = delegate(ministry)
    assert stand_in(ministry).status("GET", document) == 200

    others = [
        ministry.as_(cast.DEPUTY).status("DELETE", made["@id"], {}),
        stand_in(ministry).status("DELETE", made["@id"], {}),
        ministry.as_(cast.HEAD).status("DELETE", made["@id"], {}),
        ministry.as_(cast.MANAGER).status("DELETE", made["@id"], {}),
    ]
    assert others == [403, 403, 404, 404]
    assert ministry.as_(cast.MINISTER).status("DELETE", made["@id"], {}) == 200

    assert is_over(stand_in(ministry), document)
    assert ministry.as_(cast.MINISTER).status("DELETE", made["@id"], {}) == 409


def test_it_ends_when_a_post_changes_hands(ministry):
    document = waiting_for_the_minister(ministry)
    delegate(ministry)
    manager = ministry.as_(cast.MANAGER)

    manager.call("DELETE", f"/directory/posts/{MINISTER_POST}/@holder", {})

    assert is_over(stand_in(ministry), document)
    held = ministry.as_(cast.DEPUTY).get("/@delegations")["held"]
    assert [one["standing"] for one in held] == ["ended"]


def test_a_field_hides_what_another_unit_has(ministry):
    in_field, elsewhere, untouched = (waiting_for_the_minister(ministry), "", "")
    for lead in ("unit:tttn", "unit:hc"):
        document = acts.registered(ministry, code_number=f"1{len(lead)}{lead[-1]}")
        acts.submit(ministry, document, "person:botruong")
        order = acts.order(lead=[lead], support=[], informed=[])
        ministry.as_(cast.MINISTER).post(f"{document}/@directives", order)
        in_field, elsewhere, untouched = (
            (document, elsewhere, in_field)
            if lead == "unit:tttn"
            else (in_field, document, untouched)
        )
    delegate(ministry, units=["unit:tttn"])
    deputy = stand_in(ministry)

    seen = [deputy.status("GET", url) for url in (in_field, elsewhere, untouched)]
    found = deputy.get("/@search?portal_type=IncomingDocument")["items"]
    boxes = {b["id"]: b["count"] for b in deputy.get("/@inbox")["boxes"]}

    assert seen == [200, 404, 200]
    assert {item["@id"] for item in found} == {in_field, untouched}
    assert (boxes["to_direct"], boxes["assigned"]) == (1, 1)


def test_a_process_hides_the_other_one(ministry):
    draft = acts.drafted(ministry)
    ministry.as_(cast.OFFICER).post(f"{draft}/@workflow/send_to_head")
    letter = acts.directed(ministry)
    delegate(ministry, cast.HEAD, cast.COLLEAGUE, process="incoming")

    colleague = stand_in(ministry, cast.COLLEAGUE, "tttn-head-1")

    assert [colleague.status("GET", url) for url in (letter, draft)] == [200, 404]
    boxes = {b["id"]: b["count"] for b in colleague.get("/@inbox")["boxes"]}
    assert (boxes["to_process"], boxes["to_approve"]) == (1, 0)


def test_kinds_of_act_close_every_other_one(ministry):
    document = waiting_for_the_minister(ministry)
    delegate(ministry, acts=["approve"])
    deputy = stand_in(ministry)

    order = deputy.call("POST", f"{document}/@directives", acts.order())
    draft = deputy.call("POST", "/outgoing", {"@type": "OutgoingDocument"})

    assert deputy.get(f"{document}/@workflow")["transitions"] == []
    assert code(order) == (403, "outside_delegation")
    assert draft.status_code in (403, 422)


def test_nobody_approves_their_own_draft_by_delegation(ministry):
    draft = acts.drafted(ministry)
    ministry.as_(cast.OFFICER).post(f"{draft}/@workflow/send_to_head")
    delegate(ministry, cast.HEAD, cast.OFFICER)
    delegate(ministry, cast.HEAD, cast.COLLEAGUE)
    officer = stand_in(ministry, cast.OFFICER, "tttn-head-1")

    own = officer.call("POST", f"{draft}/@workflow/approve_content", {})

    assert code(own) == (403, "own_work")
    steps = officer.get(f"{draft}/@workflow")["transitions"]
    assert "approve_content" not in [step["id"] for step in steps]
    colleague = stand_in(ministry, cast.COLLEAGUE, "tttn-head-1")
    assert colleague.status("POST", f"{draft}/@workflow/approve_content", {}) == 200


def test_nobody_accepts_their_own_report_by_delegation(ministry):
    acts.directed(ministry)
    head, officer = ministry.as_(cast.HEAD), ministry.as_(cast.OFFICER)
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    below = {"text": "Báo cáo.", "lead": ["person:cv.tttn"], "working_days": 3}
    head.post(f"{task}/@directives", below)
    own = officer.get("/@inbox?box=to_process")["items"][0]["@id"]
    officer.post(f"{own}/@report", {"text": "Đã xong."})
    delegate(ministry, cast.HEAD, cast.OFFICER)

    answer = stand_in(ministry, cast.OFFICER, "tttn-head-1").call(
        "POST", f"{own}/@workflow/accept", {}
    )

    assert code(answer) == (403, "own_work")
    assert head.status("POST", f"{own}/@workflow/accept", {}) == 200


@pytest.mark.parametrize(
    ("who", "to", "expected"),
    [
        (cast.MINISTER, cast.MANAGER, (403, "alone")),
        (cast.MINISTER, cast.AUDITOR, (403, "alone")),
        (cast.MANAGER, cast.OFFICER, (403, "alone")),
        (cast.OFFICER, cast.OFFICER, (422, "no_delegate")),
        (cast.OFFICER, "nobody", (422, "unknown_principal")),
    ],
)
def test_whom_a_delegation_refuses(ministry, who, to, expected):
    body = {"to": f"person:{to}", **acts.days(0, 1)}

    answer = ministry.as_(who).call("POST", "/@delegations", body)

    assert code(answer) == expected


def test_two_in_the_same_days_to_the_same_person(ministry):
    delegate(ministry)
    body = {"to": f"person:{cast.DEPUTY}", **acts.days(3, 5)}

    answer = ministry.as_(cast.MINISTER).call("POST", "/@delegations", body)

    assert code(answer) == (409, "overlap")


def test_who_sees_which_delegations(ministry):
    delegate(ministry)

    lists = {
        who: ministry.as_(who).get("/@delegations")
        for who in (cast.MINISTER, cast.DEPUTY, cast.OFFICER)
    }
    every = {
        who: ministry.as_(who).status("GET", "/@delegations?all=1")
        for who in (cast.MANAGER, cast.OFFICE, cast.FORM, cast.AUDITOR, cast.HEAD)
    }

    counts = {w: (len(x["given"]), len(x["held"])) for w, x in lists.items()}
    assert counts == {"botruong": (1, 0), "thutruong1": (0, 1), "cv.tttn": (0, 0)}
    assert list(every.values()) == [200, 200, 200, 200, 403]


def test_readings_by_delegation_name_both(ministry):
    document = waiting_for_the_minister(ministry)
    delegate(ministry)

    stand_in(ministry).get(document)

    lines = ministry.as_(cast.MINISTER).get(f"{document}/@journal")["items"]
    read = [line for line in lines if line["act"] == "read"][-1]
    assert read["person"] == cast.DEPUTY
    assert "thay Nguyễn Hữu Đạt" in read["name"]


def test_a_delegation_writes_nothing_on_documents(ministry, acceptance):
    document = waiting_for_the_minister(ministry)
    name = document.rpartition("/")[2]
    portal = acceptance["portal"]
    portal._p_jar.sync()
    before = portal.incoming[name]._p_serial

    delegate(ministry)
    stand_in(ministry).get("/@inbox?box=to_direct")

    portal._p_jar.sync()
    assert portal.incoming[name]._p_serial == before


def test_the_day_begins_at_midnight_in_vietnam(integration):
    start = date(2026, 3, 1)
    late = datetime.fromisoformat("2026-02-28T16:59:59+00:00")
    with acting(cast.MINISTER) as minister:
        made = delegations.delegate(
            minister, f"person:{cast.DEPUTY}", start, start, now=late
        )

    moments = ("2026-02-28T16:59:59", "2026-02-28T17:00:00", "2026-03-01T17:00:00")
    words = [
        delegations.standing(made, datetime.fromisoformat(f"{moment}+00:00"))
        for moment in moments
    ]

    assert words == ["coming", "running", "over"]
