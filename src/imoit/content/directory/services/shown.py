"""Entries of the directory as JSON."""

from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.schema import IAgency
from imoit.content.directory.schema import IDirectoryFolder
from imoit.content.directory.schema import IPerson
from imoit.content.directory.schema import IPost
from imoit.content.directory.schema import IUnit
from typing import Any


def entry_json(entry: Any) -> dict[str, Any]:
    """Return *entry* as a program reads it."""
    kinds = {
        IUnit: _unit,
        IPost: _post,
        IPerson: _person,
        IAgency: _agency,
        IDirectoryFolder: _folder,
    }
    shown = next(show for kind, show in kinds.items() if kind.providedBy(entry))
    return {
        "@id": entry.absolute_url(),
        "@type": entry.portal_type,
        "id": entry.getId(),
        "title": entry.title,
        **shown(entry),
    }


def person_json(login: str) -> dict[str, str] | None:
    """Return `{id, title}` of a person, None for nobody."""
    if not login:
        return None
    return {"id": f"person:{login}", "title": DirectoryUtility().who(login)}


def _unit(unit: Any) -> dict[str, Any]:
    return {
        "symbol": unit.symbol,
        "kind": unit.kind,
        "valid_from": unit.valid_from and unit.valid_from.isoformat(),
        "valid_to": unit.valid_to and unit.valid_to.isoformat(),
    }


def _post(post: Any) -> dict[str, Any]:
    return {
        "unit": post.unit,
        "function": post.function,
        "serves": post.serves or "",
        "holder": person_json(post.holder),
        "pending": person_json(post.pending),
    }


def _person(person: Any) -> dict[str, Any]:
    held = DirectoryUtility().posts_of(person.getId())
    return {
        "email": person.email or "",
        "posts": [{"id": f"post:{a.post}", "title": a.post_title} for a in held],
    }


def _agency(agency: Any) -> dict[str, Any]:
    return {"organ_id": agency.organ_id, "aliases": list(agency.aliases or ())}


def _folder(folder: Any) -> dict[str, Any]:
    return {}
