"""What a check must know of the site."""

from AccessControl.Permission import getPermissions
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import read
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotThere
from imoit.workflows.transitions import vocabularies
from imoit.workflows.transitions.domain import OWN_FORM
from imoit.workflows.transitions.interfaces import IBoxes
from imoit.workflows.transitions.interfaces import IEffect
from imoit.workflows.transitions.interfaces import IStepField
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.CMFCore.Expression import Expression
from Products.CMFCore.indexing import processQueue
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.dottedname.resolve import resolve


# What a process may manage beside our own and what it manages already.
MANAGEABLE = (
    "View",
    "Access contents information",
    "Modify portal content",
    "Delete objects",
    "List folder contents",
    "Add portal content",
    "Change portal events",
    "Request review",
    "Review portal content",
)
OURS = "iMOIT: "
# Marks of things without and with a UID, in this order.
BARE, MARKED = "0:", "1:"


def tool() -> Any:
    """Return Plone's workflow tool."""
    return api.portal.get_tool("portal_workflow")


def flow(name: str) -> Any:
    """Return the live process; refuse with 404."""
    found = tool()._getOb(name, None)
    if not isinstance(found, DCWorkflowDefinition):
        raise NotThere(_("There is no such process."))
    return found


def names() -> list[str]:
    """Return the ids of all processes, those of types first."""
    bound = [name for chain in chains().values() for name in chain]
    every = [name for name in tool().objectIds() if _is_process(name)]
    return list(dict.fromkeys([n for n in bound if n in every] + every))


def _is_process(name: str) -> bool:
    return isinstance(tool()._getOb(name, None), DCWorkflowDefinition)


def chains() -> dict[str, tuple[str, ...]]:
    """Return the processes of each type of content."""
    types = api.portal.get_tool("portal_types").objectIds()
    return {name: tuple(tool().getChainForPortalType(name)) for name in sorted(types)}


def types_of(name: str) -> list[str]:
    """Return the types whose things move through the process *name*."""
    return [kind for kind, chain in chains().items() if name in chain]


def brains(name: str) -> Any:
    """Return what the catalog knows of all things in the process, whoever asks."""
    kinds = types_of(name)
    if not kinds:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(portal_type=kinds, sort_on="path")


def rows(name: str) -> Iterator[int]:
    """Return the catalog's numbers of all things in the process, whoever asks."""
    kinds = set(types_of(name))
    if not kinds:
        return iter(())
    processQueue()
    known = _column("portal_type")
    return (row for row, kind in known.items() if kind in kinds)


def _column(index: str) -> Any:
    """Return what the catalog's index keeps of each row."""
    catalog = api.portal.get_tool("portal_catalog")
    return catalog._catalog.getIndex(index).documentToKeyMap()


def count(name: str) -> int:
    """Return how many things are in the process."""
    return sum(1 for _row in rows(name))


def occupied(name: str) -> Counter:
    """Return how many things are in each state, none of them woken."""
    known = _column("review_state")
    return Counter(state for row in rows(name) if (state := known.get(row)))


