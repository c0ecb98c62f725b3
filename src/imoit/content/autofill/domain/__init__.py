"""What is proposed for the fields of a register row, and where it stands."""

from typing import NamedTuple


# In the order of the form. `capacity` is the line by which one signs for another.
FIELDS = (
    "issuer",
    "symbol",
    "issued_date",
    "type_name",
    "subject",
    "signer",
    "position",
    "priority",
    "pages",
)
SURE, DOUBTFUL = 0.85, 0.6
Box = tuple[float, float, float, float]


class Found(NamedTuple):
    """A value, how sure it is, its page and rectangle; what else it may be."""

    value: str
    confidence: float
    page: int = 0
    box: Box | None = None
    candidates: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """Return in a word how sure it is."""
        if self.confidence >= SURE:
            return "sure"
        return "likely" if self.confidence >= DOUBTFUL else "doubtful"

    def plain(self) -> dict:
        """Return what can be sent as JSON."""
        return {
            "value": self.value,
            "confidence": round(self.confidence, 2),
            "level": self.level,
            "page": self.page,
            "box": [round(side, 4) for side in self.box] if self.box else None,
            "candidates": list(self.candidates),
        }
