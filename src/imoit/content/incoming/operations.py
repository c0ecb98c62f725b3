"""What can be done with an incoming document."""

from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from datetime import datetime
from imoit.content.admission.operations import admit
from imoit.content.admission.operations import admit_again
from imoit.content.admission.operations import admit_file
from imoit.content.admission.operations import watched
from imoit.content.autofill.operations import check_file
from imoit.content.autofill.operations import count
from imoit.content.autofill.operations import Look
from imoit.content.autofill.operations import look
from imoit.content.autofill.operations import seen_on
from imoit.content.correspondence.domain import identities
from imoit.content.correspondence.domain import rank
from imoit.content.correspondence.domain import series_of
from imoit.content.files.operations import attach
from imoit.content.files.operations import codes_on
from imoit.content.files.operations import text
from imoit.content.files.operations import with_role
from imoit.content.incoming import domain
from imoit.content.incoming.events import Received
from imoit.content.registers.operations.numbers import END
from imoit.content.registers.operations.numbers import Place
from imoit.content.registers.operations.numbers import take
from imoit.content.registers.operations.shelf import book_for
from imoit.content.signing.operations import paper_of
from imoit.content.signing.operations import take_scan
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import check_making
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import withdraw
from imoit.workflows.turns.operations import one_by_one
from imoit.workflows.turns.operations import together
from imoit.workflows.turns.subscribers import outside
from plone import api
from plone.dexterity.utils import createContent
from secrets import token_hex
from typing import Any
from typing import NamedTuple
from zope.event import notify


class Scan(NamedTuple):
    """A file as it came from the scanner: one letter, with our codes on its page."""

    name: str
    data: bytes
    codes: tuple[str, ...] = ()


class Wish(NamedTuple):
    """One of several letters to register: what was sent, and the letter one may see."""

    asked: str
    document: Any | None
    confirm_duplicate: bool = False
    reason: str = ""


class Registered(NamedTuple):
    """What the book gave: the arrival number, its year and its book."""

    number: int
    year: int
    book: str
    suffix: str = ""


def receive(
    folder: Any,
    values: Mapping[str, Any],
    by: Actor,
    *,
    door: str = "form",
    now: datetime | None = None,
) -> Any:
    """Take a letter in, not yet registered, and return it; the gate is asked first."""
    admit(
        secrecy=values.get("secrecy"),
        type_name=values.get("type_name"),
        subject=values.get("subject"),
        door=door,
    )
    check_making("incoming", "receive")
    document = createContent("IncomingDocument", id=token_hex(8))
    for name, value in values.items():
        setattr(document, name, value)
    registrars = (f"imoit.{by.unit}.{by.function}",)
    document.registrars = registrars
    document.received_at = (now or clock.now()).isoformat(timespec="milliseconds")
    folder._setObject(document.id, document)
    document = folder[document.id]
    grant(document, registrars, "Document Registrar", "received")
    record("receive", document.UID(), actor=by, details={"door": door}, now=now)
    notify(Received(document, by))
    return document


def receive_scans(
    folder: Any,
    scans: Sequence[Scan],
    by: Actor,
    *,
    secrecy: str,
    channel: str = "",
    door: str = "scans",
) -> list[tuple[Scan, Any]]:
    """Take each scan in as a letter of its own, in a transaction of its own.

    Returns each scan with its letter, or with the Refusal that kept it out; the others
    stay. The scan of a paper that we signed goes to its own document, by its code.
    Whoever declares a secret brings nothing in: the gate refuses the whole.
    """
    admit(secrecy=secrecy, type_name="", subject="", door=door)

    def take_in(scan: Scan) -> Any:
        admit_file(secrecy=secrecy, title=domain.named_after(scan.name), door=door)
        check_file(scan.name, scan.data, door=door)
        paper = paper_of(scan.codes)
        if paper is not None:
            return take_scan(paper, scan.name, scan.data, by, door)
        values = {"secrecy": secrecy, "channel": channel, "scan": scan.name}
        document = receive(folder, values, by, door=door)
        attach(document, name=scan.name, data=scan.data, by=by, role="main", door=door)
        return document

    return one_by_one(scans, take_in)


