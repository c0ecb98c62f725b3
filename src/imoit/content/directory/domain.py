"""Functions of posts, and how units and posts are named."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from imoit.workflows.actors.domain import KINDS as ACTS
from imoit.workflows.actors.domain import LEADING
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from itertools import islice
from secrets import token_hex

import re
import unicodedata


FUNCTIONS: dict[str, Sentence] = {
    "minister": _("Minister"),
    "deputy_minister": _("Deputy minister"),
    "secretary": _("Secretary"),
    "office_head": _("Head of the Office"),
    "deputy_head": _("Deputy head of the Office"),
    "head": _("Unit head"),
    "ministry_registry": _("Registry of the Ministry"),
    "registry": _("Registry of the unit"),
    "officer": _("Officer"),
    "archivist": _("Archivist"),
    "site_manager": _("Site manager"),
    "auditor": _("Auditor"),
}

KINDS: dict[str, Sentence] = {
    "leaders": _("Leaders"),
    "office": _("Office"),
    "department": _("Department"),
    "authority": _("Authority"),
    "other": _("Unit"),
}
# Units that people call by kind and symbol: Cục TTTN, Vụ PC.
SHORT = ("department", "authority")

# Global roles follow from the function; nobody gives them by hand.
ROLES = {
    "ministry_registry": ("Ministry Registry",),
    "auditor": ("Auditor",),
    "minister": ("Overseer",),
    "office_head": ("Overseer",),
    "site_manager": ("Site Administrator",),
}

# Ours; whoever has one of them has it from a post or on a document, never by hand.
OWN_ROLES = frozenset(
    {
        "Staff",
        "Ministry Registry",
        "Auditor",
        "Overseer",
        "Document Reader",
        "Draft Reader",
        "Document Registrar",
        "Distributor",
        "Director",
        "Task Assignee",
        "Task Giver",
        "Drafter",
        "Content Approver",
        "Form Approver",
        "Signing Secretary",
        "Publisher",
        "Checker",
        "Restrictor",
    }
)

# Whoever runs or audits the site: neither lends that power nor borrows another.
ALONE = ("site_manager", "auditor")
# The longest delegation: TUQ. is limited in time (NĐ 30/2020, Điều 13).
LONGEST = 366  # days

ALIKE = 0.75  # of two names: from here on one is shown when the other is added

_LOGIN = re.compile(r"^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$")
_UNIT = re.compile(r"^[a-z][a-z0-9]*$")
_CODE = re.compile(r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$")
_POST = re.compile(r"^(?P<unit>[a-z][a-z0-9]*)-(?P<function>[a-z_]+)-(?P<n>\d+)$")
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARK = {"\u0306": 1, "\u0302": 2, "\u031b": 3}


def roles(function: str) -> tuple[str, ...]:
    """Return the global roles of the holder of a post with *function*."""
    return ("Staff", *ROLES.get(function, ()))


def post_id(unit: str, function: str, n: int) -> str:
    """Return the id of the n-th post of *function* in *unit*."""
    if function not in FUNCTIONS:
        raise BadValue(
            _("This function is not known."), field="function", code="unknown_value"
        )
    return f"{unit}-{function}-{n}"


def parse_post(post: str) -> tuple[str, str, int]:
    """Return unit, function and number of a post id; else 422."""
    found = _POST.match(post)
    if found is None or found["function"] not in FUNCTIONS:
        raise BadValue(
            _("There is no post ${post}.", post=post), field="post", code="unknown"
        )
    return found["unit"], found["function"], int(found["n"])


def check_login(login: str) -> str:
    """Return *login* when it may name a person; else 422."""
    if not _LOGIN.match(login) or login.startswith("imoit"):
        raise BadValue(
            _("A login has small letters, digits, dots and hyphens."),
            field="login",
            code="invalid",
        )
    return login


def check_unit(unit: str) -> str:
    """Return *unit* when it may be the id of a unit; else 422."""
    if not _UNIT.match(unit) or unit == "post":
        raise BadValue(
            _("The id of a unit has small letters and digits."),
            field="id",
            code="invalid",
        )
    return unit


def check_code(code: str) -> str:
    """Return *code* when it may identify an agency; else 422."""
    code = code.strip()
    if not _CODE.match(code) or len(code) > 60:
        raise BadValue(
            _("The code of an agency has letters and digits, parted by dots."),
            field="organ_id",
            code="invalid",
        )
    return code


def check_delegable(function: str, field: str) -> None:
    """Refuse to delegate, or to delegate to, who runs or audits the site."""
    if function in ALONE:
        raise NotAllowed(
            _("Site managers and auditors neither delegate nor stand in for others."),
            field=field,
            code="alone",
        )


def check_interval(start: date, until: date, today: date) -> None:
    """Refuse days that have passed, in the wrong order or too far apart."""
    if start < today:
        raise BadValue(
            _("A delegation begins today or later."), field="from", code="past"
        )
    if until < start:
        raise BadValue(
            _("The last day lies before the first."), field="until", code="before_start"
        )
    if (until - start).days >= LONGEST:
        raise BadValue(
            _("A delegation lasts at most a year."), field="until", code="too_long"
        )


def check_scope(
    units: tuple[str, ...], process: str, kinds: tuple[str, ...], function: str
) -> None:
    """Refuse a scope that says two things, or that this post cannot be cut to."""
    if units and process:
        raise BadValue(
            _("Limit it to units or to one kind of document, not to both."),
            field="process",
            code="both",
        )
    if (units or process) and function not in LEADING:
        raise BadValue(
            _("Only what a leader or a head holds can be limited to a field."),
            field="units" if units else "process",
            code="field",
        )
    if process not in ("", "incoming", "outgoing"):
        raise BadValue(
            _("This value is not known."), field="process", code="unknown_value"
        )
    if not ACTS.keys() >= set(kinds):
        raise BadValue(
            _("This value is not known."), field="acts", code="unknown_value"
        )


def no_delegate(sentence: Sentence) -> BadValue:
    """Return the refusal of who cannot stand in."""
    return BadValue(sentence, field="to", code="no_delegate")


def own_code() -> str:
    """Return a code of ours for an agency that has none; it leaves no building."""
    return f"x.{token_hex(4)}"


def unit_name(kind: str, symbol: str, title: str) -> Sentence | str:
    """Return how a unit is called in short: kind and symbol, or its title."""
    if kind in SHORT and symbol:
        return _("${kind} ${symbol}", kind=KINDS[kind], symbol=symbol)
    return title


def fold(text: str) -> str:
    """Return *text* in small letters without marks, đ as d, single spaces."""
    text = text.lower().replace("đ", "d").replace("ð", "d")
    letters = unicodedata.normalize("NFD", text)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def rank(words: list[str], name: str) -> int | None:
    """Return how well the folded *name* answers folded *words*, 0 best, None not."""
    if not all(word in name for word in words):
        return None
    phrase = " ".join(words)
    if name.startswith(phrase):
        return 0
    return 1 if f" {phrase}" in name else 2


def find_lines(book: str, words: list[str], most: int) -> list[int]:
    """Return where lines of *book* with all folded *words* begin, the best first.

    *book* begins and ends with a line break. Few words are rare: each way of looking
    stops at *most* lines, those that begin with the words come first.
    """
    phrase = " ".join(words)
    found: dict[int, tuple[int, int]] = {}
    for rank_, needle in enumerate((f"\n{phrase}", f" {phrase}", max(words, key=len))):
        if len(found) >= most:
            break
        for start, end in _lines(book, needle):
            if start not in found and all(w in book[start:end] for w in words):
                found[start] = (rank_, end - start)
                if len(found) >= most * (rank_ + 1):
                    break
    return sorted(found, key=lambda start: (*found[start], start))[:most]


RARE = 4  # words by which similar names are looked for
OFTEN = 400  # lines with one word that are looked at


def near_lines(book: str, name: str) -> list[int]:
    """Return where lines of *book* begin that may be nearly the folded *name*.

    The rarest words of the name lead there; what shares most of them comes first.
    """
    words = {word for word in name.split() if len(word) > 1}
    known = {word: book.count(word) for word in words}
    rare = sorted((w for w in words if known[w]), key=lambda w: known[w])[:RARE]
    hits = Counter(
        start for word in rare for start, _end in islice(_lines(book, word), OFTEN)
    )
    return [start for start, _count in hits.most_common(OFTEN)]


def most_alike(name: str, others: Sequence[str], most: int) -> list[int]:
    """Return which of *others* are nearly the folded *name*, the most alike first."""
    match = SequenceMatcher(b=name, autojunk=False)
    found = []
    for place, other in enumerate(others):
        match.set_seq1(other)
        if match.real_quick_ratio() >= ALIKE and match.ratio() >= ALIKE:
            found.append((-match.ratio(), place))
    return [place for _ratio, place in sorted(found)[:most]]


def _lines(book: str, needle: str) -> Iterator[tuple[int, int]]:
    at = book.find(needle)
    while at >= 0:
        start = book.rfind("\n", 0, at + 1) + 1
        end = book.find("\n", start)
        yield start, end
        at = book.find(needle, end)


def sort_key(text: str) -> tuple:
    """Return the key that sorts Vietnamese names as a dictionary does."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        if char in _TONE:
            if tones:
                tones[-1] = _TONE[char]
        elif char in _MARK:
            if letters:
                letters[-1] += _MARK[char]
        else:
            letters.append(ord("d") * 10 + 5 if char == "đ" else ord(char) * 10)
            tones.append(0)
    return tuple(letters), tuple(tones), text
