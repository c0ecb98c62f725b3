"""What a check finds, and what it must know of the site to find it."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


ERROR = "error"
WARNING = "warning"
VIEW = "View"
ACCESS = "Access contents information"
MODIFY = "Modify portal content"


class Problem(NamedTuple):
    """What is wrong: how bad, a code for programs, where, the sentence."""

    level: str
    code: str
    where: str
    message: Sentence


def _nothing(text: str) -> str:
    return ""


class Facts(NamedTuple):
    """What a check must know of the site; None means: not known, not checked."""

    roles: frozenset[str] | None = None
    permissions: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    allowed: frozenset[str] | None = None
    # Roles that somebody can have at all: by a group, or given by an act.
    held: frozenset[str] | None = None
    effects: frozenset[str] | None = None
    effect_titles: Mapping[str, Sentence] = {}
    fields: frozenset[str] | None = None
    conditions: frozenset[str] | None = None
    boxes: frozenset[str] | None = None
    # Of each effect: what lies before it on every way (steps that lead back to where
    # a thing was are no ways), and the steps that must have it.
    needs: Mapping[str, tuple[str, ...]] = {}
    back: frozenset[str] = frozenset()
    duties: Mapping[str, str] = {}
    # Steps whose pages and services ask for what they need themselves.
    own_forms: frozenset[str] = frozenset()
    occupied: Mapping[str, int] = {}
    mapping: Mapping[str, str] = {}
    foreign_steps: frozenset[str] = frozenset()
    foreign_permissions: frozenset[str] = frozenset()
    # The definition in force, against which widening is seen.
    before: Process | None = None
    compiles: Callable[[str], str] = _nothing


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that keep a draft from being published."""
    return [problem for problem in problems if problem.level == ERROR]


def error(code: str, where: str, text: Sentence) -> Problem:
    """Return what keeps a draft from being published."""
    return Problem(ERROR, code, where, text)


def warning(code: str, where: str, text: Sentence) -> Problem:
    """Return what should be looked at."""
    return Problem(WARNING, code, where, text)


def name(thing: State | Step) -> str:
    """Return what a person calls *thing*."""
    return thing.title or thing.id
