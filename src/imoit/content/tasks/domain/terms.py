"""The usual terms: how many working days a kind of letter has, since which day."""

from collections.abc import Iterable
from datetime import date
from imoit.content.admission.domain import fold
from imoit.content.correspondence.domain import PRIORITIES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple


MOST = 365


class Term(NamedTuple):
    """A rule: letters of this type and urgency (empty: any) have so many days.

    Without days there is no usual term any more from that day on.
    """

    valid_from: date
    kind: str
    priority: str
    days: int | None


def usual(terms: Iterable[Term], kind: str, priority: str, on: date) -> int | None:
    """Return the working days usual on *on*: of the narrowest rule, its latest version.

    A type counts for more than an urgency; any rule for more than none.
    """
    fitting = [
        term
        for term in terms
        if term.valid_from <= on
        and (not term.kind or fold(term.kind) == fold(kind))
        and term.priority in ("", priority)
    ]
    if not fitting:
        return None
    best = max(
        fitting,
        key=lambda term: (bool(term.kind), bool(term.priority), term.valid_from),
    )
    if best.days is None:
        others = [t for t in fitting if (t.kind, t.priority) != best[1:3]]
        return usual(others, kind, priority, on)
    return best.days


def read(lines: Iterable[str]) -> tuple[Term, ...]:
    """Return the rules kept as lines `date|type|urgency|days`."""
    return tuple(_read(line) for line in lines)


def _read(line: str) -> Term:
    day, kind, priority, days = line.split("|")
    return Term(date.fromisoformat(day), kind, priority, int(days) if days else None)


def written(terms: Iterable[Term]) -> list[str]:
    """Return the rules as lines, the latest first."""
    ordered = sorted(terms, key=lambda t: (-t.valid_from.toordinal(), *t[1:3]))
    return [
        f"{t.valid_from.isoformat()}|{t.kind}|{t.priority}|{t.days or ''}"
        for t in ordered
    ]


def check(terms: Iterable[Term]) -> None:
    """Refuse what cannot be kept, naming the row."""
    seen: set[tuple] = set()
    for row, term in enumerate(terms):
        if "|" in term.kind or "\n" in term.kind:
            raise _bad(row, "kind", _("A type has no “|” in it."))
        if term.priority not in ("", *PRIORITIES):
            raise _bad(row, "priority", _("This value is not known."))
        if term.days is not None and not 1 <= term.days <= MOST:
            sentence = _(
                "This must be between ${least} and ${most}.", least=1, most=MOST
            )
            raise _bad(row, "days", sentence)
        if term[:3] in seen:
            raise _bad(row, "valid_from", _("This rule is there twice."))
        seen.add(term[:3])


def _bad(row: int, field: str, sentence) -> BadValue:
    return BadValue(sentence, field=f"{field}_{row}", code="invalid")
