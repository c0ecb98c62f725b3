"""The columns of Phụ lục IV of NĐ 30/2020, in its order, and what stands in them."""

from collections.abc import Mapping
from datetime import date
from imoit.content.registers.domain.ledger import Entry
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any


Line = Mapping[str, Any]
INCOMING = (
    _("Date of arrival"),
    _("Arrival number"),
    _("Author"),
    _("Number and symbol of the document"),
    _("Date of the document"),
    _("Type and abstract of the document"),
    _("Unit or person that receives"),
    _("Date handed over"),
    _("Signed for"),
    _("Notes"),
)
OUTGOING = (
    _("Number and symbol of the document"),
    _("Date of the document"),
    _("Type and abstract of the document"),
    _("Signer"),
    _("Recipients of the document"),
    _("Unit or person that keeps the file copy"),
    _("Number of copies"),
    _("Date handed over"),
    _("Signed for"),
    _("Notes"),
)
FOLLOW_UP = (
    _("Arrival number"),
    _("Type, number, symbol, date and author of the document"),
    _("Unit or person that receives"),
    _("Deadline"),
    _("Progress of the work"),
    _("Number and symbol of the answer"),
    _("Notes"),
)
COPIES = (
    _("Number and symbol of the copy"),
    _("Date of the copy"),
    _("Form of the copy"),
    _("Number and symbol of the document"),
    _("Type and abstract of the document"),
    _("Made from; part that is taken"),
    _("Made by"),
    _("Notes"),
)
# Sổ gửi văn bản đi bưu điện; every way of sending stands in the one book.
SENDING = (
    _("Date handed over"),
    _("Number and symbol of the document"),
    _("Recipients of the document"),
    _("Number of envelopes"),
    _("Signed for, postmark"),
    _("Notes"),
)
USES = (
    _("Date"),
    _("Name of who uses it"),
    _("Number, symbol and date of the document"),
    _("Type and abstract of the document"),
    _("Number and symbol of the file"),
    _("Signed for"),
    _("Day it was given back"),
    _("Who allowed the use"),
    _("Notes"),
)
# Widths of the printed columns, in parts of the page.
WIDTHS = {
    "incoming": (7, 5, 14, 11, 7, 26, 12, 6, 6, 6),
    "outgoing": (10, 7, 25, 11, 15, 10, 5, 6, 6, 5),
    "follow_up": (6, 34, 18, 9, 13, 11, 9),
    "copies": (10, 8, 9, 12, 30, 13, 12, 6),
    "sending": (12, 14, 33, 7, 22, 12),
    "uses": (8, 14, 13, 26, 9, 8, 8, 12, 12),
}
# How many cells at the left are the row's own: they stand without its document too.
OWN = {
    "incoming": 2,
    "outgoing": 2,
    "follow_up": 1,
    "copies": 2,
    "sending": 1,
    "uses": 1,
}
WAYS = {
    "system": _("On the system"),
    "axis": _("Document exchange"),
    "post": _("By post"),
    "hand": _("By hand"),
    "": _("Not sent yet"),
}
PAPER: Mapping[str, Sentence] = {
    "post": _("paper copy by post"),
    "hand": _("paper copy by hand"),
}
FATES = {
    "recalled": _("Recalled"),
    "replaced": _("Replaced"),
    "restricted": _("Restricted"),
}
PRIORITIES = {
    "urgent": _("Urgent"),
    "very_urgent": _("Very urgent"),
    "express": _("Express"),
}


def layout(book: str, follow_up: bool = False) -> str:
    """Return which set of columns *book* is shown in."""
    if follow_up:
        return "follow_up"
    if book in ("copies", "sending", "uses"):
        return book
    return "outgoing" if book.startswith("outgoing") else "incoming"


COLUMNS = {
    "incoming": INCOMING,
    "outgoing": OUTGOING,
    "follow_up": FOLLOW_UP,
    "copies": COPIES,
    "sending": SENDING,
    "uses": USES,
}


def described(type_name: str, subject: str) -> str:
    """Return type and abstract as a book writes them; no type is said twice."""
    if subject.casefold().startswith(type_name.casefold()):
        return subject
    if subject.startswith("V/v "):
        subject = f"v/v {subject[4:]}"
    return f"{type_name} {subject}".strip()


def printed(day: str | None) -> str:
    """Return an ISO day as dd/MM/yyyy."""
    return date.fromisoformat(day[:10]).strftime("%d/%m/%Y") if day else ""


def short(day: str | None, year: int) -> str:
    """Return an ISO day without its year when that is *year*."""
    return printed(day).removesuffix(f"/{year}")


def arrived(entry: Entry, line: Line) -> str:
    """Return the day of arrival: the letter's own, else that of the row."""
    return line.get("arrived") or entry.date


