from imoit.workflows.turns.domain import pause
from imoit.workflows.turns.domain import Turn

import threading
import time


def test_the_first_has_the_turn_at_once():
    assert Turn().take("a", 0.01) is True


def test_who_waits_too_long_goes_without():
    turn = Turn()
    turn.take("a", 1)

    assert turn.take("b", 0.01) is False


def test_who_gave_up_is_not_called():
    turn = Turn()
    turn.take("a", 1)
    turn.take("b", 0.01)

    turn.give_back("a")

    assert turn.take("c", 0.01) is True


def test_only_the_holder_gives_it_back():
    turn = Turn()
    turn.take("a", 1)

    turn.give_back("b")

    assert turn.take("c", 0.01) is False


def test_turns_come_in_the_order_they_were_asked_for():
    turn, served, threads = Turn(), [], []
    turn.take("first", 1)

    def wait(n):
        turn.take(n, 5)
        served.append(n)
        turn.give_back(n)

    for n in range(8):
        thread = threading.Thread(target=wait, args=(n,))
        thread.start()
        threads.append(thread)
        while len(turn._queue) <= n:
            time.sleep(0.001)
    turn.give_back("first")
    for thread in threads:
        thread.join(5)

    assert served == list(range(8))


def test_the_pause_is_short_and_grows_to_a_second():
    longest = [max(pause(times) for _try in range(200)) for times in (0, 2, 9)]

    assert longest[0] <= 0.05
    assert 0.05 < longest[1] <= 0.2
    assert 0.2 < longest[2] <= 1
