from imoit.content.incoming import operations
from tests.rooms import ministry
from tests.rooms import states

import pytest


@pytest.mark.parametrize("name", states.LETTER)
def test_each_person_in_each_state(integration, name):
    made, expected = states.LETTER[name]
    document = made()

    found = ministry.table(document)

    order = {name: sorted(ids) for name, ids in found.items()}
    assert order == {name: sorted(ids) for name, ids in expected.items()}


def test_a_redirected_letter_leaves_the_office_readable_only(integration):
    document = ministry.submitted()

    with ministry.acting("chanhvp") as office, pytest.raises(Exception) as refusal:
        operations.submit(document, "person:botruong", office)

    assert refusal.value.status == 403
