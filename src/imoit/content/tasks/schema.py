"""A task, and the log of directives that only grows."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from datetime import date
from imoit.content.tasks.domain.standing import is_stopped
from imoit.content.tasks.domain.standing import read
from imoit.content.tasks.domain.states import is_theirs
from imoit.content.tasks.domain.states import Mind
from imoit.content.tasks.domain.states import suits
from imoit.content.tasks.domain.states import waiting
from imoit.workflows.actors.domain import post_group
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.interfaces import IMoving
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.schema import Moving
from persistent import Persistent
from zope import schema
from zope.interface import implementer
from zope.interface import Interface

import json


class ITask(IMoving):
    """What one addressee of a directive has to do."""


class IUsualTerms(Interface):
    """The usual terms, as the site manager keeps them."""

    terms = schema.List(
        title="Usual terms",
        description="One rule a line: date|type|urgency|working days.",
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )


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
    """One addressee's part of a directive.

    `marks` are the acts that its lateness is computed from, `reports` what was
    reported: tuples of plain values that only grow.
    """

    duty = "lead"
    assignee = ""
    assignee_title = ""
    acting: tuple = ()
    reading: tuple = ()
    unit = ""
    giver_post = ""
    giver_person = ""
    giver_title = ""
    directive = 0
    place = 0
    given_at = ""
    due = None
    closes = False
    reports_up = True
    marks: tuple = ()
    reports: tuple = ()
    asked: dict | None = None
    settled_at = ""
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

    def giver_group(self) -> str:
        """Return the group of the post that gave the task."""
        return post_group(self.giver_post)

    def mind(self) -> Mind:
        """Return what it remembers beside its state."""
        _since, due, stops = read(self.given_on(), self.due, self.marks)
        return Mind(
            self.duty,
            paused=is_stopped(stops),
            asked=bool(self.asked),
            settled=bool(self.settled_at),
            timed=due is not None,
        )

    def given_on(self) -> date:
        """Return the day from which its deadline counts."""
        when = self.given_at[:10]
        return date.fromisoformat(when) if when else self.due or date.min

    def waits_for(self) -> tuple[str, ...]:
        """For whom it waits, and in which box of its own."""
        return waiting(state(self), self.mind(), self.acting, self.giver_group())

    def suits(self, step: str) -> bool:
        """For information only means: see it; nothing else is asked."""
        return suits(step, self.mind())

    def admits(self, step: str, groups: Iterable[str]) -> bool:
        """Who holds the task above has no part in those below but what is given."""
        return is_theirs(step, groups, self.acting, self.giver_group())

    def only_inside(self, step: str) -> bool:
        """Each act of a task has consequences: none passes but by its operation."""
        return True

    def journal_root(self):
        """Return the document that the task is about."""
        found = aq_parent(aq_inner(self))
        while ITask.providedBy(found):
            found = aq_parent(aq_inner(found))
        return found
