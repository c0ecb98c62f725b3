"""What an outgoing document does when it hears news from below."""

from imoit.content.outgoing.domain import LIFTS
from imoit.content.outgoing.domain import Restriction
from imoit.content.outgoing.operations.recipients import note_received
from imoit.content.outgoing.operations.voiding import bears
from imoit.content.outgoing.operations.voiding import lose_number
from imoit.content.outgoing.schema import IOutgoingDocument
from imoit.workflows.calendar import clock
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


def opened(document, event) -> None:
    """The sending book says when a recipient has opened it for the first time."""
    note_received(document, event.by, clock.now())


def restricted(document, event) -> None:
    """A restriction remembers where it met the document, by whatever door it came.

    And who set it and why: those who had it to work on are told.
    """
    if event.step == "restrict":
        document.restricted_from = event.before
        now = clock.now().isoformat(timespec="seconds")
        by = event.by
        found = Restriction(by.name, by.post_title, now, event.comment)
        document.restriction = tuple(found)
    if event.step in LIFTS:
        document.restricted_from, document.restriction = "", ()


def moved(document, event) -> None:
    """What must be done next has a day of its own: lists are sorted by it."""
    if event.step in ("record_signature", "take_number", "publish"):
        document.reindexObject(idxs=["imoit_place"])
