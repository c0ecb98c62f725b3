from imoit.workflows.process.domain import extras
from imoit.workflows.process.domain.checks import check
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.domain.shape import Worklist
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotThere
from tests.domain.test_process import DATA

import pytest


PROCESS = parse(DATA)


def found(process, **facts):
    return {problem.code for problem in errors(check(process, Facts(**facts)))}


def test_a_group_gets_a_role_by_a_state_and_loses_it_again():
    given = extras.set_group_roles(PROCESS, "review", "legal", ["Clerk"])
    more = extras.set_group_roles(given, "done", "legal", ["Head", "Clerk"])
    taken = extras.set_group_roles(given, "review", "legal", [])

    assert given.state("review").groups == {"legal": ("Clerk",)}
    assert (given.groups, given.roles) == (("legal",), ("Clerk",))
    assert more.roles == ("Clerk", "Head")
    assert more.state("review").groups == {"legal": ("Clerk",)}
    assert taken.state("review").groups == {}
    assert taken.roles == ("Clerk",)


def test_where_all_roles_of_groups_are_managed_it_stays_so():
    every = PROCESS._replace(groups=("legal",), roles=None)

    assert extras.set_group_roles(every, "done", "legal", ["Head"]).roles is None


def test_no_state_makes_a_group_run_the_site():
    for role in ("Manager", "Site Administrator"):
        given = extras.set_group_roles(PROCESS, "review", "legal", [role])
        assert "power" in found(given)


def test_managers_do_not_lose_sight_by_a_process():
    kept = PROCESS.state("review")
    had = kept._replace(permissions={"View": Rule(False, ("Manager", "Head"))})
    before = PROCESS._replace(states=(PROCESS.states[0], had, PROCESS.states[2]))

    assert "manager_out" in found(PROCESS, before=before)
    assert "manager_out" not in found(before, before=before)
    assert "manager_out" not in found(PROCESS, before=PROCESS)


def test_a_variable_goes_with_what_sets_it_those_of_the_history_stay():
    one = extras.variable_of(PROCESS, "comments")._replace(id="colour")
    state = PROCESS.states[0]._replace(values={"colour": "red", "size": "1"})
    process = extras.put_variable(PROCESS, one)._replace(
        states=(state, *PROCESS.states[1:])
    )
    less = extras.remove_variable(process, "colour")

    assert less.variables == PROCESS.variables
    assert less.states[0].values == {"size": "1"}
    with pytest.raises(BadValue):
        extras.remove_variable(process, "actor")
    with pytest.raises(NotThere):
        extras.remove_variable(process, "size")


def test_a_worklist_that_waits_for_a_missing_state_is_a_fault():
    listed = Worklist("queue", match={"review_state": ("review", "limbo")})
    process = extras.put_worklist(PROCESS, listed)

    assert "missing_state" in found(process)
    assert "missing_state" not in found(extras.remove_worklist(process, "queue"))
    changed = extras.put_worklist(process, listed._replace(match={}))
    assert [w.match for w in changed.worklists] == [{}]