def things(name: str, after: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Return (mark, path) of each thing of the process behind the mark *after*.

    In the order of the UIDs, which nothing that happens meanwhile disturbs: what is
    renamed or moved is not passed over. What has no UID comes first. No path: a thing
    of another process, told so that a long way to the next one can be broken off.
    """
    processQueue()
    kinds, kind_of, uid_of = set(types_of(name)), _column("portal_type"), _column("UID")
    paths = api.portal.get_tool("portal_catalog")._catalog.paths
    if after is None or after.startswith(BARE):
        bare = (row for row in rows(name) if row not in uid_of)
        for mark, row in sorted((f"{BARE}{row:012d}", row) for row in bare):
            if after is None or mark > after:
                yield mark, paths[row]
        after = MARKED
    uids = api.portal.get_tool("portal_catalog")._catalog.getIndex("UID")._index
    start = after.removeprefix(MARKED)
    for uid, row in uids.items(start, excludemin=bool(start)):
        ours = kind_of.get(row) in kinds
        yield f"{MARKED}{uid}", paths[row] if ours else None


def allowed(before: Process) -> frozenset[str]:
    """Return the permissions that a process may manage."""
    ours = {name for name in permissions() if name.startswith(OURS)}
    return frozenset({*MANAGEABLE, *ours, *before.permissions})


def permissions() -> frozenset[str]:
    """Return every permission there is."""
    return frozenset(found[0] for found in getPermissions())


def roles() -> frozenset[str]:
    """Return every role there is."""
    return frozenset(api.portal.get().valid_roles())


def groups() -> dict[str, str]:
    """Return the title of each group by its id."""
    users = api.portal.get().acl_users
    return {
        found["groupid"]: found.get("title") or found["groupid"]
        for found in users.searchGroups()
    }


def effects(name: str) -> dict[str, Any]:
    """Return the effects that steps of the process may have."""
    return _fit(name, getUtilitiesFor(IEffect))


def fields(name: str) -> dict[str, Any]:
    """Return what the form of a step of the process may ask for."""
    return _fit(name, getUtilitiesFor(IStepField))


def conditions(name: str) -> dict[str, Any]:
    """Return the conditions that guards of the process may name, in their order."""
    classes = [class_of(kind) for kind in types_of(name)]
    every = vocabularies.conditions().items()
    return {
        known: found
        for known, found in sorted(every, key=lambda pair: "." in pair[0])
        if all(found.of.implementedBy(one) for one in classes)
    }


def _fit(name: str, found: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return those that suit every type of the process; unbound, all there are."""
    classes = [class_of(kind) for kind in types_of(name)]
    return {
        known: utility
        for known, utility in sorted(found, key=lambda pair: pair[0])
        if all(utility.of.implementedBy(one) for one in classes)
    }


def is_ours(kind: str) -> bool:
    """Tell whether a type is the Ministry's: its rights hang on its own process."""
    return class_of(kind).__module__.startswith("imoit.")


def class_of(kind: str) -> Any:
    """Return the class of the things of a type."""
    found = api.portal.get_tool("portal_types")[kind]
    return resolve(getattr(found, "klass", "") or "builtins.object")


def rules(step: str) -> list[tuple[str, str]]:
    """Return id and title of each content rule of Plone's that hears *step*."""
    found = queryUtility(IRuleStorage)
    return [
        (rule.__name__, rule.title or rule.__name__)
        for rule in (found.values() if found is not None else ())
        if any(step in getattr(one, "wf_transitions", ()) for one in rule.conditions)
    ]


def boxes() -> dict[str, Any]:
    """Return the titles of the boxes of the desk."""
    found = queryUtility(IBoxes)
    return dict(found.boxes()) if found is not None else {}


def facts(name: str, before: Process, mapping: dict[str, str]) -> Facts:
    """Return what a check of the process *name* must know."""
    others = [
        read(flow(other))
        for kind in types_of(name)
        for other in chains()[kind]
        if other != name and _is_process(other)
    ]
    effects_now = effects(name)
    return Facts(
        roles=roles(),
        permissions=permissions(),
        groups=frozenset(groups()),
        allowed=allowed(before),
        held=frozenset(roles() - {"Anonymous"}),
        effects=frozenset(effects_now),
        effect_titles={known: e.title for known, e in effects_now.items()},
        fields=frozenset(fields(name)),
        conditions=frozenset(conditions(name)),
        needs={known: tuple(e.after) for known, e in effects_now.items()},
        back=frozenset(step for e in effects_now.values() for step in e.back),
        duties={
            step: known
            for known, e in effects_now.items()
            for step in (e.steps if types_of(name) else ())
        },
        own_forms=OWN_FORM,
        boxes=frozenset(boxes()) or None,
        occupied=occupied(name),
        mapping=mapping,
        foreign_steps=frozenset(s for other in others for s in other.step_ids()),
        foreign_permissions=frozenset(p for o in others for p in o.permissions),
        before=before,
        compiles=complaint,
    )


def complaint(text: str) -> str:
    """Return why the expression cannot be read, nothing when it can."""
    try:
        Expression(text)
    except Exception as problem:
        return str(problem).splitlines()[0][:200]
    return ""
