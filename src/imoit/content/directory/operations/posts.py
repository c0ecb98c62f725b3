"""How a post changes hands: given, confirmed by a second person, taken."""

from imoit.content.directory import storage
from imoit.content.directory.operations.record import write_down
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from typing import Any


def give_post(post: str, login: str, by: str) -> bool:
    """Give *post* to *login*; to oneself it waits for a second person.

    So it does for an account whose password *by* wrote: who knows it may act with it.
    Returns whether it was given at once. Both are journaled.
    """
    found = _vacant(post)
    if login not in storage.folder("people"):
        raise BadValue(
            _("There is no such person."), field="person", code="unknown_value"
        )
    if not storage.is_open(storage.folder("units")[found.unit]):
        raise Conflict(_("The unit of this post is closed."))
    if is_near(login, by):
        found.pending, found.pending_by = login, by
        _journal("post_wished", found, by, login)
        return False
    _hand(found, login)
    _journal("post_given", found, by, login)
    return True


def is_near(login: str, by: str) -> bool:
    """Tell whether *by* could act as *login*: it is oneself, or one's password.

    While nobody runs the site yet there is no second person, and no need of one.
    """
    if login == by:
        return True
    index = storage.holders()
    runs = any(index.posts[post][1] == "site_manager" for post in index.held_by)
    person = storage.folder("people").get(login)
    return runs and person is not None and person.password_by == by


def confirm_post(post: str, by: str) -> None:
    """Confirm what another person wished for; oneself it is refused."""
    found = _post(post)
    if not found.pending:
        raise Conflict(_("Nothing waits to be confirmed."))
    if is_near(found.pending, by) or by == found.pending_by:
        raise NotAllowed(_("A second person must confirm this."))
    login = found.pending
    _vacant(post)
    # From here on two people answer for the account.
    storage.folder("people")[login].password_by = ""
    _hand(found, login)
    _journal("post_confirmed", found, by, login)


def hand_on(post: str, login: str, by: str) -> None:
    """Give a vacant post, or take one (no *login*), as part of a greater act."""
    found = _post(post)
    before = found.holder
    _hand(found, login)
    _journal("post_given" if login else "post_taken", found, by, login or before)


def take_post(post: str, by: str) -> None:
    """Take *post* from its holder, or drop the wish that waits."""
    found = _post(post)
    if not found.holder and not found.pending:
        raise Conflict(_("Nobody holds this post."))
    login, act = found.holder, "post_taken"
    if not login:
        login, act = found.pending, "post_wish_dropped"
    _hand(found, "")
    _journal(act, found, by, login)


def _post(post: str) -> Any:
    found = storage.folder("posts").get(post)
    if found is None:
        raise BadValue(
            _("There is no post ${post}.", post=post), field="post", code="unknown"
        )
    return found


def _vacant(post: str) -> Any:
    found = _post(post)
    if found.holder:
        raise Conflict(
            _("Somebody holds this post. Take it first."),
            details={"holder": found.holder},
        )
    return found


def _hand(post: Any, login: str) -> None:
    post.holder, post.pending, post.pending_by = login, "", ""
    storage.keep_post(post)


def _journal(act: str, post: Any, by: str, login: str) -> None:
    write_down(act, post, by, {"post": post.getId(), "login": login})
