"""Thể thức: what NĐ 30/2020 (Phụ lục I) asks of the paper. It advises."""

from collections.abc import Iterator
from imoit.content.admission.domain import fold
from imoit.content.drafting.domain.paper import Line
from imoit.content.drafting.domain.paper import Paper
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple

import re


COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
AGENCY = "BỘ CÔNG THƯƠNG"
HEAD = 16  # lines within which the head of the paper stands
# Same widths and letters as Times New Roman; free programs put them in its place.
FONTS = ("timesnewroman", "liberationserif", "tinos")
_NUMBER = re.compile(r"^(?:.*\s)?Số:\s*(?P<number>[\d….]*)\s*/\s*(?P<notation>\S+)")
_DATE = re.compile(
    r"(?P<place>[A-ZĐ][\w .]*?), ?ngày\s*(?P<day>[\d….]*)\s*tháng\s*(?P<month>[\d….]*)"
    r"\s*năm\s*(?P<year>[\d….]*)"
)
_KEPT = re.compile(r"^-?\s*Lưu\s*:\s*(?P<where>.+)$")
_TITLES = re.compile(
    r"^(?:(?:TM|Q|KT|TL|TUQ)\. ?)?"
    r"(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|VỤ TRƯỞNG|QUYỀN BỘ TRƯỞNG)"
)


class Facts(NamedTuple):
    """What the record says, against which the paper is held."""

    type_name: str
    subject: str
    notation: str
    unit_symbol: str = ""
    number: int | None = None
    signer: str = ""
    is_letter: bool = True  # công văn: no name of its type on the paper


class Finding(NamedTuple):
    """One thing that is missing or ill-formed: it advises, a person decides."""

    part: str
    code: str
    message: Sentence


def check(paper: Paper, facts: Facts) -> list[Finding]:
    """Return everything that is missing or ill-formed on the paper."""
    if not paper.lines:
        return [
            Finding(
                "text",
                "no_text",
                _("The file has no text layer: its form cannot be checked."),
            )
        ]
    rules = (_heads, _number, _day, _abstract, _addressed, _copies, _signed, _letters)
    found = [finding for rule in rules for finding in rule(paper, facts)]
    return [*found, *_sheet(paper)]


def _heads(paper: Paper, facts: Facts) -> Iterator[Finding]:
    text = _plain("\n".join(line.text for line in paper.lines[:HEAD]))
    heads = (
        ("country", COUNTRY, _("The name of the country")),
        ("motto", MOTTO, _("The motto")),
        ("agency", AGENCY, _("The name of the Ministry")),
    )
    for part, wanted, name in heads:
        if wanted in text:
            continue
        if any(_resembles(line, wanted) for line in text.split("\n")):
            yield Finding(
                part,
                "ill_formed",
                _("${part} is not written as “${wanted}”.", part=name, wanted=wanted),
            )
        else:
            yield Finding(part, "missing", _("${part} is missing.", part=name))


def _resembles(line: str, wanted: str) -> bool:
    """Tell whether a line is meant to be *wanted*, and is not a sentence naming it."""
    return fold(wanted) in fold(line) and len(line) < 2 * len(wanted)


def _plain(text: str) -> str:
    """Return *text* with one kind of dash and of oà."""
    text = re.sub(r"\s*[-–—]\s*", " - ", text)
    return text.replace("HOÀ", "HÒA").replace("Hoà", "Hòa")


def _number(paper: Paper, facts: Facts) -> Iterator[Finding]:
    found = next((m for line in paper.lines if (m := _NUMBER.match(line.text))), None)
    if found is None:
        yield Finding("number", "missing", _("The line “Số: …/…” is missing."))
        return
    if found["notation"].rstrip(".") != facts.notation:
        yield Finding(
            "number",
            "notation",
            _(
                "The notation is ${found}; this document has ${wanted}.",
                found=found["notation"],
                wanted=facts.notation,
            ),
        )
    written = found["number"].strip("….")
    if written and facts.number is None:
        yield Finding(
            "number",
            "too_early",
            _("The draft bears a number; numbers are given after the signature."),
        )
    if facts.number is not None and written != f"{facts.number:02d}":
        yield Finding(
            "number",
            "number",
            _("The number is to be written ${wanted}.", wanted=f"{facts.number:02d}"),
        )


