from tests.rooms import ministry
from tests.rooms.desk.walk import Walk


ACTS = 2000
LOOKS = 100  # acts between two looks at every desk


def test_list_badge_and_report_agree_through_two_thousand_acts(functional):
    walk = Walk(functional["portal"], seed=20261123)

    for number in range(ACTS):
        walk.act()
        if number % LOOKS == 0:
            assert walk.differences() == [], f"after {number} acts"

    assert walk.differences() == []
    assert walk.done > ACTS / 4
    assert walk.refused > 0


def test_a_thing_that_moves_unseen_by_the_index_is_found(functional):
    walk = Walk(functional["portal"], seed=1)
    letter = ministry.received()
    assert walk.differences() == []

    letter.registrars = ("imoit.tttn.registry",)

    assert walk.differences() != []
