"""Who acts now, and what a principal means."""

from collections.abc import Collection
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.interfaces import IDirectory
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import NotAllowed
from plone import api
from plone.rest.interfaces import IAPIRequest
from typing import Any
from zope.component import getUtility
from zope.globalrequest import getRequest


HEADER = "IMOIT-Post"
COOKIE = "imoit_post"


def directory():
    """Return the directory of units, posts and people."""
    return getUtility(IDirectory)


def chosen_post(request) -> str:
    """Return the post named by the header, else by the cookie, or empty."""
    if request is None:
        return ""
    return request.get_header(HEADER) or request.cookies.get(COOKIE) or ""


def acting_posts(login: str, request=None) -> tuple[str, ...]:
    """Return the posts whose rights count now: the chosen one if held, else all."""
    held = directory().held(login)
    chosen = chosen_post(request) if held else ""
    if chosen in held or (chosen and directory().stand_in(login, chosen)):
        return (chosen,)
    return held


def delegation_now(login: str, request=None) -> Delegation | None:
    """Return the delegation that *login* acts by now, None in a post of one's own."""
    chosen = chosen_post(request or getRequest())
    if not chosen or chosen in directory().held(login):
        return None
    found = directory().stand_in(login, chosen)
    return found.behalf if found else None


def current_actor(request=None) -> Actor:
    """Return who acts now, as the holder of which post.

    Refuses with 403 a post that is not held or the lack of any, with 422 a program
    that holds several and names none.
    """
    request = request or getRequest()
    login = api.user.get_current().getId() or ""
    held = directory().posts_of(login)
    if not held:
        raise NotAllowed(_("You hold no post in the Ministry."))
    named = request.get_header(HEADER) if request is not None else ""
    chosen = {actor.post: actor for actor in held}
    if named:
        return _may_be(login, chosen, named)
    cookie = request.cookies.get(COOKIE) if request is not None else ""
    found = chosen.get(cookie) or (cookie and directory().stand_in(login, cookie))
    if found:
        return found
    if len(held) > 1 and IAPIRequest.providedBy(request):
        raise BadValue(
            _("You hold several posts: name one in the header IMOIT-Post."),
            field=HEADER,
            code="several_posts",
            details={"posts": list(chosen)},
        )
    return held[0]


def somebody(request=None) -> Actor:
    """Return who acts, with a post or without: for what a site manager decides."""
    try:
        return current_actor(request)
    except NotAllowed:
        login = api.user.get_current().getId() or ""
        return Actor(login, directory().who(login), "", "", "", "", "", ())


def _may_be(login: str, held: Collection[str], named: str) -> Any:
    """Return who *login* is in the post *named*; refuse what is not theirs now."""
    if named in held:
        return held[named] if isinstance(held, dict) else named
    found = directory().stand_in(login, named)
    if found is None:
        raise NotAllowed(
            _("You do not hold the post ${post}.", post=named),
            field=HEADER,
            code="not_held",
        )
    return found


def check_header(login: str, request) -> None:
    """Refuse with 403 a request whose header names a post that *login* lacks."""
    named = request.get_header(HEADER)
    if named:
        _may_be(login, directory().held(login), named)


def party(principal: str, field: str = "") -> Party:
    """Return whom *principal* means; else 422 carrying *field*."""
    try:
        return directory().party(principal)
    except BadValue as refusal:
        errors = tuple(
            FieldError(field or error.field, error.code, error.message)
            for error in refusal.errors
        )
        raise BadValue(
            refusal.message, errors=errors, details=refusal.details
        ) from None
