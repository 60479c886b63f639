"""A diagram in DOT with every place fixed, and drawn by Graphviz (the one in the wheel graphviz-pure, or a real dot)."""

import re
import subprocess
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from generators.canvas import PAGE_WIDTH, Point, Shape, Sheet, Wire
from generators.faces import Ink, Mark
from generators.sheet import SYMBOL, Diagram, texts
from spec.model import Scenario

if TYPE_CHECKING:
    from graphviz import Digraph

ARROW = 5.0  # length of an arrowhead, points
CORNER = 3.0  # radius of a bend
FONT, BOLD = "Helvetica", "Helvetica-Bold"  # Graphviz draws them in Arimo and names them so that every viewer has them
INKS: dict[Ink, str] = {
    "text": "#1a1a1a", "quiet": "#666666", "deadline": "#1f4e9c", "system": "#2a6b5f", "repealed": "#b02318",
}  # fmt: skip
FILLS = {"issued": "#cfe8cf", "refused": "#f6cfca", "no_data": "#fbe3b5", "other": "#dddddd", "note": "#ffffff"}
PICTURES = {"svg": b"<svg", "png": b"\x89PNG"}
"""What a picture of each form has near its beginning."""
LINES = {"issued": "#2f7d32", "refused": "#b02318", "no_data": "#a86d00", "other": "#666666", "note": "#999999"}
BOX, DIAMOND, DARK, LANE, HEADING = "#ffffff", "#fff8d6", "#333333", "#b8c2cc", "#e6ecf2"
JUSTIFIED = {"left": "\\l", "middle": "", "right": "\\r"}
TINTS = ("#fafbfc", "#f3f6f9")


def dot(found: Diagram, scenario: Scenario, title: str, language: str) -> str:
    """The DOT source of a diagram: places in points, from the lower left corner as Graphviz counts."""
    from graphviz import Digraph

    graph = Digraph(
        name=title,
        graph_attr={"bgcolor": "white", "inputscale": "72", "outputorder": "nodesfirst", "pad": "0", "splines": "true"},
        node_attr={
            "shape": "box", "fixedsize": "true", "label": "", "margin": "0", "fontname": FONT, "fontsize": "7",
            "color": DARK, "penwidth": "0.75", "style": "filled", "fillcolor": BOX,
        },
        edge_attr={"color": DARK, "penwidth": "0.75", "arrowsize": "0.5"},
    )  # fmt: skip
    paper = Paper(graph, found.height)
    paper.box("paper", PAGE_WIDTH / 2, found.height / 2, PAGE_WIDTH, found.height, color="none", fillcolor="white")
    for page, (top, sheet) in enumerate(found.sheets):
        _lanes(paper, page, top, sheet)
        for shape in sheet.shapes:
            _shape(paper, top, shape, scenario, language)
        _spots(paper, page, top, sheet)
    for n, symbol in enumerate(found.legend):
        _symbol(paper, f"legend-{n}", symbol.kind, symbol.x, symbol.y)
    for n, mark in enumerate(texts(found)):
        paper.text(f"text-{n}", mark)
    for page, (top, sheet) in enumerate(found.sheets):
        _wires(paper, page, top, sheet, scenario)
    return str(graph.source)


class Paper:
    """Draws on a graph: takes y downwards from the top, gives Graphviz y upwards."""

    def __init__(self, graph: "Digraph", height: float) -> None:
        self.graph, self.height = graph, height

    def at(self, point: Point) -> str:
        """A point as Graphviz writes it."""
        return f"{_short(point[0])},{_short(self.height - point[1])}"

    def box(self, key: str, x: float, y: float, width: float, height: float, **attributes: str) -> None:
        """A node of a fixed place and size."""
        size = {"width": _short(width / 72, 5), "height": _short(height / 72, 5)}
        self.graph.node(key, pos=self.at((x, y)), **size, **attributes)

    def text(self, key: str, mark: Mark) -> None:
        """One line of text, centred or at a side of its box."""
        from graphviz import escape, nohtml

        label = nohtml(escape(mark.text.replace("&", "&amp;")) + JUSTIFIED[mark.align])
        font = {"fontname": BOLD} if mark.bold else {}
        edge = mark.x + mark.width / 2 * (-1 if mark.align == "right" else 1)
        beyond = edge if mark.align == "right" else PAGE_WIDTH - edge
        # A text that Graphviz thinks wider keeps its edge too; nothing makes the paper wider.
        spare = 0.0 if mark.align == "middle" else max(0.0, min(mark.width / 2, beyond))
        x = mark.x - spare / 2 if mark.align == "right" else mark.x + spare / 2
        size = {"fontsize": _short(mark.size)} if mark.size != 7 else {}
        self.box(
            key, x, mark.y, mark.width + spare, mark.height, shape="plaintext", style="", label=label,
            fontcolor=INKS[mark.ink], **font, **size,
        )  # fmt: skip


