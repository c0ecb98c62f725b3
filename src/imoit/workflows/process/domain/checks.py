"""Everything that can be wrong with a process, as sentences, all at once."""

from collections.abc import Iterator
from imoit.workflows.process.domain import forms
from imoit.workflows.process.domain import rights
from imoit.workflows.process.domain.findings import ERROR
from imoit.workflows.process.domain.findings import error
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.findings import Problem
from imoit.workflows.process.domain.findings import warning
from imoit.workflows.process.domain.shape import AUTOMATIC
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.refusal import _


# A history without these is empty.
HISTORY = ("action", "actor", "comments", "time")
MANY_STATES = 25


def check(process: Process, facts: Facts = Facts()) -> list[Problem]:  # noqa: B008
    """Return every problem of *process*, errors first."""
    found = [problem for rule in RULES for problem in rule(process, facts)]
    return sorted(found, key=lambda problem: problem.level != ERROR)


def reachable(process: Process) -> set[str]:
    """Return the states that can be reached from the initial one."""
    ways: dict[str, set[str]] = {}
    for start, _step, end in process.edges():
        ways.setdefault(start, set()).add(end)
    seen, todo = set(), [process.initial]
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            todo += ways.get(state, ())
    return seen


def _initial(process: Process, facts: Facts) -> Iterator[Problem]:
    if not process.states:
        yield error("no_state", "states", _("The process has no state."))
    elif process.state(process.initial) is None:
        yield error(
            "no_initial", "initial", _("Say in which state a new document begins.")
        )
    if len(process.states) > MANY_STATES:
        text = _("${count} states: nobody can read that.", count=len(process.states))
        yield warning("many_states", "states", text)


def _ways(process: Process, facts: Facts) -> Iterator[Problem]:
    for step in process.steps:
        where = f"steps.{step.id}"
        if step.to and process.state(step.to) is None:
            yield error(
                "missing_state",
                where,
                _(
                    "Step “${step}” leads to “${state}”, which does not exist.",
                    step=name(step),
                    state=step.to,
                ),
            )
        if not process.sources(step.id):
            text = _("Step “${step}” leads from no state.", step=name(step))
            yield warning("unused_step", where, text)
    for state in process.states:
        for missing in sorted(set(state.steps) - set(process.step_ids())):
            yield error(
                "missing_step",
                f"states.{state.id}",
                _(
                    "State “${state}” names the step “${step}”, which does not exist.",
                    state=name(state),
                    step=missing,
                ),
            )


def _reach(process: Process, facts: Facts) -> Iterator[Problem]:
    if process.state(process.initial) is None:
        return
    found = reachable(process)
    leaving = {start for start, _step, end in process.edges() if start != end}
    for state in process.states:
        where = f"states.{state.id}"
        if state.id not in found:
            text = _("No way leads to the state “${state}”.", state=name(state))
            yield warning("unreachable", where, text)
        if state.id not in leaving and not state.final and len(process.states) > 1:
            text = _(
                "No way leads out of “${state}”; mark it as final if that is meant.",
                state=name(state),
            )
            yield warning("dead_end", where, text)


def _occupied(process: Process, facts: Facts) -> Iterator[Problem]:
    known = set(process.state_ids())
    for state, count in sorted(facts.occupied.items()):
        if state in known or not count:
            continue
        goal = facts.mapping.get(state)
        if goal is None:
            yield error(
                "vanished",
                f"states.{state}",
                _(
                    "${count} documents are in “${state}”: say where they go.",
                    count=count,
                    state=_called(facts.before, state),
                ),
            )
        elif goal not in known:
            text = _("“${state}” does not exist.", state=goal)
            yield error("missing_state", f"states.{state}", text)


def _called(process: Process | None, state: str) -> str:
    found = process.state(state) if process else None
    return name(found) if found is not None else state


def _loops(process: Process, facts: Facts) -> Iterator[Problem]:
    ways: dict[str, set[str]] = {}
    for start, step, end in process.edges():
        if step.trigger == AUTOMATIC:
            ways.setdefault(start, set()).add(end)
    for state in sorted(ways):
        seen, todo = set(), list(ways[state])
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += ways.get(here, ())
        if state in seen:
            title = _called(process, state)
            text = _("Automatic steps lead “${state}” round and round.", state=title)
            yield error("automatic_loop", f"states.{state}", text)


def _words(process: Process, facts: Facts) -> Iterator[Problem]:
    for step in process.steps:
        if step.trigger != AUTOMATIC and not step.menu.title:
            text = _("“${step}” has no name in the menu.", step=name(step))
            yield warning("no_menu", f"steps.{step.id}", text)
        if step.id in facts.foreign_steps:
            text = _("Another process of the same type has “${name}”.", name=step.id)
            yield error("foreign_step", f"steps.{step.id}", text)
    yield from _lists(process)
    kept = {variable.id for variable in process.variables}
    for missing in HISTORY:
        if missing not in kept:
            text = _("The history would not keep “${name}”.", name=missing)
            yield warning("no_history", "variables", text)


def _lists(process: Process) -> Iterator[Problem]:
    for found in process.worklists:
        wanted = found.match.get(process.state_variable, ())
        for state in () if isinstance(wanted, str) else wanted:
            if process.state(state) is None:
                text = _(
                    "The list “${list}” waits for “${state}”, which does not exist.",
                    list=found.menu.title or found.id,
                    state=state,
                )
                yield error("missing_state", f"worklists.{found.id}", text)


RULES = (
    _initial,
    _ways,
    _reach,
    *rights.RULES,
    _occupied,
    _loops,
    _words,
    *forms.RULES,
)
