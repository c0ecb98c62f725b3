"""Rules of leaving: symbols, the paper folder, what publishing needs."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.content.correspondence.domain import ABBREVIATIONS
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from typing import NamedTuple


AGENCY = "BCT"
SIGNING_STEPS = ("to_secretary", "to_leader", "back")
CAPACITIES = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")


class Series(NamedTuple):
    """A series of numbers: its book, and the notation of its documents."""

    book: str
    notation: str


def series(type_name: str, unit_symbol: str) -> Series:
    """Return the series of a type of document (NĐ 30/2020, Phụ lục I and III).

    Công văn share one series of the Ministry with the drafting unit as suffix; each
    named type has its own.
    """
    known = {fold(name): short for name, short in ABBREVIATIONS.items()}
    short = known.get(fold(type_name), "")
    if not short:
        return Series("outgoing", f"{AGENCY}-{unit_symbol}")
    return Series(f"outgoing-{fold(short)}", f"{short}-{AGENCY}")


def printed(number: int) -> str:
    """Return the number as printed: below ten with a leading nought."""
    return f"{number:02d}"


def next_signing_step(done: Sequence[str], step: str) -> None:
    """Refuse a hand-over out of order: secretary, leader, back."""
    if step not in SIGNING_STEPS:
        raise BadValue(_("This value is not known."), field="step", code="unknown")
    if len(done) >= len(SIGNING_STEPS) or SIGNING_STEPS[len(done)] != step:
        raise Conflict(
            _("This hand-over is not the next one of the signing folder."),
            details={
                "done": list(done),
                "next": SIGNING_STEPS[len(done)] if len(done) < 3 else None,
            },
        )


def check_folder(done: Sequence[str]) -> None:
    """Refuse a signature before the paper folder has come back (R-14)."""
    if tuple(done) != SIGNING_STEPS:
        raise Conflict(
            _("The signing folder has not come back from the leader yet (rule R-14)."),
            details={"done": list(done)},
        )


def check_capacity(capacity: str) -> None:
    """Refuse a capacity that NĐ 30/2020, Điều 13 does not know."""
    if capacity not in CAPACITIES:
        raise BadValue(
            _("Capacities are TM., Q., KT., TL., TUQ. or none."),
            field="capacity",
            code="unknown_value",
        )


def check_publishable(
    *, number: int | None, stamped: bool, scan: bool, recipients: Sequence
) -> None:
    """Refuse to publish without number, stamp, scan and recipients (R-15)."""
    errors = []
    if not stamped:
        errors.append(
            FieldError("stamped", "required", _("Confirm that the paper is stamped."))
        )
    if not recipients:
        errors.append(FieldError("recipients", "required", _("Name the recipients.")))
    if errors:
        raise BadValue(errors[0].message, errors=tuple(errors))
    if not number or not scan:
        raise Conflict(
            _("Attach the scan of the signed and stamped paper first (rule R-15)."),
            field="signed_scan",
            code="R-15",
        )


class Waiting(NamedTuple):
    """For whom an outgoing document waits in each state, by groups."""

    drafters: Sequence[str]
    approvers: Sequence[str]
    form: Sequence[str]
    secretaries: Sequence[str]
    registrars: Sequence[str]
    unseen: Sequence[str]


def waiting(state: str, returned: bool, whom: Waiting) -> tuple[str, ...]:
    """Return the keys `<box>/<group>` under which the document waits."""
    boxes: Mapping[str, tuple[str, Sequence[str]]] = {
        "drafting": ("drafts", whom.drafters),
        "unit_review": ("to_approve", whom.approvers),
        "form_check": ("to_approve", whom.form),
        "paper_signing": ("to_approve", whom.secretaries),
        "signed": ("to_number", whom.registrars),
        "numbered": ("to_publish", whom.registrars),
        "published": ("informed", whom.unseen),
        "filed": ("informed", whom.unseen),
    }
    box, groups = boxes.get(state, ("", ()))
    keys = [f"{box}/{group}" for group in groups]
    if state == "drafting" and returned:
        keys += [f"returned/{group}" for group in whom.drafters]
    return tuple(keys)
