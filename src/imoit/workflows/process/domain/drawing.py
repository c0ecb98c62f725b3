"""A process as a picture: SVG whose states are links, in the order of the way."""

from collections.abc import Mapping
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from lxml import etree
from typing import Any


SPACE = "http://www.w3.org/2000/svg"
BOX = (190, 46)
GAP = (96, 62)
MARGIN = 24
LANE = 15
LETTERS = 27


def ranks(process: Process) -> dict[str, int]:
    """Return how many steps each state lies from the beginning; strays come last."""
    found = {process.initial: 0} if process.state(process.initial) else {}
    todo = list(found)
    for here in todo:
        for start, _step, goal in process.edges():
            if start == here and goal not in found:
                found[goal] = found[here] + 1
                todo.append(goal)
    last = max(found.values(), default=-1) + 1
    for state in process.states:
        found.setdefault(state.id, last)
    return found


def places(process: Process) -> dict[str, tuple[int, int]]:
    """Return where each state lies: a row by its rank, in the row by their order."""
    row: dict[int, int] = {}
    found = {}
    for state, rank in sorted(ranks(process).items(), key=lambda pair: pair[1]):
        column = row.get(rank, 0)
        row[rank] = column + 1
        x = column * (BOX[0] + GAP[0])
        found[state] = (MARGIN + x, MARGIN + rank * (BOX[1] + GAP[1]))
    return found


def svg(
    process: Process,
    links: Mapping[str, str],
    marks: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """Return the picture; *links* by state id, *marks*: a class by state or step."""
    where, marks = places(process), marks or {}
    lanes = sum(1 for edge in process.edges() if _is_back(edge, where))
    width = max((x for x, _y in where.values()), default=0) + BOX[0] + MARGIN
    height = max((y for _x, y in where.values()), default=0) + BOX[1] + MARGIN
    width += lanes * LANE + (220 if lanes else 60)
    root = etree.Element(f"{{{SPACE}}}svg", nsmap={None: SPACE})
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(width))
    root.set("role", "group")
    root.set("class", "im-graph")
    root.set("aria-label", title or process.title or process.id)
    _add(root, "title").text = title or process.title or process.id
    _arrow(root)
    _ways(root, process, where, marks)
    for state in _in_order(process, where):
        _state(root, process, state, where[state.id], links, marks)
    return etree.tostring(root, encoding="unicode")


def _add(parent: Any, tag: str, **attributes: Any) -> Any:
    found = etree.SubElement(parent, f"{{{SPACE}}}{tag}")
    for key, value in attributes.items():
        found.set(key.rstrip("_").replace("_", "-"), str(value))
    return found


def _arrow(root: Any) -> None:
    marker = _add(
        _add(root, "defs"), "marker", id="im-arrow", viewBox="0 0 8 8",
        refX=7, refY=4, markerWidth=7, markerHeight=7, orient="auto",
    )  # fmt: skip
    _add(marker, "path", d="M0 0 8 4 0 8z", class_="im-graph__head")


def _in_order(process: Process, where: Mapping) -> list[State]:
    return sorted(process.states, key=lambda s: (where[s.id][1], where[s.id][0]))


def _is_back(edge: tuple[str, Step, str], where: Mapping) -> bool:
    """Tell whether a way does not lead straight to the next row."""
    start, _step, goal = edge
    return where[goal][1] != where[start][1] + BOX[1] + GAP[1]


def _ways(root: Any, process: Process, where: Mapping, marks: Mapping) -> None:
    lane = 0
    right = max((x for x, _y in where.values()), default=0) + BOX[0] + 18
    told: dict[tuple[str, str], int] = {}
    for edge in process.edges():
        start, step, goal = edge
        mark = marks.get(f"steps.{step.id}", "")
        group = _add(root, "g", class_=f"im-graph__way {mark}".strip())
        group.set("data-step", step.id)
        beside = told.get((start, goal), 0)
        told[start, goal] = beside + 1
        if _is_back(edge, where):
            _around(group, where[start], where[goal], right + lane * LANE, step)
            lane += 1
        else:
            _straight(group, where[start], where[goal], beside, step)


def _straight(group: Any, start, goal, beside: int, step: Step) -> None:
    x1, y1 = start[0] + BOX[0] // 2 + beside * 14, start[1] + BOX[1]
    x2, y2 = goal[0] + BOX[0] // 2 + beside * 14, goal[1]
    _line(group, f"M{x1} {y1}L{x2} {y2}", step)
    middle = y1 + 22 + beside * 15
    x = x1 + (x2 - x1) * (middle - y1) // (y2 - y1) + 7
    _words(group, x, middle, step)


def _around(group: Any, start, goal, lane: int, step: Step) -> None:
    """Lead a way round on the right side, each in a lane of its own."""
    x1, y1 = start[0] + BOX[0], start[1] + BOX[1] // 2 + 7
    x2, y2 = goal[0] + BOX[0], goal[1] + BOX[1] // 2 - 7
    _line(group, f"M{x1} {y1}H{lane}V{y2}H{x2}", step)


def _line(group: Any, path: str, step: Step) -> None:
    line = _add(group, "path", d=path, class_="im-graph__line", fill="none")
    line.set("marker-end", "url(#im-arrow)")
    _add(line, "title").text = name(step)


def _words(group: Any, x: int, y: int, step: Step) -> None:
    text = _add(group, "text", x=x, y=y, class_="im-graph__words")
    text.text = _short(name(step))


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"


def _state(root: Any, process: Process, state: State, place, links, marks) -> None:
    x, y = place
    kinds = ["im-graph__state", marks.get(f"states.{state.id}", "")]
    kinds.append("is-initial" if state.id == process.initial else "")
    kinds.append("is-final" if state.final else "")
    link = _add(root, "a", class_=" ".join(filter(None, kinds)))
    link.set("data-state", state.id)
    link.set("href", links.get(state.id, f"#state-{state.id}"))
    link.set("aria-label", f"{name(state)} → {_goals(process, state)}")
    _add(link, "rect", x=x, y=y, width=BOX[0], height=BOX[1], rx=6)
    text = _add(link, "text", x=x + BOX[0] // 2, y=y + BOX[1] // 2 + 5)
    text.set("text-anchor", "middle")
    mark = "● " if state.id == process.initial else "■ " if state.final else ""
    text.text = mark + _short(name(state))
    _add(link, "title").text = name(state)


def _goals(process: Process, state: State) -> str:
    steps = [step for name in state.steps if (step := process.step(name))]
    return ", ".join(name(step) for step in steps) or "–"
