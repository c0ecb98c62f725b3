"""A task, and the log of directives that only grows."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.interfaces import IMoving
from imoit.workflows.transitions.schema import Moving
from persistent import Persistent
from zope.interface import implementer

import json


class ITask(IMoving):
    """What one addressee of a directive has to do."""


class DirectiveLog(Persistent):
    """Directives as they were sent: the log only grows (R-09)."""

    _lines: tuple[str, ...] = ()

    def __setattr__(self, name, value):
        if name == "_lines" and tuple(value[: len(self._lines)]) != self._lines:
            raise never_changed()
        super().__setattr__(name, value)

    def __delattr__(self, name):
        raise never_changed()

    def add(self, directive: dict) -> int:
        """Append *directive*; return its number, from 1."""
        self._lines = (*self._lines, json.dumps(directive, ensure_ascii=False))
        return len(self._lines)

    def all(self) -> list[dict]:
        """Return copies of the directives, oldest first."""
        return [json.loads(line) for line in self._lines]


def never_changed() -> NotAllowed:
    """Return the refusal to change or delete a directive."""
    return NotAllowed(
        _(
            "A directive that was sent is an administrative order: nobody changes or "
            "deletes it. Give a new one instead."
        ),
        field="directive",
        code="R-09",
    )


@implementer(ITask)
class Task(Moving):
    """One addressee's part of a directive."""

    duty = "lead"
    assignee = ""
    assignee_title = ""
    acting: tuple = ()
    reading: tuple = ()
    giver_post = ""
    giver_person = ""
    giver_title = ""
    directive = 0
    place = 0
    due = None
    opened_at = ""
    opened_by = ""
    reported_at = ""
    result = ""
    percent = 0
    answer = ""
    done_at = ""
    reason = ""

    def Title(self):
        """The abstract of the document that the task is about."""
        return self.journal_root().Title()

    @property
    def title(self):
        """A task has no title of its own."""
        return ""

    @title.setter
    def title(self, value):
        pass

    def suits(self, step: str) -> bool:
        """For information only means: see it; nothing else is asked."""
        if self.duty == "informed":
            return step in ("mark_seen", "recall")
        return step != "mark_seen"

    def journal_root(self):
        """Return the document that the task is about."""
        found = aq_parent(aq_inner(self))
        while ITask.providedBy(found):
            found = aq_parent(aq_inner(found))
        return found
