"""A catalog that writes little: a changed row rewrites its leaf, so leaves are small.

Only for a site of its own. "Clear and rebuild" of the catalog makes common trees again,
which costs bytes and nothing else; applying the profile makes them small once more.
"""

from BTrees.IOBTree import IOBTree
from plone import api


# The trees that change with every letter and whose rows are long.
INDEXES = ("allowedRolesAndUsers", "imoit_waiting", "imoit_identity")


class SmallLeaves(IOBTree):
    """An `IOBTree` of at most 16 rows a leaf instead of 60."""

    max_leaf_size = 16


def applied(_tool) -> None:
    """Keep the rows of the catalog and of its long indexes in small leaves."""
    _rebuild(SmallLeaves)


def taken_back() -> None:
    """Keep them in Plone's own trees: a site without iMOIT cannot read ours."""
    _rebuild(IOBTree)


def _rebuild(kind: type) -> None:
    catalog = api.portal.get_tool("portal_catalog")._catalog
    trees = [(catalog, "data")]
    trees += [(catalog.indexes[n], "_unindex") for n in INDEXES if n in catalog.indexes]
    for owner, name in trees:
        rows = getattr(owner, name)
        if type(rows) is not kind:
            setattr(owner, name, kind(rows))
