"""Handing over: somebody leaves a post, or its open work goes to another post."""

from datetime import datetime
from imoit.content.directory import storage
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations import posts
from imoit.content.succession import domain
from imoit.content.succession.domain import Count
from imoit.content.succession.operations import moving
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from plone import api
from typing import Any
from typing import NamedTuple


MANAGE = "iMOIT: Manage directory"
HEADS = ("head", "office_head", "deputy_head")


class Burden(NamedTuple):
    """What goes with a post: open things by kind, those one may see, delegations."""

    counts: list[Count]
    lines: list[Any]
    delegations: list[Delegation]

    @property
    def total(self) -> int:
        return sum(found.count for found in self.counts)


class HandedOver(NamedTuple):
    """What a hand-over did."""

    given: bool
    moved: int
    left: int
    ended: int


def burden(post: Any, by: Actor) -> Burden:
    """Return what goes with *post*; 403 for those whom it is none of their business.

    Everybody who may hand over learns how much there is, so that nothing is lost; what
    it is, only those who may see it anyway.
    """
    if not may_give(post) and not may_pass_on(post, by):
        raise NotAllowed(_("You may not do this."))
    groups = [post_group(post.getId())]
    lines = moving.open_lines(groups)
    return Burden(
        moving.counts(lines),
        moving.open_lines(groups, restricted=True),
        _open_delegations(post.getId()),
    )


def may_give(post: Any) -> bool:
    """Tell whether the present user gives and takes posts."""
    return api.user.has_permission(MANAGE, obj=post)


def may_pass_on(post: Any, by: Actor) -> bool:
    """Tell whether *by* holds the post or heads its unit, in a post of their own."""
    if by.behalf is not None:
        return False
    return by.post == post.getId() or (by.unit == post.unit and by.function in HEADS)


def succeed(post: Any, login: str, by: Actor) -> HandedOver:
    """Take the post from its holder and give it to *login*, in one act.

    What waits for the post stays with it. When a second person has to confirm, the
    post is vacant until then and everything waits for the successor.
    """
    if not may_give(post):
        raise NotAllowed(_("You may not do this."))
    if login == post.holder:
        raise BadValue(
            _("This person holds the post already."), field="successor", code="holder"
        )
    total = burden(post, by).total
    ended = _end_delegations(post.getId(), by)
    before = post.holder
    if before or post.pending:
        posts.take_post(post.getId(), by.person)
    given = posts.give_post(post.getId(), login, by.person)
    details = {"post": post.getId(), "from": before, "to": login, "open": total}
    record("handed_over", post.UID(), actor=by, details=details)
    return HandedOver(given, 0, 0, ended)


def pass_on(post: Any, to: str, by: Actor, now: datetime | None = None) -> HandedOver:
    """Pass the open work of *post* to another post of the unit that somebody holds."""
    if not may_pass_on(post, by):
        raise NotAllowed(_("You may not do this."))
    target = storage.folder("posts").get(directory().party(to).id[len("post:") :])
    if target is None or target.unit != post.unit or target.getId() == post.getId():
        raise BadValue(
            _("Name another post of the same unit."), field="to", code="other_unit"
        )
    if not target.holder:
        raise BadValue(_("Nobody holds this post."), field="to", code="vacant")
    details = {"from": post.getId(), "to": target.getId()}
    moved, left = moving.move(domain.of_post(post.getId(), target.getId()), by, details)
    kept = {**details, "moved": moved, "left": left}
    record("handed_over", post.UID(), actor=by, details=kept, now=now)
    return HandedOver(True, moved, left, 0)


def _open_delegations(post: str) -> list[Delegation]:
    """Return delegations of the post, and to its holder in it, that are not over."""
    holder = storage.holders().held_by.get(post, "")
    found = [*delegations.of_post(post), *delegations.held(holder)]
    return [
        d
        for d in dict.fromkeys(found)
        if post in (d.post, d.to_post)
        and d.standing(clock.today()) in ("running", "coming")
    ]


def _end_delegations(post: str, by: Actor) -> int:
    found = _open_delegations(post)
    for delegation in found:
        delegations.stop(delegation, by)
    return len(found)
