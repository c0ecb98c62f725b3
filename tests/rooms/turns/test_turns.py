from concurrent.futures import ThreadPoolExecutor
from imoit.workflows.turns import subscribers
from imoit.workflows.turns.subscribers import give_back
from imoit.workflows.turns.subscribers import shorten_pause
from imoit.workflows.turns.subscribers import take
from imoit.workflows.turns.subscribers import turn
from plone.testing.zope import makeTestRequest
from tests.journeys.client import Ministry
from ZODB.POSException import ConflictError
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.publisher.interfaces import EndRequestEvent
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.pubevents import PubFailure
from ZPublisher.pubevents import PubStart
from ZPublisher.pubevents import PubSuccess

import gc
import json
import pytest
import time


LETTER = {
    "@type": "IncomingDocument",
    "code_notation": "BKHCN-VP",
    "issued_date": "2026-11-12",
    "type_name": "Công văn",
    "issuer": {"organ_id": "000.00.00.G06", "name": "Bộ Khoa học và Công nghệ"},
    "secrecy": "normal",
}


def request(method="POST"):
    made = makeTestRequest()
    made.method = method
    return made


def is_free():
    probe = object()
    free = turn.take(probe, 0.01)
    turn.give_back(probe)
    return free


def ends():
    return [
        pytest.param(PubSuccess, id="done"),
        pytest.param(lambda r: PubFailure(r, None, False), id="failed"),
        pytest.param(lambda r: PubFailure(r, None, True), id="runs again"),
        pytest.param(lambda r: EndRequestEvent(None, r), id="only closed"),
    ]


@pytest.mark.parametrize("end", ends())
def test_a_writer_has_the_turn_until_the_end(integration, end):
    writer = request()

    take(PubStart(writer))
    during = is_free()
    give_back(end(writer))

    assert (during, is_free()) == (False, True)


def test_a_lost_request_gives_its_turn_back(integration):
    writer = request()
    take(PubStart(writer))

    del writer
    gc.collect()

    assert is_free()


def test_readers_do_not_wait(integration):
    writer, reader = request(), request("GET")
    take(PubStart(writer))

    begin = time.monotonic()
    take(PubStart(reader))
    give_back(PubSuccess(reader))

    assert time.monotonic() - begin < 1
    assert not is_free()
    give_back(PubSuccess(writer))


def test_who_waited_too_long_goes_without(integration, monkeypatch):
    monkeypatch.setattr(subscribers, "PATIENCE", 0.05)
    first, second = request(), request()
    take(PubStart(first))

    take(PubStart(second))
    give_back(PubSuccess(second))

    assert not is_free()
    give_back(PubSuccess(first))


def test_a_conflict_is_tried_again_soon(integration):
    writer = request()
    writer.retry_count = 5

    shorten_pause(PubFailure(writer, None, True))

    begin = time.monotonic()
    writer.delay_retry()
    assert time.monotonic() - begin < 2


def test_who_met_others_each_time_is_told_to_send_it_again(portal, http_request):
    from imoit.workflows.pages.interfaces import IStaffLayer

    alsoProvides(http_request, IStaffLayer)
    http_request.environ["HTTP_ACCEPT"] = "application/json"

    view = getMultiAdapter((ConflictError(), http_request), name="index.html")

    answer = json.loads(view())
    assert http_request.response.getStatus() == 409
    assert answer["message"].startswith("Có người khác đang thao tác cùng lúc.")


def one_letter(ministry, n):
    clerk = ministry.as_("vanthu.bo")
    letter = {**LETTER, "code_number": str(n), "subject": f"V/v lần {n}"}
    created = clerk.call("POST", "/incoming", json=letter)
    url = created.json()["@id"]
    registered = clerk.call("POST", f"{url}/@registration", json={})
    codes = (created.status_code, registered.status_code)
    return codes, registered.json().get("number")


def test_four_clerks_at_once_get_no_error_and_one_number_each(acceptance, monkeypatch):
    monkeypatch.setattr(HTTPRequest, "retry_max_count", 0)
    ministry = Ministry(acceptance["portal"].absolute_url())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: one_letter(ministry, n), range(1, 17)))

    assert {codes for codes, _number in answers} == {(201, 201)}
    assert sorted(number for _codes, number in answers) == list(range(1, 17))
