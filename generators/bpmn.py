"""Target "bpmn": each scenario as a BPMN 2.0 process (OMG formal/2011-01-03) with its diagram, by the swimlane layout.

Executable by any engine that evaluates `x == "y"`: the variable is named after the step that gives the answer.
"""

from lxml import etree

from generators.canvas import Plan, Point, Shape, Sheet
from generators.faces import Face, Mark
from generators.grid import Link
from generators.layout import lay_out
from generators.lettering import printable, width, wrap
from generators.process import Flow, Node, Process, ascii_id, process
from spec.model import Act, Service, Spec
from spec.words.vocabulary import name

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {None: MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
PYTHON = "https://docs.python.org/3/reference/expressions.html"

TASK, GATEWAY, EVENT, TIMER, LATE = 120.0, 44.0, 32.0, 28.0, 24.0
COLUMN = 240.0
TYPE = 11.0  # what viewers set names in
POOL = 30.0  # height of the pool's own heading


def generate(spec: Spec, service: Service, language: str) -> dict[str, bytes]:
    """`bpmn/<scenario>.bpmn` for every scenario."""
    made = {}
    for scenario in service.scenarios:
        found = process(scenario, language)
        made[f"bpmn/{scenario.id}.bpmn"] = _document(found, spec.act, service, language)
    return made


def _document(found: Process, act: Act, service: Service, language: str) -> bytes:
    root = etree.Element(f"{{{MODEL}}}definitions", nsmap=NAMESPACES)  # type: ignore[arg-type]
    root.set("id", f"definitions_{found.id}")
    root.set("targetNamespace", f"urn:reglament:{ascii_id(act.id)}:{ascii_id(service.id)}")
    root.set("expressionLanguage", PYTHON)
    if any(node.outcome == "overdue" for node in found.nodes):
        _add(root, "escalation", id="escalation_overdue", name="overdue", escalationCode="overdue")
    title = printable(service.titles.first(language) or service.id, 300)
    collaboration = _add(root, "collaboration", id=f"collaboration_{found.id}")
    _add(collaboration, "participant", id=f"pool_{found.id}", name=title, processRef=found.id)
    body = _add(root, "process", id=found.id, name=title, isExecutable="true")
    _lanes(body, found, language)
    for node in found.nodes:
        _node(body, node, found)
    for flow in found.flows:
        _flow(body, flow)
    _diagram(root, found, language)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(
    parent: etree._Element, tag: str, namespace: str = MODEL, text: str | None = None, **facts: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attrib={k: v for k, v in facts.items() if v})
    element.text = text
    return element


def _performers(found: Process) -> list[str | None]:
    return list(dict.fromkeys(node.performer for node in found.nodes))


def lane_id(performer: str | None) -> str:
    """The id of a performer's lane."""
    return f"lane_{ascii_id(performer or 'none')}"


def _lanes(body: etree._Element, found: Process, language: str) -> None:
    lanes = _add(body, "laneSet", id=f"lanes_{found.id}")
    for performer in _performers(found):
        lane = _add(lanes, "lane", id=lane_id(performer), name=printable(name("performer", performer, language), 80))
        for node in found.nodes:
            if node.performer == performer:
                _add(lane, "flowNodeRef", text=node.id)


def _node(body: etree._Element, node: Node, found: Process) -> None:
    element = _add(body, node.kind, id=node.id, name=node.name)
    for note in node.notes:
        _add(element, "documentation", text=note)
    for flow in found.flows:
        if flow.target == node.id:
            _add(element, "incoming", text=flow.id)
    for flow in found.flows:
        if flow.source == node.id:
            _add(element, "outgoing", text=flow.id)
            if flow.otherwise:
                element.set("default", flow.id)
    if node.kind == "boundaryEvent" and node.attached and node.duration:
        element.set("attachedToRef", node.attached)
        element.set("cancelActivity", "false")
        timer = _add(element, "timerEventDefinition", id=f"when_{node.id}")
        period = _add(timer, "timeDuration", text=node.duration)
        period.set(f"{{{XSI}}}type", "tFormalExpression")
    if node.outcome == "overdue":
        _add(element, "escalationEventDefinition", id=f"escalate_{node.id}", escalationRef="escalation_overdue")


def _flow(body: etree._Element, flow: Flow) -> None:
    element = _add(body, "sequenceFlow", id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target)
    if flow.condition:
        condition = _add(element, "conditionExpression", text=flow.condition)
        condition.set(f"{{{XSI}}}type", "tFormalExpression")


def _face(node: Node) -> Face:
    """The face of a node: a task as tall as its name asks, a gateway or event of the usual size."""
    if node.kind == "exclusiveGateway":
        return Face("diamond", GATEWAY, GATEWAY, GATEWAY / 2 + 2, GATEWAY / 2, ())
    if node.kind in ("startEvent", "endEvent"):
        return Face("diamond", EVENT, EVENT, EVENT / 2, EVENT / 2 + 18, ())
    lines = wrap(node.name, TASK - 12, TYPE)
    height = max(64.0, len(lines) * TYPE * 1.25 + 26)
    return Face("box", TASK, height, height / 2, height / 2 + TIMER / 2, ())


def layout(found: Process, language: str) -> tuple[Sheet, list[Node], list[Flow]]:
    """The process laid out on one sheet: what is drawn, which nodes (a timer stands at its task) and which flows."""
    nodes = [node for node in found.nodes if node.kind != "boundaryEvent" and node.outcome != "overdue"]
    index = {node.id: n for n, node in enumerate(nodes)}
    flows = [flow for flow in found.flows if flow.source in index and flow.target in index]
    faces = [_face(node) for node in nodes]
    performers = tuple(node.performer for node in nodes)
    lanes = len(set(performers))
    plan = Plan(
        performers,
        tuple(face.shape == "diamond" for face in faces),
        lambda n, _room, _gap: faces[n],
        tuple(node.id for node in nodes),
        tuple(Link(index[flow.source], index[flow.target], flow.name) for flow in flows),
        {performer: name("performer", performer, language) for performer in performers},
        marked=False,
        left=0.0,
        width=lanes * (COLUMN + 24.0),
        widest=COLUMN,
        most_lanes=lanes,
    )
    return lay_out(plan, 1e6)[0], nodes, flows


def _diagram(root: etree._Element, found: Process, language: str) -> None:
    """Diagram interchange: the pool, its lanes, every node and flow."""
    diagram = _add(root, "BPMNDiagram", DI, id=f"diagram_{found.id}")
    plane = _add(diagram, "BPMNPlane", DI, id=f"plane_{found.id}", bpmnElement=f"collaboration_{found.id}")
    if not found.nodes:
        return
    sheet, nodes, flows = layout(found, language)
    wide = sum(lane.width for lane in sheet.lanes)
    pool = _shape(plane, f"pool_{found.id}", wide / 2, (sheet.height - POOL) / 2, wide, sheet.height + POOL)
    pool.set("isHorizontal", "false")
    for lane in sheet.lanes:
        x, y = lane.x + lane.width / 2, sheet.height / 2
        _shape(plane, lane_id(lane.performer), x, y, lane.width, sheet.height).set("isHorizontal", "false")
    at: dict[str, Shape] = {}
    for shape in sheet.shapes:
        node, drawn = nodes[shape.step], shape.face
        at[node.id] = shape
        element = _shape(plane, node.id, shape.x, shape.y, drawn.width, drawn.height)
        if node.kind == "exclusiveGateway":
            element.set("isMarkerVisible", "true")
        if node.name and drawn.shape == "diamond":
            _label(element, shape.x, shape.y, node)
    for node in found.nodes:
        if node.attached:
            _timer(plane, at[node.attached], node, found)
    drawn_flows = {wire.link: wire for wire in sheet.wires if wire.link is not None}
    for n, flow in enumerate(flows):
        wire = drawn_flows.get(n)
        points = (
            wire.points if wire else ((at[flow.source].x, at[flow.source].y), (at[flow.target].x, at[flow.target].y))
        )
        edge = _edge(plane, flow.id, points)
        if wire and wire.label:
            _edge_label(edge, wire.points, wire.label)


def _edge_label(edge: etree._Element, points: tuple[Point, ...], label: Mark) -> None:
    """The words of a flow beside its beginning: over a level line, to the side of an upright one."""
    (x, y), (_, after) = points[:2]
    side = -1 if label.x < x else 1
    wide = width(label.text, TYPE) + 4
    down = -9.0 if abs(y - after) < 1 else 11.0
    _bounds(_add(edge, "BPMNLabel", DI), x + side * (3 + wide / 2), y + down, wide, 14)


def _timer(plane: etree._Element, task: Shape, node: Node, found: Process) -> None:
    """A timer on the right side of its task, low, and the end event that it leads to."""
    x, y = task.x + task.face.width / 2, task.y + task.face.height / 2 - 6
    _shape(plane, node.id, x, y, TIMER, TIMER)
    flow = next(flow for flow in found.flows if flow.source == node.id)
    end = x + TIMER / 2 + 12 + LATE / 2
    _shape(plane, flow.target, end, y, LATE, LATE)
    _edge(plane, flow.id, ((x + TIMER / 2, y), (end - LATE / 2, y)))


def _shape(plane: etree._Element, of: str, x: float, y: float, wide: float, tall: float) -> etree._Element:
    element = _add(plane, "BPMNShape", DI, id=f"{of}_di", bpmnElement=of)
    _bounds(element, x, y, wide, tall)
    return element


def _bounds(parent: etree._Element, x: float, y: float, wide: float, tall: float) -> None:
    _add(
        parent,
        "Bounds",
        DC,
        x=_number(x - wide / 2),
        y=_number(y - tall / 2),
        width=_number(wide),
        height=_number(tall),
    )


def _label(element: etree._Element, x: float, y: float, node: Node) -> None:
    """The name of an event below it, of a gateway and the start right of it and above the lines that leave there."""
    wide = min(90.0, width(node.name, TYPE) + 6)
    label = _add(element, "BPMNLabel", DI)
    if node.kind == "endEvent":
        _bounds(label, x, y + EVENT / 2 + 9, wide, 14)
    elif node.kind == "startEvent":
        _bounds(label, x + EVENT / 2 + 4 + wide / 2, y, wide, 14)
    else:
        _bounds(label, x + GATEWAY / 2 + wide / 2, y - GATEWAY / 2 - 6, wide, 28)


def _edge(plane: etree._Element, of: str, points: tuple[Point, ...]) -> etree._Element:
    edge = _add(plane, "BPMNEdge", DI, id=f"{of}_di", bpmnElement=of)
    for x, y in points:
        _add(edge, "waypoint", DD, x=_number(x), y=_number(y))
    return edge


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text
