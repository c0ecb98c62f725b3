"""What a printed row says, and how text is laid into columns."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from imoit.content.registers.domain import columns
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.sieve import Sieve
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any
from typing import NamedTuple


FORMATS = ("pdf", "xlsx")
# Where the words of a row without a document stand.
TEXT_CELL = {
    "incoming": 5,
    "outgoing": 2,
    "follow_up": 1,
    "copies": 4,
    "sending": 2,
    "uses": 3,
}
PROGRESS_CELL = 4


class Order(NamedTuple):
    """Which rows of which book are wanted as what kind of file."""

    book: str
    year: int
    format: str
    follow_up: bool = False
    sieve: Sieve = Sieve()

    def checked(self) -> "Order":
        """Return the order; refuse a kind of file that is not made."""
        if self.format not in FORMATS:
            raise BadValue(
                _("This value is not known."), field="format", code="unknown_value"
            )
        return self


def finished(kind: str) -> str:
    """Return the name of the finished file."""
    return f"book.{kind}"


def printed_row(
    entry: Entry,
    line: columns.Line | None,
    state: str,
    year: int,
    words: Mapping[str, Any],
) -> list[str]:
    """Return the cells of a row as the file shows them."""
    layout, said = words["layout"], words["said"]
    cells = columns.CELLS[layout](entry, line or {}, year)
    if entry.void or line is None:
        own = columns.OWN[layout]
        cells = [*cells[:own], *[""] * (len(cells) - own)]
        cells[TEXT_CELL[layout]] = _instead(entry, said)
        return cells
    notes = [said[key] for key in columns.notes(layout, entry, line, state)]
    cells[-1] = ", ".join(part for part in (cells[-1], *notes) if part)
    if layout == "follow_up":
        late = columns.lateness(line, date.fromisoformat(words["today"]))
        parts = (words["states"].get(state, state), said[late.text] if late else "")
        cells[PROGRESS_CELL] = ", ".join(part for part in parts if part)
    return cells


def _instead(entry: Entry, said: Mapping[str, str]) -> str:
    if entry.void:
        return f"{said['void']} {entry.void}"
    return said["reserved" if entry.state == "reserved" else "hidden"]


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return *text* broken into lines that fit *width*; a long word is cut."""
    if not text or measure(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measure(line) > width and len(line) > 1:
            fits = _fitting(line, width, measure)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line]


def _fitting(word: str, width: float, measure: Callable[[str], float]) -> int:
    for length in range(len(word) - 1, 1, -1):
        if measure(word[:length]) <= width:
            return length
    return 1
