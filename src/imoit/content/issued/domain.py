"""Rules of issued letters: copies and their series, what replaces what."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


# NĐ 30/2020, Điều 25: all copies of the Ministry share one series, from 01 each year.
BOOK = "copies"
KINDS: dict[str, Sentence] = {
    "SY": _("Copy of the whole (SY)"),
    "SL": _("Copy of a copy (SL)"),
    "TrS": _("Extract (TrS)"),
}
MARKS = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
MOST = 50  # numbered at once


class Copy(NamedTuple):
    """A copy that was made: its number, of what, by whom."""

    kind: str
    number: int
    symbol: str
    made_on: str
    name: str
    of: str = ""  # the copy that was copied (SL)
    part: str = ""  # the part that was taken (TrS)
    reason: str = ""
    pages: str = ""  # the pages of the stored PDF that an extract shows

    def symbol_of_year(self) -> str:
        """Return what names the copy for ever: its symbol and its year."""
        return f"{self.made_on[:4]} {self.symbol}"

    def query(self) -> str:
        """Return how the page of its mark is asked for it."""
        return f"number={self.number}&year={self.made_on[:4]}"


def check_copy(kind: str, of: str, part: str, made: Sequence[Copy]) -> None:
    """Refuse with 422 a kind unknown, a copy of no copy, an extract of nothing."""
    if kind not in KINDS:
        raise BadValue(
            _("This value is not known."), field="kind", code="unknown_value"
        )
    if kind == "SL" and of not in {c.symbol for c in made if c.kind == "SY"}:
        raise BadValue(
            _("A copy of a copy (SL) names the SY that it is made from."),
            field="of",
            code="no_copy",
        )
    if kind == "TrS" and not part:
        raise BadValue(_("Say which part is taken."), field="part", code="required")


def read_pages(text: str, most: int) -> tuple[int, ...]:
    """Return the pages that `1-3, 5` names, in their order; else 422."""
    found: dict[int, None] = {}
    for part in text.replace("–", "-").split(","):
        first, dash, last = (side.strip() for side in part.partition("-"))
        last = last if dash else first
        if not (first.isdecimal() and last.isdecimal() and len(first + last) <= 8):
            raise _no_pages(most)
        if not 1 <= int(first) <= int(last) <= most:
            raise _no_pages(most)
        found |= dict.fromkeys(range(int(first), int(last) + 1))
    return tuple(found)


def _no_pages(most: int) -> BadValue:
    return BadValue(
        _("Name pages from 1 to ${most}, such as 1-2, 4.", most=most),
        field="pages",
        code="pages",
    )


def check_extract(kind: str, pages: str, is_pdf: bool) -> None:
    """Refuse with 422 pages of what is no extract, or of what has none."""
    if not pages:
        return
    if kind != "TrS":
        raise BadValue(
            _("Only an extract (TrS) takes single pages."),
            field="pages",
            code="not_extract",
        )
    if not is_pdf:
        raise BadValue(
            _("The stored file is no PDF: the extract is typed, name no pages."),
            field="pages",
            code="not_pdf",
        )


def symbol(number: int, kind: str) -> str:
    """Return number and notation of a copy, e.g. `05/SY-BCT`."""
    return f"{number:02d}/{kind}-BCT"


def mark(kind: str) -> str:
    """Return the words that stand on a copy."""
    return MARKS[kind]


def check_replacing(old: str, new: str, is_issued: bool) -> None:
    """Refuse what replaces itself, or is not published itself."""
    if old == new:
        raise BadValue(
            _("A document does not replace or correct itself."),
            field="by",
            code="itself",
        )
    if not is_issued:
        raise Conflict(
            _("Only a published document replaces or corrects another."), field="by"
        )


def check_batch(uids: Sequence[str]) -> None:
    """Refuse an empty batch, one too long, one that names a document twice."""
    if not uids:
        raise BadValue(
            _("Choose at least one document."), field="documents", code="required"
        )
    if len(uids) > MOST or len(set(uids)) < len(uids):
        raise BadValue(
            _("At most ${limit} documents at once, each once.", limit=MOST),
            field="documents",
            code="batch",
        )


def added(before: Iterable[str], names: Sequence[str]) -> list[str]:
    """Return the recipients that are new; 422 when there is none."""
    found = [name for name in dict.fromkeys(names) if name not in set(before)]
    if not found:
        raise BadValue(
            _("Name a recipient that it was not sent to yet."),
            field="recipients",
            code="required",
        )
    return found


# ---- what left to whom, and by which way ----
OUTSIDE_WAYS = ("axis", "post", "hand")
PAPER_WAYS = ("post", "hand")  # of a paper copy beside the system
MOST_COVERS = 1000


class Dispatch(NamedTuple):
    """How a document left to one recipient outside, and when it was received."""

    way: str
    covers: int | None = None
    reference: str = ""
    sent_on: date | None = None
    received_on: date | None = None
    receiver: str = ""

    def facts(self) -> dict[str, str | int | None]:
        """Return what the sending book says of it; what is unknown is struck out."""
        return {
            "way": self.way,
            "covers": self.covers,
            "reference": self.reference or None,
            "sent": self.sent_on.isoformat() if self.sent_on else None,
            "received": self.received_on.isoformat() if self.received_on else None,
            "receiver": self.receiver or None,
        }

    def beside(self) -> dict[str, str | int | None]:
        """Return what it says of a paper copy that went beside the system."""
        told = self.facts()
        own = {f"paper_{name}": told[name] for name in ("sent", "received", "receiver")}
        kept = {name: told[name] for name in ("covers", "reference")}
        return {"paper": self.way, **kept, **own}


def check_dispatch(found: Dispatch, way: str, published: date, today: date) -> None:
    """Refuse a way unknown, days that cannot be; what went on the system but paper."""
    if way == "system" and found.way not in PAPER_WAYS:
        raise Conflict(_("This recipient has it on the system; opening is receipt."))
    if found.way not in OUTSIDE_WAYS:
        raise BadValue(_("This value is not known."), field="way", code="unknown_value")
    last = published
    for field, day in (("sent_on", found.sent_on), ("received_on", found.received_on)):
        if day is None:
            continue
        if not last <= day <= today:
            raise BadValue(
                _("This day lies before the document left, or in the future."),
                field=field,
                code="day",
            )
        last = day


# ---- the use of file copies (Phụ lục IV of NĐ 30/2020) ----
USES = "uses"


class Use(NamedTuple):
    """A use of the file copy: who has it, what for, who allowed it."""

    who: str
    purpose: str
    allowed_by: str

    def checked(self) -> "Use":
        """Return it; 422 names every field that says nothing."""
        errors = tuple(
            FieldError(field, "required", _("This is required."))
            for field, said in self._asdict().items()
            if not said.strip()
        )
        if errors:
            raise BadValue(errors[0].message, errors=errors)
        return self


def check_returned(day: date, taken: str, returned: str, today: date) -> None:
    """Refuse to take a copy back twice, before it was taken, or in the future."""
    if returned:
        raise Conflict(_("The file copy was given back already."))
    if not taken <= day.isoformat() <= today.isoformat():
        raise BadValue(
            _("This day lies before the use began, or in the future."),
            field="returned_on",
            code="day",
        )
