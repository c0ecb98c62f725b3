"""Who sees a thing, written anew in the catalog, with what hangs on it."""

from Acquisition import aq_base
from collections.abc import Iterator
from imoit.workflows.process.domain.findings import ACCESS
from imoit.workflows.transitions import storage as moving
from Products.CMFCore.utils import getToolByName
from typing import Any


COMMENTS = "plone.app.discussion:conversation"


def write_anew(obj: Any, *, roles: bool) -> None:
    """Renew the entries of *obj* and of what below it takes its rights from it.

    *roles*: groups gained or lost a role on *obj*, which all below inherits. Else only
    what acquires is looked at: the rights of the rest are its own.
    """
    _enter(obj)
    if COMMENTS in (getattr(aq_base(obj), "__annotations__", None) or {}):
        obj.reindexObjectSecurity(skip_self=True)
        return
    todo = list(_children(obj))
    while todo:
        below = todo.pop()
        if moving.is_apart(below, ACCESS, roles=roles):
            continue
        _enter(below)
        todo += _children(below)


def _enter(obj: Any) -> None:
    """Some things stay out of the catalog: they are seen through what holds them."""
    catalog = getToolByName(obj, "portal_catalog")
    if catalog.getrid("/".join(obj.getPhysicalPath())) is not None:
        names = list(getattr(obj, "_cmf_security_indexes", ("allowedRolesAndUsers",)))
        catalog.reindexObject(obj, idxs=names, update_metadata=0)


def _children(obj: Any) -> Iterator[Any]:
    if not getattr(aq_base(obj), "isPrincipiaFolderish", False):
        return
    for below in obj.objectValues():
        if hasattr(aq_base(below), "reindexObject"):
            yield below
