"""Tracks: which of the parallel lines in a gutter, a channel or under a step belongs to which edge.

Two edges that meet in a gutter or channel get tracks of their own; of the orders the one with fewer crossings is taken.
Tracks count from 0, from left to right in a gutter and from top to bottom in a channel; slots are offsets in points from
the middle of the column.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generators.grid import Band, Link
from generators.routing import Channel, Gutter, Line, Middle, Route, Slot, levels

SPACING = 7.0  # between parallel lines, points
Key = tuple[int, int]  # link, index of the line in its route


class Segment(Struct, frozen=True):
    """A piece of an edge in a gutter or channel: from level `low` to `high`; `sides` tells where it turns at each end.

    A side is -1 where the edge comes from (goes) up or left, +1 where down or right.
    """

    key: Key
    low: float
    high: float
    sides: tuple[int, int]


class Port(Struct, frozen=True):
    """A line that leaves a step below or enters it above: `turn` is where it goes (levels from the column's middle).

    `left` and `right` are what stands beside it, in points (half of a connector); `label` is the
    width of what is written beside it, on the side that `_offsets` chooses. `level` is where it turns (rows
    2*row+1, channels 2*index), None where it goes straight. A `short` one (to a connector or a start mark) stays in the
    row of its step.
    """

    key: Key
    side: str
    turn: float
    left: float = 0.0
    right: float = 0.0
    label: float = 0.0
    level: int | None = None
    short: bool = False


class Tracks(Struct, frozen=True):
    """Offsets of slots in points and the side of their labels (-1 left, 1 right), tracks, all by line; numbers of tracks.

    `crowded` are links that found no room under or above a step and had better become connectors; `splits` tell how many
    tracks of a gutter lie left of the border of the lanes.
    """

    slots: dict[Key, float]
    sides: dict[Key, int]
    gutters: dict[Key, int]
    channels: dict[Key, int]
    gutter_counts: dict[int, int]
    channel_counts: dict[int, int]
    crowded: frozenset[int]
    splits: dict[int, int]


def assign(
    band: Band,
    links: Sequence[Link],
    routes: Mapping[int, Route],
    extra: Mapping[Slot, Sequence[Port]],
    room: Callable[[Slot], tuple[float, float]],
    beside: Callable[[int], float],
) -> Tracks:
    """Tracks for all routes of a band.

    `extra` are ports that belong to no route (start marks, connectors); `room` is the half width in which the
    lines of a slot must stay, and that in which its labels must; `beside` is how wide the label of a link is.
    """
    points = {n: levels(band, links[n], route) for n, route in routes.items()}
    ports = {slot: list(found) for slot, found in extra.items()}
    for n, route in routes.items():
        for port_slot, port in _ports(n, route, points[n][0], beside(n)):
            ports.setdefault(port_slot, []).append(port)
    slots: dict[Key, float] = {}
    sides: dict[Key, int] = {}
    crowded: set[int | None] = set()
    above: dict[int, set[tuple[Key, Key]]] = {}
    for slot in sorted(ports, key=lambda slot: (slot.lane, slot.above)):
        aside = [_aside(port, ports[slot]) for port in ports[slot]]
        sides |= {port.key: side for port, side in aside}
        offsets = _offsets([port for port, _ in aside], *room(slot), above)
        slots |= offsets
        crowded.add(_crowded([port for port, _ in aside], offsets, room(slot)[1]))
    channels, channel_counts = _pack(_segments(routes, points, Channel, slots), above)
    shifts = {key: float(track) for key, track in channels.items()}
    gutters, gutter_counts = _pack(_segments(routes, points, Gutter, shifts), {})
    splits = _splits(band, links, routes, gutters, gutter_counts)
    return Tracks(
        slots,
        sides,
        gutters,
        channels,
        gutter_counts,
        channel_counts,
        frozenset(n for n in crowded if n is not None),
        splits,
    )


def _splits(
    band: Band,
    links: Sequence[Link],
    routes: Mapping[int, Route],
    gutters: Mapping[Key, int],
    counts: Mapping[int, int],
) -> dict[int, int]:
    """For each gutter, how many of its tracks lie left of the border: edges that stay in lanes on one side stay there."""
    lane = {cell.step: cell.lane for cell in band.cells}
    own: dict[int, list[tuple[int, int]]] = {index: [] for index in counts}
    for (n, i), track in gutters.items():
        line = routes[n][i]
        assert isinstance(line, Gutter)
        ends = {lane[links[n].source] >= line.index, lane[links[n].target] >= line.index}
        if len(ends) == 1:
            own[line.index].append((track, 1 if ends == {True} else -1))
    return {
        index: min(
            range(count + 1),
            key=lambda split: (
                sum((track < split) == (side > 0) for track, side in own[index]),
                abs(split - (count + 1) // 2),
                split,
            ),
        )
        for index, count in counts.items()
    }


def _ports(n: int, route: Route, xs: Sequence[int], label: float) -> list[tuple[Slot, Port]]:
    """The ports of a route: one where it leaves a step below, one where it enters one above, one for both if straight."""
    found = []
    first, last = route[0], route[-1]
    if isinstance(first, Slot):
        turn = xs[2] - xs[1] if len(route) > 1 else 0
        level = _level(route[1]) if len(route) > 1 else None
        found.append((first, Port((n, 0), "below", turn, 0.0, 0.0, label, level)))
    if isinstance(last, Slot) and len(route) > 1:
        port = Port((n, len(route) - 1), "above", xs[-3] - xs[-2], 0.0, 0.0, 0.0, _level(route[-2]))
        found.append((last, port))
    return found


def _level(line: Line) -> int | None:
    """The level of a horizontal line."""
    return 2 * line.row + 1 if isinstance(line, Middle) else 2 * line.index if isinstance(line, Channel) else None


def _aside(port: Port, ports: Sequence[Port]) -> tuple[Port, int]:
    """The port with room for its label on the outer side: the leftmost of several (or one that turns left) has it left."""
    if not port.label:
        return port, 1
    below = sorted((other for other in ports if other.side == "below" and not other.short), key=_order)
    side = -1 if port is below[0] and (len(below) > 1 or port.turn < 0) else 1
    return replace(port, left=port.label if side < 0 else 0.0, right=port.label if side > 0 else 0.0), side


def _order(port: Port) -> tuple[float, bool, Key]:
    """Ports stand from left to right as they turn."""
    return port.turn, port.side != "below", port.key


def _offsets(
    ports: Sequence[Port], room: float, wide: float, above: dict[int, set[tuple[Key, Key]]]
) -> dict[Key, float]:
    """Offsets of the ports of one slot. Two ports of opposite sides share the middle where their tracks can be ordered."""
    if len(ports) == 2 and {port.side for port in ports} == {"below", "above"}:
        upper, lower = sorted(ports, key=lambda port: port.side != "below")
        if _stacked(upper, lower, above):
            return {upper.key: 0.0, lower.key: 0.0}
    ordered = sorted(ports, key=_order)
    places = [0.0]
    for one, other in zip(ordered, ordered[1:], strict=False):
        gap = one.right + other.left
        places.append(places[-1] + max(SPACING + 1, gap + 3 if gap else 0))
    straight = [place for port, place in zip(ordered, places, strict=True) if port.level is None and not port.short]
    centre = straight[0] if len(straight) == 1 else (places[0] + places[-1]) / 2
    far = max(centre - places[0], places[-1] - centre)
    if far > room:
        centre = (places[0] + places[-1]) / 2
        far = places[-1] - centre
    squeeze = min(1.0, room / far) if far else 1.0
    offsets = [(place - centre) * squeeze for place in places]
    over = wide - max(o + port.right for o, port in zip(offsets, ordered, strict=True))
    under = -wide - min(o - port.left for o, port in zip(offsets, ordered, strict=True))
    push = min(max(min(0.0, over) + max(0.0, under), -room - offsets[0]), room - offsets[-1])
    return {port.key: offset + push for port, offset in zip(ordered, offsets, strict=True)}


def _crowded(ports: Sequence[Port], offsets: Mapping[Key, float], wide: float) -> int | None:
    """The link that had better become a connector, where the ports of a slot stand too close or out of their column."""
    ordered = sorted(ports, key=lambda port: (offsets[port.key], port.key))
    close = any(
        offsets[other.key] - offsets[one.key] < (one.right + other.left + 2 if one.right + other.left else 4)
        for one, other in zip(ordered, ordered[1:], strict=False)
        if offsets[other.key] != offsets[one.key]
    )
    out = any(abs(offsets[p.key] + side) > wide for p in ports for side in (-p.left, p.right) if side)
    routed = [port for port in ports if port.key[0] >= 0]
    if not (close or out) or not routed:
        return None
    return max(routed, key=lambda port: (not port.label, abs(port.turn), port.key)).key[0]


def _stacked(upper: Port, lower: Port, above: dict[int, set[tuple[Key, Key]]]) -> bool:
    """Whether the upper port can turn away over the lower one; if they turn in one channel, `above` then says so."""
    if (upper.level is None and not upper.short) or (lower.level is None and not lower.short):
        return False
    if upper.short or lower.short:
        return True
    assert upper.level is not None
    assert lower.level is not None
    if upper.level != lower.level:
        return upper.level < lower.level
    over = (upper.key[0], 1), (lower.key[0], lower.key[1] - 1)
    known = above.setdefault(upper.level // 2, set())
    if over[0] == over[1] or _leads(known, over[1], over[0]):
        return False
    known.add(over)
    return True


def _leads(known: set[tuple[Key, Key]], start: Key, goal: Key) -> bool:
    """Whether `known` already puts `start` above `goal`."""
    reached, front = {start}, [start]
    while front:
        here = front.pop()
        for one, other in known:
            if one == here and other not in reached:
                reached.add(other)
                front.append(other)
    return goal in reached


def _segments(
    routes: Mapping[int, Route],
    points: Mapping[int, tuple[list[int], list[int]]],
    kind: type[Gutter] | type[Channel],
    shifts: Mapping[Key, float],
) -> dict[int, list[Segment]]:
    """The segments in gutters or channels, by their index; `shifts` tell apart lines of one level across them."""
    found: dict[int, list[Segment]] = {}
    for n, route in routes.items():
        xs, ys = points[n]
        along, across = (ys, xs) if kind is Gutter else (xs, ys)
        for i, line in enumerate(route):
            if not isinstance(line, kind):
                continue
            ends = []
            for at, neighbour, side in ((i, i - 1, across[i - 1]), (i + 1, i + 1, across[i + 2])):
                level = along[at] + shifts.get((n, neighbour), 0.0) / 1000
                ends.append((level, 1 if side > across[i] else -1))
            (low, first), (high, last) = sorted(ends)
            found.setdefault(line.index, []).append(Segment((n, i), low, high, (first, last)))
    return found


def _pack(
    segments: Mapping[int, Sequence[Segment]], above: Mapping[int, set[tuple[Key, Key]]]
) -> tuple[dict[Key, int], dict[int, int]]:
    """Tracks of the segments by line, and the number of tracks of each gutter or channel."""
    tracks: dict[Key, int] = {}
    counts: dict[int, int] = {}
    for index, members in segments.items():
        placed: list[Segment] = []
        for segment in _ordered(members, above.get(index, set())):
            tracks[segment.key] = 1 + max((tracks[other.key] for other in placed if _meet(segment, other)), default=-1)
            placed.append(segment)
        counts[index] = 1 + max(tracks[segment.key] for segment in members)
    return tracks, counts


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two segments share a level; ends in one column or row count as shared."""
    return round(one.low) <= round(other.high) and round(other.low) <= round(one.high)


def _ordered(members: Sequence[Segment], above: set[tuple[Key, Key]]) -> list[Segment]:
    """The segments from first to last track: as `above` demands, else with few crossings."""
    left = sorted(members, key=lambda segment: (segment.low, segment.high, segment.key))
    done: list[Segment] = []
    while left:
        free = [s for s in left if not any((o.key, s.key) in above for o in left)] or left
        best = min(free, key=lambda s: sum(_crossed(s, o) - _crossed(o, s) for o in left if o is not s))
        left.remove(best)
        done.append(best)
    return done


def _crossed(first: Segment, second: Segment) -> int:
    """Crossings of two segments if `first` has the earlier track."""
    count = 0
    for level, side in ((first.low, first.sides[0]), (first.high, first.sides[1])):
        count += side > 0 and second.low < level < second.high
    for level, side in ((second.low, second.sides[0]), (second.high, second.sides[1])):
        count += side < 0 and first.low < level < first.high
    return count
