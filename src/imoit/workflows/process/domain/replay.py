"""Whether a real history would have passed through another definition."""

from collections.abc import Iterable
from imoit.workflows.process.domain.shape import Process
from typing import NamedTuple


class Stuck(NamedTuple):
    """Where a history would have come to a stand: which step, in which state."""

    number: int
    state: str
    step: str


def replay(process: Process, history: Iterable[tuple[str, str]]) -> Stuck | None:
    """Return where *history* (step, state after) would stick, None if nowhere.

    Where the definition leads elsewhere now (a check was put in between), the way is
    taken on to the next state of the history when steps lead there.
    """
    here = process.initial
    for number, (step, _after) in enumerate(history, 1):
        if not step:
            continue
        here = _bring(process, here, step)
        found = process.step(step)
        state = process.state(here)
        if found is None or state is None or step not in state.steps:
            return Stuck(number, here, step)
        here = found.to or here
    return None


def _bring(process: Process, here: str, step: str) -> str:
    """Return the state from which *step* leads: here, or behind a state put between.

    Only states that the history does not know can lie between: one is enough.
    """
    state = process.state(here)
    if state is None or step in state.steps:
        return here
    for start, _step, end in process.edges():
        if start == here and end in process.sources(step):
            return end
    return here
