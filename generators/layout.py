"""A scenario laid out: every lane, step, line of text and edge with its place on the page.

Points, x to the right, y down, from the upper left corner of the first page. A page is A4 portrait; a long scenario goes
on in a second band of lanes on the next page, and edges between bands become connectors that name the step they lead to.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from generators.faces import SMALL, Face, Mark, face, words_of
from generators.grid import MOST_LANES, Band, Cell, Link, bands
from generators.lettering import LINE, printable, whole, width, wrap
from generators.routing import Gutter, Middle, Route, Slot, route
from generators.tracks import SPACING, Port, Tracks, assign
from spec.model import Scenario
from spec.words import say
from spec.words.vocabulary import name

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
MARGIN = 28.0
ROOM = PAGE_WIDTH - 2 * MARGIN
WIDEST_COLUMN = 150.0
SIDE = 8.5  # between a column and the first track beside it
INTO, OUT = 6.0, 10.0  # above the first and below the last track of a channel; an arrowhead stands in the latter
LABEL = 9.0  # room under a step for the labels of its edges
STUB = 9.0  # length of the line to a connector or start mark
DOT = 8.0  # diameter of a start mark
PILL = 68.0  # widest connector
LINE_HEIGHT = SMALL * LINE

Point = tuple[float, float]


class Lane(Struct, frozen=True):
    """A lane of a band with its heading; `heading` is the height of the heading."""

    performer: str | None
    x: float
    y: float
    width: float
    height: float
    heading: float
    title: tuple[Mark, ...]


class Shape(Struct, frozen=True):
    """A step on the page: `step` is its index; x, y is the middle of the shape."""

    step: int
    x: float
    y: float
    face: Face


class Wire(Struct, frozen=True):
    """An edge on the page: `link` is its index, None for the line of a start mark or connector."""

    link: int | None
    points: tuple[Point, ...]
    label: Mark | None


class Spot(Struct, frozen=True):
    """A start mark or a connector: x, y is its middle; `step` the step beside which it stands."""

    kind: Literal["start", "out", "in"]
    step: int
    x: float
    y: float
    width: float
    height: float
    marks: tuple[Mark, ...]


class Sheet(Struct, frozen=True):
    """One band on its page, y from the top of the band."""

    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    wires: tuple[Wire, ...]
    spots: tuple[Spot, ...]
    height: float


class Connector(Struct):
    """Where a band sends edges that it does not draw: lines of text at the source, and at the target."""

    out: dict[int, list[str]]
    into: dict[int, list[str]]


class Plan(Struct, frozen=True):
    """What is to be laid out: nodes (steps) with their performers, faces and names, the links, the titles of lanes.

    `face` gives the face of a node in a column of some width, where edges enter up to a gap from its middle. `loose` are
    answers that lead nowhere, by node. `marked`: the first node gets a start mark. The rest is the paper: its left edge
    and width, its widest column, its most lanes.
    """

    performers: tuple[str | None, ...]
    diamonds: tuple[bool, ...]
    face: Callable[[int, float, float], Face]
    names: tuple[str, ...]
    links: tuple[Link, ...]
    titles: Mapping[str | None, str]
    loose: Mapping[int, tuple[str, ...]] = {}
    marked: bool = True
    left: float = MARGIN
    width: float = ROOM
    widest: float = WIDEST_COLUMN
    most_lanes: int = MOST_LANES


def plan(scenario: Scenario, language: str, notes: Mapping[int, str] | None = None) -> Plan:
    """What is to be laid out. `notes` are marks to write at edges, by the index of the edge."""
    index = {step.id: n for n, step in enumerate(scenario.steps)}
    links = []
    for n, edge in enumerate(scenario.edges):
        if edge.from_ in index and edge.to in index:
            label = " ".join(
                filter(None, (name("when", edge.when, language) if edge.when else "", (notes or {}).get(n)))
            )
            links.append(Link(index[edge.from_], index[edge.to], label))
    performers = tuple(step.performer for step in scenario.steps)
    diamonds = tuple(step.kind == "condition" for step in scenario.steps)
    words = tuple(words_of(step, scenario, language) for step in scenario.steps)
    return Plan(
        performers,
        diamonds,
        lambda n, room, gap: face(words[n], diamonds[n], room, gap),
        tuple(one.label for one in words),
        tuple(links),
        {performer: name("performer", performer, language) for performer in performers},
        {index[step]: (_unstated(when, language),) for step, when in unanswered(scenario).items()},
    )


def unanswered(scenario: Scenario) -> dict[str, str]:
    """Conditions of which the act gives one answer only, by step id: the answer that leads nowhere."""
    given: dict[str, set[str]] = {}
    for edge in scenario.edges:
        if edge.when:
            given.setdefault(edge.from_, set()).add(edge.when)
    return {
        step.id: "failed" if "passed" in given[step.id] else "passed"
        for step in scenario.steps
        if step.kind == "condition" and len(given.get(step.id, ())) == 1 and not scenario.ends.get(step.id)
    }


def _unstated(when: str, language: str) -> str:
    return f"{name('when', when, language)} → {say('diagram', 'unstated', language)}"


def lay_out(plan: Plan, room: float) -> tuple[Sheet, ...]:
    """The sheets of a scenario, none taller than `room` points if it can be helped."""
    if not plan.names:
        return ()
    sheets: tuple[Sheet, ...] = ()
    for share in (1.0, 0.93, 0.86, 0.78, 0.7, 0.6, 0.5, 0.4, 0.25):
        for made in sorted((_folded(plan, room * share, dense) for dense in (False, True)), key=len):
            sheets = tuple(_sheet(plan, band) for band in made)
            if all(sheet.height <= room for sheet in sheets):
                return sheets
    return sheets


def _folded(plan: Plan, room: float, dense: bool) -> tuple[Band, ...]:
    """The bands of a plan, folded by the heights that its faces will have at about the right width."""
    lanes = min(plan.most_lanes, len(set(plan.performers)))
    column = min(plan.widest, (plan.width - 2 * SIDE - 26 * (lanes - 1)) / lanes)
    heights = {}
    for n, diamond in enumerate(plan.diamonds):
        drawn = plan.face(n, column, 3.0)
        heights[n] = drawn.above + drawn.below + INTO + OUT + (LABEL if diamond else 0)
    return bands(plan.performers, plan.diamonds, plan.links, heights, room - 40, dense, plan.most_lanes)


def _connectors(plan: Plan, band: Band, routes: Mapping[int, Route | None]) -> Connector:
    """The connectors of a band: for the edges that leave it, come into it, or find no way in it."""
    here = {cell.step for cell in band.cells}
    out: dict[int, list[str]] = {}
    into: dict[int, list[str]] = {}
    for n, link in enumerate(plan.links):
        if routes.get(n) is not None:
            continue
        if link.source in here:
            text = f"{link.label} → {plan.names[link.target]}" if link.label else f"→ {plan.names[link.target]}"
            out.setdefault(link.source, []).append(text)
        if link.target in here:
            into.setdefault(link.target, []).append(f"{plan.names[link.source]} →")
    for step, texts in plan.loose.items():
        if step in here:
            out.setdefault(step, []).extend(texts)
    return Connector(out, into)


class Frame(Struct, frozen=True):
    """The coordinates of a band: columns and gutters in x, rows and channels in y."""

    column: float
    centres: tuple[float, ...]
    gutters: tuple[float, ...]  # x of the first track
    borders: tuple[float, ...]
    axes: tuple[float, ...]
    channels: tuple[float, ...]  # y of the first track
    heading: float
    height: float


def _sheet(plan: Plan, band: Band) -> Sheet:
    """A band laid out; edges that crowd a step become connectors until there is room."""
    found = route(band, plan.links)
    while True:
        sheet, crowded = _attempt(plan, band, found)
        if not crowded:
            return sheet
        found = found | dict.fromkeys(crowded)


def _attempt(plan: Plan, band: Band, found: Mapping[int, Route | None]) -> tuple[Sheet, frozenset[int]]:
    """A sheet with these routes, and the links that crowd a step in it."""
    routes = {n: way for n, way in found.items() if way is not None}
    joints = _connectors(plan, band, found)
    estimate = min(plan.widest, (plan.width - 26 * len(band.lanes)) / len(band.lanes))
    tracks = _tracks(plan, band, routes, joints, estimate)
    margins = _margins(plan, band, routes)
    column, _, _, _ = _across(plan, band, tracks, margins)
    tracks = _tracks(plan, band, routes, joints, column)
    if tracks.crowded:
        return Sheet((), (), (), (), 0.0), tracks.crowded
    faces = {cell.step: plan.face(cell.step, column, _gap(cell, routes, plan, tracks)) for cell in band.cells}
    frame = _frame(plan, band, tracks, margins, faces, routes, joints)
    at = {cell.step: cell for cell in band.cells}
    shapes = tuple(
        Shape(cell.step, frame.centres[cell.lane], frame.axes[cell.row], faces[cell.step]) for cell in band.cells
    )
    wires = [_wire(plan, n, way, at, frame, tracks, faces) for n, way in routes.items()]
    spots, stubs = _spots(plan, band, joints, frame, tracks, faces, routes)
    lanes = tuple(
        Lane(performer, left, 0.0, right - left, frame.height, frame.heading, _title(plan, performer, right - left))
        for performer, left, right in zip(band.lanes, frame.borders, frame.borders[1:], strict=False)
    )
    return Sheet(lanes, shapes, (*wires, *stubs), spots, frame.height), frozenset()


def _gap(cell: Cell, routes: Mapping[int, Route], plan: Plan, tracks: Tracks) -> float:
    """How far from its middle edges enter a diamond from above, points; and the room beside them."""
    keys = [
        (n, len(way) - 1)
        for n, way in routes.items()
        if plan.links[n].target == cell.step and isinstance(way[-1], Slot)
    ]
    offsets = [abs(tracks.slots[key]) for key in [*keys, (-1 - cell.step, IN_PORT)] if key in tracks.slots]
    return round(max(offsets, default=0.0) + 3, 2)


def _title(plan: Plan, performer: str | None, room: float) -> tuple[Mark, ...]:
    """The heading of a lane, in the largest type that breaks no word; places from its middle."""
    text = printable(plan.titles[performer], 80)
    sizes = (8.0, 7.5, SMALL)
    size = next((size for size in sizes if whole(wrap(text, room - 6, size, True)) == whole((text,))), SMALL)
    lines = wrap(text, room - 6, size, True)
    return tuple(Mark(0, (n - (len(lines) - 1) / 2) * size * LINE, line, size, True) for n, line in enumerate(lines))


def _slots(band: Band, cell: Cell) -> tuple[Slot, Slot]:
    """The slots above and below a cell."""
    rows = sorted(other.row for other in band.cells if other.lane == cell.lane)
    at = rows.index(cell.row)
    above = rows[at - 1] if at else -1
    below = rows[at + 1] if at + 1 < len(rows) else band.rows
    return Slot(cell.lane, above, cell.row), Slot(cell.lane, cell.row, below)


def _starts(plan: Plan) -> set[int]:
    """The first step, if nothing leads to it."""
    return {0} - {link.target for link in plan.links} if plan.marked else set()


OUT_PORT, IN_PORT = -1, -2  # pseudo lines of Port.key, with -1-step as link


def _tracks(plan: Plan, band: Band, routes: Mapping[int, Route], joints: Connector, column: float) -> Tracks:
    extra: dict[Slot, list[Port]] = {}
    pointed: dict[Slot, float] = {}
    for cell in band.cells:
        above, below = _slots(band, cell)
        if cell.step in joints.out:
            wide = _pill_width(joints.out[cell.step]) / 2
            extra.setdefault(below, []).append(
                Port((-1 - cell.step, OUT_PORT), "below", 0.5, wide, wide, 0.0, None, True)
            )
        if cell.step in joints.into or cell.step in _starts(plan):
            wide = _pill_width(joints.into[cell.step]) / 2 if cell.step in joints.into else DOT / 2
            extra.setdefault(above, []).append(
                Port((-1 - cell.step, IN_PORT), "above", 0.5, wide, wide, 0.0, None, True)
            )
        if cell.diamond:
            reach = plan.face(cell.step, column, 3.0).width * 0.34
            pointed[above] = reach if cell.step in joints.into else min(reach, 14.0)
            pointed.setdefault(below, reach)

    def room(slot: Slot) -> tuple[float, float]:
        return min(pointed.get(slot, column), column / 2 - 6), column / 2 - 2

    return assign(band, plan.links, routes, extra, room, lambda n: _label_width(plan.links[n]))


def _label_width(link: Link) -> float:
    return width(link.label, SMALL) + 4 if link.label else 0.0


def _pill_lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts for line in wrap(text, PILL - 6, SMALL))


def _pill_width(texts: Sequence[str]) -> float:
    return max(width(line, SMALL) for line in _pill_lines(texts)) + 6


def _margins(plan: Plan, band: Band, routes: Mapping[int, Route]) -> tuple[list[float], list[float]]:
    """Room left and right of the tracks of each gutter; more where the label of an edge stands in it."""
    lanes = len(band.lanes)
    left, right = [4.0] + [SIDE] * lanes, [SIDE] * lanes + [4.0]
    at = {cell.step: cell for cell in band.cells}
    for n, way in routes.items():
        if not isinstance(way[0], Middle):
            continue
        source, target = at[plan.links[n].source], at[plan.links[n].target]
        toward = (
            way[1].index - source.lane - 0.5
            if len(way) > 1 and isinstance(way[1], Gutter)
            else target.lane - source.lane
        )
        room = _label_width(plan.links[n]) + 3
        if toward > 0:
            left[source.lane + 1] = max(left[source.lane + 1], room)
        else:
            right[source.lane] = max(right[source.lane], room)
    return left, right


def _across(
    plan: Plan, band: Band, tracks: Tracks, margins: tuple[list[float], list[float]]
) -> tuple[float, list[float], list[float], list[float]]:
    """Width of a column, centres of columns, first tracks of gutters, borders of lanes."""
    lanes = len(band.lanes)
    left, right = list(margins[0]), list(margins[1])
    spread = [SPACING * max(tracks.gutter_counts.get(k, 0) - 1, 0) for k in range(lanes + 1)]
    column = (plan.width - sum(left) - sum(right) - sum(spread)) / lanes
    if column > plan.widest:
        spare = (column - plan.widest) * lanes / (2 * lanes + 2)
        left, right, column = [m + spare for m in left], [m + spare for m in right], plan.widest
    x, centres, gutters, borders = plan.left, [], [], []
    for k in range(lanes + 1):
        count = tracks.gutter_counts.get(k, 0)
        first = x + left[k]
        gutters.append(first)
        inner = first + SPACING * ((count + 1) // 2) - SPACING / 2 if count else first + (right[k] - left[k]) / 2
        borders.append(plan.left if k == 0 else plan.left + plan.width if k == lanes else inner)
        x = first + spread[k] + right[k]
        if k < lanes:
            centres.append(x + column / 2)
            x += column
    return column, centres, gutters, borders


def _frame(
    plan: Plan,
    band: Band,
    tracks: Tracks,
    margins: tuple[list[float], list[float]],
    faces: Mapping[int, Face],
    routes: Mapping[int, Route],
    joints: Connector,
) -> Frame:
    column, centres, gutters, borders = _across(plan, band, tracks, margins)
    titles = [_title(plan, p, r - x) for p, x, r in zip(band.lanes, borders, borders[1:], strict=False)]
    heading = max(len(lines) for lines in titles) * 8 * LINE + 8
    labelled = _labelled(plan, routes)
    above, below = [0.0] * band.rows, [0.0] * band.rows
    for cell in band.cells:
        drawn = faces[cell.step]
        up, down = drawn.above, drawn.below + (LABEL if cell.step in labelled else 0)
        if cell.step in joints.into:
            up += STUB + 4 + LINE_HEIGHT * len(_pill_lines(joints.into[cell.step]))
        elif cell.step in _starts(plan):
            up += STUB + DOT
        if cell.step in joints.out:
            down += STUB + 4 + LINE_HEIGHT * len(_pill_lines(joints.out[cell.step]))
        above[cell.row], below[cell.row] = max(above[cell.row], up), max(below[cell.row], down)
    y, axes, channels = heading, [], []
    for j in range(band.rows + 1):
        channels.append(y + INTO)
        count = tracks.channel_counts.get(j, 0)
        y += INTO + OUT + SPACING * (count - 1) if count else INTO if j in (0, band.rows) else INTO + OUT
        if j < band.rows:
            axes.append(y + above[j])
            y += above[j] + below[j]
    return Frame(column, tuple(centres), tuple(gutters), tuple(borders), tuple(axes), tuple(channels), heading, y)


def _labelled(plan: Plan, routes: Mapping[int, Route]) -> set[int]:
    """The steps under which the label of an edge stands."""
    return {plan.links[n].source for n, way in routes.items() if plan.links[n].label and isinstance(way[0], Slot)}


def _edge_of(drawn: Face, offset: float, top: bool) -> float:
    """Where a vertical line at `offset` from the middle meets the shape, from its axis."""
    if drawn.shape == "diamond" and (top or not drawn.strips):
        reach = drawn.height / 2 * (1 - min(abs(offset) / (drawn.width / 2), 1.0))
        return -reach if top else reach
    if drawn.shape == "box":
        return drawn.height / 2 * (-1 if top else 1)
    return drawn.below


def _wire(
    plan: Plan,
    n: int,
    way: Route,
    at: Mapping[int, Cell],
    frame: Frame,
    tracks: Tracks,
    faces: Mapping[int, Face],
) -> Wire:
    link = plan.links[n]
    source, target = at[link.source], at[link.target]
    places: list[float] = []  # x of vertical lines, y of horizontal ones
    for i, line in enumerate(way):
        if isinstance(line, Slot):
            places.append(frame.centres[line.lane] + tracks.slots[n, i])
        elif isinstance(line, Gutter):
            places.append(frame.gutters[line.index] + SPACING * tracks.gutters[n, i])
        elif isinstance(line, Middle):
            places.append(frame.axes[line.row])
        else:
            places.append(frame.channels[line.index] + SPACING * tracks.channels[n, i])
    inner = [
        (places[i], places[i + 1]) if isinstance(way[i], Slot | Gutter) else (places[i + 1], places[i])
        for i in range(len(way) - 1)
    ]
    first = inner[0][0] if inner else frame.centres[target.lane]
    last = inner[-1][0] if inner else frame.centres[source.lane]
    start = _end(way[0], places[0], first, source, frame, faces[link.source], False)
    end = _end(way[-1], places[-1], last, target, frame, faces[link.target], True)
    label = None
    if link.label:
        wide = width(link.label, SMALL)
        if isinstance(way[0], Slot):
            y = frame.axes[source.row] + faces[link.source].below + LABEL / 2
            side = tracks.sides[n, 0]
            label = Mark(start[0] + side * (3 + wide / 2), y, link.label)
        else:
            side = 1 if first > start[0] else -1
            label = Mark(start[0] + side * (1.5 + wide / 2), start[1] - 1.5 - LINE_HEIGHT / 2, link.label)
    return Wire(n, (start, *inner, end), label)


def _end(line: object, place: float, toward: float, cell: Cell, frame: Frame, drawn: Face, enters: bool) -> Point:
    """Where a route meets a step: `line` is its first or last line, `toward` the x to which an axis leads."""
    centre, axis = frame.centres[cell.lane], frame.axes[cell.row]
    if isinstance(line, Slot):
        return place, axis + _edge_of(drawn, place - centre, enters)
    side = 1 if toward > centre else -1
    return centre + side * drawn.width / 2, axis


def _spots(
    plan: Plan,
    band: Band,
    joints: Connector,
    frame: Frame,
    tracks: Tracks,
    faces: Mapping[int, Face],
    routes: Mapping[int, Route],
) -> tuple[tuple[Spot, ...], tuple[Wire, ...]]:
    """Start marks and connectors, and the short lines that join them to their steps."""
    labelled = _labelled(plan, routes)
    spots, stubs = [], []
    for cell in band.cells:
        drawn, axis = faces[cell.step], frame.axes[cell.row]
        if cell.step in joints.out:
            x = frame.centres[cell.lane] + tracks.slots[-1 - cell.step, OUT_PORT]
            top = axis + drawn.below + (LABEL if cell.step in labelled else 0) + STUB
            spots.append(_pill("out", cell.step, x, top, joints.out[cell.step], 1))
            stubs.append(Wire(None, ((x, axis + _edge_of(drawn, x - frame.centres[cell.lane], False)), (x, top)), None))
        into = joints.into.get(cell.step)
        if into or cell.step in _starts(plan):
            x = frame.centres[cell.lane] + tracks.slots[-1 - cell.step, IN_PORT]
            bottom = axis - drawn.above - STUB
            if into:
                spots.append(_pill("in", cell.step, x, bottom, into, -1))
            else:
                spots.append(Spot("start", cell.step, x, bottom - DOT / 2, DOT, DOT, ()))
            stubs.append(
                Wire(None, ((x, bottom), (x, axis + _edge_of(drawn, x - frame.centres[cell.lane], True))), None)
            )
    return tuple(spots), tuple(stubs)


def _pill(kind: Literal["out", "in"], step: int, x: float, edge: float, texts: Sequence[str], down: int) -> Spot:
    """A connector whose upper (down = 1) or lower (down = -1) side lies at `edge`."""
    lines = _pill_lines(texts)
    height = len(lines) * LINE_HEIGHT + 4
    y = edge + down * height / 2
    first = y - height / 2 + 2 + LINE_HEIGHT / 2
    marks = tuple(Mark(x, first + n * LINE_HEIGHT, line) for n, line in enumerate(lines))
    return Spot(kind, step, x, y, _pill_width(texts), height, marks)
