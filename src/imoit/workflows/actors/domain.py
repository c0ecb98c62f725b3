"""Who acts, and to whom something is addressed."""

from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


class Delegation(NamedTuple):
    """What the holder of a post lets somebody else do in it, from day to day.

    It counts only while both still hold their posts; nothing of it is written on
    documents. `units` or `process` say which documents, `kinds` which acts; empty: all.
    """

    id: str
    post: str
    person: str
    name: str
    to_post: str
    to_person: str
    to_name: str
    start: str
    until: str
    units: tuple[str, ...] = ()
    process: str = ""
    kinds: tuple[str, ...] = ()
    decision: str = ""
    made_at: str = ""
    ended_at: str = ""

    def runs(self, today: date) -> bool:
        """Tell whether *today* lies in its interval and nobody ended it."""
        return not self.ended_at and self.start <= today.isoformat() <= self.until

    def standing(self, today: date) -> str:
        """Return running, coming, over or ended."""
        if self.ended_at:
            return "ended"
        if self.runs(today):
            return "running"
        return "coming" if today.isoformat() < self.start else "over"

    def overlaps(self, start: str, until: str) -> bool:
        """Tell whether it shares a day with the interval given."""
        return not self.ended_at and self.start <= until and start <= self.until

    def permits(self, process: str, step: str) -> bool:
        """Tell whether it covers the act *step* of *process*; reading always."""
        act = f"{process}/{step}"
        return (
            not self.kinds
            or act in RECEIPTS
            or any(act in KINDS[kind].acts for kind in self.kinds)
        )

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the documents it is limited to, none for all.

        What no unit has a part in yet lies in everybody's field.
        """
        if self.process:
            return (self.process,)
        return (NO_UNIT, *map(unit_key, self.units)) if self.units else ()


class Actor(NamedTuple):
    """A person acting as the holder of one post, or by delegation for the holder."""

    person: str
    name: str
    post: str
    post_title: str
    unit: str
    unit_title: str
    function: str
    groups: tuple[str, ...]
    behalf: Delegation | None = None


class Party(NamedTuple):
    """A unit, post or agency that something is addressed to.

    `acting` are the groups that must act, `reading` those that read along.
    """

    id: str
    title: str
    kind: str
    acting: tuple[str, ...]
    reading: tuple[str, ...]
    function: str
    unit: str


# Functions that also count as another one of the same unit.
IMPLIED = {"office_head": ("head",), "deputy_head": ("head",)}

# Whose rights may be cut to a field: those above several units or kinds of documents.
LEADING = ("minister", "deputy_minister", "office_head", "deputy_head", "head")
NO_UNIT = "unit:*"


class Kind(NamedTuple):
    """A kind of act: its words, and the steps `<process>/<step>` that belong to it."""

    title: Sentence
    acts: frozenset[str]


def _kind(title: Sentence, process: str, steps: str) -> Kind:
    return Kind(title, frozenset(f"{process}/{step}" for step in steps.split()))


# A step that stands nowhere here is closed to a delegation that names kinds.
KINDS = {
    "direct": _kind(
        _("Distribute and direct incoming documents"),
        "incoming",
        "submit redirect direct send_back complete reopen",
    ),
    "give": _kind(
        _("Give tasks on, accept and recall them"),
        "task",
        "forward accept recall send_back pause resume grant_extension "
        "refuse_extension take_note",
    ),
    "work": _kind(
        _("Work on tasks"), "task", "report return forward ask_extension resume"
    ),
    "approve": _kind(
        _("Approve or return drafts"),
        "outgoing",
        "approve_content approve_form return return_to_unit return_to_form",
    ),
    "draft": _kind(
        _("Draft documents"), "outgoing", "draft send_to_head change attach"
    ),
    "sign": _kind(
        _("Signing folders, stop a publication"),
        "outgoing",
        "record_signature restrict lift_restriction lift_to_signing lift_to_signed "
        "lift_to_numbered lift_to_filed lift_to_recalled lift_to_replaced",
    ),
    "register": _kind(
        _("Register incoming documents"),
        "incoming",
        "receive register refuse submit recall file change attach",
    ),
    "publish": _kind(
        _("Number and publish outgoing documents"),
        "outgoing",
        "take_number void_number publish recall replace file attach",
    ),
}
RECEIPTS = frozenset({"task/open", "task/mark_seen", "outgoing/mark_seen"})
# Acts that judge somebody's work, and the acts (a draft begun: "") that made it.
JUDGED = {
    "accept": ("report",),
    "approve_content": ("", "send_to_head"),
    "approve_form": ("", "send_to_head", "approve_content"),
}
# How a stored name tells of both: the record of the Ministry is in Vietnamese.
BY_DELEGATION = "{name} (thay {principal} theo ủy quyền)"


def unit_key(unit: str) -> str:
    """Return the key of documents in which *unit* has a part."""
    return f"unit:{unit}"


def within(group: str, key: str) -> str:
    """Return the name of *group*'s rights cut to the documents with *key*."""
    return f"{group}@{key}"


def function_of(group: str) -> str:
    """Return the function that a group of ours stands for."""
    if group.startswith(post_group("")):
        return group.rsplit("-", 2)[-2] if group.count("-") > 1 else ""
    return group.rpartition(".")[2]


def unit_of(group: str) -> str:
    """Return the unit that a group of ours belongs to."""
    if group.startswith(post_group("")):
        return group.removeprefix(post_group("")).partition("-")[0]
    return group.removeprefix("imoit.").partition(".")[0]


def rights(groups: tuple[str, ...], delegation: Delegation | None) -> tuple[str, ...]:
    """Return the groups whose roles count: whole, or cut to a delegation's field."""
    keys = delegation.keys() if delegation else ()
    if not keys:
        return groups
    return tuple(within(group, key) for group in groups for key in keys)


def post_group(post: str) -> str:
    """Return the group of one post."""
    return f"imoit.post.{post}"


def function_group(unit: str, function: str) -> str:
    """Return the group of a function in a unit."""
    return f"imoit.{unit}.{function}"


def groups(post: str, unit: str, function: str) -> tuple[str, ...]:
    """Return every group that the holder of *post* belongs to."""
    functions = (function, *IMPLIED.get(function, ()))
    return (post_group(post), *(function_group(unit, f) for f in functions))
