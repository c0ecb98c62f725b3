"""What can be done with issued letters: number many, recall, replace, copy, shelve."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from imoit.content.files.operations import attachments
from imoit.content.files.operations import keep_for_makers
from imoit.content.files.operations import main_file
from imoit.content.files.operations import may_open
from imoit.content.issued import domain
from imoit.content.issued.domain import Copy
from imoit.content.issued.operations import paper
from imoit.content.outgoing import operations as outgoing
from imoit.content.outgoing.domain import SENDING
from imoit.content.outgoing.operations import Numbered
from imoit.content.outgoing.operations.recipients import check_issued
from imoit.content.outgoing.operations.recipients import deliver
from imoit.content.outgoing.operations.recipients import expand
from imoit.content.outgoing.operations.recipients import sent_rows
from imoit.content.registers import storage as ledger
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.operations.numbers import take
from imoit.content.registers.operations.numbers import write
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import state
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any


ISSUED = ("published", "filed")
PDF = "application/pdf"
# Who still opens the files of a recalled document: those who made and keep it.
KEEPERS = (
    "Manager",
    "Drafter",
    "Content Approver",
    "Form Approver",
    "Publisher",
    "Restrictor",
)


def number_all(
    documents: Sequence[Any], by: Actor, now: datetime | None = None
) -> list[Numbered]:
    """Give a block of numbers to several signed documents, all of them or none.

    Those of one series get consecutive numbers in the order given.
    """
    domain.check_batch([document.UID() for document in documents])
    now = now or clock.now()
    return [outgoing.take_number(document, by, now) for document in documents]


def shut(document: Any, reason: str, now: datetime | None = None) -> None:
    """Shut the files of a recalled document; recipients still see that it was one."""
    document.recalled_because = reason
    document.recalled_at = (now or clock.now()).isoformat(timespec="seconds")
    shut_files(document)


def shut_files(document: Any) -> None:
    """Leave the files to those who made and keep them."""
    for child in attachments(document):
        for permission in ("View", "Access contents information"):
            child.manage_permission(permission, roles=KEEPERS, acquire=0)
    document.reindexObject(idxs=["SearchableText"])


def hide(document: Any) -> None:
    """Let the files follow the document again: what a recall left open is shut too."""
    for child in attachments(document):
        for permission in ("View", "Access contents information"):
            child.manage_permission(permission, roles=(), acquire=1)
    keep_for_makers(attachments(document))
    document.reindexObject(idxs=["SearchableText"])


def replace(document: Any, new: Any, by: Actor, reason: str) -> None:
    """Say that *new*, published, takes the place of *document*; both are linked."""
    check(document, "replace")
    domain.check_replacing(document.UID(), new.UID(), state(new) in ISSUED)
    advance(document, "replace", by, reason)
    document.replaced_by = new.UID()
    new.replaces = tuple(dict.fromkeys((*new.replaces, document.UID())))
    details = {"by": new.UID(), "symbol": new.symbol(), "reason": reason}
    record("replaced_by", document.UID(), actor=by, details=details)


def correct(document: Any, letter: Any, by: Actor) -> None:
    """Say that *letter*, a published công văn, corrects the form of *document*."""
    _check_publisher(document, by)
    domain.check_replacing(document.UID(), letter.UID(), state(letter) in ISSUED)
    document.corrected_by = tuple(dict.fromkeys((*document.corrected_by, letter.UID())))
    letter.corrects = tuple(dict.fromkeys((*letter.corrects, document.UID())))
    details = {"by": letter.UID(), "symbol": letter.symbol()}
    record("correct", document.UID(), actor=by, details=details)


def _check_publisher(document: Any, by: Actor) -> None:
    """Refuse who is not the registry of the Ministry, or what is not out."""
    if by.function != "ministry_registry":
        raise NotAllowed(_("Only the registry of the Ministry does this."))
    check_issued(document)


def add_recipients(
    document: Any, names: Sequence[str], by: Actor, now: datetime | None = None
) -> list[Party]:
    """Send a published document to more recipients."""
    _check_publisher(document, by)
    new = domain.added(document.recipients, expand(names))
    parties = [party(name, "recipients") for name in new]
    now = now or clock.now()
    deliver(document, parties, by, now)
    details = {"recipients": new}
    record("add_recipients", document.UID(), actor=by, details=details, now=now)
    return parties


def shelve(document: Any, mark: str, by: Actor) -> None:
    """Record where the paper original lies."""
    _check_publisher(document, by)
    if not mark.strip():
        raise BadValue(_("This is required."), field="shelf_mark", code="required")
    before, document.shelf_mark = document.shelf_mark, mark.strip()
    document.reindexObject(idxs=["imoit_waiting"])
    details = {"before": before, "shelf_mark": document.shelf_mark}
    record("shelve", document.UID(), actor=by, details=details)


def copies(document: Any) -> list[Copy]:
    """Return the copies that were made, in their order."""
    return [Copy(*kept) for kept in document.copies_made]


def make_copy(
    document: Any,
    kind: str,
    by: Actor,
    *,
    of: str = "",
    part: str = "",
    reason: str = "",
    pages: str = "",
    now: datetime | None = None,
) -> Copy:
    """Give a copy (SY, SL, TrS) its number in the one series of copies.

    *pages* (`1-2, 4`) are those of the stored PDF that an extract shows.
    """
    _check_publisher(document, by)
    domain.check_copy(kind, of, part, copies(document))
    shown = _extracted(document, kind, pages)
    now = now or clock.now()
    day = now.date()
    number = take(domain.BOOK, document.UID(), day, by, field="made_on", now=now).number
    made = Copy(
        kind,
        number,
        domain.symbol(number, kind),
        now.isoformat(timespec="seconds"),
        by.name,
        of,
        part,
        reason,
        pages if shown else "",
    )
    facts = {**made._asdict(), "mark": domain.mark(kind)}
    ledger.keep(domain.BOOK, day.year, Number(number), facts)
    _keep_paper(document, made, shown)
    document.copies_made = (*document.copies_made, tuple(made))
    record("copy", document.UID(), actor=by, details=made._asdict(), now=now)
    return made


# ---- the copy itself, with its mark ----
def paper_of(document: Any, made: Copy) -> Any | None:
    """Return the PDF of a copy, None where its mark is printed by itself."""
    return (document.copy_papers or {}).get(made.symbol_of_year())


def may_open_paper(document: Any) -> bool:
    """Tell whether the present person may open the copies: as the file they show."""
    source = main_file(document)
    return source is not None and may_open(source)


def _extracted(document: Any, kind: str, pages: str) -> tuple[int, ...]:
    """Return the pages of an extract, none where it is typed anew; else 422."""
    found = main_file(document)
    is_pdf = found is not None and found.file.contentType == PDF
    domain.check_extract(kind, pages.strip(), is_pdf)
    if not pages.strip():
        return ()
    return domain.read_pages(pages, paper.count(found.file.data))


def _keep_paper(document: Any, made: Copy, pages: tuple[int, ...]) -> None:
    """Keep the copy as a PDF with its mark; an extract without pages is typed anew."""
    source = _source(document, made)
    if source is None or source.contentType != PDF:
        return
    pdf = paper.under(source.data, block(document, made), pages)
    if pdf:
        name = f"{made.symbol.replace('/', '-')}.pdf"
        file = NamedBlobFile(data=pdf, contentType=PDF, filename=name)
        kept = document.copy_papers or {}
        document.copy_papers = {**kept, made.symbol_of_year(): file}


def _source(document: Any, made: Copy) -> Any | None:
    """Return what a copy is made from: the scan; for an SL the SY it names."""
    if made.kind == "TrS" and not made.pages:
        return None
    if made.kind == "SL":
        first = [c for c in copies(document) if c.symbol == made.of]
        return paper_of(document, first[-1]) if first else None
    found = main_file(document)
    return found.file if found else None


def block(document: Any, made: Copy) -> paper.Block:
    """Return the words of the mark (NĐ 30/2020, Mẫu 3.1): Vietnamese, as on paper."""
    day = made.made_on
    head = directory().holder("vp-office_head-1")
    issued = document.issued_date
    return paper.Block(
        ("BỘ CÔNG THƯƠNG", f"Số: {made.symbol}"),
        (
            domain.mark(made.kind),
            f"Hà Nội, ngày {day[8:10]} tháng {day[5:7]} năm {day[:4]}",
            "TL. BỘ TRƯỞNG",
            "CHÁNH VĂN PHÒNG",
        ),
        f"Của văn bản số {document.symbol()} ngày {issued:%d/%m/%Y}"
        + (f" (từ bản sao {made.of})" if made.of else "")
        + (f" (trang {made.pages}): {made.part}" if made.pages else ""),
        head.name if head else "",
        ("Nơi nhận:", f"- {made.reason or 'Như trên'};", "- Lưu: VT."),
    )


def copy_named(document: Any, number: int, year: int) -> Copy:
    """Return a copy by its number and year; else 404."""
    for found in copies(document):
        if found.number == number and found.made_on.startswith(str(year)):
            return found
    raise NotThere(_("There is no such copy."))


def sendings(document: Any) -> list[Entry]:
    """Return to whom it went, by which way, when it was received."""
    rows = sent_rows(document)
    return [ledger.existing(SENDING, row.year, Number(row.number)) for row in rows]


def dispatch(
    document: Any,
    row: tuple[int, int],
    found: domain.Dispatch,
    by: Actor,
    now: datetime | None = None,
) -> Entry:
    """Record how the document left to a recipient outside, or that it was received.

    To one on the system: how the paper copy left that goes beside it. *row* names
    year and number in the sending book.
    """
    _check_keeper(document, by)
    sent = next((s for s in sent_rows(document) if (s.year, s.number) == row), None)
    if sent is None:
        raise NotThere(_("There is nothing here, or nothing you may see."))
    number = Number(sent.number)
    before = ledger.existing(SENDING, sent.year, number).facts
    published = datetime.fromisoformat(document.published_at).date()
    today = (now or clock.now()).date()
    domain.check_dispatch(found, before.get("way", ""), published, today)
    facts = found.beside() if before.get("way") == "system" else found.facts()
    ledger.keep(SENDING, sent.year, number, facts)
    details = {"to": sent.to, **{n: v for n, v in facts.items() if v}}
    record("dispatch", document.UID(), actor=by, details=details, now=now)
    return ledger.existing(SENDING, sent.year, number)


def _check_keeper(document: Any, by: Actor) -> None:
    """Refuse who is not the registry of the Ministry, or what never was out."""
    if by.function != "ministry_registry":
        raise NotAllowed(_("Only the registry of the Ministry does this."))
    if not document.published_at or state(document) == "restricted":
        raise Conflict(_("This document is not published, or no longer."))


def uses(document: Any) -> list[Entry]:
    """Return each use of the file copy, oldest first."""
    rows = document.uses_made
    return [ledger.existing(domain.USES, year, Number(n)) for year, n in rows]


def use_copy(
    document: Any, use: domain.Use, by: Actor, now: datetime | None = None
) -> Entry:
    """Record that somebody uses the file copy, with whose leave."""
    _check_keeper(document, by)
    now = now or clock.now()
    facts = {**use.checked()._asdict(), "file": document.shelf_mark}
    number = write(domain.USES, document.UID(), by, facts, now)
    document.uses_made = (*document.uses_made, (now.year, number.number))
    record("use_copy", document.UID(), actor=by, details=facts, now=now)
    return ledger.existing(domain.USES, now.year, number)


def give_back(
    document: Any,
    row: tuple[int, int],
    day: date,
    by: Actor,
    now: datetime | None = None,
) -> Entry:
    """Record that the file copy was given back."""
    _check_keeper(document, by)
    if row not in document.uses_made:
        raise NotThere(_("There is nothing here, or nothing you may see."))
    year, number = row[0], Number(row[1])
    before = ledger.existing(domain.USES, year, number)
    today, returned = (now or clock.now()).date(), before.facts.get("returned", "")
    domain.check_returned(day, before.date, returned, today)
    ledger.keep(domain.USES, year, number, {"returned": day.isoformat()})
    details = {"person": before.facts["who"], "day": day.isoformat()}
    record("copy_back", document.UID(), actor=by, details=details, now=now)
    return ledger.existing(domain.USES, year, number)


def unshelved() -> list[Any]:
    """Return the rows of what was published and whose original has no place yet."""
    return api.portal.get_tool("portal_catalog")(
        imoit_waiting="to_shelve/imoit.vp.ministry_registry"
    )
