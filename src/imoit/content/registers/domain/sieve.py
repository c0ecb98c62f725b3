"""Which rows of a book are asked for."""

from collections.abc import Mapping
from imoit.content.registers.domain.ledger import Entry
from imoit.content.registers.domain.ledger import STATES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any
from typing import NamedTuple
from unicodedata import combining
from unicodedata import normalize


def fold(text: str) -> str:
    """Return *text* without accents and case, as people type it in a hurry."""
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not combining(c)).split())


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
        return bool(self.issuer or self.type or self.unit)

    def lets(self, entry: Entry, line: Mapping[str, Any] | None) -> bool:
        """Tell whether a row passes; *line* is None where one may not see it."""
        return self._lets_row(entry, line or {}) and self._lets_content(line)

    def _lets_row(self, entry: Entry, line: Mapping[str, Any]) -> bool:
        day = line.get("arrived") or entry.date
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        return not self.state or entry.state == self.state

    def _lets_content(self, line: Mapping[str, Any] | None) -> bool:
        if not self.asks_content:
            return True
        if line is None:
            return False
        unit = line.get("to" if line.get("kind") == "incoming" else "from", "")
        pairs = (
            (self.issuer, line.get("from", "")),
            (self.unit, unit),
            (self.type, line.get("type", "")),
        )
        return all(fold(asked) in fold(has) for asked, has in pairs if asked)
