"""A directive from one sentence: who, with what duty, until when; only a proposal."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from imoit.content.admission.domain import fold
from imoit.content.tasks.domain.orders import INFORMED
from imoit.content.tasks.domain.orders import LEAD
from imoit.content.tasks.domain.orders import SUPPORT
from imoit.workflows.calendar.domain import Calendar
from typing import NamedTuple

import re


class Known(NamedTuple):
    """Somebody a sentence may name: the principal, and what people call it."""

    id: str
    names: tuple[str, ...]


class Proposal(NamedTuple):
    """What a sentence seems to order; a person confirms it."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    due: date | None = None
    working_days: int | None = None


class Piece(NamedTuple):
    """A name or a word of duty where it stands in the folded sentence."""

    start: int
    end: int
    kind: str  # a duty, or `name`
    id: str = ""


WORDS = (
    (LEAD, r"chu tri"),
    (SUPPORT, r"phoi hop|dong xu ly|tham gia"),
    (INFORMED, r"de biet|nhan de biet|de nam|nam thong tin"),
)
# What may stand between two names of one list, or a word of duty and its names.
_BETWEEN = re.compile(
    r"^(?:[\s,&:]|va|cung|voi|cac|don vi|giao|gui|dong thoi|la|lam|cho|den|thi)*$"
)
_CLAUSE = re.compile(r"[;.\n]")
_DAYS = re.compile(r"\b(\d{1,3}|[a-z]+(?: [a-z]+)?) ngay( lam viec)?\b")
_DATE = re.compile(
    r"(?P<before>truoc )?(?:ngay )?\b(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})"
    r"(?:[/.\-](?P<y>\d{4}))?\b"
)
_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20,
}


def propose(
    text: str, known: Iterable[Known], today: date, calendar: Calendar
) -> Proposal:
    """Return what *text* seems to order; what it does not say stays empty."""
    plain = _plain(text)
    pieces = sorted(_names(plain, known) + _duties(plain))
    duties: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        if piece.kind == "name" and piece.id not in duties:
            duties[piece.id] = _duty(plain, pieces, place)
    due, days = deadline(plain, today, calendar)
    return Proposal(**_shared(duties), due=due, working_days=days)


def _shared(duties: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return names by duty; who has none leads if nobody does, else supports."""
    leads = [name for name, duty in duties.items() if duty == LEAD]
    free = [name for name, duty in duties.items() if not duty]
    if not leads and free:
        leads, free = free[:1], free[1:]
    return {
        LEAD: tuple(leads[:1]),
        SUPPORT: tuple(
            name
            for name, duty in duties.items()
            if duty == SUPPORT or name in free or name in leads[1:]
        ),
        INFORMED: tuple(name for name, duty in duties.items() if duty == INFORMED),
    }


def _plain(text: str) -> str:
    """Return *text* folded; line breaks end a clause."""
    return fold(text.replace("\n", " . "))


def _names(plain: str, known: Iterable[Known]) -> list[Piece]:
    """Return where somebody is named, longer names first, none inside another."""
    wanted = sorted(
        ((fold(name), who.id) for who in known for name in who.names if name.strip()),
        key=lambda pair: -len(pair[0]),
    )
    found: list[Piece] = []
    for name, who in wanted:
        if name not in plain:
            continue
        for match in re.finditer(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", plain):
            start, end = match.span()
            if all(end <= piece.start or start >= piece.end for piece in found):
                found.append(Piece(start, end, "name", who))
    return found


def _duties(plain: str) -> list[Piece]:
    return [
        Piece(*match.span(), duty)
        for duty, words in WORDS
        for match in re.finditer(rf"\b(?:{words})\b", plain)
    ]


def _duty(plain: str, pieces: Sequence[Piece], place: int) -> str:
    """Return the duty of the name at *place*: the word before its list, or after.

    “Cục A chủ trì, phối hợp với Cục B”: a word follows its subject or leads its list.
    """
    before = _neighbour(plain, pieces, place, -1)
    after = _neighbour(plain, pieces, place, 1)
    if before is not None and _rules(plain, pieces, before):
        return pieces[before].kind
    if after is None:
        return pieces[before].kind if before is not None else ""
    kind = pieces[after].kind
    subject = kind == SUPPORT and _rules(plain, pieces, after)
    return LEAD if subject and before is None else kind


def _neighbour(plain: str, pieces: Sequence[Piece], place: int, way: int) -> int | None:
    """Return the word of duty next to the list that the name at *place* is in."""
    here = place
    while 0 <= here + way < len(pieces):
        left, right = sorted((here, here + way))
        gap = plain[pieces[left].end : pieces[right].start]
        if _CLAUSE.search(gap) or not _BETWEEN.match(gap):
            return None
        here += way
        if pieces[here].kind != "name":
            return here
    return None


def _rules(plain: str, pieces: Sequence[Piece], word: int) -> bool:
    """Tell whether the word of duty at *word* leads the list after it.

    It does when it is joined to that list by nothing or by “với”, “:”, and does not
    close the list before it: “chủ trì” and “để biết” follow their names.
    """
    if word + 1 >= len(pieces) or pieces[word + 1].kind != "name":
        return False
    gap = plain[pieces[word].end : pieces[word + 1].start]
    if _CLAUSE.search(gap) or not _BETWEEN.match(gap):
        return False
    if pieces[word].kind == SUPPORT:
        return "," not in gap
    leads_all = _neighbour(plain, pieces, word, -1) is None and "," not in gap
    return ":" in gap or leads_all


def deadline(
    plain: str, today: date, calendar: Calendar
) -> tuple[date | None, int | None]:
    """Return the day, or the working days, that a folded sentence gives."""
    terms = [(_number(m[1]), bool(m[2])) for m in _DAYS.finditer(plain)]
    number, working = next((term for term in terms if term[0]), (None, False))
    if working:
        return None, number
    day = _DATE.search(plain)
    if day:
        return _named_day(day, today, calendar), None
    if number:
        return _working(today + timedelta(number), calendar), None
    return _spoken(plain, today, calendar), None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _NUMBERS.get(word) or _NUMBERS.get(word.split()[-1])


def _named_day(found: re.Match, today: date, calendar: Calendar) -> date | None:
    """Return the day named, next year's when it has passed; “trước” excludes it."""
    year = int(found["y"] or today.year)
    try:
        day = date(year, int(found["m"]), int(found["d"]))
        if day < today and not found["y"]:
            day = day.replace(year=year + 1)
    except ValueError:
        return None
    if found["before"]:
        day -= timedelta(1)
    return _working(day, calendar)


def _working(day: date, calendar: Calendar) -> date:
    """Return *day*, or the working day before it."""
    return day if calendar.is_working(day) else calendar.add(day, -1)


def _spoken(plain: str, today: date, calendar: Calendar) -> date | None:
    if re.search(r"\b(?:trong ngay hom nay|hom nay|trong ngay)\b(?! mai)", plain):
        return today
    if re.search(r"\bngay mai\b", plain):
        return calendar.add(today, 1)
    if re.search(r"\b(?:trong tuan|tuan nay|cuoi tuan)\b", plain):
        return _working(today + timedelta(6 - today.weekday()), calendar)
    if re.search(r"\b(?:trong thang|cuoi thang|thang nay)\b", plain):
        first = (today.replace(day=1) + timedelta(32)).replace(day=1)
        return _working(first - timedelta(1), calendar)
    return None
