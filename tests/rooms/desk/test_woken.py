"""However much waits, a page wakes what it shows, not what waits."""

from imoit.content.desk import operations
from imoit.content.incoming.schema import IncomingDocument
from tests.rooms import ministry
from ZODB.Connection import Connection

import pytest
import transaction


@pytest.fixture
def woken(functional, monkeypatch):
    """Count the letters that a piece of work loads from a cold cache."""
    loaded = []
    real = Connection.setstate

    def setstate(self, thing):
        loaded.append(type(thing))
        return real(self, thing)

    def count(work):
        transaction.commit()
        functional["portal"]._p_jar.cacheMinimize()
        loaded.clear()
        monkeypatch.setattr(Connection, "setstate", setstate)
        work()
        monkeypatch.undo()
        return loaded.count(IncomingDocument), len(loaded)

    return count


def test_a_box_of_many_letters_wakes_no_letter(functional, woken):
    def look():
        with ministry.acting("thutruong1") as leader:
            found = operations.listing("to_direct", leader, 0, 5)
            assert len(found.items) == min(5, found.total)

    ministry.submitted()
    few = woken(look)
    for n in range(24):
        ministry.submitted(code_number=str(n + 1))
    many = woken(look)

    assert (few[0], many[0]) == (0, 0)
    assert many[1] < few[1] + 24