def incoming(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the ten cells of a row of arrivals; whoever prints adds the urgency."""
    return [
        printed(arrived(entry, line)),
        str(entry.name),
        line.get("from", ""),
        line.get("symbol", ""),
        printed(line.get("issued")),
        described(line.get("type", ""), line.get("subject", "")),
        line.get("to", "") if line.get("kind") == "incoming" else "",
        short(line.get("handed_on"), year),
        "",
        "",
    ]


def outgoing(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the ten cells of a row of departures; a void one keeps its old symbol."""
    if entry.void:
        symbol = entry.facts.get("symbol") or str(entry.name)
        return [symbol, printed(entry.date), *[""] * 8]
    return [
        line.get("symbol") or str(entry.name),
        printed(line.get("issued") or entry.date),
        described(line.get("type", ""), line.get("subject", "")),
        line.get("signer", ""),
        line.get("to", ""),
        line.get("from", ""),
        str(line.get("copies") or ""),
        short(line.get("handed_on"), year),
        "",
        "",
    ]


def follow_up(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the seven cells of a row of the follow-up book; progress comes after."""
    symbol = line.get("symbol", "")
    issued = printed(line.get("issued"))
    head = " ".join(part for part in (line.get("type", ""), symbol) if part)
    parts = (head, issued, line.get("from", ""))
    return [
        str(entry.name),
        "; ".join(part for part in parts if part),
        line.get("to", "") if line.get("kind") == "incoming" else "",
        printed(line.get("limit") or line.get("due")),
        "",
        line.get("answer", ""),
        "",
    ]


def extract(facts: Mapping[str, Any]) -> str:
    """Return the part that an extract shows, with its pages where they are known."""
    pages = f" (tr. {facts['pages']})" if facts.get("pages") else ""
    return f"{facts.get('part') or ''}{pages}"


def copies(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the eight cells of a copy that was made."""
    facts = entry.facts
    return [
        facts.get("symbol", str(entry.name)),
        printed(entry.date),
        facts.get("mark", ""),
        line.get("symbol", ""),
        described(line.get("type", ""), line.get("subject", "")),
        "; ".join(part for part in (facts.get("of"), extract(facts)) if part),
        facts.get("name", ""),
        facts.get("reason", ""),
    ]


def sending(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the six cells of what left to one recipient; the way is a note."""
    facts = entry.facts
    received = facts.get("received", "")
    got = (moment(received) if received else "", facts.get("receiver"))
    paper = (printed(facts.get("paper_received")), facts.get("paper_receiver"))
    said = (*got, *paper, facts.get("reference"))
    return [
        moment(facts.get("sent") or entry.date),
        line.get("symbol", ""),
        facts.get("title", ""),
        str(facts.get("covers") or ""),
        "; ".join(part for part in said if part),
        "",
    ]


def uses(entry: Entry, line: Line, year: int) -> list[str]:
    """Return the nine cells of a use of a file copy."""
    facts = entry.facts
    symbol, issued = line.get("symbol", ""), printed(line.get("issued"))
    return [
        printed(entry.date),
        facts.get("who", ""),
        ", ".join(part for part in (symbol, issued) if part),
        described(line.get("type", ""), line.get("subject", "")),
        facts.get("file", ""),
        "",
        printed(facts.get("returned")),
        facts.get("allowed_by", ""),
        facts.get("purpose", ""),
    ]


def moment(text: str) -> str:
    """Return an ISO moment as HH:mm dd/MM/yyyy, a day as the day."""
    day = printed(text)
    return f"{text[11:16]} {day}" if len(text) > len("2026-01-01") else day


CELLS = {
    "incoming": incoming,
    "outgoing": outgoing,
    "follow_up": follow_up,
    "copies": copies,
    "sending": sending,
    "uses": uses,
}
NOTES: Mapping[str, Sentence] = {
    **PRIORITIES,
    **FATES,
    **{f"way-{way}": said for way, said in WAYS.items()},
    **{f"paper-{way}": said for way, said in PAPER.items()},
}


def notes(layout: str, entry: Entry, line: Line, state: str) -> list[str]:
    """Return what stands under notes, as keys of `NOTES`: urgency, way, what became."""
    found = []
    if layout in ("incoming", "outgoing", "follow_up"):
        found.append(line.get("priority", ""))
    if layout == "sending":
        found.append(f"way-{entry.facts.get('way', '')}")
        found.append(f"paper-{entry.facts.get('paper', '')}")
    if layout in ("outgoing", "sending"):
        found.append(state)
    return [key for key in found if key in NOTES]


def lateness(line: Line, today: date) -> Sentence | None:
    """Return whether the work was done in time; counted when asked, never stored."""
    limit, done = line.get("limit") or line.get("due"), line.get("done")
    if done:
        late = bool(limit) and done > limit
        return _("late") if late else _("on time")
    if limit and limit < today.isoformat():
        return _("overdue")
    return None
