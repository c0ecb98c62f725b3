"""Closing a unit into a successor."""

from collections.abc import Mapping
from datetime import date
from imoit.content.directory import domain as names
from imoit.content.directory import storage
from imoit.content.directory.operations import delegations
from imoit.content.directory.operations import people
from imoit.content.directory.operations import posts
from imoit.content.succession import domain
from imoit.content.succession.domain import Count
from imoit.content.succession.operations import moving
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from typing import Any
from typing import NamedTuple


NEW = "new"
# Leaders, the Office: processes name them.
KEPT = ("leaders", "office")


class Move(NamedTuple):
    """A post of the closed unit: who holds it, and where its work goes."""

    post: str
    title: str
    holder: str
    to: str
    to_title: str


class Plan(NamedTuple):
    """What closing a unit into another one would do."""

    moves: list[Move]
    counts: list[Count]

    @property
    def total(self) -> int:
        return sum(found.count for found in self.counts)


def plan(unit: Any, into: str, chosen: Mapping[str, str] | None = None) -> Plan:
    """Return what closing *unit* into *into* would move; changes nothing.

    *chosen* says for posts of the unit which post of the successor takes over; for any
    other a new post is made, and its holder goes along.
    """
    successor = _successor(unit, into)
    moves = [_move(post, unit, successor, chosen or {}) for post in _posts(unit)]
    groups = _heirs(unit, into, moves).groups
    lines = moving.open_lines(groups)
    return Plan(moves, moving.counts(lines))


def close(
    unit: Any,
    into: str,
    by: Actor,
    chosen: Mapping[str, str] | None = None,
    today: date | None = None,
) -> tuple[int, int]:
    """Close *unit* into *into*; return how many open things moved, how many are left.

    Posts and people go along, open work moves grant by grant, closed documents and
    books stay as they are and are inherited. Called again it moves what is left.
    """
    if not unit.successor:
        _end(unit, into, by, chosen or {}, today or clock.today())
    elif unit.successor != into:
        raise Conflict(_("This unit was closed into another one."))
    heirs = domain.Heirs(unit.heirs, unit.heir_names)
    details = {"from": unit.getId(), "to": into}
    moved, left = moving.move(heirs, by, details)
    kept = {**details, "moved": moved, "left": left}
    record("unit_closed", unit.UID(), actor=by, details=kept)
    return moved, left


def _end(unit: Any, into: str, by: Actor, chosen: Mapping[str, str], today) -> None:
    successor = _successor(unit, into)
    moves = [_move(post, unit, successor, chosen) for post in _posts(unit)]
    _check_not_oneself(unit.getId(), into, moves, by)
    moves = [_carry(move, into, by) for move in moves]
    heirs = _heirs(unit, into, moves)
    unit.successor, unit.valid_to = into, today
    unit.heirs, unit.heir_names = dict(heirs.groups), dict(heirs.names)
    storage.note_change()
    index = storage.holders()
    for old, new in heirs.groups.items():
        index.inherit(new, old)
        for older in index.heirs.get(old, ()):
            index.inherit(new, older)


def _carry(move: Move, into: str, by: Actor) -> Move:
    """Make the new post where one is due; its holder goes along."""
    for found in delegations.of_post(move.post):
        if found.standing(clock.today()) in ("running", "coming"):
            delegations.stop(found, by)
    if move.holder:
        posts.hand_on(move.post, "", by.person)
    if move.to != NEW:
        return move
    function = storage.folder("posts")[move.post].function
    made = people.add_post(people.next_post(into, function), move.to_title)
    if move.holder:
        posts.hand_on(made.getId(), move.holder, by.person)
    return move._replace(to=made.getId())


def _heirs(unit: Any, into: str, moves: list[Move]) -> domain.Heirs:
    targets = {move.post: move.to for move in moves}
    return domain.of_unit(unit.getId(), into, names.FUNCTIONS, targets)


def _posts(unit: Any) -> list[Any]:
    found = storage.folder("posts").objectValues()
    return sorted(
        (post for post in found if post.unit == unit.getId()),
        key=lambda post: post.getId(),
    )


def _move(post: Any, unit: Any, successor: Any, chosen: Mapping[str, str]) -> Move:
    to = chosen.get(post.getId(), NEW).removeprefix("post:") or NEW
    title = domain.new_title(post.title, unit.title, successor.title)
    if to != NEW:
        target = storage.folder("posts").get(to)
        if target is None or target.unit != successor.getId():
            raise BadValue(
                _("Name a post of the unit that takes over."),
                field="posts",
                code="unknown_value",
            )
        title = target.title
    return Move(post.getId(), post.title, post.holder or "", to, title)


def _successor(unit: Any, into: str) -> Any:
    found = storage.folder("units").get(into)
    if found is None or found.getId() == unit.getId() or not storage.is_open(found):
        raise BadValue(
            _("Name another unit that is open."), field="into", code="unknown_value"
        )
    if unit.kind in KEPT:
        raise Conflict(_("Leaders and the Office cannot be closed into another unit."))
    if unit.successor:
        raise Conflict(_("This unit is closed already."))
    return found


def _check_not_oneself(old: str, into: str, moves: list[Move], by: Actor) -> None:
    """Who reorganises must not gain the documents by it."""
    index = storage.holders()
    holders = {
        login
        for post, login in index.held_by.items()
        if index.posts[post][0] in (old, into)
    }
    if any(posts.is_near(login, by.person) for login in holders):
        raise domain.second_person()
