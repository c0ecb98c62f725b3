"""The shapes of a process: states, steps, who may what, what a step asks."""

from collections.abc import Mapping
from typing import Any
from typing import NamedTuple


USER = "user"
AUTOMATIC = "automatic"


class Rule(NamedTuple):
    """Who has a permission in a state; *acquire*: also who has it above."""

    acquire: bool = True
    roles: tuple[str, ...] = ()


class Guard(NamedTuple):
    """One of the permissions, one of the roles, one of the groups, and the conditions.

    What is empty asks nothing. *conditions* are names of what holds of the thing, `!`
    before what must not hold; *expression* is a program instead of them.
    """

    permissions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    expression: str = ""
    conditions: tuple[str, ...] = ()

    def is_open(self) -> bool:
        """Tell whether everybody passes."""
        return not any(self)


class Menu(NamedTuple):
    """How a step or a worklist is offered by Plone's own menus."""

    title: str = ""
    url: str = ""
    category: str = "workflow"
    icon: str = ""


class Asked(NamedTuple):
    """A field that the form of a step asks for."""

    field: str
    required: bool = False


class State(NamedTuple):
    """A state; *limit* is in working days, *box* where a thing in it waits."""

    id: str
    title: str = ""
    description: str = ""
    steps: tuple[str, ...] = ()
    permissions: Mapping[str, Rule] = {}
    groups: Mapping[str, tuple[str, ...]] = {}
    values: Mapping[str, Any] = {}
    limit: int | None = None
    box: str = ""
    final: bool = False


class Step(NamedTuple):
    """A step; *to* is empty where it stays."""

    id: str
    title: str = ""
    description: str = ""
    to: str = ""
    trigger: str = USER
    guard: Guard = Guard()
    menu: Menu = Menu()
    values: Mapping[str, str] = {}
    before: str = ""
    after: str = ""
    form: tuple[Asked, ...] | None = None
    effects: tuple[str, ...] = ()


class Variable(NamedTuple):
    """What the history of a thing keeps of each step."""

    id: str
    description: str = ""
    for_catalog: bool = True
    for_status: bool = True
    update_always: bool = True
    default: Any = ""
    expression: str = ""
    guard: Guard = Guard()


class Worklist(NamedTuple):
    """A list of what waits, as Plone's review list shows it."""

    id: str
    description: str = ""
    match: Mapping[str, Any] = {}
    guard: Guard = Guard()
    menu: Menu = Menu("", "", "global", "")


class Process(NamedTuple):
    """A process, whole."""

    id: str
    title: str = ""
    description: str = ""
    initial: str = ""
    state_variable: str = "review_state"
    manager_bypass: bool = False
    creation: Guard = Guard()
    permissions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] | None = None
    states: tuple[State, ...] = ()
    steps: tuple[Step, ...] = ()
    variables: tuple[Variable, ...] = ()
    worklists: tuple[Worklist, ...] = ()
    scripts: tuple[str, ...] = ()

    def state(self, name: str) -> State | None:
        """Return the state called *name*, or None."""
        return next((state for state in self.states if state.id == name), None)

    def step(self, name: str) -> Step | None:
        """Return the step called *name*, or None."""
        return next((step for step in self.steps if step.id == name), None)

    def state_ids(self) -> tuple[str, ...]:
        """Return the ids of the states in their order."""
        return tuple(state.id for state in self.states)

    def step_ids(self) -> tuple[str, ...]:
        """Return the ids of the steps in their order."""
        return tuple(step.id for step in self.steps)

    def sources(self, step: str) -> tuple[str, ...]:
        """Return the states from which *step* leads."""
        return tuple(state.id for state in self.states if step in state.steps)

    def rule(self, state: State, permission: str) -> Rule:
        """Return who has *permission* in *state*; unsaid means: as above."""
        return state.permissions.get(permission, Rule())

    def edges(self) -> list[tuple[str, Step, str]]:
        """Return (from, step, to) for each way that exists."""
        known, found = set(self.state_ids()), []
        for state in self.states:
            for name in state.steps:
                step = self.step(name)
                if step is not None and (step.to or state.id) in known:
                    found.append((state.id, step, step.to or state.id))
        return found
