"""The port `IDirectory`: whom a principal means and who acts."""

from collections.abc import Iterator
from datetime import date
from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import BY_DELEGATION
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import function_group
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.interfaces import IDirectory
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from operator import itemgetter
from typing import Any
from typing import NamedTuple
from weakref import WeakKeyDictionary
from zope.interface import implementer


@implementer(IDirectory)
class DirectoryUtility:
    """The directory as acts need it, answered from the content under `directory`."""

    def held(self, login: str) -> tuple[str, ...]:
        index = storage.holders()
        return index.by_login.get(login, ()) if index is not None else ()

    def actor(self, login: str, post: str) -> Actor | None:
        return _actor(login, post) if post in self.held(login) else None

    def posts_of(self, login: str) -> tuple[Actor, ...]:
        return tuple(_actor(login, post) for post in self.held(login))

    def stand_in(self, login: str, post: str) -> Actor | None:
        return next((a for a in stand_ins(login) if a.post == post), None)

    def stand_ins(self, login: str) -> tuple[Actor, ...]:
        return tuple(stand_ins(login))

    def holder(self, post: str) -> Actor | None:
        index = storage.holders()
        login = index.held_by.get(post) if index is not None else None
        return _actor(login, post) if login else None

    def party(self, principal: str) -> Party:
        kind, _colon, name = principal.partition(":")
        find = {
            "unit": _unit_party,
            "post": _post_party,
            "person": _person_party,
            "agency": _agency_party,
        }.get(kind)
        if find is None or not name:
            raise _unknown(principal)
        return find(name)

    def parties(self) -> list[Party]:
        return find_parties("")

    def secretary_of(self, post: str) -> str:
        index = storage.holders()
        return index.secretaries.get(post, "") if index is not None else ""

    def leader_of(self, post: str) -> str:
        index = storage.holders()
        found = index.posts.get(post) if index is not None else None
        return found[2] if found else ""

    def symbol(self, unit: str) -> str:
        found = storage.folder("units").get(unit)
        return found.symbol if found is not None else unit.upper()

    def post_title(self, post: str) -> str:
        found = storage.folder("posts").get(post)
        return found.title if found is not None else post

    def unit_title(self, unit: str) -> str:
        found = storage.folder("units").get(unit)
        return found.title if found is not None else unit

    def who(self, login: str) -> str:
        found = storage.folder("people").get(login)
        return found.title if found is not None else login


def stand_ins(login: str, today: date | None = None) -> Iterator[Actor]:
    """Yield whom *login* may be by delegation *today*, computed as it is asked."""
    index = storage.holders()
    for found in storage.delegations_to(login):
        counts = (
            found.runs(today or clock.today())
            and index.held_by.get(found.post) == found.person
            and index.held_by.get(found.to_post) == login
        )
        if counts:
            yield _actor(login, found.post, found)


class Roll(NamedTuple):
    """Units and held posts as one state of the database has them, in order.

    Beside each the words it is found by, folded.
    """

    state: tuple
    entries: list[tuple[str, Party]]


# The roll of each database, kept until the directory or the day changes: thousands
# of posts and people are not loaded for a list of names.
_known: WeakKeyDictionary[Any, dict[bytes, Roll]] = WeakKeyDictionary()


def find_parties(text: str, limit: int = 0) -> list[Party]:
    """Return open units, then held posts, whose words hold all of *text*.

    The symbol of a unit is one of its words.
    """
    entries = _roll(storage.holders()).entries
    words = domain.fold(text).split()
    if not words:
        found = [party for _folded, party in entries]
    else:
        ranked = [
            (party.kind == "post", rank, party)
            for folded, party in entries
            if (rank := domain.rank(words, folded)) is not None
        ]
        ranked.sort(key=itemgetter(0, 1))
        found = [party for _is_post, _rank, party in ranked]
    return found[:limit] if limit else found


def _roll(index: storage.Holders) -> Roll:
    """Return the roll, kept until somebody in the directory changes."""
    index._p_activate()  # before that it has no serial
    state = (index._p_serial, clock.today())
    jar = index._p_jar
    if jar is None or index._p_changed or jar._savepoint_storage is not None:
        return _read(index, state)
    known = _known.setdefault(jar.db(), {})
    roll = known.get(index._p_oid)
    if roll is None or roll.state != state:
        roll = known[index._p_oid] = _read(index, state)
    return roll


def _read(index: storage.Holders, state: tuple) -> Roll:
    units = [
        (f"{unit.title} {unit.symbol}", _unit_party(unit.getId()))
        for unit in storage.folder("units").objectValues()
        if storage.is_open(unit)
    ]
    posts = [(party.title, party) for party in map(_post_party, index.held_by)]
    return Roll(
        state,
        [
            (domain.fold(words), party)
            for entries in (units, posts)
            for words, party in sorted(entries, key=_place)
        ],
    )


def _place(entry: tuple[str, Party]) -> tuple:
    words, party = entry
    return domain.sort_key(words), party.id


def _actor(login: str, post: str, behalf: Delegation | None = None) -> Actor:
    found = storage.folder("posts")[post]
    unit = storage.folder("units")[found.unit]
    person = storage.folder("people").get(login)
    name = person.title if person is not None else login
    if behalf is not None:
        name = BY_DELEGATION.format(name=name, principal=behalf.name)
    return Actor(
        login,
        name,
        post,
        found.title,
        found.unit,
        unit.title,
        found.function,
        storage.holders().groups_of(post),
        behalf,
    )


def _unknown(principal: str) -> BadValue:
    return BadValue(
        _("There is no ${name} in the directory.", name=principal),
        field="principal",
        code="unknown_principal",
    )


def _unit_party(unit: str) -> Party:
    found = storage.folder("units").get(unit)
    if found is None or not storage.is_open(found):
        raise _unknown(f"unit:{unit}")
    return Party(
        f"unit:{unit}",
        found.title,
        "unit",
        (function_group(unit, "head"),),
        (function_group(unit, "registry"),),
        "",
        unit,
    )


def _held_title(post, login: str) -> str:
    holder = storage.folder("people").get(login) if login else None
    return f"{holder.title}, {post.title}" if holder is not None else post.title


def _post_party(post: str) -> Party:
    found = storage.folder("posts").get(post)
    if found is None:
        raise _unknown(f"post:{post}")
    secretary = DirectoryUtility().secretary_of(post)
    return Party(
        f"post:{post}",
        _held_title(found, found.holder),
        "post",
        (post_group(post),),
        (post_group(secretary),) if secretary else (),
        found.function,
        found.unit,
    )


def _person_party(login: str) -> Party:
    held = DirectoryUtility().posts_of(login)
    if not held:
        raise _unknown(f"person:{login}")
    if len(held) > 1:
        raise BadValue(
            _("${name} holds several posts: name the post.", name=held[0].name),
            field="principal",
            code="several_posts",
            details={"posts": [f"post:{actor.post}" for actor in held]},
        )
    return _post_party(held[0].post)


def _agency_party(code: str) -> Party:
    agency = storage.agencies().by_code.get(code.upper())
    if agency is None:
        raise _unknown(f"agency:{code}")
    found = storage.folder("agencies")[agency]
    return Party(f"agency:{found.organ_id}", found.title, "agency", (), (), "", "")
