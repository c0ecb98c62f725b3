"""Looking at a letter before it is stored: what it proposes, what the gate says."""

from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from imoit.content.admission.domain.text import judge_pages
from imoit.content.admission.domain.text import Judgement
from imoit.content.admission.operations import watched
from imoit.content.autofill import storage
from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.letter import proposed
from imoit.content.autofill.domain.outcome import outcomes
from imoit.content.autofill.domain.outcome import tallies
from imoit.content.autofill.domain.outcome import Tally
from imoit.content.directory.operations.agencies import named
from imoit.content.directory.operations.agencies import similar
from imoit.content.files import domain as files
from imoit.content.files.operations import rules_in_force
from imoit.content.files.operations import text
from imoit.content.files.operations import with_role
from imoit.workflows.calendar import clock
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import UNREAD
from imoit.workflows.reading.operations import missing
from imoit.workflows.reading.operations import read_pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from imoit.workflows.turns.subscribers import outside
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import BoundedSemaphore
from threading import Lock
from typing import Any
from typing import NamedTuple

import re


PAGES = 4  # the signature is looked for on so many
ANNEXES = 40  # behind them the gate reads what needs no eyes, on so many
AT_ONCE, PATIENCE = 2, 30.0  # letters read at the same time; seconds to wait for that
KEPT = 200  # letters whose reading this process remembers
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
SUPERIOR = ("tỉnh ", "thành phố ")


@dataclass
class Look:
    """What was seen on a letter: kept in memory, not where the gate is shut."""

    judgement: Judgement = field(default_factory=Judgement)
    fields: dict[str, Found] = field(default_factory=dict)
    why: Sentence | None = None

    def shown(self, say: Callable[[Sentence], str]) -> dict[str, Any]:
        """Return what is proposed as JSON, sentences said by *say*."""
        doubt = self.judgement.doubt
        return {
            "fields": {name: one.plain() for name, one in self.fields.items()},
            "doubt": say(doubt) if doubt else None,
            "message": say(self.why) if self.why else None,
        }


_places = BoundedSemaphore(AT_ONCE)
_guard = Lock()
_known: OrderedDict[str, Look] = OrderedDict()


def look(name: str, data: bytes) -> Look:
    """Return what is seen on a file that is not stored; the same bytes once.

    Takes seconds: never inside a turn. What cannot be opened proposes nothing and is
    for the doors of files to refuse.
    """
    key = files.checksum(data)
    with _guard:
        if key in _known:
            return _known[key]
    if files.kind(name, data, limit_mb=rules_in_force().most_mb) not in files.READ:
        return Look()
    if not _places.acquire(timeout=PATIENCE):
        raise Conflict(_("Too many letters are being read. Try again in a moment."))
    try:
        found = _looked(data)
    finally:
        _places.release()
    if found.why is not None:  # a program may come to this machine
        return found
    with _guard:
        _known[key] = found
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return found


def _looked(data: bytes) -> Look:
    with NamedTemporaryFile(prefix="imoit-letter-") as opened:
        opened.write(data)
        opened.flush()
        try:
            pages, count = _pages(Path(opened.name))
            later = _annexes(Path(opened.name), len(pages), count)
        except Refusal as refusal:
            return Look(why=refusal.message)
    return seen_on(pages, count, later)


def _annexes(path: Path, seen: int, count: int) -> list[ReadPage]:
    """Return the words of the pages behind; a scan there is read after it is stored."""
    if seen >= count:
        return []
    last = min(count, seen + ANNEXES)
    return list(read_pages(path, seen + 1, last, may_see=False).pages)


def _pages(path: Path) -> tuple[list[ReadPage], int]:
    """Return the first page, and the next ones until somebody has signed."""
    first = read_pages(path, 1, 1)
    pages = list(first.pages)
    for number in range(2, min(first.count, PAGES) + 1):
        if "signer" in proposed(pages):
            break
        pages += read_pages(path, number, number).pages
    return pages, first.count


def seen_on(
    pages: list[ReadPage], count: int, annexes: Sequence[ReadPage] = ()
) -> Look:
    """Return what the pages of a letter propose and what the gate says to them.

    *annexes* come behind them and propose nothing.
    """
    judgement = judge_pages([_down(page) for page in (*pages, *annexes)])
    if judgement.kind == "shut":
        return Look(judgement)
    blind = any(page.how == UNREAD for page in pages[:PAGES])
    why = next(iter(missing()), None) if blind else None
    return Look(judgement, _with_agency(proposed(pages, count)), why)


