"""Groups as they follow from posts, computed from the one index of holders."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.workflows.actors.domain import groups
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.domain import rights
from imoit.workflows.actors.operations import acting_posts
from imoit.workflows.actors.operations import delegation_now
from imoit.workflows.speech.operations import say
from typing import Any


PREFIX = "imoit."
OF_POST = post_group("")


def groups_of(login: str, request: Any = None) -> tuple[str, ...]:
    """Return the groups of the acting post of *login*, or of all posts held."""
    index = storage.holders()
    found: dict[str, None] = {}
    for post in acting_posts(login, request):
        held = rights(index.groups_of(post), delegation_now(login, request))
        found.update(dict.fromkeys(held))
    return tuple(found)


def roles_of(login: str, request: Any = None) -> tuple[str, ...]:
    """Return the global roles that go with the posts that count now."""
    index = storage.holders()
    found: dict[str, None] = {}
    for post in acting_posts(login, request):
        found.update(dict.fromkeys(domain.roles(index.posts[post][1])))
    return tuple(found)


def group_ids() -> list[str]:
    """Return every group that exists because its post exists."""
    index = storage.holders()
    posts = index.posts if index is not None else {}
    return sorted({group for post in posts for group in index.groups_of(post)})


def members(group: str) -> tuple[str, ...]:
    """Return the logins whose posts belong to *group*."""
    index = storage.holders()
    if index is None:
        return ()
    return tuple(
        sorted(
            {
                login
                for post, login in index.held_by.items()
                if group in index.groups_of(post)
            }
        )
    )


def group_title(group: str) -> str:
    """Return the title of *group*, or an empty string when there is none."""
    if not group.startswith(PREFIX) or storage.holders() is None:
        return ""
    if group.startswith(OF_POST):
        post = storage.folder("posts").get(group.removeprefix(OF_POST))
        return post.title if post is not None else ""
    return _function_title(group)


def _function_title(group: str) -> str:
    unit, _dot, function = group.removeprefix(PREFIX).partition(".")
    found = storage.folder("units").get(unit)
    exists = any(
        of == unit and group in groups("", of, held)
        for of, held, _serves in storage.holders().posts.values()
    )
    if found is None or not exists:
        return ""
    name = domain.unit_name(found.kind, found.symbol, found.title)
    return f"{say(name)} – {say(domain.FUNCTIONS[function])}"
