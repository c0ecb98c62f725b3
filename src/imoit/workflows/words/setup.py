"""Putting our index in the place of Plone's, and Plone's back."""

from imoit.workflows.words import storage
from imoit.workflows.words.operations.index import WordsIndex
from imoit.workflows.words.operations.places import NAME
from typing import Any

import transaction


class Plone:
    """What Plone's own profile says of its index."""

    index_type = "Okapi BM25 Rank"
    lexicon_id = "plone_lexicon"
    doc_attr = NAME


def install(portal: Any) -> None:
    """Keep the words of the site outside the ZODB."""
    catalog = portal.portal_catalog
    if isinstance(catalog._catalog.indexes.get(NAME), WordsIndex):
        return
    if NAME in catalog.indexes():
        catalog.delIndex(NAME)
    catalog._catalog.addIndex(NAME, WordsIndex(NAME))
    catalog.reindexIndex(NAME, portal.REQUEST)


def uninstall(portal: Any) -> None:
    """Keep them where Plone keeps them; the store goes with the commit."""
    catalog = portal.portal_catalog
    ours = catalog._catalog.indexes.get(NAME)
    if not isinstance(ours, WordsIndex):
        return
    catalog.delIndex(NAME)
    catalog.addIndex(NAME, "ZCTextIndex", Plone())
    catalog.reindexIndex(NAME, portal.REQUEST)
    transaction.get().addAfterCommitHook(_dropped, (ours.uid,))


def _dropped(committed: bool, uid: str) -> None:
    if committed:
        storage.drop(uid)
