"""Where the directory lies, and the one object that tells who holds which post."""

from persistent import Persistent
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


KEY = "imoit.directory.holders"
PARTS = ("units", "posts", "people", "agencies")


class Holders(Persistent):
    """login -> posts, and post -> (unit, function, serves): plain values.

    One object, so that asking for a person's groups loads one object.
    """

    def __init__(self):
        self.by_login: dict[str, tuple[str, ...]] = {}
        self.posts: dict[str, tuple[str, str, str]] = {}


def root() -> Any | None:
    """Return the directory of this site, or None."""
    site = getSite()
    return site.get("directory") if site is not None else None


def folder(part: str) -> Any:
    """Return one of the four folders."""
    return api.portal.get()["directory"][part]


def holders() -> Holders | None:
    """Return the index of holders, or None before the install."""
    directory = root()
    if directory is None:
        return None
    return IAnnotations(directory).get(KEY)


def rebuild() -> None:
    """Write the index anew from the posts as they stand."""
    directory = root()
    if directory is None or "posts" not in directory:
        return
    found = Holders()
    held: dict[str, list[str]] = {}
    for post in directory["posts"].objectValues():
        found.posts[post.getId()] = (post.unit, post.function, post.serves or "")
        if post.holder:
            held.setdefault(post.holder, []).append(post.getId())
    found.by_login = {login: tuple(sorted(posts)) for login, posts in held.items()}
    IAnnotations(directory)[KEY] = found
