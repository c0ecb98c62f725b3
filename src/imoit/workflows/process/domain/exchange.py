"""A process for drawing tools: BPMN 2.0, one way."""

from imoit.workflows.process.domain.drawing import BOX
from imoit.workflows.process.domain.drawing import places
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.shape import Process
from lxml import etree


MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
START = "imoit_start"


def bpmn(process: Process) -> bytes:
    """Return BPMN 2.0: each state a task, each way a flow, with coordinates."""
    spaces = {None: MODEL, "bpmndi": DRAWN, "dc": DC, "di": DI}
    root = etree.Element(f"{{{MODEL}}}definitions", nsmap=spaces)
    root.set("id", f"definitions_{process.id}")
    root.set("targetNamespace", "urn:imoit:processes")
    flow = _add(root, "process", id=process.id, name=process.title or process.id)
    flow.set("isExecutable", "false")
    _add(flow, "startEvent", id=START, name="")
    for state in process.states:
        _add(flow, "userTask", id=f"state_{state.id}", name=name(state))
    ways = _flows(process)
    for way, (start, goal, title) in ways.items():
        _add(flow, "sequenceFlow", id=way, sourceRef=start, targetRef=goal, name=title)
    _draw(root, process, ways)
    return etree.tostring(
        root, xml_declaration=True, encoding="utf-8", pretty_print=True
    )


def _add(parent, tag: str, space: str = MODEL, **attributes: str):
    found = etree.SubElement(parent, f"{{{space}}}{tag}")
    for key, value in attributes.items():
        found.set(key, value)
    return found


def _flows(process: Process) -> dict[str, tuple[str, str, str]]:
    found = {}
    if process.state(process.initial) is not None:
        found["flow_start"] = (START, f"state_{process.initial}", "")
    for start, step, goal in process.edges():
        way = f"flow_{start}_{step.id}"
        found[way] = (f"state_{start}", f"state_{goal}", name(step))
    return found


def _draw(root, process: Process, ways) -> None:
    diagram = _add(root, "BPMNDiagram", DRAWN, id="diagram")
    plane = _add(diagram, "BPMNPlane", DRAWN, id="plane", bpmnElement=process.id)
    where = {f"state_{s}": place for s, place in places(process).items()}
    where[START] = (BOX[0] // 2, -60)
    for element, (x, y) in where.items():
        shape = _add(
            plane, "BPMNShape", DRAWN, id=f"shape_{element}", bpmnElement=element
        )
        width, height = (36, 36) if element == START else BOX
        numbers = {"x": x, "y": y, "width": width, "height": height}
        _add(shape, "Bounds", DC, **{key: str(n) for key, n in numbers.items()})
    for way, (start, goal, _title) in ways.items():
        edge = _add(plane, "BPMNEdge", DRAWN, id=f"edge_{way}", bpmnElement=way)
        for element in (start, goal):
            x, y = where[element]
            _add(edge, "waypoint", DI, x=str(x + BOX[0] // 2), y=str(y + BOX[1] // 2))