def _day(paper: Paper, facts: Facts) -> Iterator[Finding]:
    head = [line.text for line in paper.lines[:HEAD]]
    found = next((m for text in head if (m := _DATE.search(text))), None)
    if found is None:
        yield Finding(
            "date",
            "missing",
            _("The line “Hà Nội, ngày … tháng … năm …” is missing."),
        )
        return
    day, month = found["day"].strip("…."), found["month"].strip("….")
    ill = (len(day) == 1) or (month in ("1", "2"))
    if ill or len(found["year"].strip("….")) not in (0, 4):
        yield Finding(
            "date",
            "ill_formed",
            _("Days below 10 and months 1 and 2 are written with a leading nought."),
        )


def _abstract(paper: Paper, facts: Facts) -> Iterator[Finding]:
    if facts.is_letter:
        if not any(
            re.search(r"(?:^|\s)V/v\s", line.text) for line in paper.lines[:HEAD]
        ):
            yield Finding(
                "abstract", "missing", _("The abstract “V/v …” under the number.")
            )
            return
    elif not any(_is_title(line, facts.type_name) for line in paper.lines[:HEAD]):
        yield Finding(
            "abstract",
            "type",
            _(
                "The name of the type, ${name}, in capitals on a line of its own.",
                name=facts.type_name.upper(),
            ),
        )
    wanted = fold(re.sub(r"^V/v\s+", "", facts.subject))
    if wanted and wanted not in " ".join(fold(paper.text()).split()):
        yield Finding(
            "abstract",
            "differs",
            _("The abstract on the paper is not that of the record."),
        )


def _is_title(line: Line, type_name: str) -> bool:
    return line.text.strip(" :") == type_name.upper()


def _addressed(paper: Paper, facts: Facts) -> Iterator[Finding]:
    needs = facts.is_letter or fold(facts.type_name) in ("to trinh", "giay moi")
    said = ("kinh gui", "kinh moi", "tran trong kinh moi")
    if needs and not any(fold(line.text).startswith(said) for line in paper.lines):
        yield Finding("addressed", "missing", _("The line “Kính gửi: …” is missing."))


def _copies(paper: Paper, facts: Facts) -> Iterator[Finding]:
    if not any(fold(line.text).startswith("noi nhan") for line in paper.lines):
        yield Finding("recipients", "missing", _("“Nơi nhận” is missing."))
        return
    kept = next((m for line in paper.lines if (m := _KEPT.match(line.text))), None)
    if kept is None:
        yield Finding("recipients", "kept", _("The last line “Lưu: VT, …” is missing."))
        return
    where = re.split(r"[,.;(\s]+", kept["where"])
    missing = [w for w in ("VT", facts.unit_symbol) if w and w not in where]
    if missing:
        yield Finding(
            "recipients",
            "kept",
            _("“Lưu” does not name ${names}.", names=", ".join(missing)),
        )


def _signed(paper: Paper, facts: Facts) -> Iterator[Finding]:
    after = paper.lines[len(paper.lines) // 3 :]
    if not any(_TITLES.match(line.text) for line in after):
        yield Finding(
            "signature",
            "missing",
            _("Capacity and title of who signs, in capitals, are missing."),
        )
    if facts.signer and fold(facts.signer) not in fold(paper.text()):
        yield Finding(
            "signature",
            "name",
            _("The name of who signs, ${name}, is missing.", name=facts.signer),
        )


def _letters(paper: Paper, facts: Facts) -> Iterator[Finding]:
    strange = {
        line.font
        for line in paper.lines
        if line.font and not re.sub(r"[\W_]", "", line.font).lower().startswith(FONTS)
    }
    if strange:
        yield Finding(
            "letters",
            "font",
            _(
                "The font is Times New Roman; found: ${fonts}.",
                fonts=", ".join(sorted(strange)),
            ),
        )
    body = [line for line in paper.lines if len(line.text) > 60 and line.size]
    wrong = sorted({line.size for line in body if not 12.5 <= line.size <= 14.5})
    if wrong:
        yield Finding(
            "letters",
            "size",
            _(
                "The text has size 13 to 14; found: ${sizes}.",
                sizes=", ".join(f"{size:g}" for size in wrong),
            ),
        )


def _sheet(paper: Paper) -> Iterator[Finding]:
    sheet = paper.sheet
    if sheet is None:
        return
    if abs(sheet.width - 210) > 3 or abs(sheet.height - 297) > 3:
        yield Finding("sheet", "paper", _("The paper is not A4 upright."))
    if sheet.margins is None:
        return
    top, right, bottom, left = sheet.margins
    bounds = ((top, 20, 25), (bottom, 20, 25), (left, 30, 35), (right, 15, 20))
    if any(not low - 0.6 <= edge <= high + 0.6 for edge, low, high in bounds):
        yield Finding(
            "sheet",
            "margins",
            _("Margins: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm."),
        )
