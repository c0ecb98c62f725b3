"""What an heir takes over: groups, principals, posts by name."""

from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.actors.domain import function_group
from imoit.workflows.actors.domain import post_group
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple


# What is over stays with whom it was: its names are history.
CLOSED = (
    "completed",
    "filed",
    "refused",
    "recalled",
    "done",
    "seen",
    "published",
    "replaced",
)
KINDS: dict[str, Sentence] = {
    "IncomingDocument": _("Incoming documents"),
    "Task": _("Tasks"),
    "OutgoingDocument": _("Outgoing documents"),
}


class Heirs(NamedTuple):
    """Who takes over from whom: groups, and names as documents keep them."""

    groups: Mapping[str, str]
    names: Mapping[str, str]


class Count(NamedTuple):
    """How much of one kind moves."""

    kind: str
    title: Sentence
    count: int


def of_post(old: str, new: str) -> Heirs:
    """Return the heirs when the post *new* takes over from *old*."""
    return Heirs(
        {post_group(old): post_group(new)}, {old: new, f"post:{old}": f"post:{new}"}
    )


def of_unit(
    old: str, new: str, functions: Iterable[str], posts: Mapping[str, str]
) -> Heirs:
    """Return the heirs when the unit *new* takes over *old*, post by post."""
    groups = {function_group(old, f): function_group(new, f) for f in functions}
    names = {f"unit:{old}": f"unit:{new}"}
    for before, after in posts.items():
        found = of_post(before, after)
        groups |= found.groups
        names |= found.names
    return Heirs(groups, names)


def heir_of(value: Any, heirs: Heirs) -> Any:
    """Return what a field that holds *value* holds after it passed on.

    Fields hold a name, a group, or several; anything else is left as it is.
    """
    if isinstance(value, str):
        return heirs.groups.get(value) or heirs.names.get(value) or value
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return tuple(dict.fromkeys(heir_of(one, heirs) for one in value))
    return value


def new_title(title: str, old_unit: str, new_unit: str) -> str:
    """Return the title of a post in the unit that takes over."""
    if old_unit in title:
        return title.replace(old_unit, new_unit)
    return f"{title} – {new_unit}"


def second_person() -> NotAllowed:
    """Return the refusal to pass work to oneself."""
    return NotAllowed(
        _("This would open the documents to yourself: a second person must do it."),
        field="to",
        code="second_person",
    )