def look_first(request: Any, scans: Sequence[Scan]) -> list[Scan]:
    """Read scans before they are taken in, while others may write; tell their codes."""
    found = []
    with outside(request):
        for scan in scans:
            with suppress(Refusal):  # of its own act, later
                look(scan.name, scan.data)
                scan = scan._replace(codes=codes_on(scan.name, scan.data))
            found.append(scan)
    return found


def looked_at(name: str, data: bytes) -> Look:
    """Return what a file proposes that is not stored; refuse it as its door would."""
    found = look(name, data)
    with watched("look"):
        found.judgement.check()
    return found


def proposals(document: Any) -> tuple[str, Look]:
    """Return how far a letter's main file is read, and what its text proposes."""
    file = with_role(document, "main")
    if file is None:
        return "none", Look()
    standing = text.standing(file)
    if standing.state != "read":
        return standing.state, Look(why=standing.why)
    return "read", seen_on(text.pages_of(file), standing.of)


def waiting(by: Actor) -> list[Any]:
    """Return the catalog lines of what *by* has to register: urgent first, then as
    they came."""
    keys = [f"to_register/{group}" for group in by.groups]
    found = api.portal.get_tool("portal_catalog")(imoit_waiting=keys)
    return sorted(found, key=_turn)


def _turn(brain: Any) -> tuple:
    line = brain.imoit_line
    return rank(line["priority"], None), line.get("received", ""), brain.getId


def next_waiting(by: Actor, but: str = "") -> Any | None:
    """Return the catalog line of the next letter to register, None when none waits."""
    return next((brain for brain in waiting(by) if but != brain.UID), None)


def duplicates(
    issuer: Mapping[str, str] | None,
    number: str,
    notation: str,
    issued: date | None,
    *,
    but: str = "",
) -> list[Any]:
    """Return catalog lines of registered letters with the same identity.

    All of them, seen or not: the caller shows only what its reader may see.
    """
    keys = identities(issuer, number, notation, issued.year if issued else None)
    if not keys:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(imoit_identity=list(keys))
    return [brain for brain in found if but != brain.UID]


def register(
    document: Any,
    by: Actor,
    *,
    arrival_date: date | None = None,
    confirm_duplicate: bool = False,
    reason: str = "",
    place: Place = END,
    now: datetime | None = None,
) -> Registered:
    """Give *document* its arrival number, in the transaction that registers it.

    The number comes next in its book; *place* may name a reserved one or one to be
    inserted.

    Refuses with 409 when registered already or (with the duplicates) when the same
    letter is there and *confirm_duplicate* with a *reason* is not given; with 422 when
    the record or the date is not acceptable (NĐ 30/2020, Điều 22).
    """
    today = (now or clock.now()).date()
    arrival = arrival_date or today
    check_ready(document, arrival, today, confirm_duplicate, reason)
    kind = series_of(document.type_name)
    book = book_for(domain.BOOK, arrival.year, kind, by.unit)
    number = take(book, document.UID(), arrival, by, place=place, now=now)
    document.arrival_number, document.arrival_suffix = number
    document.arrival_date = arrival
    document.book = book
    document.registered_at = (now or clock.now()).isoformat(timespec="milliseconds")
    advance(document, "register", by, reason)
    count(document, today)
    document.reindexObject(idxs=["SearchableText", "imoit_identity"])
    return Registered(number.number, arrival.year, book, number.suffix)


def check_ready(
    document: Any, arrival: date, today: date, confirmed: bool = False, reason: str = ""
) -> None:
    """Refuse a letter that cannot be registered as it stands; change nothing."""
    check(document, "register")
    admit_again(
        secrecy=document.secrecy,
        type_name=document.type_name,
        subject=document.subject,
        door="register",
    )
    domain.check_complete(vars_of(document))
    domain.check_arrival(arrival, document.issued_date, today)
    _check_duplicates(document, confirmed, reason)


