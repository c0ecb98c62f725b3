"""What the journal does when the site starts."""

from imoit.workflows.journal import operations
from plone.base.interfaces import IPloneSiteRoot
from zope.component.hooks import site

import logging


log = logging.getLogger(__name__)


def flush_at_start(event) -> None:
    """Bring in what a crash left in the outbox of each site; a start never fails."""
    connection = event.database.open()
    try:
        for portal in connection.root()["Application"].objectValues("Plone Site"):
            if IPloneSiteRoot.providedBy(portal):
                with site(portal):
                    operations.flush()
    except operations.TROUBLE:
        log.exception("the journal is late: its lines wait in the outbox")
    finally:
        connection.close()
