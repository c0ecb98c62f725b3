"""What a document is narrowed and ordered by."""

from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.search.domain.traits import traits as traits_of
from imoit.workflows.transitions.operations import state
from plone.indexer import indexer


@indexer(ICorrespondence)
def traits(document):
    """Its traits; what no search finds yet has none."""
    if document.words() is None:
        raise AttributeError("imoit_traits")
    return traits_of(
        document.line(),
        state(document),
        document.due_date,
        document.pages,
        document.copies,
    )
