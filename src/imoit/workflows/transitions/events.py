"""The news of a step taken."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.transitions.interfaces import IAdvanced
from typing import Any
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(IAdvanced)
class Advanced(ObjectEvent):
    """*object* went from *before* to *after* by *step*."""

    def __init__(
        self,
        obj: Any,
        step: str,
        before: str,
        after: str,
        by: Actor,
        comment: str,
        effects: tuple[str, ...] = (),
    ):
        super().__init__(obj)
        self.step = step
        self.before = before
        self.after = after
        self.by = by
        self.comment = comment
        self.effects = effects
