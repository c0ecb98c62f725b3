"""What an outgoing document does when it hears news from below."""

from imoit.content.outgoing.operations.voiding import bears
from imoit.content.outgoing.operations.voiding import lose_number
from imoit.content.outgoing.schema import IOutgoingDocument
from plone import api


def number_void(event) -> None:
    """The book declared a number void: the document that bears it loses it."""
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        UID=event.uid or "-"
    )
    document = found[0]._unrestrictedGetObject() if found else None
    if not IOutgoingDocument.providedBy(document):
        return
    if bears(document, event.book, event.year, event.number):
        lose_number(document, event.by, event.reason, event.now)


def restricted(document, event) -> None:
    """A restriction remembers where it met the document, whatever door it came by."""
    if event.step == "restrict":
        document.restricted_from = event.before
