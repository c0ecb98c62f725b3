"""Which rows of a book are asked for."""

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from functools import lru_cache
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import STATES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any
from typing import NamedTuple
from unicodedata import combining
from unicodedata import normalize


INDEXED = ("issuer", "type", "unit", "signer", "recipient")
# Books whose rows name one recipient each: the row itself says whether it fits.
NAMING = ("sending",)
# What stands between the recipients of one document in its line.
BETWEEN = "; "


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* without accents and case, as people type it in a hurry."""
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not combining(c)).split())


def unit_of(line: Mapping[str, Any]) -> str:
    """Return the unit that a row names: who receives it, or who wrote it."""
    return line.get("to" if line.get("kind") == "incoming" else "from", "")


def keys(line: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys under which the catalog finds a document for its row."""
    found = {
        "day": line.get("arrived", ""),
        "issuer": fold(line.get("from", "")),
        "type": fold(line.get("type", "")),
        "unit": fold(unit_of(line)),
        "signer": fold(line.get("signer", "")),
    }
    own = tuple(f"{name}:{text}" for name, text in found.items() if text)
    names = dict.fromkeys(fold(name) for name in line.get("to", "").split(BETWEEN))
    return (*own, *(f"recipient:{name}" for name in names if name))


class Sieve(NamedTuple):
    """What rows must have: days, author, type, unit, numbers, state; empty: any."""

    since: str = ""
    until: str = ""
    issuer: str = ""
    type: str = ""
    unit: str = ""
    first: int = 0
    last: int = 0
    state: str = ""
    signer: str = ""
    recipient: str = ""

    def checked(self) -> "Sieve":
        """Return the sieve; refuse a state that rows do not have."""
        if self.state and self.state not in STATES:
            raise BadValue(
                _("This value is not known."), field="state", code="unknown_value"
            )
        return self

    @property
    def is_open(self) -> bool:
        """Tell whether every row passes."""
        return not any(self)

    @property
    def asks_content(self) -> bool:
        """Tell whether rows of documents that one may not see must stay out."""
        asked = (self.issuer, self.type, self.unit, self.signer, self.recipient)
        return any(asked)

    @property
    def asks_catalog(self) -> bool:
        """Tell whether the catalog says which documents may fit."""
        asked = (self.since, self.until, *(getattr(self, name) for name in INDEXED))
        return any(asked)

    def of_documents(self, book: str) -> "Sieve":
        """Return what the catalog is asked; not for whom a row names for itself."""
        return self._replace(recipient="") if book in NAMING else self

    def wanted(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return for each question the *keys* of the catalog that answer it."""
        asked = {name: fold(getattr(self, name)) for name in INDEXED}
        found: dict[str, list[str]] = {name: [] for name, text in asked.items() if text}
        if self.since or self.until:
            found["day"] = []
        for key in keys:
            name, _colon, text = key.partition(":")
            if name in found and self._suits(name, text, asked):
                found[name].append(key)
        return found

    def _suits(self, name: str, text: str, asked: Mapping[str, str]) -> bool:
        if name == "day":
            return self._lets_day(text)
        return asked[name] in text

    def _lets_day(self, day: str) -> bool:
        return not (
            (self.since and day < self.since) or (self.until and day > self.until)
        )

    def may_let(self, entry: Entry, uids: Container[str] | None) -> bool:
        """Tell whether a row may pass, by the ledger and what the catalog found."""
        if self.state and entry.state != self.state:
            return False
        to = entry.facts.get("title")
        if self.recipient and to and fold(self.recipient) not in fold(to):
            return False
        if uids is None or entry.uid in uids:
            return True
        return not self.asks_content and self._lets_day(entry.date)

    def lets(self, entry: Entry, line: Mapping[str, Any] | None) -> bool:
        """Tell whether a row passes; *line* is None where one may not see it."""
        return self._lets_row(entry, line or {}) and self._lets_content(entry, line)

    def _lets_row(self, entry: Entry, line: Mapping[str, Any]) -> bool:
        day = line.get("arrived") or entry.date
        return self._lets_day(day) and self.state in ("", entry.state)

    def _lets_content(self, entry: Entry, line: Mapping[str, Any] | None) -> bool:
        if not self.asks_content:
            return True
        if line is None:
            return False
        pairs = (
            (self.issuer, line.get("from", "")),
            (self.unit, unit_of(line)),
            (self.type, line.get("type", "")),
            (self.signer, line.get("signer", "")),
        )
        return self._lets_recipient(entry, line) and all(
            fold(asked) in fold(has) for asked, has in pairs if asked
        )

    def _lets_recipient(self, entry: Entry, line: Mapping[str, Any]) -> bool:
        names = entry.facts.get("title") or line.get("to", "")
        asked = fold(self.recipient)
        return any(asked in fold(name) for name in names.split(BETWEEN))
