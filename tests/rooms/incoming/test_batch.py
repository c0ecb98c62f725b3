from imoit.content.incoming import operations
from imoit.content.incoming.operations import Registered
from imoit.content.incoming.operations import Wish
from imoit.content.registers.storage import entries
from imoit.content.registers.storage import peek
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest
import transaction


def letters(*numbers, **changes):
    return [ministry.received(code_number=number, **changes) for number in numbers]


def registered(*wishes, who="vanthu.bo", **options):
    found = [w if isinstance(w, Wish) else Wish(w.UID(), w) for w in wishes]
    with ministry.acting(who) as clerk:
        return operations.register_all(found, clerk, **options)


def outcome(done):
    return [
        came.number if isinstance(came, Registered) else came.errors[0].code
        for _wish, came in done
    ]


def test_the_numbers_are_consecutive_in_the_order_of_reception(integration):
    first, second, third = letters("1", "2", "3")

    done = registered(third, first, second)

    assert [wish.document for wish, _came in done] == [first, second, third]
    assert outcome(done) == [1, 2, 3]
    rows = entries("incoming", clock.today().year, newest_first=False)[1]
    assert [row.uid for row in rows] == [x.UID() for x in (first, second, third)]


def test_a_letter_that_lacks_something_takes_no_number_and_keeps_nobody_back(
    integration,
):
    first, second = letters("1", "2")
    (empty,) = letters("3", subject="")
    (last,) = letters("4")

    done = registered(first, second, empty, last)

    assert outcome(done) == [1, 2, "required", 3]
    assert state(empty) == "received"
    assert empty.arrival_number is None
    assert peek("incoming", clock.today().year) == 4


def test_the_second_copy_within_the_batch_is_a_duplicate(integration):
    first, copy = letters("7", "7")
    (other,) = letters("8")

    assert outcome(registered(first, copy, other)) == [1, "duplicate", 2]


def test_a_duplicate_needs_its_own_reason(integration):
    first, copy, again = letters("7", "7", "7")
    said = Wish(copy.UID(), copy, True, "Bản giấy gửi sau")
    silent = Wish(again.UID(), again, True, " ")

    assert outcome(registered(first, said, silent)) == [1, 2, "required"]


def test_what_became_secret_inside_is_refused_alone_and_written_down(functional):
    first, last = letters("1", "2")
    first.subject = "MẬT: báo cáo"
    transaction.commit()

    done = registered(first, last)
    transaction.commit()

    assert outcome(done) == ["R-02", 1]
    assert state(last) == "registered"


def test_all_are_submitted_in_the_same_act(integration):
    done = registered(*letters("1", "2"), to="person:chanhvp")

    assert {state(wish.document) for wish, _came in done} == {"submitted"}


@pytest.mark.parametrize("to", ["agency:000.00.00.G06", "person:nobody"])
def test_nothing_is_registered_for_a_wrong_receiver(integration, to):
    first, second = letters("1", "2")

    with pytest.raises(Refusal) as refusal:
        registered(first, second, to=to)

    assert refusal.value.errors[0].field == "to"
    assert {state(first), state(second)} == {"received"}


def test_a_wrong_date_refuses_each(integration):
    tomorrow = clock.today().replace(year=clock.today().year + 1)

    assert outcome(registered(*letters("1", "2"), arrival_date=tomorrow)) == [
        "future",
        "future",
    ]


def statuses(document, who):
    with ministry.acting(who):
        found = (api.user.has_permission("View", obj=document) and document) or None
        done = operations.register_all(
            [Wish(document.UID(), found)], by=current_actor()
        )
    (came,) = [came for _wish, came in done]
    return getattr(came, "status", "registered")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(ministry.received, {"vanthu.bo": "registered"}, id="received"),
        pytest.param(ministry.registered, {"vanthu.bo": 409}, id="registered"),
        pytest.param(
            ministry.submitted,
            {"vanthu.bo": 409, "chanhvp": 409, "thutruong1": 409, "thuky1": 409},
            id="submitted",
        ),
    ],
)
def test_each_person_in_each_state_in_a_batch(integration, made, expected):
    document = made()
    others = [who for who in ministry.CAST if who != "vanthu.bo"]

    found = {who: statuses(document, who) for who in (*others, "vanthu.bo")}

    assert {who: said for who, said in found.items() if said != 404} == expected