def _short(value: float, digits: int = 2) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def node_id(key: str) -> str:
    """An ASCII id for a step key."""
    return "step-" + "".join(c if c.isascii() and (c.isalnum() or c in "_-") else f"-u{ord(c):x}-" for c in key)


def _lanes(paper: Paper, page: int, top: float, sheet: Sheet) -> None:
    for n, lane in enumerate(sheet.lanes):
        x = lane.x + lane.width / 2
        paper.box(
            f"lane-{page}-{n}", x, top + lane.height / 2, lane.width, lane.height, color=LANE, fillcolor=TINTS[n % 2],
            penwidth="0.5",
        )  # fmt: skip
        paper.box(
            f"head-{page}-{n}", x, top + lane.heading / 2, lane.width, lane.heading, color=LANE, fillcolor=HEADING,
            penwidth="0.5",
        )  # fmt: skip


def _shape(paper: Paper, top: float, shape: Shape, scenario: Scenario, language: str) -> None:
    from graphviz import escape

    step, drawn = scenario.steps[shape.step], shape.face
    outcomes = [outcome for outcome, _, _ in drawn.strips if outcome != "note"]
    key = node_id(step.key)
    sentence = (step.texts.first(language) or step.key).replace("&", "&amp;")
    paper.box(
        key, shape.x, top + shape.y, drawn.width, drawn.height, id=key, tooltip=escape(_plain(sentence)),
        shape="diamond" if drawn.shape == "diamond" else "box",
        fillcolor=DIAMOND if drawn.shape == "diamond" else BOX,
        color=LINES[outcomes[0]] if len(outcomes) == 1 else DARK,
        penwidth="1.2" if outcomes else "0.75",
    )  # fmt: skip
    for n, (outcome, y, tall) in enumerate(drawn.strips):
        paper.box(
            f"{key}-end-{n}", shape.x, top + shape.y + y, drawn.width, tall, fillcolor=FILLS[outcome],
            color=LINES[outcome], **{"class": outcome},
        )  # fmt: skip


def _plain(text: str) -> str:
    from generators.lettering import printable

    return printable(text, 2000)


def _spots(paper: Paper, page: int, top: float, sheet: Sheet) -> None:
    for n, spot in enumerate(sheet.spots):
        key = f"{spot.kind}-{page}-{n}"
        if spot.kind == "start":
            paper.box(key, spot.x, top + spot.y, spot.width, spot.height, shape="circle", fillcolor=DARK)
        else:
            paper.box(key, spot.x, top + spot.y, spot.width, spot.height, **_pill(spot.kind))


def _pill(kind: str) -> dict[str, str]:
    """How a connector is drawn; one that the act leaves open with a broken line."""
    if kind == "open":
        return {"style": "filled,rounded,dashed", "fillcolor": BOX}
    return {"style": "filled,rounded", "fillcolor": HEADING}


def _wires(paper: Paper, page: int, top: float, sheet: Sheet, scenario: Scenario) -> None:
    nodes = {shape.step: node_id(scenario.steps[shape.step].key) for shape in sheet.shapes}
    index = {step.id: n for n, step in enumerate(scenario.steps)}
    known = [edge for edge in scenario.edges if edge.from_ in index and edge.to in index]
    stubs = iter(enumerate(sheet.spots))
    for wire in sheet.wires:
        if wire.link is not None:
            tail, head = (nodes[index[name]] for name in (known[wire.link].from_, known[wire.link].to))
        else:
            n, spot = next(stubs)
            pair = nodes[spot.step], f"{spot.kind}-{page}-{n}"
            tail, head = pair if spot.kind in ("out", "open") else pair[::-1]
        paper.graph.edge(tail, head, pos=_spline(paper, top, wire))


