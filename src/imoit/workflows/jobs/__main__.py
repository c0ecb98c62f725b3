"""`python -m imoit.workflows.jobs zope.conf`: a worker in a process of its own.

For sites whose database several processes open (ZEO, RelStorage).
"""

from imoit.workflows.jobs import subscribers
from Zope2.Startup.run import configure_wsgi

import logging
import os
import signal
import sys
import Zope2


def main(arguments: list[str]) -> int:
    """Work until a signal comes."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    logging.basicConfig(level=logging.INFO)
    os.environ[subscribers.SETTING] = subscribers.HERE
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    configure_wsgi(arguments[0])
    Zope2.startup_wsgi()
    signal.sigwait(signals)
    subscribers.end()
    Zope2.DB.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
