"""What the catalog knows of a document."""

from imoit.content.correspondence import domain
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.files.operations import words_of
from imoit.content.registers.domain.sieve import keys
from imoit.workflows.transitions import storage
from plone.indexer import indexer


@indexer(ICorrespondence)
def waiting(document):
    """For whom it waits, and in which box."""
    return storage.waiting(document)


@indexer(ICorrespondence)
def line(document):
    """What a list shows, without waking the document."""
    found = document.line()
    if found.get("since"):
        return found  # how long it waits is told beside it
    limit = storage.last_day(document, None)
    days = [day for day in (found.get("due"), limit and limit.isoformat()) if day]
    return {**found, "due": min(days)} if limit else found


@indexer(ICorrespondence)
def due(document):
    """The last day, as a number of days."""
    day = storage.last_day(document, document.last_day())
    return day.toordinal() if day else None


@indexer(ICorrespondence)
def place(document):
    """Where it stands in a list, as a number."""
    day = document.last_day()
    due = day.toordinal() if day else None
    return domain.place(document.priority, due, int(document.created()) // 60)


@indexer(ICorrespondence)
def identity(document):
    """The keys by which a second copy of the same letter is found."""
    return document.identities()


@indexer(ICorrespondence)
def row(document):
    """What its row in a book is filtered by."""
    return keys(document.line())


@indexer(ICorrespondence)
def words(document):
    """What a search finds it by, the words of its files too.

    What has no number yet is found in its box only.
    """
    words = document.words()
    if words is None:
        raise AttributeError("SearchableText")
    parts = (words, document.more_words())
    return [*(domain.search_words(part) for part in parts), words_of(document)]
