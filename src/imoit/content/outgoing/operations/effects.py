"""What a step may bring with it: a number out of a book, publication."""

from collections.abc import Sequence
from datetime import datetime
from imoit.content.correspondence.domain import series_of
from imoit.content.files.operations import with_role
from imoit.content.outgoing import domain
from imoit.content.outgoing.operations import check_approved
from imoit.content.outgoing.operations.recipients import check_recipients
from imoit.content.outgoing.operations.recipients import close_making
from imoit.content.outgoing.operations.recipients import deliver
from imoit.content.outgoing.operations.recipients import expand
from imoit.content.outgoing.schema import IOutgoingDocument
from imoit.content.registers.operations.numbers import END
from imoit.content.registers.operations.numbers import Place
from imoit.content.registers.operations.numbers import take
from imoit.content.registers.operations.shelf import book_for
from imoit.content.tasks.operations.closing import answered
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.domain import Taken
from imoit.workflows.transitions.schema import Effect
from plone import api
from typing import Any


class GiveNumber(Effect):
    """Number, symbol and date out of the book, after the signature only."""

    of = IOutgoingDocument
    after = ("record_signature",)
    back = domain.LIFTS
    steps = ("take_number",)

    def check(self, document: Any, taken: Taken) -> None:
        check_approved(document)
        if not document.signature:
            raise Conflict(
                _("What nobody signed gets no number."),
                field="signature",
                code="not_signed",
            )
        if document.number:
            raise Conflict(
                _("This document has its number already."),
                field="number",
                code="numbered",
            )


def give_number(document: Any, taken: Taken) -> None:
    """Give number, symbol and date out of the book."""
    now: datetime | None = taken.data.get("now")
    place: Place = taken.data.get("place", END)
    today = (now or clock.now()).date()
    book = book_of(document, today.year)
    number, suffix = take(book, document.UID(), today, taken.by, place=place, now=now)
    document.number, document.book, document.year = number, book, today.year
    document.code_number = f"{domain.printed(number)}{suffix}"
    document.code_notation = domain.series(
        document.type_name, document.unit_symbol
    ).notation
    document.issued_date = today
    document.issuer = {"name": "Bộ Công Thương", "organ_id": "G02"}
    document.reindexObject(idxs=["SearchableText"])


def book_of(document: Any, year: int) -> str:
    """Return the book that *document* takes its number from in *year*."""
    kind = series_of(document.type_name)
    return book_for("outgoing", year, kind, document.unit)


class Publish(Effect):
    """At once in each inbox, with approvals, number, stamp and scan only."""

    of = IOutgoingDocument
    after = ("give_number",)
    back = domain.LIFTS
    steps = ("publish",)

    def check(self, document: Any, taken: Taken) -> None:
        check_approved(document)
        domain.check_publishable(
            number=document.number,
            stamped=_stamped(document, taken),
            scan=with_role(document, "signed_scan") is not None,
            recipients=_parties(document, taken),
        )


def _stamped(document: Any, taken: Taken) -> bool:
    return taken.data.get("stamped", document.stamped) is True


def _parties(document: Any, taken: Taken) -> list[Party]:
    wanted: Sequence[str] | None = taken.data.get("recipients")
    named = document.recipients if wanted is None else wanted
    return check_recipients(expand(named))


def publish(document: Any, taken: Taken) -> None:
    """Publish to every recipient: one stored document, a row in each unit's book."""
    parties, stamped = _parties(document, taken), _stamped(document, taken)
    now = taken.data.get("now") or clock.now()
    document.recipients, document.sent_to, document.delivered = (), (), ()
    document.stamped = stamped
    document.shelf_mark = taken.data.get("shelf_mark", "")
    document.published_at = now.isoformat(timespec="seconds")
    close_making(document)
    deliver(document, parties, taken.by, now)
    _close_task(document, taken.by)
    details = {
        "recipients": list(document.recipients),
        "shelf_mark": document.shelf_mark,
        "symbol": document.symbol(),
        "paper": _paper(document),
    }
    uid = document.UID()
    record("published_to", uid, actor=taken.by, details=details, now=now)


def _paper(document: Any) -> str:
    """Return what says that scan and paper are one: its code, or who publishes it."""
    scan = with_role(document, "signed_scan")
    return "matched" if scan is not None and scan.paper == "matched" else "compared"


def _close_task(document: Any, by: Actor) -> None:
    """Report and accept the task that this letter answers (contract 7)."""
    if not document.answers:
        return
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=document.answers)
    if not found:
        return
    groups = (*document.drafters(), f"imoit.{document.unit}.head")
    answered(
        found[0]._unrestrictedGetObject(), document.UID(), by, groups, document.task
    )


GIVE_NUMBER = GiveNumber(_("It gets its number"), give_number)
PUBLISH = Publish(_("It is published to its recipients"), publish)
