"""Coordinates: where the columns, rows, gutters and channels of a band lie, and so every shape, wire and connector."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from generators.canvas import (
    DOT,
    EDGE,
    IN_PORT,
    INTO,
    LABEL,
    LINE_HEIGHT,
    OUT,
    OUT_PORT,
    PILL,
    STUB,
    Connector,
    Plan,
    Point,
    Spot,
    Wire,
)  # fmt: skip
from generators.faces import SMALL, Face, Mark
from generators.grid import Band, Cell, Link
from generators.lettering import LINE, printable, whole, width, wrap
from generators.routing import Gutter, Middle, Route, Slot
from generators.tracks import SPACING, Tracks


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


def lane_title(plan: Plan, performer: str | None, room: float) -> tuple[Mark, ...]:
    """The heading of a lane, in the largest type that breaks no word; places from its middle."""
    text = printable(plan.titles[performer], 80)
    sizes = (8.0, 7.5, SMALL)
    size = next((size for size in sizes if whole(wrap(text, room - 6, size, True)) == whole((text,))), SMALL)
    lines = wrap(text, room - 6, size, True)
    return tuple(Mark(0, (n - (len(lines) - 1) / 2) * size * LINE, line, size, True) for n, line in enumerate(lines))


def across(
    plan: Plan, band: Band, tracks: Tracks, margins: tuple[list[float], list[float]]
) -> tuple[float, list[float], list[float], list[float]]:
    """Width of a column, centres of columns, first tracks of gutters, borders of lanes."""
    lanes = len(band.lanes)
    left, right = list(margins[0]), list(margins[1])
    spread = [SPACING * max(tracks.gutter_counts.get(k, 0) - 1, 0) for k in range(lanes + 1)]
    for k in (0, lanes):
        if not tracks.gutter_counts.get(k):
            left[k] = right[k] = EDGE / 2
    column = (plan.width - sum(left) - sum(right) - sum(spread)) / lanes
    if column > plan.widest:
        spare = (column - plan.widest) * lanes / (2 * lanes + 2)
        left, right, column = [m + spare for m in left], [m + spare for m in right], plan.widest
    x, centres, gutters, borders = plan.left, [], [], []
    for k in range(lanes + 1):
        count = tracks.gutter_counts.get(k, 0)
        first = x + left[k]
        gutters.append(first)
        inner = first + SPACING * tracks.splits[k] - SPACING / 2 if count else first  # names of edges on either side
        borders.append(plan.left if k == 0 else plan.left + plan.width if k == lanes else inner)
        x = first + spread[k] + right[k]
        if k < lanes:
            centres.append(x + column / 2)
            x += column
    return column, centres, gutters, borders


def measured(
    plan: Plan,
    band: Band,
    tracks: Tracks,
    margins: tuple[list[float], list[float]],
    faces: Mapping[int, Face],
    routes: Mapping[int, Route],
    joints: Connector,
) -> Frame:
    column, centres, gutters, borders = across(plan, band, tracks, margins)
    titles = [lane_title(plan, p, r - x) for p, x, r in zip(band.lanes, borders, borders[1:], strict=False)]
    heading = max(len(lines) for lines in titles) * 8 * LINE + 8
    labelled = under(plan, routes)
    above, below = [0.0] * band.rows, [0.0] * band.rows
    for cell in band.cells:
        drawn = faces[cell.step]
        up, down = drawn.above, drawn.below + (LABEL if cell.step in labelled else 0)
        if cell.step in joints.into:
            up += STUB + 4 + LINE_HEIGHT * len(pill_lines(joints.into[cell.step]))
        elif cell.step in starts(plan):
            up += STUB + DOT
        if cell.step in joints.out:
            down += STUB + 4 + LINE_HEIGHT * len(pill_lines(joints.out[cell.step]))
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


def under(plan: Plan, routes: Mapping[int, Route]) -> set[int]:
    """The steps under which the label of an edge stands."""
    return {plan.links[n].source for n, way in routes.items() if plan.links[n].label and isinstance(way[0], Slot)}


def edge_of(drawn: Face, offset: float, top: bool) -> float:
    """Where a vertical line at `offset` from the middle meets the shape, from its axis."""
    if drawn.shape == "diamond" and (top or not drawn.strips):
        reach = drawn.height / 2 * (1 - min(abs(offset) / (drawn.width / 2), 1.0))
        return -reach if top else reach
    if drawn.shape == "box":
        return drawn.height / 2 * (-1 if top else 1)
    return drawn.below


def wire(
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
            label = Mark(start[0] + side * (3 + wide / 2), y, link.label, align="left" if side > 0 else "right")
        else:
            side = 1 if first > start[0] else -1
            y = start[1] - 1.5 - LINE_HEIGHT / 2
            label = Mark(start[0] + side * (1.5 + wide / 2), y, link.label, align="left" if side > 0 else "right")
    return Wire(n, (start, *inner, end), label)


def _end(line: object, place: float, toward: float, cell: Cell, frame: Frame, drawn: Face, enters: bool) -> Point:
    """Where a route meets a step: `line` is its first or last line, `toward` the x to which an axis leads."""
    centre, axis = frame.centres[cell.lane], frame.axes[cell.row]
    if isinstance(line, Slot):
        return place, axis + edge_of(drawn, place - centre, enters)
    side = 1 if toward > centre else -1
    return centre + side * drawn.width / 2, axis


def place_spots(
    plan: Plan,
    band: Band,
    joints: Connector,
    frame: Frame,
    tracks: Tracks,
    faces: Mapping[int, Face],
    routes: Mapping[int, Route],
) -> tuple[tuple[Spot, ...], tuple[Wire, ...]]:
    """Start marks and connectors, and the short lines that join them to their steps."""
    labelled = under(plan, routes)
    spots, stubs = [], []
    for cell in band.cells:
        drawn, axis = faces[cell.step], frame.axes[cell.row]
        if cell.step in joints.out:
            x = frame.centres[cell.lane] + tracks.slots[-1 - cell.step, OUT_PORT]
            top = axis + drawn.below + (LABEL if cell.step in labelled else 0) + STUB
            kind: Literal["out", "open"] = "open" if cell.step in joints.bare else "out"
            spots.append(_pill(kind, cell.step, x, top, joints.out[cell.step], 1))
            stubs.append(Wire(None, ((x, axis + edge_of(drawn, x - frame.centres[cell.lane], False)), (x, top)), None))
        into = joints.into.get(cell.step)
        if into or cell.step in starts(plan):
            x = frame.centres[cell.lane] + tracks.slots[-1 - cell.step, IN_PORT]
            bottom = axis - drawn.above - STUB
            if into:
                spots.append(_pill("in", cell.step, x, bottom, into, -1))
            else:
                spots.append(Spot("start", cell.step, x, bottom - DOT / 2, DOT, DOT, ()))
            stubs.append(
                Wire(None, ((x, bottom), (x, axis + edge_of(drawn, x - frame.centres[cell.lane], True))), None)
            )
    return tuple(spots), tuple(stubs)


def _pill(
    kind: Literal["out", "in", "open"], step: int, x: float, edge: float, texts: Sequence[str], down: int
) -> Spot:
    """A connector whose upper (down = 1) or lower (down = -1) side lies at `edge`."""
    lines = pill_lines(texts)
    height = len(lines) * LINE_HEIGHT + 4
    y = edge + down * height / 2
    first = y - height / 2 + 2 + LINE_HEIGHT / 2
    marks = tuple(Mark(x, first + n * LINE_HEIGHT, line) for n, line in enumerate(lines))
    return Spot(kind, step, x, y, pill_width(texts), height, marks)


def starts(plan: Plan) -> set[int]:
    """The first step, if nothing leads to it."""
    return {0} - {link.target for link in plan.links} if plan.marked else set()


def label_width(link: Link) -> float:
    return width(link.label, SMALL) + 4 if link.label else 0.0


def pill_lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts for line in wrap(text, PILL - 6, SMALL))


def pill_width(texts: Sequence[str]) -> float:
    return max(width(line, SMALL) for line in pill_lines(texts)) + 6
