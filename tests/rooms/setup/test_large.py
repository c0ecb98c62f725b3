from imoit.policy.setup import large
from imoit.policy.setup import large_outgoing
from imoit.workflows.transitions.operations import state
from tests.rooms import ministry


# Each of 31 units has its head, its registry and the officers of the letters.
PEOPLE = 31 * 11


def test_a_large_ministry_is_filled_and_filled_further(functional):
    portal, said = functional["portal"], []
    large.load(portal, 1, said.append, people=PEOPLE)

    large.load(portal, 12, said.append, people=PEOPLE)

    letters = portal["incoming"].objectValues()
    assert len(letters) == 12
    assert {state(letter) for letter in letters} >= {
        "registered",
        "in_progress",
        "completed",
    }
    with ministry.acting("u01.0") as head:
        assert head.function == "head"


def test_outgoing_documents_are_filled_in_all_states(functional):
    portal, said = functional["portal"], []
    large_outgoing.load(portal, 1, said.append)

    large_outgoing.load(portal, 30, said.append)

    letters = portal["outgoing"].objectValues()
    assert len(letters) == 30
    found = {state(letter) for letter in letters}
    assert found >= {"drafting", "form_check", "published", "filed"}
