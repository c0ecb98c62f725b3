from concurrent.futures import ThreadPoolExecutor
from imoit.workflows.calendar import clock
from tests.journeys import acts

import pytest
import time


YEAR = clock.today().year
BOOK = f"/@registers/incoming/{YEAR}"


def at_once(calls, clients=8):
    with ThreadPoolExecutor(clients) as pool:
        return [one.result() for one in [pool.submit(call) for call in calls]]


def clerk(ministry):
    return ministry.as_("vanthu.bo")


def taken(ministry):
    return clerk(ministry).get(f"{BOOK}?b_size=500")["items"]


def reserve(ministry, count=1):
    body = {"reason": "Chờ bản giấy", "count": count}
    return clerk(ministry).post(f"{BOOK}/reservations", body)["numbers"]


def test_two_clerks_who_reserve_and_register_at_once_share_no_number(ministry):
    letters = [acts.received(ministry, code_number=f"r{n}") for n in range(10)]

    def register(url):
        return clerk(ministry).post(f"{url}/@registration")["number"]

    calls = [lambda url=url: [register(url)] for url in letters]
    calls += [lambda: reserve(ministry, 2) for _n in range(5)]
    given = [number for found in at_once(calls) for number in found]

    assert len(set(given)) == 20
    assert sorted(given) == list(range(min(given), min(given) + 20))


def test_a_number_is_declared_void_once_only(ministry):
    acts.registered(ministry)
    number = taken(ministry)[0]["number"]

    def void():
        body = {"reason": "Vào sổ nhầm"}
        return clerk(ministry).status("POST", f"{BOOK}/{number}/void", body)

    assert sorted(at_once([void] * 4, 4)) == [200, 409, 409, 409]


def test_letters_inserted_at_once_after_one_number_get_letters_of_their_own(ministry):
    acts.registered(ministry)
    number = taken(ministry)[0]["number"]
    letters = [acts.received(ministry, code_number=f"i{n}") for n in range(5)]

    def insert(url):
        body = {"after": number, "reason": "Sót khi vào sổ"}
        return clerk(ministry).post(f"{url}/@registration", body)["suffix"]

    found = at_once([lambda url=url: insert(url) for url in letters], 5)

    assert sorted(found) == ["a", "b", "c", "d", "e"]
    rows = [f"{row['number']}{row['suffix']}" for row in taken(ministry)[:6]]
    assert rows == [f"{number}{letter}" for letter in ("e", "d", "c", "b", "a", "")]


def test_a_reserved_number_goes_to_one_letter_only(ministry):
    (number,) = reserve(ministry)
    letters = [acts.received(ministry, code_number=f"u{n}") for n in range(4)]

    def use(url):
        body = {"reserved": str(number)}
        return clerk(ministry).status("POST", f"{url}/@registration", body)

    found = at_once([lambda url=url: use(url) for url in letters], 4)

    assert sorted(found) == [201, 409, 409, 409]
    states = {row["number"]: row["state"] for row in taken(ministry)}
    assert states[number] == "given"


def test_a_reservation_is_given_back_or_used_not_both(ministry):
    (number,) = reserve(ministry)
    acts.registered(ministry)
    url = acts.received(ministry, code_number="late")
    calls = (
        lambda: clerk(ministry).status(
            "POST", f"{url}/@registration", {"reserved": str(number)}
        ),
        lambda: clerk(ministry).status(
            "POST", f"{BOOK}/{number}/release", {"reason": "Không dùng"}
        ),
    )

    found = at_once(calls, 2)

    assert sorted(found) in ([200, 409], [201, 409])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("vanthu.bo", 200),
        ("kiemtra", 200),
        ("vanthu.tttn", 404),
        ("cv.tttn", 404),
        ("botruong", 404),
        ("chanhvp", 404),
    ],
)
def test_who_reads_the_book_of_the_ministry(ministry, who, status):
    acts.registered(ministry)

    assert ministry.as_(who).status("GET", BOOK) == status


@pytest.mark.parametrize(
    ("who", "status"), [("kiemtra", 403), ("vanthu.tttn", 404), ("quantri", 404)]
)
@pytest.mark.parametrize("act", ["reservations", "close", "1/void", "1/release"])
def test_who_does_not_keep_the_book_changes_nothing(ministry, who, status, act):
    acts.registered(ministry)

    body = {"reason": "Thử"}
    assert ministry.as_(who).status("POST", f"{BOOK}/{act}", body) == status


def test_the_year_that_runs_is_not_closed(ministry):
    acts.registered(ministry)

    answer = clerk(ministry).call("POST", f"{BOOK}/close", {"reason": "Sớm"})

    assert answer.status_code == 409


def test_rows_are_asked_for(ministry):
    acts.registered(ministry)
    acts.registered(
        ministry, code_number="8", issuer={"name": "Bộ Y tế", "organ_id": ""}
    )
    (number,) = reserve(ministry)

    def asked(query):
        rows = clerk(ministry).get(f"{BOOK}?{query}")["items"]
        return [row["number"] for row in rows]

    assert asked("state=reserved")[0] == number
    assert asked("issuer=bo y te")[0] == number - 1
    assert asked(f"first={number - 1}&last={number}") == [number, number - 1]
    assert asked("since=2099-01-01") == []
    assert clerk(ministry).status("GET", f"{BOOK}?state=lost") == 422


def test_only_the_site_manager_divides_the_registers(ministry):
    body = {"direction": "incoming", "scope": "unit", "since": YEAR + 1}

    assert clerk(ministry).status("PATCH", "/@register-plan", body) == 403
    found = ministry.as_("quantri").call("PATCH", "/@register-plan", body)
    assert found.status_code == 200
    assert found.json()["incoming"][str(YEAR + 1)]["scope"] == "unit"


def ordered(ministry, kind):
    found = clerk(ministry).call("POST", f"{BOOK}/prints", {"format": kind})
    assert (found.status_code, found.json()["status"]) == (202, "waiting")
    url = found.json()["@id"]
    for _moment in range(600):
        job = clerk(ministry).get(url)
        if job["status"] == "finished":
            return job
        time.sleep(0.1)
    raise AssertionError(job)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_a_book_is_ordered_as_a_file_and_fetched(
    ministry, tmp_path, monkeypatch, kind, begins
):
    monkeypatch.setenv("IMOIT_PRINTS", str(tmp_path))
    acts.registered(ministry)

    job = ordered(ministry, kind)

    answer = clerk(ministry).call("GET", job["download"])
    assert answer.content.startswith(begins)
    assert ministry.as_("kiemtra").status("GET", job["download"]) == 404
    assert (
        ministry.as_("cv.tttn").status("POST", f"{BOOK}/prints", {"format": kind})
        == 404
    )
