"""The turn as a WSGI filter: taken before a database connection is opened.

The connection that was used last, with its warm cache, then serves the next writer; on
the event alone each writer would read anew what the one before has written.
"""

from imoit.workflows.turns.domain import takes_turn
from imoit.workflows.turns.subscribers import HELD
from imoit.workflows.turns.subscribers import PATIENCE
from imoit.workflows.turns.subscribers import TICKET
from imoit.workflows.turns.subscribers import Ticket
from imoit.workflows.turns.subscribers import turn

import logging


log = logging.getLogger(__name__)


class Filter:
    """Lets one writing request after the other into the application."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if not takes_turn(environ["REQUEST_METHOD"], path):
            return self.application(environ, start_response)
        ticket = Ticket(turn)
        environ[HELD] = turn.take(ticket.key, PATIENCE)
        if not environ[HELD]:
            log.warning("no turn within %s seconds: %s", PATIENCE, path)
        environ[TICKET] = ticket
        try:
            return self.application(environ, start_response)
        finally:
            ticket.give_back()


def make(_global_settings, **_settings):
    """Return the filter, as paste asks for it."""
    return Filter
