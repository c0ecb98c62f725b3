from plone import api
from plone.testing.zope import Browser
from tests.rooms import ministry
from ZODB.ActivityMonitor import ActivityMonitor

import pytest
import transaction


SHOWN = 50  # letters that one page of a box holds


@pytest.fixture
def woken(functional):
    """Return how many objects a page of the desk loads from a cold cache."""
    database = functional["portal"]._p_jar.db()

    def count(login, query):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.addHeader("Authorization", f"Basic {login}:imoit-demo")
        browser.open(functional["portal"].absolute_url() + query)
        database.cacheMinimize()
        monitor = ActivityMonitor()
        database.setActivityMonitor(monitor)
        browser.open(functional["portal"].absolute_url() + query)
        database.setActivityMonitor(None)
        assert browser.contents.count('class="im-item__what"') == SHOWN
        return sum(loads for _time, loads, _stores in monitor.log)

    return count


def received(count, first=0):
    with ministry.acting("vanthu.bo") as clerk:
        folder = api.portal.get()["incoming"]
        for number in range(first, first + count):
            ministry.incoming.receive(
                folder, ministry.letter(code_number=str(number)), clerk
            )


def test_ten_times_as_many_letters_wait_and_the_desk_wakes_no_more(functional, woken):
    received(SHOWN)
    few = woken("vanthu.bo", "?box=to_register")
    received(450, first=SHOWN)

    many = woken("vanthu.bo", "?box=to_register")

    assert few > 0
    assert many <= few + 30
