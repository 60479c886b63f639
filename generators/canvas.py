"""The paper and what stands on it: lanes, shapes, wires and connectors with their places, and the plan they come from.

Points, x to the right, y down. A page is A4 portrait.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from generators.faces import SMALL, Face, Mark
from generators.grid import MOST_LANES, Link
from generators.lettering import LINE

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
MARGIN = 28.0
ROOM = PAGE_WIDTH - 2 * MARGIN
WIDEST_COLUMN = 150.0
SIDE = 7.0  # between a column and the first track beside it
INTO, OUT = 6.0, 10.0  # above the first and below the last track of a channel; an arrowhead stands in the latter
LABEL = 9.0  # room under a step for the labels of its edges
STUB = 9.0  # length of the line to a connector or start mark
DOT = 8.0  # diameter of a start mark
PILL = 60.0  # widest connector
LINE_HEIGHT = SMALL * LINE
Point = tuple[float, float]
EDGE = 6.0  # between the paper's edge and a column, where no track lies between them
OUT_PORT, IN_PORT = -1, -2  # pseudo lines of Port.key, with -1-step as link


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
    """A start mark, a connector or a way that the act leaves open: x, y is its middle; `step` the step beside it."""

    kind: Literal["start", "out", "in", "open"]
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
    """Where a band sends edges that it does not draw: lines of text at the source, and at the target. `bare` are steps
    at which nothing goes out but answers that lead nowhere."""

    out: dict[int, list[str]]
    into: dict[int, list[str]]
    bare: frozenset[int]


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
