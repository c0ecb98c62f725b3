"""Adding units, posts, people and agencies."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.operations.record import write_down
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Sentence
from plone import api
from plone.dexterity.utils import createContent
from secrets import token_urlsafe
from typing import Any


def add_unit(unit: str, title: str, symbol: str, kind: str = "other") -> Any:
    """Add a unit, or return the one that is there."""
    if kind not in domain.KINDS:
        raise BadValue(_("This kind is not known."), field="kind", code="unknown_value")
    unit = domain.check_unit(unit)
    return _add("units", "Unit", unit, title=title, symbol=symbol, kind=kind)


def add_agency(organ_id: str, name: str, aliases: tuple[str, ...] = ()) -> Any:
    """Add a body outside the Ministry, or return the one that has this code."""
    code = domain.check_code(organ_id)
    known = storage.agencies().by_code.get(code.upper(), code)
    return _add(
        "agencies", "Agency", known, title=name, organ_id=code, aliases=tuple(aliases)
    )


def add_post(post: str, title: str, serves: str = "") -> Any:
    """Add a vacant post, or return the one that is there."""
    unit, function, _n = domain.parse_post(post)
    if unit not in storage.folder("units"):
        raise BadValue(
            _("There is no unit ${unit}.", unit=unit), field="unit", code="unknown"
        )
    if serves and (function != "secretary" or serves not in storage.folder("posts")):
        raise BadValue(
            _("Only a secretary serves a post, and one that exists."),
            field="serves",
            code="unknown_value",
        )
    return _add(
        "posts",
        "Post",
        post,
        title=title,
        unit=unit,
        function=function,
        serves=serves,
    )


def next_post(unit: str, function: str) -> str:
    """Return the id that a new post of *function* in *unit* would get."""
    posts = storage.folder("posts")
    n = 1
    while domain.post_id(unit, function, n) in posts:
        n += 1
    return domain.post_id(unit, function, n)


def add_person(
    login: str, name: str, password: str | None = None, email: str = "", by: str = ""
) -> Any:
    """Add a person with an account, or return the one that is there.

    Without *password* nobody knows it: the person asks for a new one by mail. An
    account that is there already keeps its password.
    """
    login = domain.check_login(login)
    people = storage.folder("people")
    if login in people:
        return people[login]
    _open_account(login, name, password, email)
    person = _add("people", "Person", login, title=name, email=email)
    if by:
        write_down("person_added", person, by, {"login": login})
    return person


def check_new_person(login: str, password: str) -> None:
    """Refuse a login that is taken and a password that Plone's policy refuses."""
    if domain.check_login(login) in storage.folder("people"):
        raise Conflict(_("There is a person with this login."), field="login")
    tool = api.portal.get_tool("portal_registration")
    problem = tool.testPasswordValidity(password) if password else None
    if problem:
        raise BadValue(
            Sentence(str(problem), getattr(problem, "mapping", None) or {}),
            field="password",
            code="too_weak",
        )


def note_password(login: str, by: str) -> None:
    """Remember that *by* wrote the password of *login*, where that is somebody else."""
    person = storage.folder("people").get(login) if storage.root() else None
    if person is not None and by and by != login:
        person.password_by = by


def close_account(login: str) -> None:
    """Take away the means to log in."""
    users = api.portal.get().acl_users.source_users
    if login in users._user_passwords:
        users.removeUser(login)


def _open_account(login: str, name: str, password: str | None, email: str) -> None:
    portal = api.portal.get()
    users = portal.acl_users.source_users
    if login not in users._user_passwords:
        elsewhere = portal.getPhysicalRoot().acl_users.getUserById(login)
        if elsewhere is not None or portal.acl_users.getUserById(login) is not None:
            raise BadValue(_("This login is taken."), field="login", code="taken")
        users.addUser(login, login, password or token_urlsafe(32))
    member = api.user.get(userid=login)
    member.setMemberProperties({"fullname": name, "email": email})


def _add(part: str, portal_type: str, name: str, **values: Any) -> Any:
    folder = storage.folder(part)
    if name in folder:
        return folder[name]
    entry = createContent(portal_type, id=name, **values)
    # Nobody owns an entry: what its maker may do follows from the role alone.
    folder._setObject(name, entry, set_owner=0)
    return folder[name]
