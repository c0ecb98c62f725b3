"""Who acts, and to whom something is addressed."""

from typing import NamedTuple


class Actor(NamedTuple):
    """A person acting as the holder of one post."""

    person: str
    name: str
    post: str
    post_title: str
    unit: str
    unit_title: str
    function: str
    groups: tuple[str, ...]


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