def _spline(paper: Paper, top: float, wire: Wire) -> str:
    """The `pos` of an edge: Bézier curves along the route with rounded bends, and the point of the arrow."""
    points = [(x, y + top) for x, y in wire.points]
    points = [
        p for n, p in enumerate(points) if n == 0 or abs(p[0] - points[n - 1][0]) + abs(p[1] - points[n - 1][1]) > 0.01
    ]
    tip = points[-1]
    points[-1] = _toward(points[-1], points[-2], ARROW)
    path = [points[0]]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _far(before, bend) / 2, _far(bend, after) / 2)
        start, end = _toward(bend, before, radius), _toward(bend, after, radius)
        path += [path[-1], start, start, _toward(start, bend, radius * 0.55), _toward(end, bend, radius * 0.55), end]
    path += [path[-1], points[-1], points[-1]]
    return f"e,{paper.at(tip)} " + " ".join(paper.at(point) for point in path)


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(start: Point, goal: Point, distance: float) -> Point:
    """The point `distance` from `start` on the (upright or level) way to `goal`."""
    far = _far(start, goal) or 1.0
    return start[0] + (goal[0] - start[0]) * distance / far, start[1] + (goal[1] - start[1]) * distance / far


def _symbol(paper: Paper, key: str, kind: str, x: float, y: float) -> None:
    """A symbol of the legend."""
    tall = 9.0
    if kind == "start":
        paper.box(key, x + SYMBOL / 2 - 5, y, 8, 8, shape="circle", fillcolor=DARK)
    elif kind == "condition":
        paper.box(key, x, y, SYMBOL, tall + 2, shape="diamond", fillcolor=DIAMOND)
    elif kind in FILLS:
        paper.box(key, x, y, SYMBOL, tall, fillcolor=FILLS[kind], color=LINES[kind])
    elif kind in ("connector", "open"):
        paper.box(key, x, y, SYMBOL, tall, **_pill(kind))
    elif kind in ("deadline", "system"):
        ink = INKS["deadline" if kind == "deadline" else "system"]
        mark = Mark(x, y, "Аа", 7.0, kind == "deadline")
        paper.box(
            key, x, y, SYMBOL, tall, shape="plaintext", style="", label=mark.text, fontcolor=ink,
            fontname=BOLD if mark.bold else FONT,
        )  # fmt: skip
    else:
        paper.box(key, x, y, SYMBOL, tall)


@cache
def bundled() -> str:
    """The path of the program graphviz-pure, from the files of its wheel."""
    found = distribution("graphviz-pure")
    for file in found.files or ():
        if Path(file).stem == "graphviz-pure" and Path(file).suffix in ("", ".exe"):
            return str(Path(str(found.locate_file(file))).resolve())
    raise FileNotFoundError("graphviz-pure: its wheel has no program")


class NotDrawn(Exception):  # noqa: N818  (it says what a program of the user's did)
    """The program that should draw drew no picture; `reason` are its own words, or its exit status."""

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(f"{program}: {reason}")
        self.program, self.reason = program, reason


def draw(source: str, form: str, program: str | None = None) -> bytes:
    """`source` drawn as "svg" or "png" by `program`, else by the one in graphviz-pure.

    Raises NotDrawn where `program` makes no picture, graphviz.CalledProcessError where the one in graphviz-pure fails.
    """
    arguments = ["-Kneato", "-n2", f"-T{form}", *(["-Gdpi=160"] if form == "png" else [])]
    drawn = _run(program, arguments, source) if program else _bundled(arguments, source)
    if program and PICTURES[form] not in drawn[:4096]:
        raise NotDrawn(program, f"-T{form}: {len(drawn)} B")
    return _clean(drawn) if form == "svg" else drawn


def _bundled(arguments: list[str], source: str) -> bytes:
    from graphviz.backend import execute

    ran = execute.run_check([bundled(), *arguments], input=source.encode(), capture_output=True, quiet=True)
    return bytes(ran.stdout)


def _run(program: str, arguments: list[str], source: str) -> bytes:
    """What `program` writes."""
    try:
        ran = subprocess.run([program, *arguments], input=source.encode(), capture_output=True, check=False)  # noqa: S603 - the user names it
    except OSError as error:
        raise NotDrawn(program, error.strerror or str(error)) from error
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        raise NotDrawn(program, said[-1] if said else str(ran.returncode))
    return ran.stdout


def _clean(svg: bytes) -> bytes:
    """An SVG without comments (they name the program) and with plain line ends."""
    return re.sub(rb"<!--.*?-->\s*", b"", svg, flags=re.DOTALL).replace(b"\r\n", b"\n")
