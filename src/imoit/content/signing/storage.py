"""Codes of folders, and written authorities to sign."""

from BTrees.OOBTree import OOBTree
from imoit.content.signing.domain import Authority
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations


CODES = "imoit.signing.codes"
AUTHORITIES = "imoit.signing.authorities"


def _shelf(key: str) -> OOBTree:
    notes = IAnnotations(api.portal.get())
    if key not in notes:
        notes[key] = OOBTree()
    return notes[key]


def keep_code(code: str, uid: str) -> None:
    """Remember whose folder bears *code*."""
    _shelf(CODES)[code] = uid


def uid_of(code: str) -> str:
    """Return the UID of the document whose folder bears *code*, or nothing."""
    return IAnnotations(api.portal.get()).get(CODES, {}).get(code, "")


def keep(authority: Authority) -> None:
    """Write down a written authority, new or changed."""
    values: dict[str, Any] = authority._asdict()
    _shelf(AUTHORITIES)[authority.id] = values


def authorities() -> list[Authority]:
    """Return every written authority, the latest first."""
    kept = IAnnotations(api.portal.get()).get(AUTHORITIES, {})
    found = [Authority(**values) for values in kept.values()]
    return sorted(found, key=lambda a: (a.valid_from, a.id), reverse=True)
