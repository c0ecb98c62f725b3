from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from imoit.workflows.calendar import clock
from tests.journeys import acts
from tests.journeys.client import letter

import pytest


def numbers(ministry, documents):
    def register(document):
        return ministry.as_("vanthu.bo").call("POST", f"{document}/@registration", {})

    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(register, documents))


def test_fifty_at_once_get_fifty_numbers(ministry):
    documents = [acts.received(ministry, code_number=str(n)) for n in range(50)]
    first = acts.received(ministry, code_number="first")
    start = ministry.as_("vanthu.bo").post(f"{first}/@registration")["number"]

    answers = numbers(ministry, documents)

    assert {answer.status_code for answer in answers} == {201}
    given = sorted(answer.json()["number"] for answer in answers)
    assert given == list(range(start + 1, start + 51))


def test_a_failed_request_keeps_no_number(ministry):
    good = [acts.received(ministry, code_number=f"g{n}") for n in range(6)]
    bad = [acts.received(ministry, code_number=f"b{n}") for n in range(6)]
    clerk = ministry.as_("vanthu.bo")
    start = clerk.post(f"{good.pop()}/@registration")["number"]

    def register(document):
        late = {"arrival_date": "2099-01-01"} if document in bad else {}
        return clerk.call("POST", f"{document}/@registration", late)

    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(register, [d for p in zip(good, bad, strict=False) for d in p])
        )

    given = sorted(a.json()["number"] for a in answers if a.status_code == 201)
    assert given == list(range(start + 1, start + 6))
    assert sum(answer.status_code == 422 for answer in answers) == 5


@pytest.mark.parametrize(
    ("days", "code"), [(1, "future"), (-400, "book_closed")], ids=["future", "old"]
)
def test_the_arrival_date_must_be_possible(ministry, days, code):
    document = acts.received(ministry, issued_date="2020-01-01")
    day = (clock.today() + timedelta(days)).isoformat()

    answer = ministry.as_("vanthu.bo").call(
        "POST", f"{document}/@registration", {"arrival_date": day}
    )

    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert (error["field"], error["code"]) == ("arrival_date", code)


def test_yesterday_is_accepted(ministry):
    document = acts.received(ministry, issued_date="2020-01-01")
    yesterday = (clock.today() - timedelta(1)).isoformat()

    given = ministry.as_("vanthu.bo").post(
        f"{document}/@registration", {"arrival_date": yesterday}
    )

    assert given["year"] == int(yesterday[:4])


def test_a_letter_cannot_arrive_before_its_date(ministry):
    document = acts.received(ministry, issued_date="2026-11-12")

    answer = ministry.as_("vanthu.bo").call(
        "POST", f"{document}/@registration", {"arrival_date": "2026-11-11"}
    )

    assert answer.json()["errors"][0]["code"] == "before_issue"


def test_registered_once(ministry):
    document = acts.registered(ministry)

    clerk = ministry.as_("vanthu.bo")
    assert clerk.status("POST", f"{document}/@registration") == 409


def test_the_same_letter_is_shown_before_it_is_registered_again(ministry):
    first = acts.registered(ministry)
    second = acts.received(ministry)

    answer = ministry.as_("vanthu.bo").call("POST", f"{second}/@registration", {})

    assert answer.status_code == 409
    assert [found["@id"] for found in answer.json()["duplicates"]] == [first]


def test_no_duplicate_needs_its_reason(ministry):
    acts.registered(ministry)
    second = acts.received(ministry)
    clerk = ministry.as_("vanthu.bo")
    sure = {"confirm_duplicate": True}

    without = clerk.call("POST", f"{second}/@registration", sure)
    clerk.post(f"{second}/@registration", {**sure, "reason": "Bản gửi lại có dấu"})

    assert without.status_code == 422
    assert without.json()["errors"][0]["field"] == "reason"
    lines = clerk.get(f"{second}/@journal")["items"]
    register = next(line for line in lines if line["act"] == "register")
    assert register["details"]["reason"] == "Bản gửi lại có dấu"


@pytest.mark.parametrize(
    "other",
    [
        {"issued_date": "2025-11-12"},
        {"code_number": "4528"},
        {"code_notation": "BKHCN-KHTC"},
        {"issuer": {"organ_id": "000.00.00.G09", "name": "Bộ Nội vụ"}},
    ],
    ids=["year", "number", "notation", "issuer"],
)
def test_another_letter_is_no_duplicate(ministry, other):
    acts.registered(ministry)
    second = acts.received(ministry, **other)

    clerk = ministry.as_("vanthu.bo")
    assert clerk.status("POST", f"{second}/@registration") == 201


def test_duplicates_are_asked_for_while_typing(ministry):
    first = acts.registered(ministry)

    found = ministry.as_("vanthu.bo").get(
        "/incoming/@duplicates?symbol=4527/bkhcn-vp&issued_date=2026-11-12"
        "&issuer=bộ khoa học và công nghệ"
    )

    assert [item["@id"] for item in found["items"]] == [first]


def test_an_incomplete_record_is_not_registered(ministry):
    document = ministry.as_("vanthu.bo").post("/incoming", letter(issuer={}))["@id"]

    answer = ministry.as_("vanthu.bo").call("POST", f"{document}/@registration", {})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["issuer"]


def test_four_clerks_at_once_never_meet_an_error(ministry):
    def whole(n):
        clerk = ministry.as_("vanthu.bo")
        created = clerk.call("POST", "/incoming", letter(code_number=f"c{n}"))
        url = created.json()["@id"]
        done = clerk.call("POST", f"{url}/@registration", {})
        return created.status_code, done.status_code

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(whole, range(40)))

    assert codes == {(201, 201)}
