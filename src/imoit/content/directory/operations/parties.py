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


def find_parties(text: str, limit: int = 0) -> list[Party]:
    """Return open units, then held posts, whose words hold all of *text*.

    The symbol of a unit is one of its words.
    """
    words = domain.fold(text).split()
    units = [
        (f"{unit.title} {unit.symbol}", unit.getId())
        for unit in storage.folder("units").objectValues()
        if storage.is_open(unit)
    ]
    index = storage.holders()
    posts = storage.folder("posts")
    held = [
        (_held_title(posts[post], login), post) for post, login in index.held_by.items()
    ]
    found = [
        *((_unit_party, name) for name in _chosen(units, words)),
        *((_post_party, name) for name in _chosen(held, words)),
    ]
    return [build(name) for build, name in (found[:limit] if limit else found)]


def _chosen(entries: list[tuple[str, str]], words: list[str]) -> list[str]:
    ranked = [
        (rank, domain.sort_key(title), name)
        for title, name in entries
        if (rank := domain.rank(words, domain.fold(title))) is not None
    ]
    return [name for _rank, _key, name in sorted(ranked)]


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
