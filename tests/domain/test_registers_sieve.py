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
)


@pytest.mark.parametrize(
    ("sieve", "wanted"),
    [
        (Sieve(), {}),
        (Sieve(state="void", first=3), {}),
        (Sieve(issuer="Bộ"), {"issuer": ["issuer:bo cong an", "issuer:bo y te"]}),
        (Sieve(issuer="công an"), {"issuer": ["issuer:bo cong an"]}),
        (Sieve(type="công văn", unit="xnk"), {"type": ["type:cong van"], "unit": []}),
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
    outgoing = {"kind": "outgoing", "from": "Cục TTTN", "to": "Bộ Y tế"}
    assert "unit:cuc tttn" in keys(outgoing)
