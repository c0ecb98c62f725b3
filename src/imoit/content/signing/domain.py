"""Rules of signing: capacities, written authority, the folder on paper and its code."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from imoit.content.admission.domain import fold
from imoit.content.files.domain import CODE_MARK
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Sentence
from secrets import token_bytes
from typing import NamedTuple

import base64
import hashlib
import re


STEPS = ("to_secretary", "to_leader", "back")
# NĐ 30/2020, Điều 13: for the body, acting, for the head, by order, by authority.
CAPACITIES = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")
LEADERS = ("minister", "deputy_minister")
HEADS = ("head", "office_head", "deputy_head")
# In which capacities the holder of a function signs; TUQ. needs a written decision.
MAY_SIGN: dict[str, tuple[str, ...]] = {
    "minister": ("", "TM.", "Q."),
    "deputy_minister": ("KT.", "Q."),
    "office_head": ("TL.",),
    "deputy_head": ("TL.",),
    "head": ("TL.",),
}
# What binds the whole Ministry is signed by its leaders alone.
LEADERS_ONLY = ("Nghị quyết", "Chỉ thị", "Quy chế", "Quy định")


class Authority(NamedTuple):
    """A written decision by which somebody signs TUQ.: limited in time and content."""

    id: str
    post: str
    title: str
    given_by: str
    given_by_title: str
    symbol: str
    scope: str
    types: tuple[str, ...]
    valid_from: str
    valid_to: str
    ended: str = ""

    def covers(self, post: str, type_name: str, day: date) -> bool:
        """Tell whether *post* may sign such a document on *day* by this decision."""
        last = min(self.valid_to, self.ended) if self.ended else self.valid_to
        if self.post != post or not self.valid_from <= day.isoformat() <= last:
            return False
        return not self.types or fold(type_name) in {fold(t) for t in self.types}


def check_capacity(capacity: str) -> None:
    """Refuse a capacity that NĐ 30/2020, Điều 13 does not know."""
    if capacity not in CAPACITIES:
        raise BadValue(
            _("Capacities are TM., Q., KT., TL., TUQ. or none."),
            field="capacity",
            code="unknown_value",
        )


def check_signer(
    post: str,
    function: str,
    capacity: str,
    type_name: str,
    day: date,
    authorities: Iterable[Authority] = (),
) -> None:
    """Refuse with 422 who may not sign such a document in such a capacity."""
    check_capacity(capacity)
    if capacity == "TUQ.":
        if not any(found.covers(post, type_name, day) for found in authorities):
            raise BadValue(
                _(
                    "To sign TUQ. a written decision must be on record that covers "
                    "this person, this type and this day."
                ),
                field="capacity",
                code="no_authority",
            )
        return
    if capacity not in MAY_SIGN.get(function, ()):
        raise BadValue(
            _("The holder of this post does not sign in this capacity."),
            field="capacity",
            code="capacity",
        )
    if function not in LEADERS and fold(type_name) in map(fold, LEADERS_ONLY):
        raise BadValue(
            _("${type} is signed by the leaders of the Ministry.", type=type_name),
            field="signer",
            code="leaders_only",
        )


def check_authority(
    giver: str, receiver: str, valid_from: date, valid_to: date, scope: str
) -> None:
    """Refuse a decision that is no limited authority, or one given further."""
    if giver != "minister":
        raise BadValue(
            _("Only the Minister gives this authority; it is not given further."),
            field="given_by",
            code="no_chain",
        )
    if receiver in LEADERS:
        raise BadValue(
            _("A deputy minister signs KT., not TUQ."), field="post", code="leader"
        )
    if valid_to < valid_from:
        raise BadValue(
            _("The last day lies before the first."), field="valid_to", code="order"
        )
    if not scope:
        raise BadValue(_("This is required."), field="scope", code="required")


# ---- how the signature block reads ----
TITLES = {
    "": ("BỘ TRƯỞNG",),
    "TM.": ("TM. BỘ CÔNG THƯƠNG", "BỘ TRƯỞNG"),
    "Q.": ("Q. BỘ TRƯỞNG",),
    "KT.": ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
}


def block(function: str, title: str, capacity: str = "") -> list[str]:
    """Return the lines above the name; without a capacity the usual one."""
    capacity = capacity or (MAY_SIGN.get(function) or ("",))[0]
    if capacity in TITLES:
        return list(TITLES[capacity])
    short = re.split(r"\s+[–-]\s+", title)[0].upper()
    return [f"{capacity} BỘ TRƯỞNG", short]


# ---- the folder on paper ----
def needs_folder(function: str, for_all: bool = False) -> bool:
    """Tell whether a signature needs the paper folder (R-14)."""
    return for_all or function in LEADERS


def next_step(done: Sequence[str]) -> str:
    """Return the hand-over that comes next, or nothing."""
    return STEPS[len(done)] if len(done) < len(STEPS) else ""


def check_step(done: Sequence[str], step: str) -> None:
    """Refuse a hand-over out of order: secretary, leader, back."""
    if step not in STEPS:
        raise BadValue(_("This value is not known."), field="step", code="unknown")
    if next_step(done) != step:
        raise Conflict(
            _("This hand-over is not the next one of the signing folder."),
            details={"done": list(done), "next": next_step(done) or None},
        )


def check_folder(done: Sequence[str]) -> None:
    """Refuse a signature before the paper folder has come back (R-14)."""
    if tuple(done) != STEPS:
        raise Conflict(
            _("The signing folder has not come back from the leader yet (rule R-14)."),
            details={"done": list(done)},
        )


WHERE = {
    "": _("With the drafting unit"),
    "to_secretary": _("With the secretary"),
    "to_leader": _("Before the leader"),
    "back": _("Back, signature to be recorded"),
}


def where(step: str) -> Sentence:
    """Return where a folder is after *step*."""
    return WHERE[step]


# ---- its code ----
_LENGTH = 10  # random bytes: 16 letters
_CHECK = 4


def new_code() -> str:
    """Return a new code: random letters and a check, without any meaning."""
    letters = base64.b32encode(token_bytes(_LENGTH)).decode()
    return letters + _check_of(letters)


def _check_of(letters: str) -> str:
    digest = hashlib.blake2b(letters.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode()[:_CHECK]


def qr_text(code: str) -> str:
    """Return what the QR code says: mark and code, no address, no title."""
    return f"{CODE_MARK}{code}"


def read_code(text: str) -> str:
    """Return the code that was scanned or typed; else 422."""
    found = re.sub(r"[\s-]", "", text.upper()).removeprefix(CODE_MARK)
    found = found.replace("0", "O").replace("1", "I").replace("8", "B")
    letters, check = found[:-_CHECK], found[-_CHECK:]
    if len(found) != 16 + _CHECK or _check_of(letters) != check:
        raise BadValue(
            _("This is no code of a signing folder, or it was misread."),
            field="code",
            code="misread",
        )
    return found


def match(code: str, texts: Iterable[str]) -> str:
    """Return how a scan stands to the folder *code*: matched, or without any code.

    Refuses with 422 the scan of another folder, and says nothing of that one.
    """
    found = {read for text in texts if (read := _read(text))}
    if found - {code}:
        raise BadValue(
            _(
                "The code in this scan is not that of this document's folder: another "
                "paper was scanned, or an old slip. Look at the paper."
            ),
            field="file",
            code="other_paper",
        )
    return "matched" if found else "no_code"


def _read(text: str) -> str:
    try:
        return read_code(text)
    except BadValue:
        return ""


def printed(code: str) -> str:
    """Return a code as people read it: in groups of four."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))