def register_all(
    wishes: Sequence[Wish],
    by: Actor,
    *,
    arrival_date: date | None = None,
    to: str = "",
    now: datetime | None = None,
) -> list[tuple[Wish, Any]]:
    """Register several letters in one act, in the order they came; submit them to *to*.

    One transaction: the numbers are consecutive, nobody's comes between. A letter that
    is refused takes none and keeps nobody back. Returns each wish with what the book
    gave, or with the Refusal.
    """

    if to:
        target_of(to)

    def one(wish: Wish) -> Registered:
        if wish.document is None:
            raise NotThere(_("There is nothing here, or nothing you may see."))
        given = register(
            wish.document,
            by,
            arrival_date=arrival_date,
            confirm_duplicate=wish.confirm_duplicate,
            reason=wish.reason,
            now=now,
        )
        if to:
            submit(wish.document, to, by)
        return given

    return together(sorted(wishes, key=_arrival), one)


def _arrival(wish: Wish) -> str:
    return wish.document.received_at if wish.document is not None else ""


def vars_of(document: Any) -> dict[str, Any]:
    """Return the required fields of *document* as they stand."""
    return {name: getattr(document, name) for name in domain.REQUIRED}


def _check_duplicates(document: Any, confirmed: bool, reason: str) -> None:
    found = duplicates(
        document.issuer,
        document.code_number,
        document.code_notation,
        document.issued_date,
        but=document.UID(),
    )
    if not found:
        return
    if not confirmed:
        raise Conflict(
            _("The same letter is already registered."),
            field="confirm_duplicate",
            code="duplicate",
            details={"duplicates": shown(found)},
        )
    if not reason.strip():
        raise BadValue(
            _("Say why this is no duplicate."), field="reason", code="required"
        )


def shown(brains: list[Any]) -> list[dict[str, Any]]:
    """Return what the present user may know of *brains*; of others only the book."""
    catalog = api.portal.get_tool("portal_catalog")
    visible = {b.UID for b in catalog(UID=[brain.UID for brain in brains])}
    return [
        {
            "@id": brain.getURL(),
            "UID": brain.UID,
            "title": brain.imoit_line["subject"],
            "symbol": brain.imoit_line["symbol"],
            "number": brain.imoit_line["number"],
            "arrival_date": brain.imoit_line.get("arrived", ""),
        }
        if brain.UID in visible
        else {"book": "other"}
        for brain in brains
    ]


def submit(document: Any, to: str, by: Actor, comment: str = "") -> str:
    """Submit a registered letter, or redirect a submitted one, to a leader or unit.

    Returns the step that was taken. Refuses with 422 (field `to`), 409, 403.
    """
    step = "redirect" if state(document) == "submitted" else "submit"
    check(document, step)
    target = target_of(to)
    before, document.submitted_to = document.submitted_to, target.acting
    document.handed_to = target.title
    document.handed_on = clock.today().isoformat()
    document.submitted_at = clock.now().isoformat(timespec="milliseconds")
    advance(document, step, by, comment)
    withdraw(document, "submission")
    grant(document, before, "Document Reader", "submitted before")
    role = domain.role_of(target.function)
    grant(document, target.acting, role, "submission")
    grant(document, target.reading, "Document Reader", "submission")
    record("submitted_to", document.UID(), actor=by, details={"to": target.id})
    return step


def target_of(to: str) -> Party:
    """Return to whom a letter is submitted; 422 for those outside the Ministry."""
    target = party(to, "to")
    if not target.acting:
        raise BadValue(
            _("${name} is outside the Ministry.", name=target.title),
            field="to",
            code="outside",
        )
    return target


def complete(document: Any, by: Actor, answer: str = "", *, by_itself=False) -> None:
    """Close the letter; *answer* is the UID of the letter that answered it."""
    document.completed_at = clock.now().isoformat(timespec="seconds")
    if answer:
        document.answered_by = answer
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            UID=answer
        )
        document.answered_symbol = found[0].imoit_line["symbol"] if found else ""
    advance(document, "complete", by, by_itself=by_itself)
