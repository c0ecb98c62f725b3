"""Rules of steps and grants that hold for every process."""

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.actors.domain import NO_UNIT
from imoit.workflows.actors.domain import unit_key
from imoit.workflows.actors.domain import unit_of
from imoit.workflows.process.domain.shape import Asked
from typing import Any
from typing import NamedTuple


# Acts that carry data pass only through their operation.
OPERATION_ONLY = frozenset(
    {
        "register",
        "submit",
        "redirect",
        "direct",
        "record_signature",
        "take_number",
        "publish",
    }
)

# Steps with a page of their own, which asks for what they need.
OWN_FORM = OPERATION_ONLY | {
    "open",
    "forward",
    "report",
    "ask_extension",
    "grant_extension",
    "mark_seen",
}

# The role of those who see, and do nothing.
READER = "Document Reader"
# The role of those who saw it while it was made, once it was published.
DRAFT_READER = "Draft Reader"

# The field that every step may ask for: it is kept in the history.
REASON = "reason"

# Grants by which a unit has a part in a document: whose task it is, who drafts it.
# Who gives a task has it in no field of its own.
_GIVER = "Task Giver"


class Grant(NamedTuple):
    """A role given to a group, with the cause by which it is taken back."""

    group: str
    role: str
    cause: str


class Step(NamedTuple):
    """A step that may be taken now."""

    id: str
    title: str
    with_reason: bool
    operation_only: bool
    form: tuple[Asked, ...] = ()


class Taken(NamedTuple):
    """A step that is being taken, for its effects: who, why, and what came along."""

    step: str
    by: Any
    comment: str = ""
    data: Mapping[str, Any] = {}


def add(grants: Iterable[tuple], new: Iterable[Grant]) -> tuple[tuple, ...]:
    """Return *grants* with each of *new* that is not there yet."""
    kept = dict.fromkeys(tuple(grant) for grant in grants)
    kept.update(dict.fromkeys(tuple(grant) for grant in new))
    return tuple(kept)


def passed_on(
    grants: Iterable[tuple], heirs: Mapping[str, str], kept: Container[str] = ()
) -> tuple[tuple, ...]:
    """Return *grants* with each heir in its place, but for the causes *kept*."""
    return tuple(
        dict.fromkeys(
            (group, role, cause)
            if cause in kept
            else (heirs.get(group, group), role, cause)
            for group, role, cause in grants
        )
    )


def without(grants: Iterable[tuple], cause: str) -> tuple[tuple, ...]:
    """Return *grants* less those given for *cause*."""
    return tuple(tuple(grant) for grant in grants if grant[2] != cause)


def roles(grants: Iterable[tuple]) -> dict[str, list[str]]:
    """Return the local roles of each group, in a stable order."""
    found: dict[str, set[str]] = {}
    for group, role, _cause in grants:
        found.setdefault(group, set()).add(role)
    return {group: sorted(found[group]) for group in sorted(found)}


def boxed(keys: Iterable[str], box: str, groups: Iterable[str] = ()) -> tuple[str, ...]:
    """Return *keys*, those of the form `/<group>` in *box*, and *groups* in it too."""
    every = (*keys, *(f"/{group}" for group in groups))
    found = (f"{box}{key}" if key.startswith("/") else key for key in every)
    return tuple(dict.fromkeys(key for key in found if not key.startswith("/")))


def field(grants: Iterable[tuple]) -> tuple[str, ...]:
    """Return the keys of the units that have a part, or the key of no unit yet."""
    units = {
        unit_of(group)
        for group, role, cause in grants
        if role != _GIVER and (cause == "draft" or cause.startswith("task:"))
    }
    return tuple(unit_key(unit) for unit in sorted(units)) or (NO_UNIT,)
