"""Routes of the edges of one band: which lines each edge follows, before any line has a coordinate.

Between the columns lie gutters (vertical), between the rows channels (horizontal). A route is a chain of lines by turns
vertical and horizontal: a `Slot` (a line of its own that leaves a step below or enters one above), a `Gutter`, a `Middle`
(the axis of a row, used where the cells on the way are empty) or a `Channel`. As gutters and channels hold no step and
every edge has tracks of its own there (generators/tracks.py), no route can lead through a step or along another route.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from generators.grid import Band, Cell, Link

MOST_IN_GUTTER = 5
MOST_IN_CHANNEL = 6
MOST_BELOW = 3
MOST_ABOVE = 3
BEND = 55.0
CROSSING = 70.0
PITCH_X, PITCH_Y = 110, 64


class Slot(Struct, frozen=True):
    """A vertical line in the column of `lane` between row `above` (its step, or -1) and row `below` (its step, or rows)."""

    lane: int
    above: int
    below: int


class Gutter(Struct, frozen=True):
    """A track in the gutter left of column `index` (right of the last one: index == lanes)."""

    index: int


class Middle(Struct, frozen=True):
    """The axis of a row."""

    row: int


class Channel(Struct, frozen=True):
    """A track in the channel above row `index` (below the last one: index == rows)."""

    index: int


Line = Slot | Gutter | Middle | Channel
Route = tuple[Line, ...]
Point = tuple[float, float]


class Routing(Struct):
    """The state of routing one band: what is taken so far."""

    band: Band
    links: tuple[Link, ...]
    routes: dict[int, Route]
    at: dict[int, Cell]
    filled: set[tuple[int, int]]


def route(band: Band, links: Sequence[Link]) -> dict[int, Route | None]:
    """A route for each link inside `band`, by the link's index; None for one that is shown by connectors instead."""
    at = {cell.step: cell for cell in band.cells}
    inside = [
        n for n, link in enumerate(links) if link.source in at and link.target in at and link.source != link.target
    ]
    state = Routing(band, tuple(links), {}, at, {(cell.lane, cell.row) for cell in band.cells})
    order = sorted(inside, key=lambda n: (_distance(state, links[n]), n))
    for n in order:
        _improve(state, n)
    if len(order) <= 24:
        for n in reversed(order):
            _improve(state, n)
    for n, m in combinations(order, 2):
        if links[n].source == links[m].source:
            _exchange(state, n, m)
    return {n: state.routes.get(n) for n, link in enumerate(links) if link.source in at and link.target in at}


def _distance(state: Routing, link: Link) -> int:
    source, target = state.at[link.source], state.at[link.target]
    return abs(source.row - target.row) + abs(source.lane - target.lane)


def _improve(state: Routing, n: int) -> None:
    """Route link `n` anew, as cheaply as the other routes allow."""
    state.routes.pop(n, None)
    taken = Taken.of(state)
    others = [_nominal(state, m, other) for m, other in state.routes.items()]
    best: tuple[float, Route] | None = None
    for candidate in _candidates(state, state.links[n]):
        points = _nominal(state, n, candidate)
        plain = _length(points) + BEND * (len(candidate) - 1) + _oddity(state, n, candidate)
        if best is not None and plain >= best[0]:
            continue
        if not taken.admits(state, n, candidate):
            continue
        cost = plain + CROSSING * sum(_crossings(points, other) for other in others)
        if best is None or cost < best[0]:
            best = (cost, candidate)
    if best is not None:
        state.routes[n] = best[1]


def _exchange(state: Routing, near: int, far: int) -> None:
    """Two links that leave one step routed anew, the farther first, where that makes both together cheaper."""
    if near not in state.routes or far not in state.routes:
        return
    before = state.routes[near], state.routes[far]
    cost = _cost(state, near, far)
    del state.routes[near]
    _improve(state, far)
    _improve(state, near)
    if near not in state.routes or far not in state.routes or _cost(state, near, far) >= cost:
        state.routes[near], state.routes[far] = before


def _cost(state: Routing, *links: int) -> float:
    """What the routes of `links` cost together."""
    total = 0.0
    for n in links:
        way = state.routes[n]
        points = _nominal(state, n, way)
        total += _length(points) + BEND * (len(way) - 1) + _oddity(state, n, way)
        total += CROSSING * sum(_crossings(points, _nominal(state, m, other)) for m, other in state.routes.items())
    return total


