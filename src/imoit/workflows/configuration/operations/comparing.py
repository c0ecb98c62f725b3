"""Two definitions of a process side by side: versions, in force, the draft."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.process.domain.compare import Change
from imoit.workflows.process.domain.compare import compare
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple


# What is in force now, and what may come; versions are called by their numbers.
FORCE, DRAFT = "force", "draft"


class Compared(NamedTuple):
    """Both definitions, and what the second says otherwise."""

    before: Process
    after: Process
    changes: list[Change]


def known(name: str) -> list[str]:
    """Return what can be compared, the newest first."""
    numbers = [str(found.number) for found in reversed(storage.versions(name))]
    draft = [DRAFT] if storage.draft(name) else []
    return [*draft, FORCE, *numbers]


def compared(name: str, before: str, after: str) -> Compared:
    """Compare two definitions; without names what is in force with the draft."""
    old = definition(name, before or FORCE, "before")
    new = definition(name, after or DRAFT, "after")
    return Compared(old, new, compare(old, new))


def definition(name: str, which: str, field: str) -> Process:
    """Return a version by its number, what is in force, or the draft."""
    facts.flow(name)
    if which == DRAFT:
        return drafts.draft_of(name).process
    if which == FORCE:
        return drafts.live(name)
    if not (which.isascii() and which.isdigit()):
        raise BadValue(_("This value is not known."), field=field, code="unknown_value")
    return publishing.version(name, int(which)).process
