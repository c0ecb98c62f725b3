from datetime import datetime
from datetime import timedelta
from imoit.content.desk import operations as desk
from imoit.content.outgoing import operations
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from tests.rooms import ministry

import pytest


def next_day(day):
    return calendar().add(day, 1)


def box(name, who="vanthu.bo"):
    with ministry.acting(who) as by:
        return desk.items(name, by)[1]


def test_what_is_signed_is_due_to_be_numbered_the_next_working_day(integration):
    document = ministry.signed()

    (item,) = box("to_number")

    signed_on = datetime.fromisoformat(document.signature["signed_on"]).date()
    assert item.due == next_day(signed_on).toordinal()


def test_what_is_numbered_is_due_to_be_published_the_next_working_day(integration):
    ministry.numbered()

    (item,) = box("to_publish")

    assert item.due == next_day(clock.today()).toordinal()


def test_urgent_letters_are_due_at_once(integration):
    document = ministry.signed()
    document.priority = "urgent"
    with ministry.acting("vanthu.bo") as clerk:
        operations.take_number(document, clerk)

    (item,) = box("to_publish")

    assert item.due == clock.today().toordinal()


def test_what_is_published_is_due_no_more(integration):
    ministry.published()

    (item,) = box("informed", "truong.xnk")

    assert item.due is None


@pytest.mark.parametrize("days", [0, 7])
def test_what_was_numbered_long_ago_comes_first(integration, days):
    waiting = [ministry.signed(), ministry.signed()]
    moments = [clock.now(), clock.now() - timedelta(days=days)]
    with ministry.acting("vanthu.bo") as clerk:
        for document, moment in zip(waiting, moments, strict=True):
            operations.take_number(document, clerk, moment)

    first, second = box("to_publish")

    assert first.uid == waiting[bool(days)].UID()
    assert first.due <= second.due
