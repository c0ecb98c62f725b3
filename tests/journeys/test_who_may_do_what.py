"""The tables of `tests/rooms/states.py`, through the doors of REST and of the batch."""

from imoit.workflows.transitions.domain import OPERATION_ONLY
from tests.rooms import states

import pytest
import requests
import transaction


PEOPLE = (
    states.CLERK,
    states.OFFICE,
    "botruong",
    states.LEADER,
    states.SECRETARY,
    states.HEAD,
    "truong.xnk",
    "truong.vp",
    states.OFFICER,
    "cv.xnk",
    "quantri",
    "kiemtra",
)
# Who has no desk has no batch either.
OUTSIDE = ("quantri", "kiemtra")
WHY = {"reason": "Lý do của phép thử"}
ORDER = {"text": "Làm.", "lead": ["unit:pc"], "working_days": 5}
BELOW = {"text": "Làm.", "lead": ["person:cv2.tttn"], "working_days": 1}
SUBMIT = {"to": "person:botruong"}
# Each act: the service behind a thing, and what is sent.
LETTER = {
    "register": ("@registration", {"confirm_duplicate": True, **WHY}),
    "submit": ("@submission", SUBMIT),
    "direct": ("@directives", ORDER),
    **{
        step: (f"@workflow/{step}", WHY)
        for step in ("refuse", "recall", "send_back", "complete", "reopen", "file")
    },
}
TASK = {
    "forward": ("@directives", BELOW),
    "report": ("@report", {"text": "Xong."}),
    "ask_extension": ("@workflow/ask_extension", {**WHY, "working_days": 2}),
    **{
        step: (f"@workflow/{step}", WHY)
        for step in (
            "open",
            "return",
            "mark_seen",
            "accept",
            "send_back",
            "recall",
            "pause",
            "resume",
            "grant_extension",
            "refuse_extension",
            "take_note",
        )
    },
}
SIGNED = {"signer": "person:thutruong1", "capacity": "KT.", "signed_on": "2026-11-20"}
OUTGOING = {
    "record_signature": ("@signature-record", SIGNED),
    "take_number": ("@number", {}),
    "publish": ("@publication", {"stamped": True, "shelf_mark": "VT-2026/11"}),
    **{
        step: (f"@workflow/{step}", WHY)
        for step in (
            "send_to_head",
            "approve_content",
            "approve_form",
            "return",
            "return_to_unit",
            "return_to_form",
            "void_number",
            "file",
            "recall",
            "replace",
            "restrict",
            "lift_restriction",
        )
    },
}
# Acts that no batch takes: each document needs data of its own.
ALONE = ("record_signature", "publish")
TABLES = {
    "letter": (states.LETTER, LETTER),
    "task": (states.TASK, TASK),
    "outgoing": (states.OUTGOING, OUTGOING),
}


def allowed(may, act):
    """Passing on is submitting once more."""
    return act in may or (act == "submit" and "redirect" in may)


def made(build):
    """Return address and UID of a new thing in its state."""
    transaction.begin()
    thing = build()
    transaction.commit()
    return thing.absolute_url(), thing.UID()


def by_rest(person, act, service, body, thing):
    return person.status("POST", f"{thing[0]}/{service}", body)


def by_batch(person, act, service, body, thing):
    return batch(person, act, body, [thing])[0]


def batch(person, act, body, things):
    """Return what became of each of *things*."""
    sent = {"act": act, "items": [uid for _url, uid in things], "data": body}
    answer = person.call("POST", "/@batch", sent)
    if answer.status_code != 200:
        return [answer.status_code] * len(things)
    return [item["status"] for item in answer.json()["items"]]


KINDS = pytest.mark.parametrize("kind", TABLES)


def is_refused(status, may, who, state):
    """Tell whether *status* is the right answer to who may not do it."""
    if who in states.WITHHELD.get(state, ()):
        return status == 409
    return status in ((403, 409) if who in may else (404,))


def whole(act, body):
    """Return what is sent with *act*; what replaces a document is made for it."""
    return (
        {**body, "by": made(states.OUTGOING["published"][0])[0]}
        if act == "replace"
        else body
    )


@KINDS
def test_what_the_table_does_not_allow_is_refused_by_rest(ministry, kind):
    table, acts = TABLES[kind]
    wrong = []
    for state, (build, may) in table.items():
        thing = made(build)
        for who in PEOPLE:
            person = ministry.as_(who)
            for act, (service, body) in acts.items():
                if allowed(may.get(who, ()), act):
                    continue
                status = by_rest(person, act, service, body, thing)
                if not is_refused(status, may, who, state):
                    wrong.append((state, who, act, status))

    assert wrong == []


@KINDS
def test_what_the_table_does_not_allow_is_refused_in_a_batch(ministry, kind):
    table, acts = TABLES[kind]
    things = {state: made(build) for state, (build, _may) in table.items()}
    wrong = []
    for who in PEOPLE:
        person = ministry.as_(who)
        for act, (_service, body) in acts.items():
            shut = [s for s in table if not allowed(table[s][1].get(who, ()), act)]
            found = batch(person, act, body, [things[s] for s in shut])
            wrong += [
                (state, who, act, status)
                for state, status in zip(shut, found, strict=True)
                if not is_refused(status, table[state][1], who, state)
                and not (who in OUTSIDE and status == 403)
            ]

    assert wrong == []


@pytest.mark.parametrize("door", [by_rest, by_batch], ids=["rest", "batch"])
@KINDS
def test_what_the_table_allows_is_done(ministry, kind, door):
    table, acts = TABLES[kind]
    wrong = []
    for state, (build, may) in table.items():
        for who, steps in may.items():
            for act, (service, body) in acts.items():
                if not allowed(steps, act) or (door is by_batch and act in ALONE):
                    continue
                person, body = ministry.as_(who), whole(act, body)
                status = door(person, act, service, body, made(build))
                if status not in (200, 201, 204):
                    wrong.append((state, who, act, status))

    assert wrong == []


@KINDS
def test_strangers_get_through_no_door(ministry, kind):
    table, acts = TABLES[kind]
    found = set()
    for build, _may in table.values():
        url, uid = made(build)
        calls = [(f"{url}/{service}", body) for service, body in acts.values()]
        batches = [{"act": a, "items": [uid], "data": b} for a, (_s, b) in acts.items()]
        calls += [(f"{ministry.url}/@batch", body) for body in batches]
        for where, body in calls:
            answer = requests.post(
                where, json=body, headers={"Accept": "application/json"}, timeout=60
            )
            found.add(answer.status_code)

    assert found == {401}


@KINDS
def test_rest_offers_what_the_table_allows(ministry, kind):
    table, _acts = TABLES[kind]
    wrong = []
    for state, (build, may) in table.items():
        url, _uid = made(build)
        for who in PEOPLE:
            answer = ministry.as_(who).call("GET", f"{url}/@workflow")
            if who not in may:
                found = answer.status_code
                expected = 404
            else:
                steps = answer.json()["transitions"]
                found = {s["@id"].rpartition("/")[2] for s in steps} - {"close"}
                expected = set(may[who]) - OPERATION_ONLY
            if found != expected:
                wrong.append((state, who, found, expected))

    assert wrong == []