def _oddity(state: Routing, n: int, candidate: Route) -> float:
    """What a route costs beyond its length: a side where the top is expected, a way against the flow."""
    source, target = state.at[state.links[n].source], state.at[state.links[n].target]
    cost = 0.0
    if isinstance(candidate[0], Middle) and not source.diamond:
        cost += 12
    if isinstance(candidate[-1], Middle) and len(candidate) > 1:
        cost += 25
    if target.row <= source.row and len(candidate) > 1:
        cost += 10
    return cost


def _candidates(state: Routing, link: Link) -> Iterator[Route]:
    """Every route of the known shapes whose cells are free, the simplest first."""
    source, target = state.at[link.source], state.at[link.target]
    a, r, b, s = source.lane, source.row, target.lane, target.row
    down = _below(state, a, r)  # the first filled row below the source in its lane
    up = _above(state, b, s)  # the last filled row above the target in its lane
    leave, enter = Slot(a, r, down), Slot(b, up, s)
    if r == s and a != b and _clear(state, r, a, b, inner=True):
        yield (Middle(r),)
    if a == b and down == s:
        yield (leave,)
    if a != b and up < r < s and _clear(state, r, a, b, inner=False):
        yield (Middle(r), enter)
    if a != b and r < s < down and _clear(state, s, b, a, inner=False):
        yield (leave, Middle(s))
    if a != b:
        for j in range(max(r, up) + 1, min(down, s) + 1):
            yield (leave, Channel(j), enter)
    lanes = len(state.band.lanes)
    for k in range(lanes + 1):
        out = _reaches(state, r, a, k)
        into = _reaches(state, s, b, k)
        if out and into and r != s:
            yield (Middle(r), Gutter(k), Middle(s))
        if out:
            for j in _levels(up, s):
                yield (Middle(r), Gutter(k), Channel(j), enter)
        for i in _levels(r, down):
            if into:
                yield (leave, Channel(i), Gutter(k), Middle(s))
            for j in _levels(up, s):
                if i != j:
                    yield (leave, Channel(i), Gutter(k), Channel(j), enter)
    if r == s or a == b:
        for j in {r + 1} & {s}:
            yield (leave, Channel(j), enter)


def _levels(above: int, below: int) -> tuple[int, ...]:
    """The channels of a free stretch that are worth a try: the first and the last."""
    return tuple(dict.fromkeys((above + 1, below)))


def _below(state: Routing, lane: int, row: int) -> int:
    return next((r for r in range(row + 1, state.band.rows) if (lane, r) in state.filled), state.band.rows)


def _above(state: Routing, lane: int, row: int) -> int:
    return next((r for r in range(row - 1, -1, -1) if (lane, r) in state.filled), -1)


def _clear(state: Routing, row: int, a: int, b: int, inner: bool) -> bool:
    """Whether the cells of `row` from lane a (left out) to lane b (left out too where `inner`) are empty."""
    step = 1 if b > a else -1
    return all((lane, row) not in state.filled for lane in range(a + step, b if inner else b + step, step))


def _reaches(state: Routing, row: int, lane: int, k: int) -> bool:
    """Whether the axis of `row` is free from the step in `lane` to gutter `k`."""
    lanes = range(k, lane) if k <= lane else range(lane + 1, k)
    return all((between, row) not in state.filled for between in lanes)


class Taken(Struct):
    """What the routes so far take: axes by place, gutters by level, channels by column, slots by stretch and side."""

    axes: set[tuple[str, int, int]]
    gutters: dict[tuple[int, int], int]
    channels: dict[tuple[int, int], int]
    slots: dict[tuple[Slot, str], int]

    @classmethod
    def of(cls, state: Routing) -> "Taken":
        """What the routes of `state` take together."""
        taken = cls(set(), {}, {}, {})
        for n, route in state.routes.items():
            axes, gutters, channels, slots = _uses(state, n, route)
            taken.axes |= axes
            for counts, keys in ((taken.gutters, gutters), (taken.channels, channels)):
                for key in keys:
                    counts[key] = counts.get(key, 0) + 1
            for slot in slots:
                taken.slots[slot] = taken.slots.get(slot, 0) + 1
        return taken

    def admits(self, state: Routing, n: int, route: Route) -> bool:
        """Whether `route` finds room beside the others."""
        axes, gutters, channels, slots = _uses(state, n, route)
        return (
            not axes & self.axes
            and all(self.gutters.get(key, 0) < MOST_IN_GUTTER for key in gutters)
            and all(self.channels.get(key, 0) < MOST_IN_CHANNEL for key in channels)
            and all(self.slots.get(key, 0) < (MOST_BELOW if key[1] == "below" else MOST_ABOVE) for key in slots)
        )


