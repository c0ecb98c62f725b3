"""Entries as the site manager keeps them: made, changed and removed, each journaled."""

from imoit.content.directory import domain
from imoit.content.directory import storage
from imoit.content.directory.operations import people
from imoit.content.directory.operations.record import write_down
from imoit.content.directory.schema import IAgency
from imoit.content.directory.schema import IPerson
from imoit.content.directory.schema import IPost
from imoit.content.directory.schema import IUnit
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from plone import api
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


# What may be changed later; rights follow from the rest.
OPEN = {
    IUnit: ("title", "symbol", "kind", "valid_from", "valid_to"),
    IPost: ("title",),
    IPerson: ("title", "email"),
    IAgency: ("title", "aliases"),
}


def new_unit(unit: str, title: str, symbol: str, kind: str, by: str) -> Any:
    """Add a unit that is not there yet."""
    _free("units", domain.check_unit(unit), "id")
    found = people.add_unit(unit, title, symbol, kind)
    write_down("unit_added", found, by, {"unit": unit})
    return found


def new_post(unit: str, function: str, title: str, serves: str, by: str) -> Any:
    """Add a vacant post; its number follows those that are there."""
    post = people.next_post(unit, function)
    found = people.add_post(post, title, serves)
    write_down("post_added", found, by, {"post": post})
    return found


def new_person(login: str, name: str, password: str, email: str, by: str) -> Any:
    """Add a person with an account; without a password nobody knows it."""
    people.check_new_person(login, password)
    person = people.add_person(login, name, password or None, email, by)
    if password:
        person.password_by = by
    return person


def new_agency(organ_id: str, name: str, aliases: tuple[str, ...], by: str) -> Any:
    """Add a body outside the Ministry whose codes nobody has yet."""
    for field, code in (("organ_id", organ_id), *(("aliases", a) for a in aliases)):
        _unused(domain.check_code(code), field)
    found = people.add_agency(organ_id, name, aliases)
    write_down("agency_added", found, by, {"organ_id": organ_id})
    return found


def change(entry: Any, values: dict[str, Any], by: str) -> None:
    """Write checked *values* into *entry*."""
    check_open(entry, values)
    _check(entry, values)
    changed = {
        name: value for name, value in values.items() if getattr(entry, name) != value
    }
    if not changed:
        return
    for name, value in changed.items():
        setattr(entry, name, value)
    if IPerson.providedBy(entry):
        _tell_account(entry)
    notify(ObjectModifiedEvent(entry))
    kept = {"entry": entry.getId(), "fields": ", ".join(sorted(changed))}
    write_down("entry_changed", entry, by, kept)


def remove(entry: Any, by: str) -> None:
    """Remove *entry*; what still stands on it refuses."""
    write_down("entry_removed", entry, by, {"entry": entry.getId()})
    folder = entry.__parent__
    folder._delObject(entry.getId())


def check_open(entry: Any, names: Any) -> None:
    """Refuse with 422 the first of *names* that cannot be changed in *entry*."""
    for name in names:
        if name not in fields(entry):
            raise BadValue(
                _("This cannot be changed here."), field=name, code="readonly"
            )


def fields(entry: Any) -> tuple[str, ...]:
    """Return the names of what may be changed in *entry*."""
    return next(names for kind, names in OPEN.items() if kind.providedBy(entry))


def _check(entry: Any, values: dict[str, Any]) -> None:
    for name in ("title", "symbol"):
        if values.get(name) == "":
            raise BadValue(_("This is required."), field=name, code="required")
    if values.get("kind") not in (None, *domain.KINDS):
        raise BadValue(_("This kind is not known."), field="kind", code="unknown_value")
    for alias in values.get("aliases", ()):
        _unused(domain.check_code(alias), "aliases", entry.getId())


def _free(part: str, name: str, field: str) -> None:
    if name in storage.folder(part):
        raise Conflict(_("There is already one."), field=field, code="taken")


def _unused(code: str, field: str, of: str = "") -> None:
    if storage.agencies().by_code.get(code.upper(), of) != of:
        raise Conflict(
            _("An agency has the code ${code} already.", code=code),
            field=field,
            code="taken",
        )


def _tell_account(person: Any) -> None:
    member = api.user.get(userid=person.getId())
    if member is not None:
        values = {"fullname": person.title, "email": person.email or ""}
        member.setMemberProperties(values)
