"""Where the steps of a scenario stand: a lane (column) for each performer, a row for each moment, bands where it is long.

Rows follow the order of the act: a step stands below the steps that lead to it, in the first row in which its lane is
free. In the dense form a step may also stand beside its only predecessor, to the right of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from msgspec import Struct

MOST_LANES = 6  # beside each other on A4 portrait with 7 pt type
PERMUTED = 7  # lanes of which every order is tried: 6! orders with the first one fixed


class Link(Struct, frozen=True):
    """An edge between steps, by their indexes in the scenario; `label` is what is written at its start."""

    source: int
    target: int
    label: str = ""


class Cell(Struct, frozen=True):
    """Where a step stands: its index in the scenario, its lane (index in the lanes of its band) and row (in its band)."""

    step: int
    lane: int
    row: int
    diamond: bool


class Band(Struct, frozen=True):
    """A part of the scenario that fits one page: its lanes (performers) from left to right, and its cells."""

    lanes: tuple[str | None, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> int:
        """How many rows the band has."""
        return 1 + max((cell.row for cell in self.cells), default=-1)


def lane_order(performers: Sequence[str | None], links: Sequence[Link]) -> tuple[str | None, ...]:
    """The performers, each once: who begins stands leftmost; of the other orders the one with the shortest edges."""
    first, *rest = dict.fromkeys(performers)
    if len(rest) >= PERMUTED:
        return (first, *rest)
    pairs = [(performers[link.source], performers[link.target]) for link in links]

    def length(order: tuple[str | None, ...]) -> int:
        at = {performer: lane for lane, performer in enumerate((first, *order))}
        return sum(abs(at[a] - at[b]) for a, b in pairs)

    return (first, *min(permutations(rest), key=length))


def rows(lanes: Sequence[int], links: Sequence[Link], dense: bool) -> tuple[int, ...]:
    """The row of each step, given the lane of each. Edges that lead back do not count."""
    into: dict[int, list[int]] = {}
    for link in links:
        if link.source < link.target:
            into.setdefault(link.target, []).append(link.source)
    taken: set[tuple[int, int]] = set()
    found: list[int] = []
    beside: set[int] = set()
    for step, lane in enumerate(lanes):
        before = into.get(step, [])
        if dense and len(before) == 1 and before[0] not in beside and _free_to(taken, lanes, found, before[0], lane):
            row = found[before[0]]
            beside.add(before[0])
        else:
            row = 1 + max((found[b] for b in before), default=found[-1] if found else -1)
            while (lane, row) in taken:
                row += 1
        taken.add((lane, row))
        found.append(row)
    return tuple(found)


def _free_to(taken: set[tuple[int, int]], lanes: Sequence[int], found: Sequence[int], source: int, lane: int) -> bool:
    """Whether a step in `lane` can stand in the row of `source`, right of it, with nothing between them."""
    row = found[source]
    return lanes[source] < lane and all((between, row) not in taken for between in range(lanes[source] + 1, lane + 1))


def bands(
    performers: Sequence[str | None],
    diamonds: Sequence[bool],
    links: Sequence[Link],
    heights: Mapping[int, float],
    room: float,
    dense: bool,
    most_lanes: int = MOST_LANES,
) -> tuple[Band, ...]:
    """The scenario folded into bands of at most `room` points and `most_lanes` lanes.

    `heights` are points by step, its share of the channel below included.
    """
    order = lane_order(performers, links)
    placed = rows([order.index(performer) for performer in performers], links, dense)
    by_row: dict[int, list[int]] = {}
    for step, row in enumerate(placed):
        by_row.setdefault(row, []).append(step)
    made = []
    for chunk in _chunks([by_row[row] for row in sorted(by_row)], performers, links, heights, room, most_lanes):
        steps = [step for row in chunk for step in row]
        lanes = tuple(performer for performer in order if any(performers[step] == performer for step in steps))
        cells = [
            Cell(step, lanes.index(performers[step]), row, diamonds[step])
            for row, members in enumerate(chunk)
            for step in members
        ]
        made.append(Band(lanes, tuple(sorted(cells, key=lambda cell: cell.step))))
    return tuple(made)


def _chunks(
    by_row: Sequence[Sequence[int]],
    performers: Sequence[str | None],
    links: Sequence[Link],
    heights: Mapping[int, float],
    room: float,
    most_lanes: int,
) -> Iterator[list[Sequence[int]]]:
    """Runs of rows that fit a page; a page breaks where the fewest edges cross, if it is well filled there."""
    tall = [max(heights[step] for step in row) for row in by_row]
    start = 0
    while start < len(by_row):
        stop, used, seen = start, 0.0, set[str | None]()
        while stop < len(by_row):
            seen |= {performers[step] for step in by_row[stop]}
            if stop > start and (used + tall[stop] > room or len(seen) > most_lanes):
                break
            used += tall[stop]
            stop += 1
        if stop < len(by_row):
            stop = _calmest(by_row, links, start, stop, tall, used)
        yield list(by_row[start:stop])
        start = stop


def _calmest(
    by_row: Sequence[Sequence[int]],
    links: Sequence[Link],
    start: int,
    stop: int,
    tall: Sequence[float],
    wanted: float,
) -> int:
    """The best row to break before, in start+1..stop: close to `wanted` points, with few edges across."""
    at = {step: row for row, members in enumerate(by_row) for step in members}

    def cost(row: int) -> tuple[float, int]:
        crossing = sum(
            1 for link in links if min(at[link.source], at[link.target]) < row <= max(at[link.source], at[link.target])
        )
        return (crossing + abs(sum(tall[start:row]) - wanted) / 60, -row)

    return min(range(start + 1, stop + 1), key=cost)
