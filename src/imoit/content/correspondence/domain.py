"""The fields that incoming and outgoing share, and how documents are told apart."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from imoit.content.admission.domain import fold
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple

import hashlib
import re


PRIORITIES = ("normal", "urgent", "very_urgent", "express")
# How a letter came: over the counter, by post, by e-mail, from a unit of the Ministry.
CHANNELS = ("paper", "post", "mail", "unit")

# Phụ lục VI of NĐ 30/2020: lengths of exchange, warned of and never cut.
EXCHANGE_LENGTHS = {
    "code_number": 11,
    "code_notation": 30,
    "type_name": 100,
    "subject": 500,
    "issuer.name": 200,
    "issuer.organ_id": 13,
    "signer.position": 100,
    "signer.name": 50,
    "language": 30,
    "pages": 3,
    "copies": 3,
    "note": 500,
}

# Phụ lục III of NĐ 30/2020: công văn and thư công have no abbreviation.
ABBREVIATIONS = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công văn": "",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
    "Thư công": "",
}

_SHORT = {fold(name): fold(short) for name, short in ABBREVIATIONS.items()}
_SYMBOL = re.compile(r"^\s*(?P<number>[^/\s]{1,20})\s*/\s*(?P<notation>.+?)\s*$")


class Symbol(NamedTuple):
    """Number and notation of a document, e.g. `4527` and `BKHCN-VP`."""

    number: str
    notation: str

    def __str__(self) -> str:
        return "/".join(part for part in self if part)


def series_of(type_name: str) -> str:
    """Return the short name of the series of a named type, nothing for others."""
    return _SHORT.get(fold(type_name), "")


def parse_symbol(text: str) -> Symbol:
    """Split `4527/BKHCN-VP` at its first stroke; without one all is the number."""
    found = _SYMBOL.match(text)
    if found is None:
        return Symbol(text.strip(), "")
    return Symbol(found["number"], found["notation"])


def identities(
    issuer: Mapping[str, str] | None, number: str, notation: str, year: int | None
) -> tuple[str, ...]:
    """Return the keys by which a second copy of the same letter is found.

    Same issuer (by code or by name), number, notation and year: F1h of Phụ lục VI.
    Keys are short digests: an index of them is written at each registration.
    """
    if not (number and year):
        return ()
    tail = f"{fold(number).lstrip('0') or '0'}/{fold(notation)}/{year}"
    issuer = issuer or {}
    keys = []
    if issuer.get("organ_id"):
        keys.append(_digest(f"code:{issuer['organ_id'].lower()}/{tail}"))
    if issuer.get("name"):
        keys.append(_digest(f"name:{fold(issuer['name'])}/{tail}"))
    return tuple(keys)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=9).hexdigest()


def warnings(values: Mapping[str, Any]) -> list[tuple[str, Sentence]]:
    """Return (field, sentence) for each value longer than exchange allows.

    A part of a group is named as `issuer.name`; numbers are counted by their digits.
    """
    lengths = {field: len(_written(values, field)) for field in EXCHANGE_LENGTHS}
    return [
        (
            field,
            _(
                "${length} characters: kept whole, but exchange allows only ${limit}.",
                length=lengths[field],
                limit=limit,
            ),
        )
        for field, limit in EXCHANGE_LENGTHS.items()
        if lengths[field] > limit
    ]


def _written(values: Mapping[str, Any], field: str) -> str:
    name, _dot, part = field.partition(".")
    value = values.get(name)
    if part:
        value = (value or {}).get(part)
    return "" if value is None else str(value)


def rank(priority: str, due_ordinal: int | None) -> int:
    """Return the place in a list: express first, then by deadline, open ends last."""
    urgency = len(PRIORITIES) - 1 - PRIORITIES.index(priority or "normal")
    return urgency * 10_000_000 + (due_ordinal or 9_000_000)


def place(priority: str, due_ordinal: int | None, minutes: int) -> int:
    """Return the place in a list as one number: by rank, then the older first.

    *minutes* is when it began, in minutes since 1970.
    """
    return rank(priority, due_ordinal) * 100_000_000 + minutes


def search_words(values: Iterable[Any]) -> str:
    """Return what a search finds a document by; the index splits numbers itself."""
    return "\n".join(dict.fromkeys(_searched(value) for value in values if value))


def _searched(value: Any) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