Uses = tuple[set[tuple[str, int, int]], list[tuple[int, int]], list[tuple[int, int]], list[tuple[Slot, str]]]


def _uses(state: Routing, n: int, route: Route) -> Uses:
    axes: set[tuple[str, int, int]] = set()
    gutters: list[tuple[int, int]] = []
    channels: list[tuple[int, int]] = []
    slots: list[tuple[Slot, str]] = []
    link = state.links[n]
    xs, ys = _ends(state, link, route)
    for i, line in enumerate(route):
        if isinstance(line, Slot):
            slots.append((line, "below" if i == 0 else "above"))
        elif isinstance(line, Gutter):
            low, high = sorted((ys[i], ys[i + 1]))
            gutters += [(line.index, level) for level in range(low, high + 1)]
        else:
            low, high = sorted((xs[i], xs[i + 1]))
            if isinstance(line, Channel):
                channels += [(line.index, level) for level in range(low, high + 1)]
            else:
                own = {2 * state.at[link.source].lane + 1, 2 * state.at[link.target].lane + 1}
                ends = {xs[i], xs[i + 1]} & own if len(route) > 1 else own
                keep = ends if len(route) == 1 else {xs[i] if i == 0 else xs[i + 1]}
                axes |= {("axis", line.row, level) for level in range(low, high + 1) if level not in keep}
    return axes, gutters, channels, slots


def _ends(state: Routing, link: Link, route: Route) -> tuple[list[int], list[int]]:
    """Levels of the points of a route: columns 2*lane+1, gutters 2*k; rows 2*row+1, channels 2*j."""
    source, target = state.at[link.source], state.at[link.target]
    xs, ys = [2 * source.lane + 1], [2 * source.row + 1]
    for line, after in zip(route, (*route[1:], None), strict=True):
        x, y = xs[-1], ys[-1]
        if after is None:
            x, y = 2 * target.lane + 1, 2 * target.row + 1
        elif isinstance(line, Slot | Gutter):
            y = 2 * after.row + 1 if isinstance(after, Middle) else 2 * after.index if isinstance(after, Channel) else y
        else:
            x = 2 * after.lane + 1 if isinstance(after, Slot) else 2 * after.index if isinstance(after, Gutter) else x
        xs.append(x)
        ys.append(y)
    return xs, ys


def levels(band: Band, link: Link, route: Route) -> tuple[list[int], list[int]]:
    """Levels of the points of a route: columns 2*lane+1, gutters 2*k; rows 2*row+1, channels 2*j."""
    at = {cell.step: cell for cell in band.cells}
    return _ends(Routing(band, (), {}, at, set()), link, route)


def _nominal(state: Routing, n: int, route: Route) -> list[Point]:
    """The points of a route if every column and row had the same size; edges leave and enter a little off the centre."""
    xs, ys = _ends(state, state.links[n], route)
    return [(x * PITCH_X / 2, y * PITCH_Y / 2) for x, y in zip(xs, ys, strict=True)]


def _length(points: Sequence[Point]) -> float:
    return sum(abs(x1 - x2) + abs(y1 - y2) for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False))


def _crossings(one: Sequence[Point], other: Sequence[Point]) -> int:
    """How often two routes cross at right angles."""
    count = 0
    for (x1, y1), (x2, y2) in zip(one, one[1:], strict=False):
        for (u1, v1), (u2, v2) in zip(other, other[1:], strict=False):
            if (x1 == x2) == (u1 == u2):
                continue
            x, (low, high) = (x1, sorted((y1, y2))) if x1 == x2 else (u1, sorted((v1, v2)))
            y, (left, right) = (v1, sorted((u1, u2))) if x1 == x2 else (y1, sorted((x1, x2)))
            count += left < x < right and low < y < high
    return count
