"""Who holds which post: the directory as acts need it, and how posts change hands."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import function_group
from imoit.workflows.actors.domain import groups
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.domain import post_group
from imoit.workflows.actors.interfaces import IDirectory
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from plone import api
from plone.dexterity.utils import createContent
from typing import Any
from zope.interface import implementer


@implementer(IDirectory)
class DirectoryUtility:
    """The port `IDirectory`, answered from the content under `directory`."""

    def actor(self, login: str, post: str) -> Actor | None:
        return next((a for a in self.posts_of(login) if a.post == post), None)

    def posts_of(self, login: str) -> tuple[Actor, ...]:
        index = storage.holders()
        if index is None:
            return ()
        return tuple(
            _actor(login, post) for post in index.by_login.get(login, ()) if login
        )

    def holder(self, post: str) -> Actor | None:
        found = storage.folder("posts").get(post)
        return _actor(found.holder, post) if found is not None and found.holder else None

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
        units = [
            _unit_party(unit.getId())
            for unit in storage.folder("units").objectValues()
            if not unit.valid_to
        ]
        posts = [
            _post_party(post.getId())
            for post in storage.folder("posts").objectValues()
            if post.holder
        ]
        return [
            *sorted(units, key=lambda found: domain.sort_key(found.title)),
            *sorted(posts, key=lambda found: domain.sort_key(found.title)),
        ]

    def secretary_of(self, post: str) -> str:
        index = storage.holders()
        posts = index.posts if index is not None else {}
        return next((p for p, (_u, _f, serves) in posts.items() if serves == post), "")

    def leader_of(self, post: str) -> str:
        index = storage.holders()
        found = index.posts.get(post) if index is not None else None
        return found[2] if found else ""

    def symbol(self, unit: str) -> str:
        found = storage.folder("units").get(unit)
        return found.symbol if found is not None else unit.upper()

    def who(self, login: str) -> str:
        found = storage.folder("people").get(login)
        return found.title if found is not None else login


def _actor(login: str, post: str) -> Actor:
    found = storage.folder("posts")[post]
    unit = storage.folder("units")[found.unit]
    person = storage.folder("people").get(login)
    return Actor(
        login,
        person.title if person is not None else login,
        post,
        found.title,
        found.unit,
        unit.title,
        found.function,
        groups(post, found.unit, found.function),
    )


def _unknown(principal: str) -> BadValue:
    return BadValue(
        _("There is no ${name} in the directory.", name=principal),
        field="principal",
        code="unknown_principal",
    )


def _unit_party(unit: str) -> Party:
    found = storage.folder("units").get(unit)
    if found is None or found.valid_to:
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


def _post_party(post: str) -> Party:
    found = storage.folder("posts").get(post)
    if found is None:
        raise _unknown(f"post:{post}")
    secretary = DirectoryUtility().secretary_of(post)
    holder = storage.folder("people").get(found.holder) if found.holder else None
    title = f"{holder.title}, {found.title}" if holder is not None else found.title
    return Party(
        f"post:{post}",
        title,
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


def _agency_party(organ_id: str) -> Party:
    found = storage.folder("agencies").get(organ_id)
    if found is None:
        raise _unknown(f"agency:{organ_id}")
    return Party(f"agency:{organ_id}", found.title, "agency", (), (), "", "")


def group_titles() -> dict[str, str]:
    """Return every group with its title, for the pages of Plone."""
    titles: dict[str, Any] = {}
    index = storage.holders()
    for post, (unit, function, _serves) in (index.posts if index else {}).items():
        found = storage.folder("posts").get(post)
        named = storage.folder("units").get(unit)
        titles[post_group(post)] = found.title
        titles[function_group(unit, function)] = f"{named.symbol}: {function}"
        for group in groups(post, unit, function)[2:]:
            titles[group] = f"{named.symbol}: {group.rpartition('.')[2]}"
    return titles


def add_unit(unit: str, title: str, symbol: str) -> Any:
    """Add a unit, or return the one that is there."""
    return _add("units", "Unit", unit, title=title, symbol=symbol)


def add_agency(organ_id: str, name: str) -> Any:
    """Add a body outside the Ministry, or return the one that is there."""
    return _add("agencies", "Agency", organ_id, title=name, organ_id=organ_id)


def add_post(post: str, title: str, serves: str = "") -> Any:
    """Add a vacant post, or return the one that is there."""
    unit, function, _n = domain.parse_post(post)
    return _add(
        "posts",
        "Post",
        post,
        title=title,
        unit=unit,
        function=function,
        serves=serves,
    )


def add_person(login: str, name: str, password: str = "") -> Any:
    """Add a person, who can log in once there is a password."""
    users = api.portal.get().acl_users.source_users
    if password and login not in users._login_to_userid:
        users.addUser(login, login, password)
    return _add("people", "Person", login, title=name)


def _add(part: str, kind: str, id: str, **values: Any) -> Any:
    folder = storage.folder(part)
    if id in folder:
        return folder[id]
    entry = createContent(kind, id=id)
    for name, value in values.items():
        setattr(entry, name, value)
    folder._setObject(id, entry)
    return folder[id]


def give_post(post: str, login: str, by: str) -> bool:
    """Give *post* to *login*; to oneself it waits for a second person.

    Returns whether it was given at once. Both are journaled.
    """
    found = _post(post)
    if login not in storage.folder("people"):
        raise BadValue(
            _("There is no such person."), field="login", code="unknown_value"
        )
    if login == by:
        found.pending, found.pending_by = login, by
        _write_down("post_wished", found, by, login)
        return False
    _hand(found, login)
    _write_down("post_given", found, by, login)
    return True


def confirm_post(post: str, by: str) -> None:
    """Confirm what another person wished for; oneself it is refused."""
    found = _post(post)
    if not found.pending:
        raise Conflict(_("Nothing waits to be confirmed."))
    if by in (found.pending_by, found.pending):
        raise NotAllowed(_("A second person must confirm this."))
    login = found.pending
    _hand(found, login)
    _write_down("post_confirmed", found, by, login)


def take_post(post: str, by: str) -> None:
    """Take *post* from its holder."""
    found = _post(post)
    login = found.holder
    _hand(found, "")
    _write_down("post_taken", found, by, login)


def _post(post: str) -> Any:
    found = storage.folder("posts").get(post)
    if found is None:
        raise BadValue(
            _("There is no post ${post}.", post=post), field="post", code="unknown"
        )
    return found


def _hand(post: Any, login: str) -> None:
    post.holder, post.pending, post.pending_by = login, "", ""
    storage.rebuild()


def _write_down(act: str, post: Any, by: str, login: str) -> None:
    held = DirectoryUtility().posts_of(by)
    actor = held[0] if held else Actor(by, by, "", "", "", "", "", ())
    details = {"post": post.getId(), "login": login}
    record(act, post.UID(), actor=actor, details=details)
