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
# Widths of the printed columns, in parts of the page.
WIDTHS = {
    "incoming": (7, 5, 14, 11, 7, 26, 12, 6, 6, 6),
    "outgoing": (10, 7, 25, 11, 15, 10, 5, 6, 6, 5),
    "follow_up": (6, 34, 18, 9, 13, 11, 9),
}
PRIORITIES = {
    "urgent": _("Urgent"),
    "very_urgent": _("Very urgent"),
    "express": _("Express"),
}


def layout(book: str, follow_up: bool = False) -> str:
    """Return which of the three sets of columns *book* is shown in."""
    if follow_up:
        return "follow_up"
    return "outgoing" if book.startswith("outgoing") else "incoming"


COLUMNS = {"incoming": INCOMING, "outgoing": OUTGOING, "follow_up": FOLLOW_UP}


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
    """Return the ten cells of a row of departures."""
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


CELLS = {"incoming": incoming, "outgoing": outgoing, "follow_up": follow_up}


def notes(line: Line) -> Sentence | None:
    """Return what stands under notes: the urgency, where there is one."""
    return PRIORITIES.get(line.get("priority", ""))


def lateness(line: Line, today: date) -> Sentence | None:
    """Return whether the work was done in time; counted when asked, never stored."""
    limit, done = line.get("limit") or line.get("due"), line.get("done")
    if done:
        late = bool(limit) and done > limit
        return _("late") if late else _("on time")
    if limit and limit < today.isoformat():
        return _("overdue")
    return None
