"""A month worked out by hand: October 2026, of which the 8th is a Thursday.

A  TTTN, given 1, due 8: reported on the 8th                            on time
B  TTTN, given 1, due 8: reported on the 9th                            late
C  TTTN, given 1, due 15: reported on 2 November                        overdue
D  TTTN, given 20, due 6 November: nothing yet                          has time
E  XNK, given 1, due 8: clock stopped from the 5th to the 7th,          late by
   reported on the 12th, two working days late, two waited              waiting
F  XNK, supported by TTTN, given 1, due 8: neither did anything:        XNK overdue by
                                                                        waiting, TTTN
                                                                        overdue
G  TTTN, given 1 September, due 10 September: reported on the 9th       not of October
H  XNK, given 1, due 8: returned to the giver                           not counted
VP got each for information and opened none                             not counted
"""

from datetime import date
from datetime import datetime
from imoit.content.incoming import operations as incoming
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.workflows.calendar import clock
from secrets import token_hex
from tests import cast
from tests.rooms import ministry


HEADS = {"tttn": cast.HEAD, "xnk": "truong.xnk"}


def at(month, day):
    return datetime(2026, month, day, 10, 0, tzinfo=clock.ZONE)


def given(lead, day, due, support=(), month=10):
    document = ministry.registered(code_number=f"{lead}-{day}-{due}-{token_hex(2)}")
    with ministry.acting(cast.CLERK) as clerk:
        incoming.submit(document, "person:thutruong1", clerk)
    with ministry.acting(cast.DEPUTY) as leader:
        now = at(month, day)
        order = giving.order(
            "Chủ trì.", [f"unit:{lead}"], support, ["unit:vp"], due=due, now=now
        )
        giving.direct(document, order, leader, now)
    return ministry.task_of(document)


def done(task, unit, month, day):
    with ministry.acting(HEADS[unit]) as head:
        closing.report(task, head, text="Đã xong.", now=at(month, day))


def october():
    """Let the whole month happen."""
    eighth = date(2026, 10, 8)
    done(given("tttn", 1, eighth), "tttn", 10, 8)
    done(given("tttn", 1, eighth), "tttn", 10, 9)
    done(given("tttn", 1, date(2026, 10, 15)), "tttn", 11, 2)
    given("tttn", 20, date(2026, 11, 6))
    waited = given("xnk", 1, eighth)
    with ministry.acting(cast.DEPUTY) as leader:
        timing.pause(waited, leader, "Chờ văn bản bổ sung", at(10, 5))
        timing.resume(waited, leader, at(10, 7))
    done(waited, "xnk", 10, 12)
    given("xnk", 1, eighth, support=["unit:tttn"])
    done(given("tttn", 1, date(2026, 9, 10), month=9), "tttn", 9, 9)
    returned = given("xnk", 1, eighth)
    with ministry.acting(HEADS["xnk"]) as head:
        working.return_task(returned, head, "Không thuộc chức năng.")


# On time, late, late by waiting, within its time, overdue by waiting, overdue.
BY_HAND = {"tttn": (1, 1, 0, 1, 0, 2), "xnk": (0, 0, 1, 0, 1, 0)}
