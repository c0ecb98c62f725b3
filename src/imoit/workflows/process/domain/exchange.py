"""A process for drawing tools: BPMN 2.0, one way."""

from imoit.workflows.process.domain.drawing import BOX
from imoit.workflows.process.domain.drawing import places
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Step
from lxml import etree
from typing import NamedTuple


MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "urn:imoit:processes"
START = "imoit_start"
ROUND = (36, 36)


class Way(NamedTuple):
    """A flow; *step* is None where a thing begins or ends."""

    start: str
    goal: str
    step: Step | None = None


def bpmn(process: Process) -> bytes:
    """Return BPMN 2.0: each state a task, each way a flow, with coordinates.

    Who may take a step stands beside its flow, as an element of our own.
    """
    spaces = {None: MODEL, "bpmndi": DRAWN, "dc": DC, "di": DI}
    root = etree.Element(
        f"{{{MODEL}}}definitions", nsmap={**spaces, "xsi": XSI, "imoit": OURS}
    )
    root.set("id", f"definitions_{process.id}")
    root.set("targetNamespace", OURS)
    title = process.title or process.id
    flow = _add(root, "process", id=f"process_{process.id}", name=title)
    flow.set("isExecutable", "false")
    ways = _ways(process)
    _add(flow, "startEvent", id=START, name="")
    for state in process.states:
        _add(flow, "userTask", id=f"state_{state.id}", name=name(state))
        if state.final:
            _add(flow, "endEvent", id=f"end_{state.id}", name="")
    many = _choices(ways)
    for flow_id, way in ways.items():
        _add_flow(flow, flow_id, way, chosen=way.start in many)
    _draw(root, process, ways)
    return etree.tostring(
        root, xml_declaration=True, encoding="utf-8", pretty_print=True
    )


def _add(parent, tag: str, space: str = MODEL, **attributes: str):
    found = etree.SubElement(parent, f"{{{space}}}{tag}")
    for key, value in attributes.items():
        found.set(key, value)
    return found


def _ways(process: Process) -> dict[str, Way]:
    """Return the flows by id; a number keeps apart what reads the same."""
    found = {}
    if process.state(process.initial) is not None:
        found["flow_start"] = Way(START, f"state_{process.initial}")
    for number, (start, step, goal) in enumerate(process.edges(), 1):
        way = Way(f"state_{start}", f"state_{goal}", step)
        found[f"flow_{number}_{step.id}"] = way
    for state in process.states:
        if state.final:
            found[f"finish_{state.id}"] = Way(f"state_{state.id}", f"end_{state.id}")
    return found


def _choices(ways: dict[str, Way]) -> set[str]:
    starts = [way.start for way in ways.values()]
    return {start for start in starts if starts.count(start) > 1}


def _add_flow(flow, flow_id: str, way: Way, *, chosen: bool) -> None:
    """Add a flow; where several lead on, one of them is taken, not all at once."""
    title = name(way.step) if way.step else ""
    found = _add(flow, "sequenceFlow", id=flow_id, name=title)
    found.set("sourceRef", way.start)
    found.set("targetRef", way.goal)
    if way.step is not None:
        _add_guard(_add(found, "extensionElements"), way.step)
    if chosen:
        condition = _add(found, "conditionExpression")
        condition.set(f"{{{XSI}}}type", "tFormalExpression")
        condition.text = f"step = '{way.step.id if way.step else ''}'"


def _add_guard(parent, step: Step) -> None:
    told = _add(parent, "step", OURS, id=step.id, trigger=step.trigger)
    for kind in ("permissions", "roles", "groups"):
        for one in getattr(step.guard, kind):
            _add(told, kind.removesuffix("s"), OURS).text = one
    for one in step.guard.conditions:
        _add(told, "condition", OURS).text = one
    if step.guard.expression:
        _add(told, "expression", OURS).text = step.guard.expression


def _draw(root, process: Process, ways: dict[str, Way]) -> None:
    diagram = _add(root, "BPMNDiagram", DRAWN, id="diagram")
    plane = _add(diagram, "BPMNPlane", DRAWN, id="plane")
    plane.set("bpmnElement", f"process_{process.id}")
    where = _where(process)
    for element, (x, y, width, height) in where.items():
        shape = _add(
            plane, "BPMNShape", DRAWN, id=f"shape_{element}", bpmnElement=element
        )
        numbers = {"x": x, "y": y, "width": width, "height": height}
        _add(shape, "Bounds", DC, **{key: str(n) for key, n in numbers.items()})
    for flow_id, way in ways.items():
        edge = _add(plane, "BPMNEdge", DRAWN, id=f"edge_{flow_id}", bpmnElement=flow_id)
        for element in (way.start, way.goal):
            x, y, width, height = where[element]
            _add(edge, "waypoint", DI, x=str(x + width // 2), y=str(y + height // 2))


def _where(process: Process) -> dict[str, tuple[int, int, int, int]]:
    """Return left, top, width and height of each element."""
    found = {START: (BOX[0] // 2, -60, *ROUND)}
    for state, (x, y) in places(process).items():
        found[f"state_{state}"] = (x, y, *BOX)
        known = process.state(state)
        if known is not None and known.final:
            found[f"end_{state}"] = (x + BOX[0] + 40, y, *ROUND)
    return found
