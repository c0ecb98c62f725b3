from tests.journeys import acts

import pytest


RULES = [
    {"valid_from": "2026-01-01", "working_days": 10},
    {"valid_from": "2026-01-01", "priority": "express", "working_days": 1},
]


def kept(ministry, rules=RULES):
    person = ministry.as_("quantri")
    return person.call("PUT", "/@terms", {"items": rules})


def test_a_directive_without_a_deadline_has_the_usual_one(ministry):
    assert kept(ministry).status_code == 200
    urgent, plain = (
        acts.submitted(ministry, priority="express"),
        acts.submitted(ministry, code_number="4528"),
    )
    leader = ministry.as_("thutruong1")

    days = [
        leader.post(f"{document}/@directives", acts.order(working_days=None))["due"]
        for document in (urgent, plain)
    ]

    assert days[0] < days[1]


def test_who_says_a_deadline_is_not_overruled(ministry):
    kept(ministry)
    document = acts.submitted(ministry)
    leader = ministry.as_("thutruong1")
    days = leader.post(f"{document}/@directives", acts.order(working_days=0))["due"]

    assert days < leader.post(f"{document}/@directives", acts.order())["due"]


@pytest.mark.parametrize("who", ["thutruong1", "chanhvp", "vanthu.bo", "kiemtra"])
def test_only_the_site_manager_keeps_the_terms(ministry, who):
    status = ministry.as_(who).status("PUT", "/@terms", {"items": RULES})

    assert status in (401, 403)


@pytest.mark.parametrize(
    "items",
    [
        None,
        [3],
        [{"working_days": 3}],
        [{"valid_from": "2026-01-01", "working_days": 0}],
    ],
    ids=["nothing", "no rule", "no day", "no days"],
)
def test_bad_terms_change_nothing(ministry, items):
    kept(ministry)

    assert kept(ministry, items).status_code == 422
    assert ministry.as_("quantri").get("/@terms")["items_total"] == 2


def test_the_journal_has_both_versions(ministry):
    kept(ministry)

    kept(ministry, RULES[:1])

    found = ministry.as_("kiemtra").get("/@journal")["items"]
    changed = [line for line in found if line["act"] == "terms"]
    assert {line["person"] for line in changed} == {"quantri"}
    before, after = changed[0]["details"]["changed"]["terms"]
    assert (len(before), len(after)) == (2, 1)
