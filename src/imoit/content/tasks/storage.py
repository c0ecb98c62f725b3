"""Where directives and tasks lie: with the document, or with the task above.

Beside them: what a secretary wrote down and waits to be confirmed, and the last
phrases of each post.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from imoit.content.tasks.domain.phrases import with_phrase
from imoit.content.tasks.schema import DirectiveLog
from imoit.content.tasks.schema import ITask
from imoit.content.tasks.schema import Task
from plone import api
from plone.dexterity.utils import createContent
from secrets import token_hex
from typing import Any
from zope.annotation.interfaces import IAnnotations

import json


PHRASES = "imoit.tasks.phrases"


def log(target: Any) -> DirectiveLog | None:
    """Return the log of directives given on *target*, or None."""
    return getattr(aq_base(target), "_directives", None)


def append(target: Any, directive: dict) -> int:
    """Keep *directive* with *target* for ever; return its number."""
    if log(target) is None:
        target._directives = DirectiveLog()
    return log(target).add(directive)


def directives(target: Any) -> list[dict]:
    """Return the directives given on *target*, oldest first."""
    found = log(target)
    return found.all() if found is not None else []


def children(target: Any) -> list[Task]:
    """Return the tasks directly under *target*, in the order they were given."""
    found = [child for child in target.objectValues() if ITask.providedBy(child)]
    order = {"lead": 0, "support": 1, "informed": 2}
    return sorted(found, key=lambda t: (t.directive, order[t.duty], t.place))


def walk(target: Any) -> Iterator[Task]:
    """Return every task under *target*, parents before children."""
    for task in children(target):
        yield task
        yield from walk(task)


def make(target: Any, values: dict) -> Task:
    """Add a task to *target* and return it."""
    task = createContent("Task", id=f"task-{token_hex(4)}")
    for name, value in values.items():
        setattr(task, name, value)
    target._setObject(task.id, task)
    return target[task.id]


def dictation(target: Any) -> dict | None:
    """Return what waits on *target* to be confirmed by a leader, or None."""
    kept = getattr(aq_base(target), "_dictation", "")
    return json.loads(kept) if kept else None


def keep_dictation(target: Any, dictated: dict) -> None:
    """Let *dictated* wait on *target*; what waited before is replaced."""
    target._dictation = json.dumps(dictated, ensure_ascii=False)


def drop_dictation(target: Any) -> None:
    """Let nothing wait on *target* to be confirmed."""
    if dictation(target) is not None:
        target._dictation = ""


def phrases(post: str) -> tuple[str, ...]:
    """Return the last phrases of *post*, the newest first."""
    shelf = IAnnotations(api.portal.get()).get(PHRASES)
    return shelf.get(post, ()) if shelf is not None else ()


def keep_phrase(post: str, text: str) -> None:
    """Remember *text* among the last phrases of *post*; called only by an act."""
    notes = IAnnotations(api.portal.get())
    if PHRASES not in notes:
        notes[PHRASES] = OOBTree()
    kept = notes[PHRASES].get(post, ())
    renewed = with_phrase(kept, text)
    if renewed != kept:
        notes[PHRASES][post] = renewed
