from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import Number
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from threading import Barrier
from transaction.interfaces import TransientError
from zope.component.hooks import setSite

import pytest
import transaction
import Zope2


TODAY = date(2026, 8, 22)
DAY = "2026-08-22"


def test_numbers_run_from_one_in_each_book_and_year(portal):
    taken = [
        storage.take("incoming", 2026, "a", TODAY),
        storage.take("incoming", 2026, "b", TODAY),
        storage.take("arrivals-tttn", 2026, "b", TODAY),
        storage.take("incoming", 2027, "c", date(2027, 1, 2)),
        storage.take("incoming", 2026, "d", date(2027, 1, 2)),
    ]

    assert taken == [1, 2, 1, 1, 3]
    assert storage.peek("incoming", 2026) == 4
    assert ("arrivals-tttn", 2026) in storage.books()


def test_looking_writes_nothing(portal):
    before = storage.books()

    assert storage.peek("nothing", 2026) == 1
    assert storage.entries("nothing", 2026) == (0, [])
    assert storage.explain("nothing", 2026, Number(1)) is None
    with pytest.raises(BadValue):
        storage.take("nothing", 2030, "a", TODAY)
    assert storage.books() == before


def test_rows_come_in_batches(portal):
    for uid in "abc":
        storage.take("outgoing", 2026, uid, TODAY)

    newest = storage.entries("outgoing", 2026, 0, 2)
    oldest = storage.entries("outgoing", 2026, 2, 2, newest_first=False)

    assert newest == (3, [Entry(3, "c", DAY), Entry(2, "b", DAY)])
    assert oldest == (3, [Entry(3, "c", DAY)])


def test_a_closed_year_gives_no_number(portal):
    storage.take("incoming", 2025, "a", date(2026, 1, 2))
    storage.close("incoming", 2025)

    assert not storage.is_open("incoming", 2025, date(2026, 1, 2))
    with pytest.raises(BadValue):
        storage.take("incoming", 2025, "b", date(2026, 1, 2))


def test_a_void_number_is_not_given_again(portal):
    storage.take("outgoing-qd", 2026, "a", TODAY)
    storage.void("outgoing-qd", 2026, Number(1), "Huỷ trước khi phát hành")

    assert storage.take("outgoing-qd", 2026, "b", TODAY) == 2
    explained = storage.explain("outgoing-qd", 2026, Number(1))
    assert explained == Entry(1, "a", DAY, "Huỷ trước khi phát hành")
    with pytest.raises(NotThere):
        storage.void("outgoing-qd", 2026, Number(3), "Không có")


def test_an_undone_act_gives_its_number_back(functional):
    storage.take("incoming", 2026, "lost", TODAY)
    transaction.abort()

    assert storage.take("incoming", 2026, "kept", TODAY) == 1
    assert storage.explain("incoming", 2026, Number(1)).uid == "kept"


def in_a_thread_of_its_own(layer, gate, name):
    numbers = []
    for turn in range(5):
        gate.wait()
        numbers.append(until_it_stands(layer, f"{name}{turn}"))
    return numbers


def until_it_stands(layer, uid):
    while True:
        try:
            return taken_alone(layer, uid)
        except TransientError:
            transaction.abort()


def taken_alone(layer, uid):
    with closing(layer["zodbDB"].open()) as connection:
        try:
            setSite(Zope2.app(connection)["plone"])
            number = storage.take("incoming", 2026, uid, TODAY)
            transaction.commit()
            return number
        finally:
            transaction.abort()
            setSite(None)


def test_two_at_the_same_moment_get_two_numbers(functional):
    gate = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(in_a_thread_of_its_own, functional, gate, n) for n in "ab"]
        numbers = [number for one in both for number in one.result()]

    assert sorted(numbers) == list(range(1, 11))


def test_a_reserved_number_waits_for_its_document(portal):
    storage.take("incoming", 2026, "a", TODAY)
    storage.take("incoming", 2026, "", TODAY)
    storage.take("incoming", 2026, "c", TODAY)

    used = storage.use("incoming", 2026, Number(2), "b", TODAY)

    assert used == Number(2)
    assert storage.explain("incoming", 2026, Number(2)) == Entry(2, "b", DAY)
    with pytest.raises(Conflict):
        storage.use("incoming", 2026, Number(2), "d", TODAY)


def test_only_the_last_number_given_back_is_given_again(portal):
    for uid in ("a", "", ""):
        storage.take("incoming", 2026, uid, TODAY)

    again = storage.release("incoming", 2026, Number(3), "Thừa")
    middle = storage.take("incoming", 2026, "d", TODAY)
    kept = storage.release("incoming", 2026, Number(2), "Không dùng")

    assert (again, middle, kept) == (True, 3, False)
    assert storage.explain("incoming", 2026, Number(2)).void == "Không dùng"
    assert storage.take("incoming", 2026, "e", TODAY) == 4


def test_an_inserted_row_stands_between_two(portal):
    for uid in "abc":
        storage.take("incoming", 2026, uid, TODAY)

    first = storage.insert("incoming", 2026, 2, "x", TODAY, TODAY)
    second = storage.insert("incoming", 2026, 2, "y", TODAY, TODAY)

    assert (str(first), str(second)) == ("2a", "2b")
    total, rows = storage.entries("incoming", 2026)
    assert total == 5
    assert [str(row.name) for row in rows] == ["3", "2b", "2a", "2", "1"]
    assert storage.take("incoming", 2026, "d", TODAY) == 4
    with pytest.raises(BadValue):
        storage.insert("incoming", 2026, 9, "z", TODAY, TODAY)


def test_rows_of_a_range_come_one_by_one(portal):
    for uid in "abcd":
        storage.take("incoming", 2026, uid, TODAY)

    found = storage.rows("incoming", 2026, 2, 3, newest_first=False)

    assert [row.uid for row in found] == ["b", "c"]
