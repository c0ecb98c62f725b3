"""Lines of the journal, and the chain that binds them."""

from collections.abc import Iterable
from typing import Any
from typing import NamedTuple

import hashlib
import json


FIRST = "0" * 64


class Line(NamedTuple):
    """One line: what was done, by whom as whom, when, to what."""

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


class Verdict(NamedTuple):
    """Whether the chain holds; if not, at which line and why."""

    ok: bool
    lines: int
    broken_at: int | None = None
    reason: str = ""


def digest(line: Line) -> str:
    """Return the hash of *line* bound to the one before it."""
    content = line._asdict()
    del content["hash"]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sealed(line: Line) -> Line:
    """Return *line* with its hash."""
    return line._replace(hash=digest(line))


def verify(lines: Iterable[Line], count: int, head: str) -> Verdict:
    """Check every line, and that the last is the one the head names."""
    previous, seq = FIRST, 0
    for line in lines:
        seq += 1
        if line.seq != seq:
            return Verdict(False, seq, seq, "a line is missing")
        if line.previous != previous:
            return Verdict(False, seq, seq, "the chain is broken")
        if digest(line) != line.hash:
            return Verdict(False, seq, seq, "the line was changed")
        previous = line.hash
    if seq != count or previous != head:
        return Verdict(False, seq, seq + 1, "the end is missing")
    return Verdict(True, seq)
