"""Templates that the site manager put in place of the shipped ones."""

from BTrees.OOBTree import OOBTree
from imoit.content.admission.domain import fold
from imoit.content.drafting.domain import letterforms
from persistent.mapping import PersistentMapping
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.drafting.forms"


def uploaded() -> dict[str, Any]:
    """Return the uploaded templates by the folded name of their type."""
    return dict(IAnnotations(api.portal.get()).get(KEY, {}))


def template(type_name: str) -> bytes:
    """Return the template of a type: the uploaded one, else the shipped."""
    found = IAnnotations(api.portal.get()).get(KEY, {}).get(fold(type_name))
    return found["file"].data if found else letterforms.shipped(type_name)


def keep(type_name: str, name: str, data: bytes, by: str, when: str) -> None:
    """Keep a template in place of the one before."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    notes[KEY][fold(type_name)] = PersistentMapping(
        type=type_name,
        name=name,
        by=by,
        time=when,
        file=NamedBlobFile(data=data, filename=name),
    )


def drop(type_name: str) -> bool:
    """Forget an uploaded template; tell whether there was one."""
    return (
        IAnnotations(api.portal.get()).get(KEY, OOBTree()).pop(fold(type_name), None)
        is not None
    )
