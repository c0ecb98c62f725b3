"""Moving open work from groups to their heirs, each grant with its cause."""

from Acquisition import aq_base
from collections.abc import Iterable
from imoit.content.succession import domain
from imoit.content.succession.domain import Count
from imoit.content.succession.domain import Heirs
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.journal.operations import record
from imoit.workflows.transitions.operations import pass_on
from imoit.workflows.transitions.operations import state
from plone import api
from typing import Any


# So many things at once: a turn of some ten seconds. What is left is still reached
# through the groups that the heir inherits, and goes with the next turn.
MOST = 1000


def open_lines(groups: Iterable[str], *, restricted: bool = False) -> list[Any]:
    """Return the catalog lines of open things that *groups* have a part in.

    Those that wait for them, and those that will come back to them. *restricted*: of
    these only what the present user may see.
    """
    groups = tuple(groups)
    catalog = api.portal.get_tool("portal_catalog")
    ask = catalog.unrestrictedSearchResults
    keys = _waiting_keys(catalog, groups)
    found = {b.getRID(): b for b in (ask(imoit_waiting=keys) if keys else ())}
    tokens = [f"user:{group}" for group in groups]
    for brain in ask(allowedRolesAndUsers=tokens, portal_type=list(domain.KINDS)):
        if brain.getRID() not in found and _has_part(brain, groups):
            found[brain.getRID()] = brain
    if restricted:
        seen = {b.getRID() for b in catalog(UID=[b.UID for b in found.values()])}
        found = {rid: brain for rid, brain in found.items() if rid in seen}
    return sorted(found.values(), key=lambda brain: brain.getPath())


def _has_part(brain: Any, groups: Iterable[str]) -> bool:
    """Tell whether an open thing itself knows one of *groups*.

    What only lies in a document that knows them is seen through the document.
    """
    if brain.review_state in domain.CLOSED:
        return False
    grants = getattr(brain._unrestrictedGetObject(), "grants", ())
    return any(group in groups for group, _role, _cause in grants)


def counts(lines: Iterable[Any]) -> list[Count]:
    """Return how much there is of each kind."""
    kinds = [brain.portal_type for brain in lines]
    return [Count(k, title, kinds.count(k)) for k, title in domain.KINDS.items()]


def move(heirs: Heirs, by: Actor, details: dict[str, str]) -> tuple[int, int]:
    """Pass open work on; return how many things moved and how many are left.

    Parents go before what lies in them. Each has its own line in the journal.
    """
    lines = open_lines(heirs.groups)
    for brain in lines[:MOST]:
        _pass_on(brain._unrestrictedGetObject(), heirs, by, details)
    moved = min(len(lines), MOST)
    return moved, len(lines) - moved


def _pass_on(thing: Any, heirs: Heirs, by: Actor, details: dict[str, str]) -> None:
    for name, value in list(vars(aq_base(thing)).items()):
        after = domain.heir_of(value, heirs)
        if _is_moved(thing, name) and after != value:
            setattr(thing, name, after)
            _rename(thing, name, after)
    _change_unit(thing, heirs)
    root = thing.journal_root()
    kept = _closed_causes(root)
    pass_on(thing, heirs.groups, kept)
    if root is not thing:
        pass_on(root, heirs.groups, kept)
        root.reindexObject(idxs=["imoit_line", "imoit_row", "imoit_traits"])
    item = "" if root is thing else thing.UID()
    record("passed_on", root.UID(), actor=by, item=item, details=details)
    thing.reindexObject(
        idxs=["imoit_waiting", "imoit_progress", "imoit_row", "imoit_traits"]
    )


def _is_moved(thing: Any, field: str) -> bool:
    """Tell whether *field* follows: of what is over, only who has not seen it yet."""
    if field.startswith("_") or field == "grants":
        return False
    return field == "delivered" or state(thing) not in domain.CLOSED


def _change_unit(thing: Any, heirs: Heirs) -> None:
    """Let the heir draft on: name and symbol are printed with the number only."""
    unit = getattr(aq_base(thing), "unit", "")
    heir = heirs.names.get(f"unit:{unit}", "").removeprefix("unit:")
    if heir and state(thing) not in (*domain.CLOSED, "numbered"):
        thing.unit = heir
        if getattr(aq_base(thing), "unit_symbol", ""):
            thing.unit_title = directory().unit_title(heir)
            thing.unit_symbol = directory().symbol(heir)


def _rename(thing: Any, field: str, value: Any) -> None:
    """Say who has it now, beside the field that says it to the machine."""
    if field == "assignee":
        thing.assignee_title = directory().party(value).title


def _closed_causes(root: Any) -> set[str]:
    """Return the causes of grants whose task is over: they stay with whom it was."""
    catalog = api.portal.get_tool("portal_catalog")
    tasks = catalog.unrestrictedSearchResults(
        path="/".join(root.getPhysicalPath()), portal_type="Task"
    )
    over = [b.UID for b in tasks if b.review_state in domain.CLOSED]
    return {f"{kind}:{uid}" for uid in over for kind in ("task", "given")}


def _waiting_keys(catalog: Any, groups: Iterable[str]) -> list[str]:
    ends = tuple(f"/{group}" for group in groups)
    values = catalog.Indexes["imoit_waiting"].uniqueValues()
    return [key for key in values if key.endswith(ends)]
