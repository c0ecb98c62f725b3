"""What the words do when the site starts."""

from imoit.workflows.words import storage
from imoit.workflows.words.operations.catching import catch_up
from imoit.workflows.words.operations.places import catalogs
from imoit.workflows.words.operations.places import NAME

import logging


log = logging.getLogger(__name__)


def catch_up_at_start(event) -> None:
    """Bring in what a crash or another copy of the data left; a start never fails."""
    for path in catalogs(event.database):
        try:
            catch_up(event.database, path, NAME, alone=True)
        except storage.TROUBLE:
            log.exception("the words of %s are late", "/".join(path))
