"""The fields of the forms, and what may be chosen in them."""

from collections.abc import Callable
from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


class Field(NamedTuple):
    """A field: its name, its label, how it is typed, what may be chosen."""

    name: str
    title: Sentence
    kind: str = "text"
    required: bool = True
    options: Callable[[], list] = list


def kinds() -> list[tuple[str, Sentence]]:
    """Return the kinds of units."""
    return list(domain.KINDS.items())


def functions() -> list[tuple[str, Sentence]]:
    """Return the functions of posts."""
    return list(domain.FUNCTIONS.items())


def units() -> list[tuple[str, str]]:
    """Return the units that are open."""
    found = [u for u in storage.folder("units").objectValues() if storage.is_open(u)]
    return _sorted((unit.getId(), unit.title) for unit in found)


def leaders() -> list[tuple[str, str]]:
    """Return the posts that a secretary may serve, none first."""
    index = storage.holders()
    posts = storage.folder("posts")
    found = [
        (post, posts[post].title)
        for post, (_unit, function, _serves) in index.posts.items()
        if function in ("minister", "deputy_minister", "office_head", "head")
    ]
    return [("", "–"), *_sorted(found)]


def people() -> list[tuple[str, str]]:
    """Return everybody, by name."""
    return _sorted(
        (person.getId(), f"{person.title} ({person.getId()})")
        for person in storage.folder("people").objectValues()
    )


def _sorted(found) -> list[tuple[str, str]]:
    return sorted(found, key=lambda one: domain.sort_key(one[1]))


ADD = {
    "units": (
        Field("id", _("Id of the unit, e.g. tttn")),
        Field("title", _("Name")),
        Field("symbol", _("Symbol")),
        Field("kind", _("Kind"), "select", options=kinds),
    ),
    "posts": (
        Field("unit", _("Unit"), "select", options=units),
        Field("function", _("Function"), "select", options=functions),
        Field("title", _("Title of the post")),
        Field("serves", _("Serves (secretaries)"), "select", False, leaders),
    ),
    "people": (
        Field("login", _("Login")),
        Field("title", _("Full name")),
        Field("email", _("E-mail"), "email", False),
        Field("password", _("First password"), "password", False),
    ),
    "agencies": (
        Field("organ_id", _("Agency code")),
        Field("title", _("Name")),
        Field("aliases", _("Other codes, parted by commas"), required=False),
    ),
}

CHANGE = {
    "Unit": (
        Field("title", _("Name")),
        Field("symbol", _("Symbol")),
        Field("kind", _("Kind"), "select", options=kinds),
        Field("valid_from", _("Valid from"), "date", False),
        Field("valid_to", _("Valid to"), "date", False),
    ),
    "Post": (Field("title", _("Title of the post")),),
    "Person": (
        Field("title", _("Full name")),
        Field("email", _("E-mail"), "email", False),
    ),
    "Agency": (
        Field("title", _("Name")),
        Field("aliases", _("Other codes, parted by commas"), required=False),
    ),
}
