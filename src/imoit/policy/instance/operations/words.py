"""Making the words of the search anew."""

from imoit.policy.instance.domain import Wish
from imoit.policy.instance.operations.make import open_zope
from imoit.policy.instance.operations.terminal import say
from imoit.policy.instance.storage import Place
from imoit.workflows.words.operations.catching import apart
from imoit.workflows.words.operations.catching import rebuild
from imoit.workflows.words.operations.places import catalogs
from imoit.workflows.words.operations.places import NAME

import Zope2


def reindex(where: Place, asked: Wish) -> None:
    """Make the words of each site in *where* anew; nobody serves it meanwhile."""
    open_zope(where, where.data, asked)
    for path in catalogs(Zope2.DB):
        with apart(Zope2.DB, path, NAME, alone=True) as found:
            if found is not None:
                count = rebuild(found, _tell)
                say(f"{count} documents have words in {found.store.path}.")
    Zope2.DB.close()


def _tell(done: int, of: int) -> None:
    say(f"  {done} of {of}")
