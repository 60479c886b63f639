"""Diagram interchange of a BPMN process: the layout of the swimlane pictures with the sizes that BPMN viewers draw.

Viewers set names in 12 points inside tasks and 11 beside events, gateways and data objects. A timer sits on the lower
right corner of its task, a data object stands on its left, below the lines
that leave there.
"""

from collections.abc import Sequence

from lxml import etree
from msgspec.structs import replace

from generators.canvas import Plan, Point, Shape, Sheet
from generators.faces import Face, Mark
from generators.grid import Link
from generators.layout import lay_out
from generators.lettering import width, wrap
from generators.paperwork import Paper
from generators.process import Flow, Node, Process, lane_id
from generators.xmlparts import DC, DD, DI, add
from spec.words.vocabulary import name

TASK, GATEWAY, EVENT, TIMER, LATE = 136.0, 44.0, 32.0, 28.0, 24.0
ICON = 27.0  # room over the name of a task for the icon of its kind
PAPER_WIDTH, PAPER_HEIGHT = 30.0, 38.0
ASIDE = 22.0  # between a task and a data object
COLUMN = 284.0
SCALE = 1.5  # how much wider than in a swimlane picture lines stand apart: arrowheads and strokes are that much bigger
NAME, TYPE = 12.0, 11.0
LINE = 14.0
GUTTER = 36.0  # between columns, for lines
POOL = 30.0  # height of the pool's own heading, as viewers draw it
EVENT_ROOM, TIMER_ROOM, LATE_ROOM, PAPER_NAME = 110.0, 74.0, 50.0, 62.0


def _beside(text: str, room: float) -> tuple[float, int]:
    """Width and number of lines of a name that stands beside its shape, in `room` points."""
    lines = wrap(text, room, TYPE)
    return max((width(line, TYPE) for line in lines), default=0.0) + 8, len(lines)


def _face(node: Node, timed: tuple[Node, Node] | None, paper: Paper | None) -> Face:
    """The face of a node: a task as tall as its name asks, a gateway or event of the usual size. What hangs on a task
    below it, a timer with the end it leads to and data objects, counts to it."""
    if node.kind == "exclusiveGateway":
        return Face("diamond", GATEWAY, GATEWAY, GATEWAY / 2 + 2, GATEWAY / 2, ())
    if node.kind in ("startEvent", "endEvent"):
        return Face(
            "diamond", EVENT, EVENT, EVENT / 2 + 8, EVENT / 2 + 4 + LINE * _beside(node.name, EVENT_ROOM)[1], ()
        )
    height = max(72.0, len(wrap(node.name, TASK - 14, NAME)) * NAME * 1.25 + 2 * ICON)
    below = height / 2
    if paper:
        below = max(below, 10 + PAPER_HEIGHT + LINE * _beside(paper.name, PAPER_NAME)[1])
    if timed:
        lines = max(_beside(timed[0].name, TIMER_ROOM)[1], _beside(timed[1].name, LATE_ROOM)[1])
        below = max(below, height / 2 + TIMER / 2 + LINE * lines)
    return Face("box", TASK, height, height / 2, below, ())


def layout(found: Process, language: str, papers: tuple[Paper, ...] = ()) -> tuple[Sheet, list[Node], list[Flow]]:
    """The process laid out on one sheet: what is drawn, which nodes (a timer stands at its task) and which flows."""
    nodes = [node for node in found.nodes if node.kind != "boundaryEvent" and node.outcome != "overdue"]
    index = {node.id: n for n, node in enumerate(nodes)}
    flows = [flow for flow in found.flows if flow.source in index and flow.target in index]
    timers = {node.attached: node for node in found.nodes if node.attached}
    lates = {node.of: node for node in found.nodes if node.outcome == "overdue"}
    of_task = {paper.task: paper for paper in papers}
    real = [
        _face(node, (timers[node.id], lates[node.of]) if node.id in timers else None, of_task.get(node.id))
        for node in nodes
    ]
    faces = [_sized(face, 1 / SCALE) for face in real]
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
        width=pool_width(lanes) / SCALE,
        widest=COLUMN / SCALE,
        most_lanes=lanes,
    )
    return _scaled(lay_out(plan, 1e6)[0], real), nodes, flows


def pool_width(lanes: int) -> float:
    """The width of a pool of so many lanes."""
    return lanes * (COLUMN + GUTTER)


def heading(title: str, channel: str, found: Process) -> str:
    """What is written over the pool: the service and the channel, the title cut at a word where two lines are too few."""
    room = 0.92 * pool_width(len({node.performer for node in found.nodes}))
    words = title.split(" ")
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]) + ("" if count == len(words) else " …") + f" – {channel}"
        if len(wrap(text, room, NAME)) <= 2:
            return text
    return channel


def _sized(face: Face, by: float) -> Face:
    return Face(face.shape, face.width * by, face.height * by, face.above * by, face.below * by, ())


def _scaled(sheet: Sheet, faces: Sequence[Face]) -> Sheet:
    """The sheet in the sizes of viewers: its places as many times greater, and the faces as they are."""
    return replace(
        sheet,
        height=sheet.height * SCALE,
        lanes=tuple(
            replace(lane, x=lane.x * SCALE, width=lane.width * SCALE, height=lane.height * SCALE)
            for lane in sheet.lanes
        ),
        shapes=tuple(Shape(shape.step, shape.x * SCALE, shape.y * SCALE, faces[shape.step]) for shape in sheet.shapes),
        wires=tuple(
            replace(
                wire,
                points=tuple((x * SCALE, y * SCALE) for x, y in wire.points),
                label=wire.label and replace(wire.label, x=wire.label.x * SCALE, y=wire.label.y * SCALE),
            )
            for wire in sheet.wires
        ),
    )