def _down(page: ReadPage) -> list[str]:
    """Return the lines of a page from above: a stamp is read last."""
    return [line.text for line in sorted(page.lines, key=lambda line: line.words[0].y0)]


def _with_agency(found: dict[str, Found]) -> dict[str, Found]:
    """Return the proposals with the issuer as the directory spells it.

    Only the same name, whatever its marks and capitals, is taken; others are offered.
    """
    issuer = found.get("issuer")
    if issuer is None:
        return found
    offered = [one.name for said in _sayings(issuer) if (one := named(said))]
    same = named(issuer.value)
    if same is None:
        offered += [one.name for one in similar(issuer.value, 3)]
    value = same.name if same else issuer.value
    names = dict.fromkeys([*offered, *issuer.candidates, issuer.value])
    others = tuple(name for name in names if name != value)
    return {**found, "issuer": issuer._replace(value=value, candidates=others[:4])}


def _sayings(issuer: Found) -> Iterable[str]:
    """Yield the name with the province that stands above it."""
    for above in issuer.candidates:
        for word in SUPERIOR:
            _before, at, place = above.partition(word)
            if at:
                yield f"{issuer.value} {word}{place}"
                yield f"{issuer.value} {place}"


class Accuracy(NamedTuple):
    """How proposals fared in a month: of how many letters, each field, all months."""

    month: str
    letters: int
    fields: list[Tally]
    months: list[str]


def count(document: Any, today: date) -> None:
    """Count which proposals for a letter its clerk kept; nothing of them is stored.

    What this process has not seen and nobody has read yet counts nothing.
    """
    file = with_role(document, "main")
    seen = _seen(file) if file is not None else None
    if seen is None or not seen.fields:
        return
    lines = outcomes(seen.fields, _registered(document))
    storage.add(today.isoformat()[:7], lines)


def _seen(file: Any) -> Look | None:
    with _guard:
        known = _known.get(file.sha256)
    if known is not None:
        return known
    standing = text.standing(file)
    return (
        seen_on(text.pages_of(file), standing.of) if standing.state == "read" else None
    )


def _registered(document: Any) -> dict[str, str]:
    """Return what stands in the record, by the names of proposals."""
    issuer, signer = document.issuer or {}, document.signer or {}
    issued = document.issued_date
    return {
        "issuer": issuer.get("name") or "",
        "symbol": document.symbol(),
        "issued_date": issued.isoformat() if issued else "",
        "type_name": document.type_name or "",
        "subject": document.subject or "",
        "signer": signer.get("name") or "",
        "position": signer.get("position") or "",
        "pages": str(document.pages or ""),
    }


def accuracy(month: str = "") -> Accuracy:
    """Return how proposals fared in *month* (`2026-11`), else in the last one; 422."""
    if month and not MONTH.fullmatch(month):
        sentence = _("Give a month as 2026-11.")
        raise BadValue(sentence, field="month", code="not_a_month")
    months = storage.months()
    month = month or next(iter(months), clock.today().isoformat()[:7])
    fields = tallies(storage.counted(month))
    return Accuracy(month, storage.letters(month), fields, months)


def check_text(found: Look, *, door: str, confirmed: bool = False) -> None:
    """Refuse a letter by what its text shows; in doubt the clerk decides."""
    with watched(door):
        found.judgement.check()
    doubt = found.judgement.doubt
    if doubt is not None and not confirmed:
        raise Conflict(doubt, field="confirm_text", code="doubt")


def pass_gate(
    request: Any,
    sent: Sequence[tuple[str, bytes]],
    *,
    door: str,
    confirmed: bool = False,
) -> None:
    """Read files (name, bytes) that *request* brings and refuse them by their text.

    To be asked before anything is written: others may write while one reads, and
    afterwards the site is seen anew. In doubt 409, until the sender has *confirmed*.
    """
    with outside(request):
        for name, data in sent:
            with suppress(Refusal):  # said below, in the turn
                look(name, data)
    for name, data in sent:
        check_file(name, data, door=door, confirmed=confirmed)


def check_file(name: str, data: bytes, *, door: str, confirmed: bool = False) -> None:
    """Read a file that is to come in and refuse it by what its text shows."""
    check_text(look(name, data), door=door, confirmed=confirmed)
