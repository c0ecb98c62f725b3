from datetime import timedelta
from imoit.content.desk import operations
from imoit.workflows.calendar import clock
from tests.rooms import ministry


def box(now, box="late_submission"):
    with ministry.acting("vanthu.bo") as clerk:
        total, items = operations.items(box, clerk, now=now)
        counts = {c.box.id: c.count for c in operations.counts(clerk, now)}
    assert counts[box] == total
    return [item.uid for item in items]


def test_what_is_not_submitted_in_time_is_late_and_stays_to_submit(integration):
    document = ministry.registered()
    now = clock.now()

    assert box(now) == []
    assert box(now + timedelta(days=14)) == [document.UID()]
    assert box(now + timedelta(days=14), "to_submit") == [document.UID()]


def test_what_was_submitted_is_late_no_more(integration):
    ministry.submitted("person:chanhvp")

    assert box(clock.now() + timedelta(days=14)) == []


def test_an_urgent_letter_is_late_after_minutes(integration):
    document = ministry.registered(priority="express")

    assert box(clock.now() + timedelta(minutes=5)) == [document.UID()]


def test_others_have_no_part_in_it(integration):
    ministry.registered(priority="express")

    with ministry.acting("chanhvp") as office:
        later = clock.now() + timedelta(days=14)
        assert operations.items("late_submission", office, now=later) == (0, [])
