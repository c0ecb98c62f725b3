from datetime import timedelta
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import timing
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.interfaces import IStaffLayer
from plone import api
from tests.rooms import ministry
from tests.rooms.ministry import acting
from zope.interface import alsoProvides

import pytest


SAID = {"on_time": "Đúng hạn", "late": "Hoàn thành quá hạn"}


@pytest.fixture
def head_of(integration):
    """Return what the head of the page of a letter says of its deadline."""
    request = integration["request"]
    request.set("HTTP_ACCEPT_LANGUAGE", "vi")
    alsoProvides(request, IStaffLayer)

    def said(name, document):
        with acting(name):
            page = api.content.get_view("view", document, request.clone())
            alsoProvides(page.request, IStaffLayer)
            return page.last_day()

    return said


def extended(document):
    task = ministry.task_of(document)
    with acting("truong.tttn") as head:
        timing.ask_extension(task, head, "Chờ địa phương", working_days=5)
    with acting("thutruong1") as leader:
        timing.grant_extension(task, leader)
    return timing.last_day(task)


@pytest.mark.parametrize("name", ["truong.tttn", "thutruong1", "vanthu.bo"])
def test_the_head_says_the_day_that_was_granted(head_of, name):
    document = ministry.directed(support=(), informed=())
    day = extended(document)

    assert day.strftime("%d/%m/%Y") in head_of(name, document)["day"]


def test_while_the_clock_stands_still_no_day_is_said(head_of):
    document = ministry.directed(support=(), informed=())
    with acting("thutruong1") as leader:
        timing.pause(ministry.task_of(document), leader, "Chờ số liệu")

    assert head_of("truong.tttn", document) is None


def finished(late):
    document = ministry.directed(support=(), informed=())
    task = ministry.task_of(document)
    day = calendar().add(task.due, late)
    now = clock.now() + timedelta(days=(day - clock.today()).days)
    with acting("truong.tttn") as head:
        closing.report(task, head, text="Xong.", now=now)
    with acting("thutruong1") as leader:
        closing.accept(task, leader, now=now)
    return document


@pytest.mark.parametrize(
    ("late", "standing"), [(0, "on_time"), (3, "late")], ids=["in time", "late"]
)
def test_a_letter_that_is_done_says_how_it_stood(head_of, late, standing):
    document = finished(late)

    said = head_of("thutruong1", document)

    assert document.standing() == standing
    assert said["short"] == SAID[standing]
