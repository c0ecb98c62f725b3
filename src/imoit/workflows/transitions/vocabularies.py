"""The named conditions of guards: which there are, and whether they hold."""

from collections.abc import Iterable
from imoit.workflows.transitions.interfaces import IConditions
from imoit.workflows.transitions.schema import Condition
from typing import Any
from zope.component import getUtilitiesFor


NOT = "!"


def conditions() -> dict[str, Condition]:
    """Return every condition of this site by its name."""
    return {
        name: condition
        for _room, found in getUtilitiesFor(IConditions)
        for name, condition in found.conditions().items()
    }


def hold(obj: Any, names: Iterable[str]) -> bool:
    """Tell whether the conditions *names* of a guard let *obj* pass.

    Of those of one kind (`type.qd`, `type.tb`) one must hold, of each kind; none that
    has `!` before it. What is not known here, or is not for *obj*, lets nothing pass.
    """
    known = conditions()
    kinds: dict[str, bool] = {}
    for name in names:
        found = known.get(name.removeprefix(NOT))
        if found is None or not found.of.providedBy(obj):
            return False
        if not name.startswith(NOT):
            kind = name.partition(".")[0]
            kinds[kind] = kinds.get(kind, False) or bool(found.holds(obj))
        elif found.holds(obj):
            return False
    return all(kinds.values())
