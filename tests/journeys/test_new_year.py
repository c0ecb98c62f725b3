"""Scenario 21 over HTTP: numbers of outgoing documents at New Year's midnight."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from imoit.workflows.calendar import clock
from itertools import count
from tests.rooms import ministry as cast

import pytest
import transaction


YEAR = clock.today().year
LAST = datetime(YEAR, 12, 31, 23, 59, 59, tzinfo=clock.ZONE)
FIRST = datetime(YEAR + 1, 1, 1, 0, 0, 0, tzinfo=clock.ZONE)
CLERKS, ASKED, BEFORE = 12, 50, 25


@pytest.fixture
def signed(acceptance):
    """Fifty signed công văn of one series."""
    made = [cast.signed().absolute_url() for _n in range(ASKED)]
    transaction.commit()
    return made


@pytest.fixture
def bell(monkeypatch):
    """The clock of the running site: midnight strikes once enough have answered."""
    answered = count()
    so_far = [0]

    def strike():
        so_far[0] = next(answered) + 1

    monkeypatch.setattr(clock, "now", lambda: FIRST if so_far[0] >= BEFORE else LAST)
    return strike


def rows(ministry, year):
    """Return number and day of each row of the book, oldest first."""
    book = f"/@registers/outgoing/{year}?b_size=100"
    found = ministry.as_("vanthu.bo").get(book)["items"]
    return [(row["number"], row["date"]) for row in reversed(found)]


def test_scenario_21_fifty_clerks_ask_for_numbers_over_new_years_midnight(
    ministry, signed, bell
):
    def ask(document):
        answer = ministry.as_("vanthu.bo").call("POST", f"{document}/@number", {})
        bell()
        return answer

    with ThreadPoolExecutor(CLERKS) as pool:
        answers = list(pool.map(ask, signed))

    assert {answer.status_code for answer in answers} == {201}
    given = sorted((a.json()["year"], a.json()["number"]) for a in answers)
    old = [number for year, number in given if year == YEAR]
    new = [number for year, number in given if year == YEAR + 1]
    assert old == list(range(1, len(old) + 1))
    assert new == list(range(1, len(new) + 1))
    assert BEFORE <= len(old) < ASKED
    assert len(old) + len(new) == ASKED
    assert rows(ministry, YEAR) == [(n, f"{YEAR}-12-31") for n in old]
    assert rows(ministry, YEAR + 1) == [(n, f"{YEAR + 1}-01-01") for n in new]


def test_the_first_number_of_the_new_year_is_01_and_the_old_book_still_counts(
    ministry, monkeypatch
):
    documents = [cast.signed().absolute_url() for _n in range(2)]
    transaction.commit()
    clerk = ministry.as_("vanthu.bo")
    monkeypatch.setattr(clock, "now", lambda: LAST)
    last = clerk.post(f"{documents[0]}/@number")
    monkeypatch.setattr(clock, "now", lambda: FIRST)

    first = clerk.post(f"{documents[1]}/@number")

    assert (last["symbol"], last["year"]) == ("01/BCT-TTTN", YEAR)
    assert (first["symbol"], first["year"]) == ("01/BCT-TTTN", YEAR + 1)
    assert clerk.get(documents[0])["issued_date"] == f"{YEAR}-12-31"
    assert clerk.get(documents[1])["issued_date"] == f"{YEAR + 1}-01-01"
