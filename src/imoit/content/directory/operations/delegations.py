"""Delegations: given by the holder of a post, ended by them or by the day."""

from datetime import date
from datetime import datetime
from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.events import DelegationEnded
from imoit.content.directory.events import DelegationGiven
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from secrets import token_hex
from typing import NamedTuple
from zope.event import notify


class Scope(NamedTuple):
    """What a delegation is limited to: documents by unit or process, kinds of act."""

    units: tuple[str, ...] = ()
    process: str = ""
    kinds: tuple[str, ...] = ()
    decision: str = ""


def delegate(
    by: Actor,
    to: str,
    start: date,
    until: date,
    scope: Scope | None = None,
    now: datetime | None = None,
) -> Delegation:
    """Let the principal *to* act in the post of *by*, from *start* to *until*.

    Both days are included, in Vietnam time. Refuses with 403 to pass on what was
    delegated and what cannot be delegated, with 409 a second one to the same person in
    the same days, with 422 what cannot be.
    """
    scope = scope or Scope()
    now = now or clock.now()
    if by.behalf is not None:
        raise NotAllowed(
            _("What was delegated to you cannot be delegated further."),
            field="post",
            code="chained",
        )
    domain.check_delegable(by.function, "post")
    domain.check_interval(start, until, clock.day(now))
    domain.check_scope(scope.units, scope.process, scope.kinds, by.function)
    for unit in scope.units:
        DirectoryUtility().party(f"unit:{unit}")
    target = _delegate(by, to)
    made = Delegation(
        id=token_hex(6),
        post=by.post,
        person=by.person,
        name=by.name,
        to_post=target.post,
        to_person=target.person,
        to_name=target.name,
        start=start.isoformat(),
        until=until.isoformat(),
        made_at=now.isoformat(timespec="seconds"),
        **scope._asdict(),
    )
    _check_alone(made)
    storage.delegations().keep(made)
    _write_down("delegated", made, by, now)
    notify(DelegationGiven(made, by))
    return made


def end(name: str, by: Actor, now: datetime | None = None) -> Delegation:
    """End a delegation at once; only who gave it does that."""
    found = storage.delegations().get(name)
    if found is None or (found.person != by.person and found.to_person != by.person):
        raise NotThere(_("There is no such delegation."))
    if found.person != by.person or found.post != by.post or by.behalf is not None:
        raise NotAllowed(_("Only who delegated ends a delegation before its day."))
    return stop(found, by, now)


def stop(found: Delegation, by: Actor, now: datetime | None = None) -> Delegation:
    """End *found*, which is not over yet; the journal knows who did it."""
    now = now or clock.now()
    if found.standing(clock.day(now)) in ("ended", "over"):
        raise Conflict(_("This delegation is over already."))
    ended = found._replace(ended_at=now.isoformat(timespec="seconds"))
    storage.delegations().keep(ended)
    _write_down("delegation_ended", ended, by, now)
    notify(DelegationEnded(ended, by))
    return ended


def given(person: str) -> list[Delegation]:
    """Return what *person* delegated, the newest first."""
    index = storage.delegations()
    posts = DirectoryUtility().held(person)
    found = [d for post in posts for d in index.of(index.by_post, post)]
    return _newest(d for d in found if d.person == person)


def held(person: str) -> list[Delegation]:
    """Return what was delegated to *person*, the newest first."""
    return _newest(storage.delegations_to(person))


def of_post(post: str) -> list[Delegation]:
    """Return what was delegated of *post*, the newest first."""
    index = storage.delegations()
    return _newest(index.of(index.by_post, post))


def everything() -> list[Delegation]:
    """Return every delegation, the newest first."""
    index = storage.delegations()
    return _newest(Delegation(**found) for found in index.by_id.values())


def counts(found: Delegation) -> bool:
    """Tell whether both people still hold the posts that it was made between."""
    index = storage.holders().held_by
    return (
        index.get(found.post) == found.person
        and index.get(found.to_post) == found.to_person
    )


def standing(found: Delegation, now: datetime | None = None) -> str:
    """Return running, coming, over or ended; ended too when a post changed hands."""
    word = found.standing(clock.day(now))
    return word if word in ("ended", "over") or counts(found) else "ended"


def _newest(found) -> list[Delegation]:
    return sorted(found, key=lambda d: (d.start, d.made_at), reverse=True)


def _delegate(by: Actor, to: str) -> Actor:
    party = DirectoryUtility().party(to)
    target = DirectoryUtility().holder(party.id.removeprefix("post:"))
    if party.kind != "post" or target is None:
        raise domain.no_delegate(_("Name a person, or a post that somebody holds."))
    if target.person == by.person:
        raise domain.no_delegate(_("You cannot delegate to yourself."))
    domain.check_delegable(target.function, "to")
    return target


def _check_alone(made: Delegation) -> None:
    for other in of_post(made.post):
        same = other.to_person == made.to_person and other.person == made.person
        if same and other.overlaps(made.start, made.until):
            raise Conflict(
                _("${name} has a delegation in these days already.", name=made.to_name),
                field="from",
                code="overlap",
                details={"delegation": other.id},
            )


def _write_down(act: str, found: Delegation, by: Actor, now: datetime) -> None:
    post = storage.folder("posts")[found.post]
    details = {name: value for name, value in found._asdict().items() if value}
    record(act, post.UID(), actor=by, details=details, now=now)
