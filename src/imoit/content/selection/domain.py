"""Which acts may be taken on a selection, and what each box offers."""

from collections.abc import Sequence
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


LIMIT = 100  # things in one request: some ten seconds of a writer's turn


class Offer(NamedTuple):
    """What a box offers for its selection: the act, its words, what it asks."""

    act: str
    title: Sentence
    asks: tuple[str, ...] = ()


# Acts that carry data, and the service that takes each; other steps are plain ones.
SERVICES = {
    "register": "@registration",
    "submit": "@submission",
    "redirect": "@submission",
    "direct": "@directives",
    "forward": "@directives",
    "report": "@report",
    "seen": "@seen",
    "take_number": "@number",
}
OFFERS = {
    "to_submit": Offer("submit", _("Submit the selected"), ("to", "comment")),
    "to_direct": Offer("redirect", _("Pass the selected on"), ("to", "comment")),
    "to_approve": Offer("accept", _("Accept the selected results")),
    "to_number": Offer("take_number", _("Number the selected, one after another")),
    "informed": Offer("mark_seen", _("Mark the selected as seen")),
}
# Passing on is for whom distributes, not for whom it was passed to.
ONLY_FOR = {"to_direct": ("office_head",)}
TITLES = {
    "register": _("Register"),
    "submit": _("Submit"),
    "redirect": _("Pass on"),
    "accept": _("Accept"),
    "take_number": _("Give numbers"),
    "mark_seen": _("Mark as seen"),
}


def offer(box: str, function: str) -> Offer | None:
    """Return what *box* offers on a selection to somebody with *function*."""
    allowed = ONLY_FOR.get(box)
    if allowed is not None and function not in allowed:
        return None
    return OFFERS.get(box)


def service(act: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the service that takes *act*, and the path behind it.

    A published document is taken note of by a service of its own.
    """
    if act == "mark_seen" and kind != "Task":
        return SERVICES["seen"], ()
    if act in SERVICES:
        return SERVICES[act], ()
    return "@workflow", (act,)


def check(act: str, uids: Sequence[str]) -> tuple[str, ...]:
    """Return the things selected, each once; refuse none, too many, no act."""
    if not act:
        raise BadValue(_("Name the act."), field="act", code="required")
    chosen = tuple(dict.fromkeys(uids))
    if not chosen:
        raise BadValue(_("Select at least one line."), field="items", code="required")
    if len(chosen) > LIMIT:
        raise BadValue(
            _("At most ${limit} at once.", limit=LIMIT), field="items", code="too_many"
        )
    return chosen
