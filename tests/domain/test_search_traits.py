from datetime import date
from imoit.content.search import domain
from imoit.content.search.domain import traits
from imoit.workflows.refusal import BadValue

import pytest


class Names:
    """Codes as they come, as the catalog gives them."""

    def __init__(self):
        self.kept = [""]

    def code(self, name, large):
        if name not in self.kept:
            self.kept.append(name)
        return self.kept.index(name)

    def name(self, code):
        return self.kept[code]


def made(number=7, state="registered", due=None, pages=2, **line):
    line = {
        "kind": "incoming",
        "from": "Bộ Tài chính",
        "to": "Cục TTTN",
        "type": "Công văn",
        "priority": "normal",
        "arrived": "2026-11-23",
        "issued": "2026-11-20",
        "number": number,
        **line,
    }
    return traits.traits(line, state, due, pages, None)


def packed(found, names):
    return [(n, traits.packed(one, names.code)) for n, one in enumerate(found)]


def counted(found, chosen):
    names = Names()
    return traits.count(packed(found, names), chosen, names.name)


def test_what_is_packed_is_the_same_unpacked():
    names, found = Names(), made("12a", due=date(2026, 12, 1))

    entry = traits.packed(found, names.code)

    assert len(entry) == 42
    assert traits.unpacked(entry, names.name) == found


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ({"kind": "incoming", "to": "Cục TTTN", "from": "Bộ Tài chính"}, "Cục TTTN"),
        ({"kind": "outgoing", "from": "Vụ Pháp chế"}, "Vụ Pháp chế"),
        ({"kind": "incoming"}, ""),
    ],
)
def test_the_unit_of_a_letter_has_it_or_drafted_it(line, unit):
    assert traits.traits(line, "", None, None, None).unit == unit


def test_a_facet_counts_what_fits_the_others():
    found = counted(
        [made(), made(type="Báo cáo"), made(type="Báo cáo", state="completed")],
        {"type": ["Báo cáo"], "state": ["registered"]},
    )

    assert [rid for rid, _entry in found.fitting] == [1]
    assert found.facets["type"] == {"Công văn": 1, "Báo cáo": 1}
    assert found.facets["state"] == {"registered": 1, "completed": 1}
    assert found.facets["year"] == {"2026": 1}


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"issued_from": ["2026-11-20"]}, [0, 1]),
        ({"issued_to": ["19/11/2026"]}, [2]),
        ({"due_to": ["2026-12-31"]}, [1]),
        ({"pages_from": ["3"], "pages_to": ["5"]}, [2]),
        ({"number_from": ["8"]}, [1]),
        ({"arrived_from": [""], "copies_to": [""]}, [0, 1, 2]),
    ],
)
def test_days_and_numbers_lie_between_two(chosen, left):
    found = [
        made(),
        made(8, due=date(2026, 12, 31)),
        made(None, issued="2026-11-19", pages=4),
    ]

    assert [rid for rid, _entry in counted(found, chosen).fitting] == left


@pytest.mark.parametrize(
    "chosen",
    [{"issued_from": ["mai"]}, {"due_to": ["31/02/2026"]}, {"pages_to": ["-"]}],
)
def test_what_is_no_day_and_no_number_is_refused(chosen):
    with pytest.raises(BadValue) as refused:
        counted([], chosen)

    assert [error.field for error in refused.value.errors] == list(chosen)


def ordered(found, order, text="", scores=None):
    entries = packed(found, Names())
    scores = scores or dict.fromkeys(range(len(found)), 1)
    return traits.ordered(entries, scores, order, text, len(found))


def test_numbers_stand_in_their_order_the_latest_year_first():
    found = [
        made(number, arrived="", issued=f"{year}-01-01")
        for number, year in (
            (10, 2026),
            ("2a", 2026),
            (2, 2026),
            (1, 2025),
            (None, 2026),
        )
    ]

    assert ordered(found, domain.NUMBER) == [2, 1, 0, 4, 3]


def test_the_newest_stand_first():
    found = [made(1, arrived="2026-11-02"), made(2), made(3)]

    assert ordered(found, domain.NEWEST) == [2, 1, 0]


def test_the_document_whose_number_was_typed_comes_before_better_ones():
    found, scores = [made(1), made(25), made(3)], {0: 1, 1: 2, 2: 9}

    assert ordered(found, domain.BEST, "25", scores) == [1, 2, 0]
    assert ordered(found, domain.BEST, "2", scores) == [2, 1, 0]
