from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.turns.operations import one_by_one
from plone import api
from ZODB.POSException import ConflictError

import pytest
import transaction


def write(name):
    def act(thing):
        setattr(api.portal.get(), f"{name}_{thing}", thing)
        if thing == "bad":
            raise BadValue(_("This is required."))
        return thing.upper()

    return act


def written(name):
    transaction.abort()
    things = ("a", "bad", "c")
    return [t for t in things if hasattr(api.portal.get(), f"{name}_{t}")]


def test_a_refusal_undoes_its_own_act_alone(functional):
    done = one_by_one(["a", "bad", "c"], write("x"))

    assert [done[0], done[2]] == [("a", "A"), ("c", "C")]
    assert isinstance(done[1][1], BadValue)
    assert written("x") == ["a", "c"]


def test_an_act_that_doomed_its_transaction_leaves_the_others(functional):
    def act(thing):
        if thing == "bad":
            transaction.doom()
            raise BadValue(_("This is required."))
        return write("y")(thing)

    one_by_one(["a", "bad", "c"], act)

    assert written("y") == ["a", "c"]


def test_an_act_that_met_another_is_done_again_alone(functional):
    tries = []

    def act(thing):
        tries.append(thing)
        if tries.count(thing) < 3 and thing == "c":
            raise ConflictError
        return write("z")(thing)

    one_by_one(["a", "c"], act)

    assert tries == ["a", "c", "c", "c"]
    assert written("z") == ["a", "c"]


def test_an_act_that_always_meets_another_is_an_error(functional):
    def act(thing):
        raise ConflictError

    with pytest.raises(ConflictError):
        one_by_one(["a"], act)
