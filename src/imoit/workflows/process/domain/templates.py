"""Processes to begin with: the shapes that offices use most, to be filled in."""

from collections.abc import Sequence
from imoit.workflows.process.domain.changes import ADDRESS
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


VIEW, ACCESS = "View", "Access contents information"
MODIFY = "Modify portal content"
WRITES, CHECKS, MANAGES = "Owner", "Reviewer", "Manager"
SEES = (WRITES, CHECKS, MANAGES)
TERM = 2  # working days for a check, until somebody says otherwise


class Template(NamedTuple):
    """A shape: its title, the checks between the writing and the end, how it ends."""

    title: Sentence
    checks: Sequence[str]
    ends: str
    withdrawn: bool = False


TEMPLATES = {
    "approval": Template(
        _("Written, checked once, approved"), ("Chờ duyệt",), "Đã duyệt"
    ),
    "two_approvals": Template(
        _("Written, checked twice, approved"),
        ("Chờ đơn vị duyệt", "Chờ lãnh đạo duyệt"),
        "Đã duyệt",
    ),
    "publication": Template(
        _("Written, checked, made public, withdrawn"),
        ("Chờ duyệt đăng",),
        "Đã công bố",
        withdrawn=True,
    ),
}


def begun(name: str, to: Process) -> Process:
    """Return the empty process *to* in the shape *name*; 422 for an unknown one.

    Whoever wrote a thing sends it on; who has the role Reviewer passes it on or sends
    it back with a reason; at the end it is seen by all who see what is above it.
    """
    shape = TEMPLATES.get(name)
    if shape is None:
        text = _("There is no such template.")
        raise BadValue(text, field="template", code="not_found")
    steps = (*_forth_and_back(shape), *_after(shape))
    return to._replace(
        initial="soan_thao",
        permissions=(VIEW, ACCESS, MODIFY),
        states=_states(shape, {step.id for step in steps}),
        steps=steps,
    )


def _waiting(shape: Template) -> list[str]:
    return [f"cho_duyet_{n}" for n in range(1, len(shape.checks) + 1)]


def _forth_and_back(shape: Template) -> list[Step]:
    """Return the step to each state and back from each check."""
    goals = [*_waiting(shape), "xong"]
    found = [_step("gui_duyet", "Gửi duyệt", goals[0], WRITES)]
    for number, goal in enumerate(goals[1:], 1):
        words = f"Duyệt: {shape.checks[number - 1].removeprefix('Chờ ')}"
        found.append(_step(f"duyet_{number}", words, goal, CHECKS))
    back = _step("tra_lai", "Trả lại", "soan_thao", CHECKS, Asked("reason", True))
    return [*found, back]


def _after(shape: Template) -> list[Step]:
    """Return how one comes back from the end."""
    again = _step("sua_lai", "Sửa lại", "soan_thao", CHECKS, Asked("reason", True))
    if not shape.withdrawn:
        return [again]
    gone = _step("go_bo", "Gỡ bỏ", "da_go", CHECKS, Asked("reason", True))
    return [gone, again]


def _states(shape: Template, steps: set[str]) -> tuple[State, ...]:
    written = _state("soan_thao", "Soạn thảo", ("gui_duyet",), (WRITES, MANAGES))
    found = [written]
    for number, title in enumerate(shape.checks, 1):
        ways = (f"duyet_{number}", "tra_lai")
        name = f"cho_duyet_{number}"
        found.append(_state(name, title, ways)._replace(limit=TERM))
    ways = ("go_bo",) if "go_bo" in steps else ("sua_lai",)
    end = _state("xong", shape.ends, ways)
    seen = Rule(True, SEES)
    rules = {**end.permissions, VIEW: seen, ACCESS: seen}
    found.append(end._replace(permissions=rules, final=True))
    if shape.withdrawn:
        found.append(_state("da_go", "Đã gỡ", ("sua_lai",)))
    return tuple(found)


def _state(
    name: str, title: str, steps: tuple[str, ...], change: tuple[str, ...] = (MANAGES,)
) -> State:
    seen = Rule(False, SEES)
    rules = {VIEW: seen, ACCESS: seen, MODIFY: Rule(False, change)}
    return State(name, title, steps=steps, permissions=rules)


def _step(name: str, title: str, to: str, role: str, *form: Asked) -> Step:
    return Step(
        name,
        title,
        to=to,
        guard=Guard(roles=(role,)),
        menu=Menu(title, ADDRESS.format(name)),
        form=form or (Asked("reason"),),
    )
