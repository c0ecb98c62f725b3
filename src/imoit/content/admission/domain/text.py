"""What the page of a letter says about itself: a secrecy stamp, a denunciation.

Only what stands alone in a line counts: a text may speak of secrets and denunciations
as much as it likes. What nobody can tell for sure is for the clerk to look at.
"""

from collections.abc import Sequence
from imoit.content.admission.domain import denunciation
from imoit.content.admission.domain import fold
from imoit.content.admission.domain import Refused
from imoit.content.admission.domain import Rule
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple

import re
import unicodedata


SHUT, DOUBT, OPEN = "shut", "doubt", "open"
FIELD = "file"
HEADING = 25  # lines of a page that may be a heading
LEVEL = r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)"
STAMP = re.compile(
    r"^(?:(?:ĐỘ MẬT|MỨC ĐỘ MẬT|TÀI LIỆU|VĂN BẢN)\s*:?\s*)?"
    rf"{LEVEL}(?:\s*\(?(?i:BẢN SỐ)\W.*)?$"
)
BRACKETS = re.compile(rf"[\[(]\s*{LEVEL}\s*[\])]")
PERHAPS = re.compile(
    r"^(?:(?:do mat|muc do mat|tai lieu|van ban) ?)?(?:tuyet mat|toi mat|mat)$"
)
# A line that ends so goes on with what only looks like a stamp.
GOES_ON = ("bao", "bi", "bo", "can", "giu", "thong", "that", "mot so", "co")
DENUNCIATION = re.compile(r"^don (?:thu )?to cao(?: (?:lan )?(?:thu )?\w{1,4})?$")
PERHAPS_ONE = (
    re.compile(r"^(?:don|thu) .{0,30}\bto cao\b"),
    re.compile(r"^(?:to cao|to giac)$"),
    re.compile(r"\b(?:lam|viet|gui) (?:la )?don (?:nay )?(?:de )?to cao\b"),
    re.compile(r"^toi (?:xin )?to cao\b"),
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Judgement(NamedTuple):
    """What the gate makes of a text: shut, doubt or open; the rule and its line."""

    kind: str = OPEN
    rule: str = ""
    line: str = ""

    @property
    def doubt(self) -> Sentence | None:
        """Return what the clerk is asked to look at."""
        if self.kind != DOUBT:
            return None
        if self.rule == "R-03":
            return _(
                "“${line}”: is this a denunciation? If it is, hand it over on paper.",
                line=self.line,
            )
        return _(
            "“${line}”: is this a secrecy stamp? If it is, the letter must not come "
            "in here.",
            line=self.line,
        )

    def check(self) -> None:
        """Refuse what the text shows for sure."""
        if self.kind != SHUT:
            return
        if self.rule == "R-03":
            raise denunciation(FIELD)
        raise Refused(
            Rule("R-02", FIELD),
            _(
                "The letter bears a secrecy stamp (rule R-02). Nothing was stored. "
                "Register it in the paper book of secret documents."
            ),
        )


def judge(lines: Sequence[str]) -> Judgement:
    """Return what the gate makes of the lines of a page; the surest finding counts."""
    found = [
        judgement
        for at, line in enumerate(lines)
        if (judgement := _judge(line, lines[at - 1] if at else "", at)).kind != OPEN
    ]
    sure = [one for one in found if one.kind == SHUT]
    return next(iter([*sure, *found]), Judgement())


def judge_pages(pages: Sequence[Sequence[str]]) -> Judgement:
    """Return what the gate makes of the pages of a letter, each with its lines.

    Behind the first page a stamp or a heading may be that of a form in an annex: it is
    for the clerk to look at.
    """
    found = [judge(lines) for lines in pages]
    later = [one._replace(kind=DOUBT) for one in found[1:] if one.kind != OPEN]
    first = [one for one in found[:1] if one.kind != OPEN]
    return next(iter([*first, *later]), Judgement())


def _judge(line: str, before: str, at: int) -> Judgement:
    text = unicodedata.normalize("NFC", line)
    bare = _EDGES.sub("", text)
    words = " ".join(re.sub(r"[\W_]+", " ", fold(bare)).split())
    secret = _secret(text, bare, words, before)
    if secret:
        return Judgement(secret, "R-02", bare)
    heading = at < HEADING and len(words) < 60
    if heading and DENUNCIATION.match(words) and bare[:1].isupper():
        return Judgement(SHUT, "R-03", bare)
    if any(pattern.search(words) for pattern in PERHAPS_ONE[2:]) or (
        heading and bare.isupper() and any(p.search(words) for p in PERHAPS_ONE)
    ):
        return Judgement(DOUBT, "R-03", bare)
    return Judgement()


def _secret(text: str, bare: str, words: str, before: str) -> str:
    ends = fold(_EDGES.sub("", before)).endswith(GOES_ON)
    if BRACKETS.search(text):
        return SHUT
    if STAMP.match(" ".join(bare.split())):
        return DOUBT if ends else SHUT
    if PERHAPS.match(words) and bare[:1].isupper() and not ends:
        return DOUBT
    return ""
