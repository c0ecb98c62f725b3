"""Rules of leaving: symbols, the paper folder, what publishing needs."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from imoit.content.admission.domain import fold
from imoit.content.correspondence.domain import ABBREVIATIONS
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


AGENCY = "BCT"
SENDING = "sending"  # the book of what left to whom
# Groups of units that a letter is sent to at once, by the kinds of their units.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "group:departments": ("department", "office"),
    "group:authorities": ("authority",),
    "group:units": ("department", "office", "authority", "other"),
}
GROUP_TITLES = {
    "group:units": _("All units of the Ministry"),
    "group:departments": _("All departments and the Office"),
    "group:authorities": _("All authorities"),
}


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


def is_letter(type_name: str) -> bool:
    """Tell whether a type bears no name on the paper: công văn and its like."""
    known = {fold(name): short for name, short in ABBREVIATIONS.items()}
    return not known.get(fold(type_name), "")


def printed(number: int) -> str:
    """Return the number as printed: below ten with a leading nought."""
    return f"{number:02d}"


# ---- approvals: each is bound to one version ----
NEEDED = ("approve_content", "approve_form")
# Which approvals a return takes back: those behind the place it leads to.
TAKEN_BACK = {
    "return": NEEDED,
    "return_to_unit": NEEDED,
    "return_to_form": ("approve_form",),
}


class Approval(NamedTuple):
    """One approval: of what, by whom, of which version, and whether it stands."""

    act: str
    name: str
    post_title: str
    time: str
    version: int
    mark: str
    taken_back: bool = False

    def stands(self, mark: str) -> bool:
        """Tell whether it still counts: not taken back, nothing changed since."""
        return not self.taken_back and self.mark == mark


def without_approvals(approvals: Sequence[Approval], step: str) -> tuple[Approval, ...]:
    """Return the approvals after *step* led back: those behind it no longer count."""
    acts = TAKEN_BACK.get(step, ())
    return tuple(a._replace(taken_back=True) if a.act in acts else a for a in approvals)


def check_approved(approvals: Sequence[Approval], mark: str) -> None:
    """Refuse with 409 what was not approved as it stands now, content and form."""
    stand = {a.act for a in approvals if a.stands(mark)}
    missing = [act for act in NEEDED if act not in stand]
    if missing:
        raise Conflict(
            _(
                "This version was not approved for content and form: "
                "what was changed is approved again."
            ),
            field="approvals",
            code="not_approved",
            details={"missing": missing},
        )


# ---- restriction ----
# The step that lifts a restriction, by the state in which it met the document.
LIFT_TO: Mapping[str, str] = {
    "paper_signing": "lift_to_signing",
    "signed": "lift_to_signed",
    "numbered": "lift_to_numbered",
    "published": "lift_restriction",
    "filed": "lift_to_filed",
    "recalled": "lift_to_recalled",
    "replaced": "lift_to_replaced",
}
LIFTS = tuple(LIFT_TO.values())


def lift(met_in: str) -> str:
    """Return the step that brings a restricted document back to where it was."""
    return LIFT_TO.get(met_in, "lift_restriction")


# Whose work a restriction stops: they learn why. Who only read it learns nothing.
AT_WORK = frozenset(
    ("Drafter", "Content Approver", "Form Approver", "Signing Secretary", "Publisher")
)


class Restriction(NamedTuple):
    """Who stopped the publication, when, and why."""

    name: str
    post: str
    time: str
    reason: str


def stopped(found: Restriction) -> Conflict:
    """Return the refusal of every act on what a leader restricted: it says the note."""
    return Conflict(
        _(
            "${who} stopped the publication: ${reason}",
            who=f"{found.name}, {found.post}",
            reason=found.reason,
        ),
        field="review_state",
        code="restricted",
        details={"restriction": found._asdict()},
    )


def at_work(grants: Iterable[tuple], groups: Iterable[str]) -> bool:
    """Tell whether one of *groups* had the document to work on."""
    mine = {*groups}
    return any(group in mine and role in AT_WORK for group, role, _cause in grants)


# ---- a number declared void ----
class Voided(NamedTuple):
    """A number that the document bore and lost: its row stays in the book."""

    symbol: str
    reason: str
    name: str
    time: str


def check_may_lose_number(state: str) -> None:
    """Refuse with 409 to void the number of what is out, or shut."""
    if state != "numbered":
        raise Conflict(
            _(
                "The number belongs to a document that bears it for good: "
                "what went out is recalled or replaced, its number stays."
            ),
            field="number",
            code="in_use",
        )


# ---- legal value ----
def legal_value(
    *, signed: bool, stamped: bool, scan: bool, scan_good: bool
) -> tuple[str, Sentence]:
    """Return what the file is worth, and why (R-06)."""
    reasons = (
        (not signed, _("no signature is on record")),
        (not scan, _("the signed and stamped paper was not scanned")),
        (not stamped, _("the stamp is not confirmed")),
        (not scan_good, _("the scan is not as the decree asks")),
    )
    for lacks, reason in reasons:
        if lacks:
            return "reference_only", _("For reference only: ${why}.", why=reason)
    return (
        "internal_equivalent",
        _("Equal to the paper inside the Ministry: signed, stamped, scanned well."),
    )


# ---- publishing in time ----
# Of the next working day: what goes out on a system goes in the morning (QĐ 28, 6.2).
LAST_HOUR = time(12)


def act_by(since: date, urgent: bool, next_day: date) -> date:
    """Return the last day for the registry: the next working day, at once if urgent."""
    return since if urgent else next_day


def publish_late(due: date, urgent: bool, now: datetime) -> bool:
    """Tell whether the time to publish is over: noon of the last day, if not urgent."""
    if urgent or now.date() != due:
        return now.date() > due
    return now.time() > LAST_HOUR


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
    unshelved: bool = False


def waiting(state: str, returned: bool, whom: Waiting) -> tuple[str, ...]:
    """Return the keys of those for whom the document waits, `/<group>` in its state's
    box, `<box>/<group>` in a box of their own."""
    groups: Mapping[str, Sequence[str]] = {
        "drafting": whom.drafters,
        "unit_review": whom.approvers,
        "form_check": whom.form,
        "paper_signing": whom.secretaries,
        "signed": whom.registrars,
        "numbered": whom.registrars,
        "published": whom.unseen,
        "filed": whom.unseen,
    }
    keys = [f"/{group}" for group in groups.get(state, ())]
    if whom.unshelved and state in ("published", "filed"):
        keys += [f"to_shelve/{group}" for group in whom.registrars]
    if state == "drafting" and returned:
        keys += [f"returned/{group}" for group in whom.drafters]
    return tuple(keys)
