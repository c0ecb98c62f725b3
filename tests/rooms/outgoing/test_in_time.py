from datetime import datetime
from datetime import time
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


@pytest.mark.parametrize("ago", [0, 1, 7])
def test_it_is_due_to_be_published_the_working_day_after_its_signature(
    integration, ago
):
    document, signed_on = ministry.signed(), clock.today() - timedelta(ago)
    document.signature = {**document.signature, "signed_on": signed_on.isoformat()}
    with ministry.acting("vanthu.bo") as clerk:
        operations.take_number(document, clerk)

    (item,) = box("to_publish")

    assert item.due == next_day(signed_on).toordinal()


@pytest.mark.parametrize(
    ("hour", "priority", "late"),
    [(11, "normal", False), (13, "normal", True), (13, "urgent", False)],
)
def test_the_last_day_to_publish_ends_at_noon(integration, hour, priority, late):
    document = ministry.numbered()
    document.priority = priority

    last = datetime.combine(document.publish_due(), time(hour))

    assert document.publish_late(last) is late
    assert document.publish_late(last + timedelta(1)) is True
    assert ministry.signed().publish_late(last) is False


def test_urgent_letters_are_due_at_once(integration):
    document = ministry.signed()
    document.priority = "urgent"
    with ministry.acting("vanthu.bo") as clerk:
        operations.take_number(document, clerk)

    (item,) = box("to_publish")

    signed_on = datetime.fromisoformat(document.signature["signed_on"]).date()
    assert item.due == signed_on.toordinal()


def test_what_is_published_is_due_no_more(integration):
    ministry.published()

    (item,) = box("informed", "truong.xnk")

    assert item.due is None


@pytest.mark.parametrize("days", [0, 7])
def test_what_was_signed_long_ago_comes_first(integration, days):
    waiting = [ministry.signed(), ministry.signed()]
    long_ago = (clock.today() - timedelta(30 * days)).isoformat()
    waiting[1].signature = {**waiting[1].signature, "signed_on": long_ago}
    with ministry.acting("vanthu.bo") as clerk:
        for document in waiting:
            operations.take_number(document, clerk)

    first, second = box("to_publish")

    assert first.uid == waiting[bool(days)].UID()
    assert first.due <= second.due
