from imoit.workflows.turns import subscribers
from imoit.workflows.turns import wsgi
from imoit.workflows.turns.wsgi import make
from plone.testing.zope import makeTestRequest
from ZPublisher.pubevents import PubStart

import pytest
import time


def environ(method):
    return {"REQUEST_METHOD": method}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_writer_has_the_turn_while_it_is_served(method):
    def application(environ, start_response):
        return [environ["imoit.turn"], subscribers.turn.take(object(), 0.01)]

    assert make({})(application)(environ(method), None) == [True, False]


def test_the_turn_is_given_back_when_the_application_breaks():
    def application(environ, start_response):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        make({})(application)(environ("POST"), None)

    key = object()
    assert subscribers.turn.take(key, 0.01) is True
    subscribers.turn.give_back(key)


def test_a_reader_does_not_wait():
    def application(environ, start_response):
        return ["imoit.turn" in environ]

    assert make({})(application)(environ("GET"), None) == [False]


def test_who_waited_in_vain_does_not_wait_once_more(integration, monkeypatch):
    monkeypatch.setattr(wsgi, "PATIENCE", 0.05)
    monkeypatch.setattr(subscribers, "PATIENCE", 5)
    somebody = object()
    subscribers.turn.take(somebody, 0.01)

    def application(environ, start_response):
        request = makeTestRequest(environ=environ)
        request.method = "POST"
        begin = time.monotonic()
        subscribers.take(PubStart(request))
        return [environ["imoit.turn"], time.monotonic() - begin < 1]

    answer = make({})(application)(environ("POST"), None)
    subscribers.turn.give_back(somebody)

    assert answer == [False, True]
