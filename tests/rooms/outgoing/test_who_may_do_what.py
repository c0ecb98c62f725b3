from tests.rooms import ministry
from tests.rooms import states

import pytest


@pytest.mark.parametrize("state", states.OUTGOING)
def test_each_person_in_each_state(integration, state):
    build, expected = states.OUTGOING[state]

    found = ministry.table(build())

    order = {name: sorted(ids) for name, ids in found.items()}
    assert order == {name: sorted(ids) for name, ids in expected.items()}
