"""A process as a picture: SVG whose states are links, in the order of the definition.

States stand in one column. A way to the next state leads straight down, any other
one round on the right, in a lane of its own; what stays where it is, beside its state.
"""

from collections.abc import Mapping
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from lxml import etree
from typing import Any
from typing import NamedTuple


SPACE = "http://www.w3.org/2000/svg"
BOX = (200, 46)
GAP = 46
MARGIN = 24
LANE = 16
LETTERS = 30
# Beside a state: room for the words of the ways that do not lead straight down.
BESIDE = 190
PITCH = 15
# In the picture itself: a file that is saved looks as the page does.
STYLE = """
.im-graph { font: 13px "Be Vietnam Pro", "Noto Sans", sans-serif }
.im-graph rect { fill: var(--im-paper, #fff); stroke: #5b6470; stroke-width: 1.4 }
.im-graph a { text-decoration: none }
.im-graph a text { fill: #1f2933 }
.im-graph a:focus { outline: none }
.im-graph a:focus rect, .im-graph a:hover rect { stroke: #0b5cad; stroke-width: 3.4 }
.im-graph .is-initial rect { stroke-width: 2.6 }
.im-graph .is-new rect { stroke: #1b7a3d; fill: #eaf6ee; stroke-dasharray: 5 3 }
.im-graph__line { stroke: #7a8390; stroke-width: 1.3; fill: none }
.im-graph__way:hover .im-graph__line { stroke: #0b5cad; stroke-width: 2.4 }
.im-graph__head { fill: #7a8390 }
.im-graph__words { fill: #444c56; font-size: 12px }
.im-graph__way.is-new .im-graph__line { stroke: #1b7a3d; stroke-dasharray: 5 3 }
.im-graph .is-gone rect { stroke: #b3261e; fill: #fdecea; stroke-dasharray: 5 3 }
.im-graph__way.is-gone .im-graph__line { stroke: #b3261e; stroke-dasharray: 5 3 }
.im-graph .is-changed rect { stroke: #8a5300; fill: #fff4e0; stroke-width: 2.4 }
.im-graph__way.is-changed .im-graph__line { stroke: #8a5300; stroke-width: 2.2 }
"""


# Never by colour alone.
SIGNS = {"is-new": "+ ", "is-gone": "− ", "is-changed": "≠ "}


class Way(NamedTuple):
    """A way that leads round: its step, from where to where, its lane."""

    step: Step
    start: str
    goal: str
    lane: int


class Plan(NamedTuple):
    """Where everything stands: top and height of each state, ways, words, size."""

    tops: Mapping[str, int]
    heights: Mapping[str, int]
    straight: list[tuple[Step, str, str]]
    round: list[Way]
    staying: Mapping[str, list[Step]]
    width: int
    height: int


def plan(process: Process) -> Plan:
    """Return where everything stands."""
    order = {state.id: place for place, state in enumerate(process.states)}
    straight, around, staying = [], [], {}
    for start, step, goal in process.edges():
        if start == goal:
            staying.setdefault(start, []).append(step)
        elif order[goal] == order[start] + 1:
            straight.append((step, start, goal))
        else:
            around.append((step, start, goal))
    heights = {s.id: _height(s.id, around, staying) for s in process.states}
    tops, y = {}, MARGIN
    below = {s: sum(start == s for _step, start, _goal in straight) for s in order}
    for state in process.states:
        tops[state.id] = y
        y += heights[state.id] + max(GAP, 18 + PITCH * below[state.id])
    ways = _lanes(around, order)
    lanes = max((way.lane for way in ways), default=-1) + 1
    width = MARGIN + BOX[0] + (BESIDE if ways or staying else 90) + lanes * LANE + 12
    return Plan(tops, heights, straight, ways, staying, width, y - GAP + MARGIN)


def _height(state: str, around: list, staying: Mapping) -> int:
    """A state is as high as the words beside it ask."""
    lines = sum(start == state for _step, start, _goal in around) + (state in staying)
    return max(BOX[1], 20 + PITCH * lines)


def _lanes(around: list, order: Mapping[str, int]) -> list[Way]:
    """Give each way the nearest lane that is free from its start to its goal.

    Short ways lie inside, long ones outside; ways to one goal share a lane.
    """
    taken: list[list[tuple[int, int, str]]] = []
    found = []
    by_length = sorted(around, key=lambda way: abs(order[way[1]] - order[way[2]]))
    for step, start, goal in by_length:
        low, high = sorted((order[start], order[goal]))
        lane = 0
        while lane < len(taken) and any(
            low <= other_high and other_low <= high and other_goal != goal
            for other_low, other_high, other_goal in taken[lane]
        ):
            lane += 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high, goal))
        found.append(Way(step, start, goal, lane))
    steps = {state: place for place, state in enumerate(order)}
    return sorted(found, key=lambda way: steps[way.start])


def places(process: Process) -> dict[str, tuple[int, int]]:
    """Return where each state lies."""
    return {state: (MARGIN, top) for state, top in plan(process).tops.items()}