def draw(root: etree._Element, found: Process, language: str, papers: tuple[Paper, ...]) -> None:
    """Appends the diagram to the definitions `root`: the pool, its lanes, every node, flow and data object."""
    diagram = add(root, "BPMNDiagram", DI, id=f"diagram_{found.id}")
    plane = add(diagram, "BPMNPlane", DI, id=f"plane_{found.id}", bpmnElement=f"collaboration_{found.id}")
    if not found.nodes:
        return
    sheet, nodes, flows = layout(found, language, papers)
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
    _papers(plane, at, papers)
    drawn_flows = {wire.link: wire for wire in sheet.wires if wire.link is not None}
    for n, flow in enumerate(flows):
        wire = drawn_flows.get(n)
        points = (
            wire.points if wire else ((at[flow.source].x, at[flow.source].y), (at[flow.target].x, at[flow.target].y))
        )
        edge = _edge(plane, flow.id, points)
        if wire and wire.label:
            _edge_label(edge, wire.points, wire.label, 9 if flow.otherwise else 4)


def _edge_label(edge: etree._Element, points: tuple[Point, ...], label: Mark, off: float) -> None:
    """The words of a flow `off` points beside its beginning: over a level line, to the side of an upright one."""
    (x, y), (_, after) = points[:2]
    side = -1 if label.x < x else 1
    if len(points) > 2 and 1 < abs(y - after) < 24:  # it turns at once: the words stand where it does not go
        side = -1 if points[2][0] > x else 1
    wide = width(label.text, TYPE) + 4
    down = -9.0 if abs(y - after) < 1 else 11.0
    _bounds(add(edge, "BPMNLabel", DI), x + side * (off + wide / 2), y + down, wide, LINE)


def _timer(plane: etree._Element, task: Shape, node: Node, found: Process) -> None:
    """A timer on the right side of its task, low, and the end event that it leads to; their names below them."""
    x, y = task.x + task.face.width / 2, task.y + task.face.height / 2 - 4
    flow = next(flow for flow in found.flows if flow.source == node.id)
    late = next(one for one in found.nodes if one.id == flow.target)
    end = x + TIMER / 2 + 18 + LATE / 2
    wide, lines = _beside(node.name, TIMER_ROOM)
    left = max(task.x + 3, x + TIMER / 2 - wide)
    _name(_shape(plane, node.id, x, y, TIMER, TIMER), left + wide / 2, y + TIMER / 2 + 3, wide, lines)
    wide, lines = _beside(late.name, LATE_ROOM)
    _name(_shape(plane, late.id, end, y, LATE, LATE), end + 2, y + LATE / 2 + 3, wide, lines)
    _edge(plane, flow.id, ((x + TIMER / 2, y), (end - LATE / 2, y)))


def _papers(plane: etree._Element, at: dict[str, Shape], papers: tuple[Paper, ...]) -> None:
    """The data object of each task, left of it, and the dotted line between them."""
    for paper in papers:
        task = at[paper.task]
        side = task.x - task.face.width / 2
        x, y = side - ASIDE - PAPER_WIDTH / 2, task.y + 8 + PAPER_HEIGHT / 2
        wide, lines = _beside(paper.name, PAPER_NAME)
        element = _shape(plane, paper.id, x, y, PAPER_WIDTH, PAPER_HEIGHT)
        _name(element, min(x, side - 2 - wide / 2), y + PAPER_HEIGHT / 2 + 2, wide, lines)
        ends = ((x + PAPER_WIDTH / 2, y), (side, y))
        _edge(plane, paper.line, ends if paper.read else ends[::-1])


def _name(element: etree._Element, x: float, top: float, wide: float, lines: int) -> None:
    """The bounds of a name, in the middle of x and from `top` down."""
    tall = LINE * max(lines, 1)
    _bounds(add(element, "BPMNLabel", DI), x, top + tall / 2, wide, tall)


def _shape(plane: etree._Element, of: str, x: float, y: float, wide: float, tall: float) -> etree._Element:
    element = add(plane, "BPMNShape", DI, id=f"{of}_di", bpmnElement=of)
    _bounds(element, x, y, wide, tall)
    return element


def _bounds(parent: etree._Element, x: float, y: float, wide: float, tall: float) -> None:
    add(
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
    wide, lines = _beside(node.name, EVENT_ROOM)
    if node.kind == "endEvent":
        _name(element, x, y + EVENT / 2 + 3, wide, lines)
    elif node.kind == "startEvent":
        _name(element, x + EVENT / 2 + 4 + wide / 2, y - LINE * lines / 2, wide, lines)
    else:
        _name(element, x + GATEWAY / 2 + wide / 2, y - GATEWAY / 2 - LINE * lines + 4, wide, lines)


def _edge(plane: etree._Element, of: str, points: tuple[Point, ...]) -> etree._Element:
    edge = add(plane, "BPMNEdge", DI, id=f"{of}_di", bpmnElement=of)
    for x, y in points:
        add(edge, "waypoint", DD, x=_number(x), y=_number(y))
    return edge


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text
