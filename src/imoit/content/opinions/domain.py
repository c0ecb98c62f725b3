"""Rules of opinions: whom one asks, what is answered, when the draft may go on."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


VERDICTS = ("agree", "agree_with_changes", "disagree")
TITLES: dict[str, Sentence] = {
    "agree": _("Agrees"),
    "agree_with_changes": _("Agrees with changes"),
    "disagree": _("Disagrees"),
}
MOST = 200  # asked at once


class Opinion(NamedTuple):
    """One asked for an opinion: who, until when, and what came of it."""

    id: str
    to: str
    title: str
    groups: tuple[str, ...]
    question: str
    asked_by: str
    asked_at: str
    due: str
    version: int
    verdict: str = ""
    reasons: str = ""
    files: tuple[str, ...] = ()
    by: str = ""
    post_title: str = ""
    time: str = ""
    ended: str = ""  # why it is no longer awaited

    def is_open(self) -> bool:
        """Tell whether it is still awaited."""
        return not self.verdict and not self.ended

    def is_late(self, today: date) -> bool:
        """Tell whether it is missing past its day, or came after it."""
        day = self.time[:10] or today.isoformat()
        return not self.ended and day > self.due

    def cause(self) -> str:
        """Return the cause under which its asked one may read the draft."""
        return f"opinion:{self.id}"


def check_asked(
    names: Sequence[str], due: date | None, today: date, found: Iterable[Opinion]
) -> None:
    """Refuse with 422 nobody, too many, one asked already, or a day that is over."""
    if not names:
        raise BadValue(_("Say whose opinion you ask for."), field="to", code="required")
    if len(names) > MOST:
        raise BadValue(
            _("At most ${limit} are asked at once.", limit=MOST),
            field="to",
            code="too_many",
        )
    if due is None or due < today:
        raise BadValue(_("Name a deadline that is not over."), field="due", code="past")
    waiting = {opinion.to for opinion in found if opinion.is_open()}
    twice = [name for name in names if name in waiting]
    if twice or len(set(names)) < len(names):
        raise BadValue(
            _("Somebody is asked twice."),
            field="to",
            code="twice",
            details={"twice": twice},
        )


def check_answer(opinion: Opinion, groups: Iterable[str], verdict: str, reasons: str):
    """Refuse an opinion of somebody else, a second one, one without its reasons."""
    if not set(opinion.groups) & set(groups):
        raise NotAllowed(_("This opinion is asked of somebody else."))
    if not opinion.is_open():
        raise Conflict(_("This opinion is no longer awaited."), code="closed")
    if verdict not in VERDICTS:
        raise BadValue(
            _("This value is not known."), field="verdict", code="unknown_value"
        )
    if verdict != "agree" and not reasons:
        raise BadValue(
            _("Give the reasons, or what is to be changed."),
            field="reasons",
            code="required",
        )


def chosen(opinions: Iterable[Opinion], name: str) -> Opinion:
    """Return the opinion *name*; else 404."""
    for opinion in opinions:
        if opinion.id == name:
            return opinion
    raise NotThere(_("There is no such opinion."))


def check_complete(opinions: Iterable[Opinion]) -> None:
    """Refuse with 409 to go on while opinions are awaited."""
    missing = [opinion.title for opinion in opinions if opinion.is_open()]
    if missing:
        raise Conflict(
            _(
                "Opinions are still awaited: ${names}. "
                "Decide to go on without them, with the reason, or wait.",
                names="; ".join(missing),
            ),
            code="awaited",
            details={"missing": missing},
        )


def counts(opinions: Iterable[Opinion], today: date) -> dict[str, int]:
    """Return how many agree, disagree, are awaited, late or given up."""
    found = dict.fromkeys((*VERDICTS, "awaited", "ended", "late"), 0)
    for opinion in opinions:
        kind = opinion.verdict or ("ended" if opinion.ended else "awaited")
        found[kind] += 1
        found["late"] += opinion.is_late(today)
    return found