def svg(
    process: Process,
    links: Mapping[str, str],
    marks: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """Return the picture; *links* by state id, *marks*: a class by state or step.

    The lines are for the eye alone: each state is a link that says to whoever hears it
    where one may go from there.
    """
    found, marks = plan(process), marks or {}
    root = etree.Element(f"{{{SPACE}}}svg", nsmap={None: SPACE})
    root.set("viewBox", f"0 0 {found.width} {found.height}")
    root.set("width", str(found.width))
    root.set("height", str(found.height))
    root.set("role", "group")
    root.set("class", "im-graph")
    root.set("aria-label", title or process.title or process.id)
    _add(root, "title").text = title or process.title or process.id
    _add(root, "style").text = STYLE
    _arrow(root)
    _straight(root, found, marks)
    _around(root, found, marks)
    _staying(root, found, marks)
    for state in process.states:
        _state(root, process, state, found, links, marks)
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


def _way(root: Any, step: Step, marks: Mapping) -> Any:
    mark = marks.get(f"steps.{step.id}", "")
    group = _add(root, "g", class_=f"im-graph__way {mark}".strip())
    group.set("data-step", step.id)
    group.set("aria-hidden", "true")
    return group


def _straight(root: Any, found: Plan, marks: Mapping) -> None:
    beside: dict[str, int] = {}
    for step, start, goal in found.straight:
        nth = beside.get(start, 0)
        beside[start] = nth + 1
        group = _way(root, step, marks)
        x = MARGIN + BOX[0] // 2 + nth * 12
        top = found.tops[start] + found.heights[start]
        _line(group, f"M{x} {top}V{found.tops[goal]}", step)
        place = (
            MARGIN + BOX[0] // 2 + 12 * sum(s == start for _t, s, _g in found.straight)
        )
        _words(group, place, top + 18 + nth * PITCH, step, marks)


def _around(root: Any, found: Plan, marks: Mapping) -> None:
    """Leave a state at a height of its own, come to the next at its foot."""
    leaving: dict[str, int] = {}
    side = MARGIN + BOX[0]
    for way in found.round:
        nth = leaving.get(way.start, 0) + (way.start in found.staying)
        leaving[way.start] = leaving.get(way.start, 0) + 1
        group = _way(root, way.step, marks)
        y1 = found.tops[way.start] + 15 + nth * PITCH
        y2 = found.tops[way.goal] + found.heights[way.goal] - 5
        lane = side + BESIDE + way.lane * LANE
        _line(group, f"M{side} {y1}H{lane}V{y2}H{side}", way.step)
        _words(group, side + 8, y1 - 3, way.step, marks)


def _staying(root: Any, found: Plan, marks: Mapping) -> None:
    """Say what leaves a thing where it is: no line leads anywhere."""
    for state, steps in found.staying.items():
        group = _way(root, steps[0], marks)
        group.set("data-step", " ".join(step.id for step in steps))
        text = "; ".join(name(step) for step in steps)
        words = _add(group, "text", class_="im-graph__words")
        words.set("x", str(MARGIN + BOX[0] + 8))
        words.set("y", str(found.tops[state] + 12))
        words.text = f"↻ {_short(text)}"
        _add(words, "title").text = text


def _line(group: Any, path: str, step: Step) -> None:
    line = _add(group, "path", d=path, class_="im-graph__line", fill="none")
    line.set("marker-end", "url(#im-arrow)")
    _add(line, "title").text = name(step)


def _words(group: Any, x: int, y: int, step: Step, marks: Mapping) -> None:
    text = _add(group, "text", x=x, y=y, class_="im-graph__words")
    text.text = _sign(f"steps.{step.id}", marks) + _short(name(step))


def _sign(where: str, marks: Mapping) -> str:
    return SIGNS.get(marks.get(where, ""), "")


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"


def _state(
    root: Any,
    process: Process,
    state: State,
    found: Plan,
    links: Mapping[str, str],
    marks: Mapping[str, str],
) -> None:
    top, height = found.tops[state.id], found.heights[state.id]
    kinds = ["im-graph__state", marks.get(f"states.{state.id}", "")]
    kinds.append("is-initial" if state.id == process.initial else "")
    kinds.append("is-final" if state.final else "")
    link = _add(root, "a", class_=" ".join(filter(None, kinds)))
    link.set("data-state", state.id)
    link.set("href", links.get(state.id, f"#state-{state.id}"))
    link.set("aria-label", _said(process, state))
    _add(link, "rect", x=MARGIN, y=top, width=BOX[0], height=height, rx=6)
    text = _add(link, "text", x=MARGIN + BOX[0] // 2, y=top + height // 2 + 5)
    text.set("text-anchor", "middle")
    mark = "● " if state.id == process.initial else "■ " if state.final else ""
    sign = _sign(f"states.{state.id}", marks)
    text.text = sign + mark + _short(name(state))
    _add(link, "title").text = name(state)


def _said(process: Process, state: State) -> str:
    """Return what is heard of a state: its name, and each way out of it."""
    ways = [
        f"{name(step)} → {name(process.state(goal) or state)}"
        for start, step, goal in process.edges()
        if start == state.id
    ]
    return "; ".join([name(state), *ways])
