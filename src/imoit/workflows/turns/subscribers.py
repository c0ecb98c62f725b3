"""When a writing request takes its turn, and when it gives it back.

The turn is taken before the site is read and held through the commit: the interpreter
and the database commit one at a time anyway, and running a request again after a
conflict is the expensive way to queue.
"""

from contextlib import contextmanager
from imoit.workflows.turns.domain import pause
from imoit.workflows.turns.domain import takes_turn
from imoit.workflows.turns.domain import Turn

import logging
import time
import transaction


PATIENCE = 30.0  # seconds; after it the conflict retry is the net
turn = Turn()
TICKET = "imoit.ticket"  # where a request carries its turn
HELD = "imoit.turn"  # where it carries whether it had it in time; it waits once only
log = logging.getLogger(__name__)


class Ticket:
    """The turn of one request; given back at the latest when the request is gone.

    The queue knows the key only: it must not keep the ticket of a lost request alive.
    """

    def __init__(self, queue: Turn):
        self.queue = queue
        self.key = object()

    def give_back(self) -> None:
        """End the turn."""
        self.queue.give_back(self.key)

    __del__ = give_back


def take(event) -> None:
    """A writing request waits here, before anything of the site is read."""
    request = event.request
    path = request.environ.get("PATH_INFO", "")
    if not takes_turn(request.method, path) or HELD in request.environ:
        return
    ticket = Ticket(turn)
    if not turn.take(ticket.key, PATIENCE):
        log.warning("no turn within %s seconds: %s", PATIENCE, request.get("URL"))
        return
    request.imoit_ticket = ticket
    _look_again()


def _look_again() -> None:
    """See the database as it is now, not as it was when the wait began."""
    transaction.abort()
    transaction.begin()


@contextmanager
def outside(request):
    """Let others write while this request looks at something for seconds.

    To be used before anything is written: afterwards the site is seen anew.
    """
    ticket = request.environ.get(TICKET) or getattr(request, "imoit_ticket", None)
    if ticket is None:
        yield
        return
    ticket.give_back()
    try:
        yield
    finally:
        if not turn.take(ticket.key, PATIENCE):
            log.warning("no turn again within %s seconds", PATIENCE)
        _look_again()


def give_back(event) -> None:
    """The request is committed, undone or closed: the next one may come."""
    ticket = getattr(event.request, "imoit_ticket", None)
    if ticket is not None:
        event.request.imoit_ticket = None
        ticket.give_back()


def shorten_pause(event) -> None:
    """Let a request that met a conflict run again soon.

    Zope would wait up to 1, 2, 4 … 512 seconds, holding a thread all the while.
    """
    if event.retry:
        request = event.request
        request.delay_retry = lambda: time.sleep(pause(request.retry_count))
