"""Lines of the journal, and the chain that binds them."""

from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple

import hashlib
import json


FIRST = "0" * 64
# The act of the line that says: here the end of the journal had been cut off.
CUT = "journal_cut"


class Line(NamedTuple):
    """One line: what was done, by whom as whom, when, to what.

    `event` is what makes the line come once, however often it is sent.
    """

    seq: int
    time: str
    person: str
    name: str
    post: str
    post_title: str
    act: str
    uid: str
    item: str
    details: dict[str, Any]
    previous: str
    hash: str
    event: str = ""


class Head(NamedTuple):
    """The end of the chain as it was noted apart from it."""

    lines: int = 0
    hash: str = FIRST


class Verdict(NamedTuple):
    """Whether the chain holds; if not, at which line first and why (in English)."""

    ok: bool
    lines: int
    broken_at: int | None = None
    reason: str = ""
    faults: int = 0


def digest(line: Line) -> str:
    """Return the hash of *line*, the hash of the line before it included."""
    content = line._asdict()
    del content["hash"]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def sealed(line: Line) -> Line:
    """Return *line* with its hash."""
    return line._replace(hash=digest(line))


class Chain:
    """Goes along the lines once."""

    def __init__(self, head: Head | None):
        self.head = head
        self.lines = self.seq = 0
        self.previous = FIRST
        self.head_met = head == Head()

    def faults(self, lines: Iterable[Line]) -> Iterator[tuple[int, Sentence]]:
        """Yield each fault with the line it stands at."""
        for line in lines:
            fault = self._fault(line)
            if fault is not None:
                yield self.seq + 1, fault
            self.seq, self.previous = line.seq, line.hash
            self.lines += 1
            self.head_met = self.head_met or (line.seq, line.hash) == self.head
        if not self.head_met:
            yield self._end()

    def _fault(self, line: Line) -> Sentence | None:
        if line.seq != self.seq + 1:
            return _("A line is missing here.")
        if digest(line) != line.hash:
            return _("This line was changed.")
        if line.previous != self.previous:
            return _("This line does not follow the one before it.")
        if line.act == CUT:
            return _("Lines before this one were cut off.")
        return None

    def _end(self) -> tuple[int, Sentence]:
        if self.head is None:
            return self.seq, _("The file that repeats the end of the chain is missing.")
        if self.head.lines > self.seq:
            return self.seq + 1, _("The end of the journal is missing.")
        return self.head.lines, _("This line is not the one that was noted as the end.")


def verify(lines: Iterable[Line], head: Head | None) -> Verdict:
    """Check every line, and that the one noted as *head* is among them.

    The head is noted a moment after its line: lines may follow it.
    """
    chain = Chain(head)
    first, faults = None, 0
    for found in chain.faults(lines):
        first, faults = first or found, faults + 1
    if first is None:
        return Verdict(True, chain.lines)
    return Verdict(False, chain.lines, first[0], first[1].text, faults)
