from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.sieve import keys
from imoit.content.registers.domain.sieve import Sieve

import pytest


KEYS = (
    "day:2026-08-21",
    "day:2026-08-22",
    "issuer:bo cong an",
    "issuer:bo y te",
    "type:cong van",
    "unit:cuc tttn",
    "recipient:bo y te",
)


@pytest.mark.parametrize(
    ("sieve", "wanted"),
    [
        (Sieve(), {}),
        (Sieve(state="void", first=3), {}),
        (Sieve(issuer="Bộ"), {"issuer": ["issuer:bo cong an", "issuer:bo y te"]}),
        (Sieve(issuer="công an"), {"issuer": ["issuer:bo cong an"]}),
        (Sieve(type="công văn", unit="xnk"), {"type": ["type:cong van"], "unit": []}),
        (Sieve(recipient="y tế"), {"recipient": ["recipient:bo y te"]}),
        (Sieve(since="2026-08-22"), {"day": ["day:2026-08-22"]}),
        (Sieve(until="2026-08-21"), {"day": ["day:2026-08-21"]}),
    ],
)
def test_what_the_catalog_is_asked(sieve, wanted):
    assert sieve.wanted(KEYS) == wanted


@pytest.mark.parametrize(
    ("sieve", "entry", "uids", "may"),
    [
        (Sieve(state="void"), Entry(1, "a", "2026-08-21"), None, False),
        (Sieve(state="void"), Entry(1, "a", "2026-08-21", "x"), None, True),
        (Sieve(issuer="x"), Entry(1, "a", "2026-08-21"), {"a"}, True),
        (Sieve(issuer="x"), Entry(1, "b", "2026-08-21"), {"a"}, False),
        (Sieve(since="2026-08-21"), Entry(1, "hidden", "2026-08-21"), set(), True),
        (Sieve(since="2026-08-22"), Entry(1, "hidden", "2026-08-21"), set(), False),
        (Sieve(until="2026-08-20"), Entry(1, "early", "2026-08-21"), {"early"}, True),
    ],
)
def test_which_rows_are_looked_at(sieve, entry, uids, may):
    assert sieve.may_let(entry, uids) is may


def test_under_which_keys_a_row_is_found():
    assert keys({"kind": "incoming", "arrived": "2026-08-21", "from": "Bộ Y tế"}) == (
        "day:2026-08-21",
        "issuer:bo y te",
    )
    outgoing = {"kind": "outgoing", "from": "Cục TTTN", "to": "Bộ Y tế; Vụ Pháp chế"}
    assert keys(outgoing) == (
        "issuer:cuc tttn",
        "unit:cuc tttn",
        "recipient:bo y te",
        "recipient:vu phap che",
    )


def test_a_row_that_names_its_recipient_asks_the_catalog_of_the_rest_only():
    sieve = Sieve(recipient="y tế", type="công văn")

    assert sieve.of_documents("sending").wanted(KEYS) == {"type": ["type:cong van"]}
    assert set(sieve.of_documents("outgoing").wanted(KEYS)) == {"type", "recipient"}


@pytest.mark.parametrize("asked", ["y tế", "PHÁP CHẾ"])
def test_a_document_is_found_by_each_of_its_recipients_and_not_across_two(asked):
    line = {"kind": "outgoing", "to": "Bộ Y tế; Vụ Pháp chế"}
    entry = Entry(1, "a", "2026-08-21")

    assert Sieve(recipient=asked).lets(entry, line)
    assert not Sieve(recipient="tế; vụ").lets(entry, line)
