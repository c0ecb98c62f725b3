"""What may not enter: state secrets (R-01, R-02) and denunciations (R-03)."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple

import re
import unicodedata


NORMAL = "normal"
SECRET_LEVELS = ("confidential", "secret", "top_secret")
LEVELS = (NORMAL, *SECRET_LEVELS)

# Luật Tố cáo 25/2018: a denunciation is "đơn tố cáo"; khiếu nại, kiến nghị are not.
_DENUNCIATION = re.compile(r"^(don|don thu|thu)( bi mat)? to cao\b|^to cao$")
_STAMP = re.compile(
    r"^\W*(TUYỆT MẬT|TỐI MẬT|MẬT)(?=\W*$|\s*[:.\-–—\])/])"
    r"|[\[(]\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\s*[\])]"
)


class Rule(NamedTuple):
    """The rule that shuts the gate: its number in the requirements and its field."""

    id: str
    field: str


class Refused(BadValue):
    """The gate is shut: nothing may be stored, not even what was typed."""

    def __init__(self, rule: Rule, message):
        super().__init__(message, field=rule.field, code=rule.id)
        self.rule = rule


def fold(text: str) -> str:
    """Return *text* in small letters without marks, đ as d, single spaces."""
    text = text.replace("đ", "d").replace("Đ", "d").replace("Ð", "d").replace("ð", "d")
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(plain.lower().split())


def check_secrecy(secrecy: str | None) -> None:
    """Refuse a missing, unknown or secret level."""
    if not secrecy:
        raise BadValue(
            _("State the secrecy: every document must say it is not secret."),
            field="secrecy",
            code="required",
        )
    if secrecy in SECRET_LEVELS:
        raise Refused(
            Rule("R-02", "secrecy"),
            _(
                "Secret documents are not received here (rule R-02). Nothing was "
                "stored. Register it in the paper book of secret documents."
            ),
        )
    if secrecy != NORMAL:
        raise BadValue(
            _("This secrecy is not known."), field="secrecy", code="unknown_value"
        )


def check_type(type_name: str | None) -> None:
    """Refuse the class of denunciations, however it is spelt."""
    if _DENUNCIATION.search(fold(type_name or "")):
        raise denunciation("type_name")


def check_subject(subject: str | None) -> None:
    """Refuse an abstract that bears a secrecy stamp or is headed as a denunciation."""
    text = unicodedata.normalize("NFC", subject or "")
    if _STAMP.search(text):
        raise Refused(
            Rule("R-02", "subject"),
            _(
                "The abstract bears a secrecy stamp (rule R-02). Nothing was stored. "
                "Register it in the paper book of secret documents."
            ),
        )
    if _DENUNCIATION.search(fold(text)):
        raise denunciation("subject")


def check(secrecy: str | None, type_name: str | None, subject: str | None) -> None:
    """Refuse what may not enter; the denunciation is named before the secrecy."""
    check_type(type_name)
    check_subject(subject)
    check_secrecy(secrecy)


def denunciation(field: str) -> Refused:
    """Return the refusal of a denunciation, found in *field*."""
    return Refused(
        Rule("R-03", field),
        _(
            "Denunciations are never received here (rule R-03). Nothing was stored. "
            "Hand it over on paper."
        ),
    )
